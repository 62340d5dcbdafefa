//! The HCL2 spec: what attributes and blocks a body must have, and the value that
//! a body of that form decodes to. Names are those of HCL, hcldec and cty.

mod context;
mod convert;
mod functions;
mod number;
#[cfg(feature = "proto")]
mod proto;
mod spec;
mod traversal;
mod types;
mod value;

pub use context::Context;
pub use convert::{PathError, PathStep, convert};
pub use functions::{CallError, Function, Parameter};
pub use number::{Number, ParseNumberError};
pub use spec::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, DefaultSpec,
    Hcl2Spec, ObjectSpec, Spec,
};
pub use traversal::{Traversal, TraversalStep};
pub use types::Type;
pub use value::{JsonText, Value};
