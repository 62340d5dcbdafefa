//! Trees of files in memory: what a command reads whole, and what it means to write.

use crate::diagnostics::{Diagnostic, Place, SourceFile};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use walkdir::WalkDir;

/// A file or a symbolic link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The bytes of a file.
    File(Vec<u8>),
    /// Where a symbolic link leads, as it is written in it.
    Link(PathBuf),
}

/// Nodes by their path relative to the root of the tree.
pub type Tree = BTreeMap<PathBuf, Node>;

/// Reads all files and links below a folder. Links are not followed; empty folders
/// are not in the tree. A folder that is not there is an empty tree.
pub fn read_tree(root: &Path) -> Result<Tree, Diagnostic> {
    let mut tree = Tree::new();
    if let Err(error) = fs::symlink_metadata(root) {
        return match error.kind() {
            io::ErrorKind::NotFound => Ok(tree),
            _ => Err(Diagnostic::unreadable(root, &error)),
        };
    }
    for entry in WalkDir::new(root) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            Diagnostic::unreadable(&path, &error.into())
        })?;
        let path = entry.path();
        let node = if entry.file_type().is_symlink() {
            fs::read_link(path).map(Node::Link)
        } else if entry.file_type().is_dir() {
            continue;
        } else if entry.file_type().is_file() {
            fs::read(path).map(Node::File)
        } else {
            // Reading a pipe would wait for somebody to write.
            Err(io::Error::other("it is neither a file nor a folder"))
        };
        let node = node.map_err(|error| Diagnostic::unreadable(path, &error))?;
        let relative = path.strip_prefix(root).unwrap_or(path);
        tree.insert(relative.to_owned(), node);
    }
    Ok(tree)
}

/// Reads a text that diagnostics can point into.
pub fn read_source(path: &Path) -> Result<Arc<SourceFile>, Diagnostic> {
    let bytes = fs::read(path).map_err(|error| Diagnostic::unreadable(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text");
        Diagnostic::unreadable(path, &error)
    })?;
    Ok(SourceFile::new(show(path), text))
}

/// Here, and not with the others: diagnostics know names, and no paths.
impl Diagnostic {
    /// An input that cannot be read; ends a run with exit code 2.
    pub fn unreadable(path: &Path, error: &io::Error) -> Self {
        let path = show(path);
        Self::error("unreadable", format!("cannot read `{path}`: {error}")).at(Place::whole(path))
    }
}

/// A path as messages and generated files show it: with forward slashes on every
/// system, without a leading `./`.
#[must_use]
pub fn show(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if std::path::MAIN_SEPARATOR == '/' {
        shown.into_owned()
    } else {
        shown.replace(std::path::MAIN_SEPARATOR, "/")
    };
    match shown.strip_prefix("./") {
        Some("") | None => shown,
        Some(rest) => rest.trim_start_matches('/').to_owned(),
    }
}
