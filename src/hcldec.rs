//! The HCL2 spec: what attributes and blocks a body must have, and the value that
//! a body of that form decodes to. Names are those of HCL, hcldec and cty.

mod body;
mod context;
mod convert;
mod de;
mod decode;
mod eval;
mod expression;
mod functions;
mod json_syntax;
mod number;
mod parse;
#[cfg(feature = "proto")]
mod proto;
mod spec;
mod spec_file;
mod syntax;
mod traversal;
mod types;
mod value;
mod variables;

pub use body::{Attribute, AttributeSchema, Block, BlockSchema, Body, Content, Schema};
pub use context::Context;
pub use convert::{PathError, PathStep, convert};
pub use de::{from_hcl, from_source};
pub use decode::{decode, partial_decode};
pub use expression::Expression;
pub use functions::{CallError, Function, Parameter, standard_functions};
pub use json_syntax::parse_json;
pub use number::{Number, ParseNumberError};
pub use parse::{parse, parse_bytes, parse_expression};
pub use spec::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, DefaultSpec,
    Hcl2Spec, ObjectSpec, Spec, TransformSpec,
};
pub use spec_file::{SpecFile, UserFunction};
pub use traversal::{Traversal, TraversalStep};
pub use types::Type;
pub use value::{JsonText, Value};
