//! What shall be there, compared with what is: the difference is all that is
//! shown or written.

use super::change::{Change, Kind};
use super::stores::Stores;
use super::{Destination, Node, Summary, Tree, apply, diff, git, safety, store};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::files::unreadable;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The changes that a run means to make.
///
/// ```
/// # fn main() -> Result<(), packer_sdc::diagnostics::Diagnostics> {
/// # let root = tempfile::tempdir().unwrap();
/// let mut plan = packer_sdc::files::Plan::new();
/// plan.write(root.path(), "a/b.txt", "hello\n")?;
/// assert!(plan.diff().contains("+hello"));
/// assert_eq!(plan.apply()?.summary.written, 1);
/// assert_eq!(std::fs::read_to_string(root.path().join("a/b.txt")).unwrap(), "hello\n");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Plan {
    pub(super) changes: BTreeMap<PathBuf, Change>,
    /// Output that is as it should be, and the folders that it was named in.
    pub(super) unchanged: BTreeMap<PathBuf, (PathBuf, Node)>,
    pub(super) stores: Stores,
    /// Files that the output is made of.
    pub(super) inputs: BTreeSet<PathBuf>,
    /// Files that may be replaced whatever they hold.
    pub(super) overwrite: Vec<PathBuf>,
}

/// What came of a plan that was put in place.
#[derive(Debug, Default)]
pub struct Applied {
    /// What was done.
    pub summary: Summary,
    /// Old files that were kept, and stale ones that were left.
    pub findings: Diagnostics,
}

impl Plan {
    /// Nothing to change yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes files that may be replaced or removed whatever they hold.
    #[must_use]
    pub fn overwriting(mut self, files: &[PathBuf]) -> Self {
        self.overwrite.extend_from_slice(files);
        self
    }

    /// Begins a run that will write below `root`: waits for others that write there, completes
    /// what one that was killed has left half done, and keeps others waiting until the
    /// plan is gone. To be called before anything is read that output is made of.
    ///
    /// # Errors
    ///
    /// Another run that does not end; a folder that cannot be written to for another reason
    /// than that it is read-only.
    pub fn begin(&mut self, root: &Path) -> Result<(), Diagnostics> {
        self.stores.open(root)
    }

    /// What keeps a look at the files below `root` from being one of a finished run: a run
    /// that was broken off, and that the next one completes.
    #[must_use]
    pub fn unfinished(root: &Path) -> Option<Diagnostic> {
        store::unfinished(root)
    }

