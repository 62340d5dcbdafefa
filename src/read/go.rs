//! Go source in, config structs out, without Go.
//!
//! A file is read by `lex` and `parse` into the `syntax` of its declarations; bodies of
//! functions are passed over. `modules` knows where the source of an import lies, and
//! `packages` loads of it what a name leads to; `resolve` tells what a type is, and `flat`
//! what Packer takes a struct for.

mod builtin;
mod comment;
mod constant;
mod constraint;
mod flat;
mod form;
mod given;
mod guess;
mod lex;
mod model;
mod modules;
mod packages;
mod parse;
mod quote;
mod resolve;
mod skip;
mod snake_case;
mod syntax;
mod tag;
mod types;

pub(crate) use comment::text as comment_text;
pub use constraint::{Built, Target};
pub(crate) use flat::{Cty, Entry, FlatField, FlatStruct, FlatTy};
pub(crate) use modules::Modules;
#[cfg(feature = "cli")]
pub(crate) use modules::root_of;
pub(crate) use packages::{PackageId, Packages};
pub use parse::parse;
pub(crate) use quote::{quote, unquote};
pub use syntax::{Field, File, Import, Span, TypeDecl, TypeExpr, TypeKind};
pub use tag::Tags;
pub(crate) use types::{Element, Func, Named, Param, StructField, Ty};
