//! The HCL2 spec: what attributes and blocks a body must have, and the value that
//! a body of that form decodes to. Names are those of HCL, hcldec and cty.
//!
//! [`from_hcl`] reads a type by its spec, which `sdc gen-spec` writes; [`parse`] and
//! [`decode`] do it step by step.
//!
//! # Beyond Go's hcldec
//!
//! | what | how |
//! |---|---|
//! | other accepted names, as by serde's `alias` | `aliases` of an attribute or block; two names of one thing in one body are an error |
//! | documentation | `doc` of an attribute or block; in a spec file the comment lines directly above it |
//! | a flattened map | [`ObjectSpec::rest`]; `rest = TYPE` in the `object` of a spec file |
//! | blocks whose types differ, and labels, in spec files | `block_tuple`, `block_object` and `block_label` blocks |
//! | a literal of a collection type in spec files | `type = TYPE` beside its `value` |
//! | `any` in the blocks of a map | allowed; the values are brought to one type |
//!
//! What is left out, or null without being required, is left out for serde too, so that
//! its defaults count.

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod body;
mod context;
mod convert;
mod de;
mod decode;
pub mod diagnostics;
mod eval;
mod expression;
mod functions;
mod grammar;
mod identifier;
mod json;
mod number;
mod parse;
mod quoted;
mod spec;
mod spec_file;
mod standard;
mod syntax;
mod traversal;
mod types;
mod value;
mod variables;
mod written;

pub use body::{Attribute, AttributeSchema, Block, BlockSchema, Body, Content, Schema};
pub use context::Context;
pub use convert::{PathError, PathStep, convert};
pub use de::{WrongValue, from_hcl, from_hcl_with, from_source, from_value};
pub use decode::{decode, locate, partial_decode};
pub use diagnostics::{Diagnostic, Diagnostics, Place, Severity, SourceFile};
pub use expression::Expression;
pub use functions::{CallError, Function, Parameter};
pub use json::parse_json;
pub use number::{Number, ParseNumberError};
pub use parse::{parse, parse_bytes, parse_expression};
pub use spec::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, DefaultSpec,
    Hcl2Spec, ObjectSpec, Spec, TransformSpec,
};
pub use spec_file::{SpecFile, UserFunction};
pub use standard::standard_functions;
pub use traversal::{Traversal, TraversalStep};
pub use types::Type;
pub use value::{JsonText, Value};
pub use written::{Written, WrittenKind};
