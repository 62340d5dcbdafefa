//! The HCL2 spec: what attributes and blocks a body must have, and the value that
//! a body of that form decodes to. Names are those of HCL, hcldec and cty.

mod types;

pub use types::Type;