    /// Names files that the output is made of: none of them can be output.
    pub fn protect<'a>(&mut self, inputs: impl IntoIterator<Item = &'a PathBuf>) {
        self.inputs.extend(inputs.into_iter().cloned());
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
        let new = Some(Node::File(bytes.into()));
        self.want(root, relative.as_ref(), new, Kind::Output)
    }

    /// Wants a file that was named by itself to hold these bytes.
    pub fn write_file(&mut self, path: &Path, bytes: impl Into<Vec<u8>>) -> Result<(), Diagnostic> {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        self.stores.holds_files(folder);
        self.write(folder, path.file_name().unwrap_or_default(), bytes)
    }

    /// Wants somebody's own file to hold these bytes, which are what it holds with an edit
    /// that was asked for, or to be there if it is not.
    pub fn edit(
        &mut self,
        root: &Path,
        relative: impl AsRef<Path>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), Diagnostic> {
        self.stores.holds_files(root);
        let new = Some(Node::File(bytes.into()));
        self.want(root, relative.as_ref(), new, Kind::Edit)
    }

    /// Wants the file `root/relative`, which was made here once, to be gone. It stays if it
    /// is not as it was made.
    pub fn remove(&mut self, root: &Path, relative: impl AsRef<Path>) -> Result<(), Diagnostic> {
        self.want(root, relative.as_ref(), None, Kind::Output)
    }

    /// Wants a destination to hold this tree, and nothing else that was made there; what else
    /// it holds stays.
    pub fn mirror(&mut self, destination: &Destination, tree: Tree) -> Result<(), Diagnostic> {
        let root = destination.path();
        for made in self.stores.made_below(root) {
            if !tree.contains_key(&made) && root.join(&made).symlink_metadata().is_ok() {
                self.remove(root, made)?;
            }
        }
        self.fill(destination, tree)
    }

    /// Wants a destination to hold this tree; what else it holds stays.
    pub fn fill(&mut self, destination: &Destination, tree: Tree) -> Result<(), Diagnostic> {
        for (relative, new) in tree {
            self.want(destination.path(), &relative, Some(new), Kind::Output)?;
        }
        Ok(())
    }

    /// Whether a file was made here and is recorded as that.
    #[must_use]
    pub fn is_recorded(&mut self, root: &Path, relative: &Path) -> bool {
        self.stores.recorded(root, &root.join(relative)).is_some()
    }

    fn want(
        &mut self,
        root: &Path,
        relative: &Path,
        new: Option<Node>,
        kind: Kind,
    ) -> Result<(), Diagnostic> {
        let path = key(&root.join(relative));
        let down = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !relative.components().all(down) {
            return Err(outside(&path, root));
        }
        let old = read_node(&path)?;
        let root = root.to_owned();
        if old == new {
            self.changes.remove(&path);
            if let Some(new) = new.filter(|_| kind == Kind::Output) {
                self.unchanged.insert(path, (root, new));
            }
        } else {
            self.unchanged.remove(&path);
            let change = Change {
                root,
                old,
                new,
                kind,
                ignored: false,
                keep: false,
            };
            self.changes.insert(path, change);
        }
        Ok(())
    }

    /// Lays the plan over a tree that was read from `root`: what a later stage of the
    /// same run reads.
    pub(super) fn overlay(&self, root: &Path, tree: &mut Tree) {
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

    /// The paths that shall change, in order, and whether they shall be there.
    pub fn changes(&self) -> impl Iterator<Item = (&Path, bool)> {
        self.changes
            .iter()
            .map(|(path, change)| (path.as_path(), change.new.is_some()))
    }

    /// Those of them that lie in a folder, by their paths in it.
    pub(super) fn changes_below(&self, folder: &Path) -> impl Iterator<Item = (&Path, bool)> {
        let folder = key(folder);
        self.changes().filter_map(move |(path, there)| {
            let relative = path.strip_prefix(&folder).ok()?;
            Some((relative, there))
        })
    }

    /// Asks git which of the changes are to output that it ignores. Nobody has that but who
    /// makes it, so it is never out of date.
    pub fn pass_over_ignored(&mut self) {
        let output = |change: &&mut Change| change.kind == Kind::Output && !change.ignored;
        let asked: Vec<PathBuf> = self
            .changes
            .iter_mut()
            .filter_map(|(path, change)| output(&change).then(|| super::guard::real(path)))
            .collect();
        let paths: Vec<&Path> = asked.iter().map(PathBuf::as_path).collect();
        let ignored = git::ignores(&paths);
        let changes = self.changes.values_mut().filter(output);
        for (change, ignored) in changes.zip(ignored) {
            change.ignored = ignored;
        }
    }

    /// The changes that are somebody's business.
    fn relevant(&self) -> impl Iterator<Item = (&PathBuf, &Change)> {
        self.changes.iter().filter(|(_, change)| !change.ignored)
    }

    /// The paths among the changes that are out of date, and whether they shall be there.
    pub fn stale(&self) -> impl Iterator<Item = (&Path, bool)> {
        self.relevant()
            .map(|(path, change)| (path.as_path(), change.new.is_some()))
    }

    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.relevant().next().is_none()
    }

    /// The changes as a unified diff; empty where there are none.
    #[must_use]
    pub fn diff(&self) -> String {
        self.relevant()
            .map(|(path, change)| diff::diff(path, change))
            .collect()
    }

    /// The same as findings, one for each file.
    #[must_use]
    pub fn stale_findings(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        findings.extend(
            self.relevant()
                .map(|(path, change)| diff::stale(path, change)),
        );
        findings
    }

    /// The plan that takes this one back, once it is in place.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let inverse = |(path, change): (&PathBuf, &Change)| {
            let change = Change {
                root: change.root.clone(),
                old: change.new.clone(),
                new: change.old.clone(),
                kind: Kind::Edit,
                ignored: false,
                keep: false,
            };
            (path.clone(), change)
        };
        Self {
            changes: self.changes.iter().map(inverse).collect(),
            stores: self.stores.again(),
            ..Self::default()
        }
    }

    /// What it will do.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            unchanged: self.unchanged.len(),
            ..Summary::default()
        };
        for (_, change) in self.relevant() {
            match change.new {
                Some(_) => summary.written += 1,
                None => summary.removed += 1,
            }
        }
        summary
    }

    /// The files that it wants to be there, changed or not.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let changed = self
            .changes
            .iter()
            .filter(|(_, change)| change.new.is_some());
        let changed = changed.map(|(path, _)| path);
        changed.chain(self.unchanged.keys()).map(PathBuf::as_path)
    }

    /// Makes the changes: all of them, or none and errors. What is in the way and is safe
    /// nowhere else keeps the plan from being put in place.
    pub fn apply(mut self) -> Result<Applied, Diagnostics> {
        let roots = self.changes.values().map(|change| change.root.clone());
        for root in roots.collect::<BTreeSet<_>>() {
            self.stores.open(&root)?;
        }
        let findings = safety::judge(&mut self)?;
        let summary = self.summary();
        apply::apply(self)?;
        Ok(Applied { summary, findings })
    }
}

fn outside(path: &Path, root: &Path) -> Diagnostic {
    let (path, root) = (super::show(path), super::show(root));
    let root = if root.is_empty() { ".".into() } else { root };
    let message = format!("`{path}` would be written outside of `{root}`");
    Diagnostic::error("outside", message)
        .at(Place::whole(path))
        .help("nothing was written; move what it is made of into that folder")
}

/// A path as the plan knows it: `./docs` is `docs`.
fn key(path: &Path) -> PathBuf {
    let parts = path.components();
    parts
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

/// The file or link at a path. That a folder, or something else, is in the way is found
/// when the plan is put in place: until then it may go.
fn read_node(path: &Path) -> Result<Option<Node>, Diagnostic> {
    let unreadable = |error: &io::Error| unreadable(path, error);
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if super::digest::is_missing(&error) => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    };
    if meta.is_symlink() {
        let to = fs::read_link(path).map_err(|error| unreadable(&error))?;
        return Ok(Some(Node::Link(to)));
    }
    if !meta.is_file() {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| unreadable(&error))?;
    Ok(Some(Node::File(bytes)))
}
