//! Which folders output may replace. A slip of the fingers in `-dst` must not
//! cost anybody their sources.

use super::{Tree, read_tree, show};
use crate::diagnostics::{Diagnostic, Place};
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

/// A folder of generated files: safe to make, to fill and to clean up.
#[derive(Debug)]
pub struct Destination {
    path: PathBuf,
    present: Tree,
}

impl Destination {
    /// Refuses a folder that is, holds or lies in one of `sources`; that holds the
    /// working directory, a version control folder, a Cargo.toml or a go.mod; or that
    /// is a symbolic link or no folder.
    pub fn new(path: &Path, sources: &[&Path]) -> Result<Self, Diagnostic> {
        let refuse = |why: String| {
            let message = format!("`{}` cannot be a destination: {why}", show(path));
            Err(Diagnostic::usage(message)
                .at(Place::whole(show(path)))
                .help("name a folder that holds nothing but generated files"))
        };
        match fs::symlink_metadata(path) {
            Ok(meta) if meta.is_symlink() => return refuse("it is a symbolic link".into()),
            Ok(meta) if !meta.is_dir() => return refuse("it is not a folder".into()),
            _ => {}
        }
        let real = resolve(path);
        for source in sources {
            let real_source = resolve(source);
            let source = show(source);
            if real == real_source {
                return refuse(format!("it is the source `{source}` itself"));
            } else if real_source.starts_with(&real) {
                return refuse(format!("it holds the source `{source}`"));
            } else if real.starts_with(&real_source) {
                return refuse(format!("it lies in the source `{source}`"));
            }
        }
        if env::current_dir().is_ok_and(|cwd| resolve(&cwd).starts_with(&real)) {
            return refuse("it holds the working directory".into());
        }
        if let Some(found) = find_precious(path) {
            return refuse(format!("it holds `{}`", show(&found)));
        }
        let present = read_tree(path)?;
        Ok(Self {
            path: path.to_owned(),
            present,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it holds now.
    #[must_use]
    pub fn present(&self) -> &Tree {
        &self.present
    }
}

/// What no generated folder holds: the marks of a repository or a package.
const PRECIOUS: [&str; 8] = [
    ".git",
    ".hg",
    ".svn",
    ".jj",
    ".bzr",
    "CVS",
    "Cargo.toml",
    "go.mod",
];

fn find_precious(root: &Path) -> Option<PathBuf> {
    walkdir::WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| PRECIOUS.iter().any(|name| entry.file_name() == *name))
        .map(walkdir::DirEntry::into_path)
}

/// The path without links and dots, also where its end does not exist yet.
fn resolve(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                real.pop();
            }
            component => real.push(component),
        }
        if let Ok(canonical) = real.canonicalize() {
            real = canonical;
        }
    }
    real
}
