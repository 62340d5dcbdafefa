//! The HCL2 spec: what attributes and blocks a body must have, and the value that
//! a body of that form decodes to. Names are those of HCL, hcldec and cty.

#[cfg(feature = "proto")]
mod proto;
mod spec;
mod types;

pub use spec::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, Hcl2Spec,
    ObjectSpec, Spec,
};
pub use types::Type;
