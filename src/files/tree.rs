//! Trees of files in memory: what a command reads whole, and what it means to write.

use super::digest::is_missing;
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use walkdir::{DirEntry, WalkDir};

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
/// are not in the tree, and nor are the traces of editors and systems, pipes and devices. A folder that is not there is an empty tree.
pub fn read_tree(root: &Path) -> Result<Tree, Diagnostic> {
    let mut tree = Tree::new();
    for entry in entries(root) {
        let entry = entry?;
        let path = entry.path();
        let node = if entry.file_type().is_symlink() {
            fs::read_link(path).map(Node::Link)
        } else {
            fs::read(path).map(Node::File)
        };
        let node = node.map_err(|error| unreadable(path, &error))?;
        let relative = path.strip_prefix(root).unwrap_or(path);
        tree.insert(relative.to_owned(), node);
    }
    Ok(tree)
}

/// The files and links that are in the tree of a folder.
pub(super) fn entries(root: &Path) -> impl Iterator<Item = Result<DirEntry, Diagnostic>> {
    let missing = fs::symlink_metadata(root).is_err_and(|error| is_missing(&error));
    let walk = (!missing).then(|| WalkDir::new(root).into_iter());
    let root = root.to_owned();
    walk.into_iter()
        .flatten()
        .filter_map(move |entry| match entry {
            Ok(entry) => is_content(&entry).then_some(Ok(entry)),
            Err(error) => {
                let path = error.path().unwrap_or(&root).to_owned();
                Some(Err(unreadable(&path, &error.into())))
            }
        })
}

fn is_content(entry: &DirEntry) -> bool {
    let ty = entry.file_type();
    // Reading a pipe would wait for somebody to write.
    (ty.is_file() || ty.is_symlink()) && !is_trace(&entry.file_name().to_string_lossy())
}

/// Whether a name is one that an editor or a system leaves, and nobody wrote.
#[must_use]
pub fn is_trace(name: &str) -> bool {
    let is_swap = |end: &str| name.starts_with('.') && end.len() == 3 && end.starts_with("sw");
    name.starts_with(".#")
        || name.starts_with("._")
        || name.ends_with('~')
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name
            .rsplit_once('.')
            .is_some_and(|(_, end)| is_swap(end) || end == "swp")
}

/// Reads a file, and nothing that a reader could wait for.
pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path)?;
    if meta.is_file() {
        fs::read(path)
    } else if meta.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other("it is neither a file nor a folder"))
    }
}

/// Reads a text that diagnostics can point into.
pub fn read_source(path: &Path) -> Result<Arc<SourceFile>, Diagnostic> {
    let bytes = read_file(path).map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text");
        unreadable(path, &error)
    })?;
    Ok(SourceFile::new(show(path), text))
}

/// An input that cannot be read; ends a run with exit code 2.
pub fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let path = show(path);
    Diagnostic::error("unreadable", format!("cannot read `{path}`: {error}")).at(Place::whole(path))
}

/// A path from where the user stands, if it lies there.
pub(crate) fn from_here(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path)
}

/// The path without `.` and, as far as its own words allow, without `..`. Links are not
/// looked at: an include says what it says.
pub(crate) fn normalize(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match plain.components().next_back() {
                Some(Component::Normal(_)) => {
                    plain.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => plain.push(".."),
            },
            component => plain.push(component),
        }
    }
    plain
}

/// What makes a folder the root of a plugin, or of more.
const ROOT_MARKS: [&str; 5] = ["go.mod", "Cargo.toml", "sdc.toml", ".git", ".web-docs"];

/// The nearest folder, this one or one above, that is the root of a plugin.
pub(crate) fn plugin_of(folder: &Path) -> Option<&Path> {
    let is_root = |folder: &&Path| {
        let mut marks = ROOT_MARKS.iter();
        marks.any(|mark| folder.join(mark).symlink_metadata().is_ok())
    };
    folder.ancestors().find(is_root)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_are_told_from_names_that_people_give() {
        for trace in [
            ".DS_Store",
            ".#page.mdx",
            "#page.mdx#",
            "page.mdx~",
            ".page.mdx.swp",
            ".page.swo",
            "a.swp",
        ] {
            assert!(is_trace(trace), "{trace}");
        }
        for name in [
            "page.mdx", ".gitkeep", "#", "a#b", ".github", "swp", "a.swift",
        ] {
            assert!(!is_trace(name), "{name}");
        }
    }
}
