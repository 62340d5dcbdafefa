//! What Packer wants in gob, the form in which Go's programs send their own types: a spec and a
//! value where a run cannot use protobuf, and the end of a command always.
//!
//! A stream of gob says what its types are before it uses them. Go does so at the first need;
//! here all definitions come first, in messages of their own, which Go reads as well.

mod command;
mod encoder;
mod spec;
mod ty;
mod value;

pub(crate) use command::{read_finished, write_finished};
pub(crate) use spec::spec;
pub(crate) use value::value;

#[cfg(test)]
pub(crate) mod tests;
