//! What shall be there, compared with what is: the difference is all that is
//! shown or written.

use super::change::Change;
use super::{Destination, Node, Tree, apply, show};
use crate::diagnostics::{Diagnostic, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The changes that a run means to make.
///
/// ```
/// # fn main() -> Result<(), sdc::diagnostics::Diagnostic> {
/// # let root = tempfile::tempdir().unwrap();
/// let mut plan = sdc::files::Plan::new();
/// plan.write(root.path(), "a/b.txt", "hello\n")?;
/// assert!(plan.diff().contains("+hello"));
/// assert_eq!(plan.apply()?.written, 1);
/// assert_eq!(std::fs::read_to_string(root.path().join("a/b.txt")).unwrap(), "hello\n");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Plan {
    changes: BTreeMap<PathBuf, Change>,
    unchanged: BTreeSet<PathBuf>,
}

/// What an applied plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files made or replaced.
    pub written: usize,
    /// Files removed.
    pub removed: usize,
    /// Files that were as they should be, and were not touched.
    pub unchanged: usize,
}

impl Plan {
    /// Nothing to change yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Wants the file `root/relative` to hold these bytes. Below `root` no symbolic
    /// link is written through: one in place of the file is replaced, one in place
    /// of a folder is an error.
    pub fn write(
        &mut self,
        root: &Path,
        relative: impl AsRef<Path>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), Diagnostic> {
        let path = root.join(relative.as_ref());
        check_parents(root, relative.as_ref())?;
        let old = read_node(&path)?;
        self.want(root, &path, old, Some(Node::File(bytes.into())));
        Ok(())
    }

    /// Wants the file `root/relative` to be gone.
    pub fn remove(&mut self, root: &Path, relative: impl AsRef<Path>) -> Result<(), Diagnostic> {
        let path = root.join(relative.as_ref());
        check_parents(root, relative.as_ref())?;
        let old = read_node(&path)?;
        self.want(root, &path, old, None);
        Ok(())
    }

    /// Wants a destination to hold this tree and nothing else.
    pub fn mirror(&mut self, destination: &Destination, tree: Tree) {
        let root = destination.path();
        for (relative, old) in destination.present() {
            if !tree.contains_key(relative) {
                self.want(root, &root.join(relative), Some(old.clone()), None);
            }
        }
        for (relative, new) in tree {
            let old = destination.present().get(&relative).cloned();
            self.want(root, &root.join(relative), old, Some(new));
        }
    }

    /// Wants a destination to hold this tree; what else it holds stays.
    pub fn fill(&mut self, destination: &Destination, tree: Tree) -> Result<(), Diagnostic> {
        let root = destination.path();
        for (relative, new) in tree {
            let old = destination.present().get(&relative).cloned();
            if old.is_none() {
                check_parents(root, &relative)?;
            }
            self.want(root, &root.join(relative), old, Some(new));
        }
        Ok(())
    }

    fn want(&mut self, root: &Path, path: &Path, old: Option<Node>, new: Option<Node>) {
        let path = key(path);
        if old == new {
            self.changes.remove(&path);
            if new.is_some() {
                self.unchanged.insert(path);
            }
        } else {
            self.unchanged.remove(&path);
            let root = root.to_owned();
            self.changes.insert(path, Change { root, old, new });
        }
    }

    /// Lays the plan over a tree that was read from `root`: what a later stage of the
    /// same run reads.
    pub fn overlay(&self, root: &Path, tree: &mut Tree) {
        let root = key(root);
        for (path, change) in &self.changes {
            let Ok(relative) = path.strip_prefix(&root) else {
                continue;
            };
            match &change.new {
                Some(node) => tree.insert(relative.to_owned(), node.clone()),
                None => tree.remove(relative),
            };
        }
    }

    /// What the plan wants at a path, if it changes it: a node, or nothing.
    #[must_use]
    pub fn wanted(&self, path: &Path) -> Option<Option<&Node>> {
        self.changes
            .get(&key(path))
            .map(|change| change.new.as_ref())
    }

    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The paths that shall change, in order, and whether they shall be there.
    pub fn changes(&self) -> impl Iterator<Item = (&Path, bool)> {
        self.changes
            .iter()
            .map(|(path, change)| (path.as_path(), change.new.is_some()))
    }

