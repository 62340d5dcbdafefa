//! What Packer wants in gob, the form in which Go's programs send their own types: a spec and a
//! value where a run cannot use protobuf, and the end of a command always.
//!
//! A stream of gob says what its types are before it uses them. Go does so at the first need;
//! here all definitions come first, in messages of their own, which Go reads as well. What Packer
//! makes of a stream is here too, for tests.

mod command;
mod encoder;
mod packer;
mod read;
mod spec;
mod ty;
mod value;

pub(crate) use command::{read_finished, write_finished};
#[cfg(test)]
pub(crate) use packer::ty;
pub(crate) use packer::{read_spec, read_value};
#[cfg(test)]
pub(crate) use read::{Gob, read};
pub(crate) use spec::spec;
pub(crate) use value::value;

#[cfg(test)]
mod tests;
