//! The grammar of expressions and templates: from text to nodes.
//!
//! `scan` finds the brackets in one pass, `pieces` parses the expressions between: so what is
//! wrong ends with the bracket that it is in.

mod pieces;
mod scan;
mod words;

pub(super) use pieces::{Offsets, Pieces};
pub(super) use scan::{Bracket, Kind, Scan, token_end};
