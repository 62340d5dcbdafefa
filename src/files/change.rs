//! What shall happen at one path: what a plan is a list of, and what is put in place.

use super::Node;
use std::path::PathBuf;

/// How a path shall change.
#[derive(Debug)]
pub(super) struct Change {
    /// The folder that the path was named in: files are staged there.
    pub(super) root: PathBuf,
    /// What is there, if anything.
    pub(super) old: Option<Node>,
    /// What shall be there, if anything.
    pub(super) new: Option<Node>,
}
