//! How a stage sees files: as they are on the disk, as they will be once a plan is in place,
//! or as they are in memory. What reads through a view need not know which it is.

use super::tree::{entries, read_file};
use super::{Node, Plan, Tree, read_tree};
use crate::diagnostics::Diagnostic;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Files, wherever they are.
///
/// ```
/// use packer_sdc::files::{Node, Tree, View};
/// use std::path::Path;
///
/// let memory = Tree::from([("docs/README.md".into(), Node::File(b"# Cloud\n".to_vec()))]);
/// let view = View::Memory(&memory);
/// assert_eq!(view.read(Path::new("docs/README.md")).unwrap(), b"# Cloud\n");
/// assert_eq!(view.names(Path::new("docs"))?.len(), 1);
/// # Ok::<(), packer_sdc::diagnostics::Diagnostic>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum View<'a> {
    /// Those on the disk.
    Disk,
    /// Those on the disk, once a plan is in place.
    Planned(&'a Plan),
    /// Those of a tree, whose paths are the files' own.
    Memory(&'a Tree),
}

impl View<'_> {
    /// What a file holds; a symbolic link is followed on the disk.
    ///
    /// # Errors
    ///
    /// No file at that path; a folder, a pipe, or what else cannot be read to its end.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let node = match self {
            Self::Disk => return read_file(path),
            Self::Planned(plan) => match plan.wanted(path) {
                Some(node) => node,
                None => return read_file(path),
            },
            Self::Memory(tree) => tree.get(path),
        };
        match node {
            Some(Node::File(bytes)) => Ok(bytes.clone()),
            Some(Node::Link(to)) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                read_file(&folder.join(to))
            }
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// All files and links below a folder, by their paths in it, as [`read_tree`] has them.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn tree(&self, folder: &Path) -> Result<Tree, Diagnostic> {
        match self {
            Self::Disk => read_tree(folder),
            Self::Planned(plan) => {
                let mut tree = read_tree(folder)?;
                plan.overlay(folder, &mut tree);
                Ok(tree)
            }
            Self::Memory(tree) => {
                let below = tree.iter().filter_map(|(path, node)| {
                    let relative = path.strip_prefix(folder).ok()?;
                    Some((relative.to_owned(), node.clone()))
                });
                Ok(below.collect())
            }
        }
    }

    /// Their paths alone.
    ///
    /// # Errors
    ///
    /// A folder that cannot be listed.
    pub fn names(&self, folder: &Path) -> Result<BTreeSet<PathBuf>, Diagnostic> {
        let relative = |path: &Path| path.strip_prefix(folder).ok().map(Path::to_owned);
        if let Self::Memory(tree) = self {
            return Ok(tree.keys().filter_map(|path| relative(path)).collect());
        }
        let mut names = BTreeSet::new();
        for entry in entries(folder) {
            names.extend(relative(entry?.path()));
        }
        if let Self::Planned(plan) = self {
            for (path, there) in plan.changes_below(folder) {
                if there {
                    names.insert(path.to_owned());
                } else {
                    names.remove(path);
                }
            }
        }
        Ok(names)
    }
}
