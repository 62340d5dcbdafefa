//! Where the path of an include leads: into the plugin's own partials, or else into
//! the partials that plugins share.

use super::builtin;
use crate::files::{View, from_here, normalize, show};
use crate::project::root_around;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The partials that plugins share: those of the SDK, whose paths begin with
/// `packer-plugin-sdk/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Those in the binary.
    BuiltIn,
    /// Those of a folder, in place of the ones in the binary.
    Folder(PathBuf),
}

/// All partials that the pages of a plugin can include.
#[derive(Debug)]
pub struct Partials<'a> {
    folder: PathBuf,
    /// Where includes may lead: absolute, and without dots.
    inside: Vec<PathBuf>,
    here: PathBuf,
    shared: Shared,
    view: View<'a>,
}

/// What an include's path leads to.
pub(super) enum Found {
    /// A file: how messages call it, and what it holds.
    File(PathBuf, Vec<u8>),
    /// A folder.
    Folder(PathBuf),
    /// A file that cannot be read.
    Unreadable(PathBuf, io::Error),
    /// Something outside of the plugin.
    Outside(PathBuf),
    /// Nothing.
    Missing,
}

impl<'a> Partials<'a> {
    /// The partials in `folder`, which need not exist, then the shared ones. Includes
    /// may leave the folder but not the plugin: the nearest folder above `source` that
    /// holds a go.mod, a Cargo.toml, an sdc.toml, a .git or a .web-docs, or else the one
    /// that `source` lies in.
    #[must_use]
    pub fn new(source: &Path, folder: &Path, shared: Shared, view: View<'a>) -> Self {
        let shared = match shared {
            Shared::Folder(folder) => Shared::Folder(root_of_shared(folder)),
            Shared::BuiltIn => Shared::BuiltIn,
        };
        let here = current_dir();
        Self {
            inside: vec![root_around(source), normalize(&here.join(folder))],
            folder: folder.to_owned(),
            here,
            shared,
            view,
        }
    }

    /// How they are read.
    pub(super) fn view(&self) -> View<'a> {
        self.view
    }

    /// Lets includes lead into these folders, too, by their path or through a symbolic link.
    #[must_use]
    pub fn including_from(mut self, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let absolute = |folder| normalize(&self.here.join(folder));
        self.inside
            .extend(folders.into_iter().map(absolute).collect::<Vec<_>>());
        self
    }

    /// Where the plugin's own partials are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn find(&self, path: &str) -> Found {
        let path = path.trim_start_matches('/');
        let own = normalize(&self.folder.join(path));
        let absolute = normalize(&self.here.join(&own));
        if !self.inside.iter().any(|root| absolute.starts_with(root)) {
            return Found::Outside(own);
        }
        // What is written stays in the plugin; so does what is meant.
        if let Ok(real) = absolute.canonicalize()
            && !self.inside.iter().any(|root| is_below(&real, root))
        {
            return Found::Outside(from_here(&real).to_owned());
        }
        match read(self.view, own) {
            Found::Missing => self.find_shared(path),
            found => found,
        }
    }

    fn find_shared(&self, path: &str) -> Found {
        let relative = normalize(Path::new(path));
        if relative.starts_with("..") {
            return Found::Missing;
        }
        match &self.shared {
            Shared::Folder(folder) => read(View::Disk, folder.join(relative)),
            Shared::BuiltIn => {
                let name = show(&relative);
                let found = builtin::PARTIALS.binary_search_by(|(path, _)| path.cmp(&&*name));
                found.map_or(Found::Missing, |at| {
                    let (path, text) = builtin::PARTIALS[at];
                    Found::File(Path::new("built in").join(path), text.into())
                })
            }
        }
    }

    /// The paths that somebody who wrote `wrong` may have meant, the likeliest first.
    pub(super) fn near(&self, wrong: &str) -> Vec<String> {
        let wrong = wrong.trim_start_matches('/');
        let file_name = |path: &str| path.rsplit('/').next().map(str::to_lowercase);
        let limit = wrong.chars().count().max(3) / 3;
        let mut near: Vec<(usize, String)> = self
            .names()
            .into_iter()
            .map(|name| (strsim::damerau_levenshtein(wrong, &name), name))
            .filter(|(distance, name)| *distance <= limit || file_name(name) == file_name(wrong))
            .collect();
        near.sort();
        near.dedup();
        near.into_iter().take(3).map(|(_, name)| name).collect()
    }

    fn names(&self) -> Vec<String> {
        // Names are for a hint: where they cannot be had there is none.
        let names = |view: View<'_>, folder: &Path| {
            let names = view.names(folder).unwrap_or_default().into_iter();
            names.map(|path| show(&path)).collect::<Vec<_>>()
        };
        let own = names(self.view, &self.folder);
        let mut names = match &self.shared {
            Shared::Folder(folder) => names(View::Disk, folder),
            Shared::BuiltIn => builtin::PARTIALS.iter().map(|(p, _)| (*p).into()).collect(),
        };
        names.extend(own);
        names
    }
}

fn read(view: View<'_>, path: PathBuf) -> Found {
    match view.read(&path) {
        Ok(bytes) => Found::File(path, bytes),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Found::Missing,
            _ if path.is_dir() => Found::Folder(path),
            _ => Found::Unreadable(path, error),
        },
    }
}

fn is_below(real: &Path, root: &Path) -> bool {
    root.canonicalize().is_ok_and(|root| real.starts_with(root))
}

/// Paths of shared partials begin with `packer-plugin-sdk`; who names the folder of
/// that name means the one above.
fn root_of_shared(folder: PathBuf) -> PathBuf {
    match folder.parent() {
        Some(parent) if folder.ends_with("packer-plugin-sdk") => parent.to_owned(),
        _ => folder,
    }
}

fn current_dir() -> PathBuf {
    env::current_dir().unwrap_or_default()
}