    /// Those of them that lie in a folder, by their paths in it.
    pub fn changes_below(&self, folder: &Path) -> impl Iterator<Item = (&Path, bool)> {
        let folder = key(folder);
        self.changes().filter_map(move |(path, there)| {
            let relative = path.strip_prefix(&folder).ok()?;
            Some((relative, there))
        })
    }

    /// The changes as a unified diff; empty where there are none.
    #[must_use]
    pub fn diff(&self) -> String {
        let mut diff = String::new();
        for (path, change) in &self.changes {
            let name = show(path);
            let side = |node: &Option<Node>, prefix| match node {
                Some(_) => format!("{prefix}/{name}"),
                None => "/dev/null".to_owned(),
            };
            let (from, to) = (side(&change.old, "a"), side(&change.new, "b"));
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
        }
        diff
    }

    /// What it will do.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let removed = self.changes.values().filter(|c| c.new.is_none()).count();
        Summary {
            written: self.changes.len() - removed,
            removed,
            unchanged: self.unchanged.len(),
        }
    }

    /// The files that it wants to be there, changed or not.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let changed = self
            .changes
            .iter()
            .filter(|(_, change)| change.new.is_some());
        let changed = changed.map(|(path, _)| path);
        changed.chain(&self.unchanged).map(PathBuf::as_path)
    }

    /// Makes the changes: all of them, or none and an error.
    pub fn apply(self) -> Result<Summary, Diagnostic> {
        let summary = self.summary();
        if !self.changes.is_empty() {
            apply::apply(self.changes)?;
        }
        Ok(summary)
    }
}

/// What two plans did together.
impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.written += other.written;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }
}

/// What came between two moments of one plan.
impl std::ops::Sub for Summary {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            written: self.written.saturating_sub(before.written),
            removed: self.removed.saturating_sub(before.removed),
            unchanged: self.unchanged.saturating_sub(before.unchanged),
        }
    }
}

/// `2 written, 1 removed, 40 unchanged`, without the parts that are none.
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = [
            (self.written, "written"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        if parts.is_empty() {
            f.write_str("nothing to do")
        } else {
            f.write_str(&parts.join(", "))
        }
    }
}

/// The node as text for a diff, if it is one.
fn text(node: Option<&Node>) -> Option<String> {
    match node {
        None => Some(String::new()),
        Some(Node::Link(to)) => Some(format!("link to {}\n", show(to))),
        Some(Node::File(bytes)) if bytes.contains(&0) => None,
        Some(Node::File(bytes)) => String::from_utf8(bytes.clone()).ok(),
    }
}

/// A path as the plan knows it: `./docs` is `docs`.
fn key(path: &Path) -> PathBuf {
    let parts = path.components();
    parts
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

fn read_node(path: &Path) -> Result<Option<Node>, Diagnostic> {
    let unreadable = |error: &io::Error| Diagnostic::unreadable(path, error);
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    };
    if meta.is_symlink() {
        let to = fs::read_link(path).map_err(|error| unreadable(&error))?;
        return Ok(Some(Node::Link(to)));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(&error))?;
    Ok(Some(Node::File(bytes)))
}

/// Between a root and a file in it there are folders, or nothing yet.
fn check_parents(root: &Path, relative: &Path) -> Result<(), Diagnostic> {
    let Some(parents) = relative.parent() else {
        return Ok(());
    };
    let mut path = root.to_owned();
    for part in parents {
        path.push(part);
        let what = match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => "a symbolic link",
            Ok(meta) if !meta.is_dir() => "a file",
            Ok(_) => continue,
            Err(_) => break,
        };
        let message = format!("`{}` is {what}, where a folder is needed", show(&path));
        return Err(Diagnostic::error("unwritable", message)
            .at(Place::whole(show(&path)))
            .help("nothing was written; move it out of the way"));
    }
    Ok(())
}
