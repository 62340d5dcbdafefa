//! Changes as a unified diff.

use super::change::Change;
use super::{Node, show};
use crate::diagnostics::in_one_line;
use std::fmt::Write as _;
use std::path::Path;

/// What changes at a path, for people and for `patch`.
pub(super) fn diff(path: &Path, change: &Change) -> String {
    let shown = show(path);
    let name = in_one_line(&shown);
    let side = |node: &Option<Node>, prefix| match node {
        Some(_) => format!("{prefix}/{name}"),
        None => "/dev/null".to_owned(),
    };
    let (from, to) = (side(&change.old, "a"), side(&change.new, "b"));
    let mut diff = String::new();
    match (text(change.old.as_ref()), text(change.new.as_ref())) {
        (Some(old), Some(new)) => {
            let lines = similar::TextDiff::from_lines(old.as_str(), new.as_str());
            let unified = lines.unified_diff().header(&from, &to).to_string();
            if unified.is_empty() {
                // An empty file that comes or goes.
                let _ = writeln!(diff, "--- {from}\n+++ {to}");
            }
            diff.push_str(&unified);
        }
        _ => {
            let _ = writeln!(diff, "Binary files {from} and {to} differ");
        }
    }
    diff
}

/// The node as text, if it is one.
fn text(node: Option<&Node>) -> Option<String> {
    match node {
        None => Some(String::new()),
        Some(Node::Link(to)) => Some(format!("link to {}\n", show(to))),
        Some(Node::File(bytes)) if bytes.contains(&0) => None,
        Some(Node::File(bytes)) => String::from_utf8(bytes.clone()).ok(),
    }
}
