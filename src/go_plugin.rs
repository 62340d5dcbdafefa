//! A plugin in Go: what its `//go:generate` lines ask packer-sdc for, made here without
//! running one of them. Each package is read once, whatever number of lines is about it.

mod directives;
mod make;

pub(crate) use directives::{Command, Directive, directives};
#[cfg(feature = "cli")]
pub(crate) use directives::{MARK, arguments, go_files, words as command_words};
pub(crate) use make::{GoPlugin, is_of_struct};

#[cfg(feature = "cli")]
use std::path::{Path, PathBuf};

/// The folder of the Go module that a folder or file is in, if it is in one, and in no
/// package of Rust that is nearer.
#[cfg(feature = "cli")]
pub(crate) fn root(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() || path.as_os_str().is_empty() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let root = crate::read::go::root_of(folder)?;
    let absolute = |path: &Path| {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    };
    let (folder, top) = (absolute(folder), absolute(&root));
    let nearer = folder
        .ancestors()
        .take_while(|dir| *dir != top)
        .any(|dir| dir.join("Cargo.toml").is_file());
    (!nearer).then_some(root)
}
