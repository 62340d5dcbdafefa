//! Changes shown: to people as a unified diff, to programs as findings.

use super::change::Change;
use super::{Node, show};
use crate::diagnostics::{Diagnostic, Place, SourceFile, in_one_line};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

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

/// What changes at a path as a finding: at the first line that differs, where there is one.
pub(super) fn stale(path: &Path, change: &Change) -> Diagnostic {
    let name = show(path);
    let (message, place) = match (&change.old, &change.new) {
        (Some(_), None) => (format!("`{name}` is no longer made of anything"), None),
        (None, _) => (format!("`{name}` has not been made yet"), None),
        (Some(Node::File(old)), Some(Node::File(new))) => {
            let texts = (std::str::from_utf8(old), std::str::from_utf8(new));
            let place = match texts {
                (Ok(old), Ok(new)) => {
                    let file = SourceFile::new(name.clone(), old);
                    Some(first_difference(&file, new))
                }
                _ => None,
            };
            (format!("`{name}` is out of date"), place)
        }
        (Some(_), Some(_)) => (format!("`{name}` is out of date"), None),
    };
    Diagnostic::error("stale", message)
        .at(place.unwrap_or_else(|| Place::whole(name)))
        .help("run the same command without `--check`")
}

/// The first line of a file that is not what it should be.
pub(crate) fn first_difference(made: &Arc<SourceFile>, expected: &str) -> Place {
    let mut at = 0;
    let mut lines = expected.split_inclusive('\n');
    for line in made.text().split_inclusive('\n') {
        if lines.next() != Some(line) {
            return Place::new(made, at..at + line.trim_end().len());
        }
        at += line.len();
    }
    // All of it is there, and more should be: the end is where it is missing.
    Place::new(made, at..at)
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
