//! What is made of Go structs: specs as Go source, byte for byte what packer-sdc and gofmt
//! make of them, and partials of their comments.

mod imports;
mod layout;
mod markdown;
mod spec;
mod types;

pub(crate) use markdown::partials;
pub(crate) use spec::spec;
