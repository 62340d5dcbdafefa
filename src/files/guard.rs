//! Which folders output may go to. A slip of the fingers in `-dst` must not cost
//! anybody their sources.

use super::show;
use super::store::{STORE, home_of};
use crate::diagnostics::{Diagnostic, Place, usage};
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

/// A folder that generated files may be put in.
#[derive(Clone, Debug)]
pub struct Destination {
    path: PathBuf,
}

impl Destination {
    /// Refuses a folder that is, holds or lies in one of `sources`; that holds the
    /// working directory, the home folder, a version control folder, a Cargo.toml or a
    /// go.mod; that lies in a folder of a plugin which people write in (`src`,
    /// `templates`, `testdata`, `.github`); that is a symbolic link or no folder, or that a
    /// link leads to from a plugin which it does not lie in.
    pub fn new(path: &Path, sources: &[&Path]) -> Result<Self, Diagnostic> {
        let refuse = |why: String| {
            let message = format!("`{}` cannot be a destination: {why}", show(path));
            Err(usage(message)
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
        if env::home_dir().is_some_and(|home| resolve(&home).starts_with(&real)) {
            return refuse("it holds your home folder".into());
        }
        if let Some(folder) = taken(&real) {
            return refuse(format!("`{folder}` is not a folder for generated files"));
        }
        if let Some(found) = find_precious(path) {
            return refuse(format!("it holds `{}`", show(&found)));
        }
        if leaves(path, &real) {
            return refuse(format!("a symbolic link leads to `{}`", show(&real)));
        }
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Folders of a plugin that people and other tools write in.
const TAKEN: [&str; 11] = [
    "src",
    "templates",
    "testdata",
    ".github",
    ".git",
    ".hg",
    ".svn",
    ".jj",
    ".bzr",
    "CVS",
    STORE,
];

/// The folder of that kind that a path leads into, from its plugin.
fn taken(real: &Path) -> Option<&'static str> {
    let relative = real.strip_prefix(home_of(real)).ok()?;
    let is_taken = |part: &std::ffi::OsStr| {
        // Not every file system tells capital letters from small ones.
        TAKEN
            .into_iter()
            .find(|name| part.eq_ignore_ascii_case(name))
    };
    relative.iter().find_map(is_taken)
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

/// Whether a path that is written as one in a plugin leads out of it.
fn leaves(path: &Path, real: &Path) -> bool {
    let Ok(absolute) = std::path::absolute(path) else {
        return false;
    };
    // Who writes dots says where to go.
    if absolute
        .components()
        .any(|part| part == Component::ParentDir)
    {
        return false;
    }
    let marked = |folder: &&Path| {
        let marks = ["go.mod", "Cargo.toml", "sdc.toml", ".web-docs"];
        marks.iter().any(|mark| folder.join(mark).exists())
    };
    let plugin = absolute.ancestors().skip(1).find(marked);
    plugin.is_some_and(|plugin| !real.starts_with(resolve(plugin)))
}

/// The path without links and dots, also where its end does not exist yet.
pub(super) fn resolve(path: &Path) -> PathBuf {
    // No name at all is the folder that one stands in.
    let path = if path == Path::new("") {
        Path::new(".")
    } else {
        path
    };
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

/// A file's path in its folder's without links and dots; the file itself may be a link.
pub(super) fn real(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => resolve(folder).join(name),
        _ => resolve(path),
    }
}
