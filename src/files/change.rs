//! What shall happen at one path: what a plan is a list of, and what is put in place.

use super::Node;
use std::path::PathBuf;

/// How a path shall change.
#[derive(Debug)]
pub(super) struct Change {
    /// The folder that the path was named in.
    pub(super) root: PathBuf,
    /// The file or link that is there, if any.
    pub(super) old: Option<Node>,
    /// What shall be there, if anything.
    pub(super) new: Option<Node>,
    /// Why it changes.
    pub(super) kind: Kind,
    /// Whether git ignores it, so that nobody can call it out of date.
    pub(super) ignored: bool,
    /// Whether what is there is to be kept, as nobody else has it.
    pub(super) keep: bool,
}

/// Why a path changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is output: what is there is replaced only if it is safe.
    Output,
    /// Somebody's own file is to be edited, which is what the command is for.
    Edit,
}
