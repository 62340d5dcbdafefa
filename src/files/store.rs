//! The folder `.sdc` of a plugin: its record, its lock, its journal, and the place where
//! files are staged. It ignores itself, and nothing outside of it is ever left behind.
//!
//! It lies at the plugin's root, or beside a destination that is in no plugin: on the
//! destination's file system, and never in a folder that is published.

use super::commit::Commit;
use super::guard::resolve;
use super::record::Record;
use super::{from_here, journal, plugin_of, show};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::files::unreadable;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

/// What the folder is called.
pub(crate) const STORE: &str = ".sdc";

/// How long a run waits for another: longer than any takes.
const PATIENCE: Duration = Duration::from_secs(30);

const IGNORE: &str = "\
# What sdc knows about the files that it made here. It is of no use to anybody else, and
# safe to remove: then sdc asks before it replaces what git does not have.
*
";

/// One such folder, locked by this run.
#[derive(Debug)]
pub(super) struct Store {
    home: PathBuf,
    /// Held until the run ends; none where nothing can be written anyway.
    _lock: Option<File>,
}

/// The folder that holds the store for a folder of output: the plugin's, or the one that the
/// folder lies in.
pub(super) fn home_of(root: &Path) -> PathBuf {
    let real = resolve(root);
    // Where one stands is no folder of output, but one that has some in it.
    if resolve(Path::new("")).starts_with(&real) {
        return home_of_files_in(root);
    }
    let home = plugin_of(&real).or(real.parent());
    home.unwrap_or(&real).to_owned()
}

/// The folder that holds the store for single files in a folder: the plugin's, or the
/// folder itself.
pub(super) fn home_of_files_in(folder: &Path) -> PathBuf {
    let folder = resolve(folder);
    plugin_of(&folder).unwrap_or(&folder).to_owned()
}

/// Says that a run was broken off at files below `root`, if one was.
pub(super) fn unfinished(root: &Path) -> Option<Diagnostic> {
    let folder = home_of(root).join(STORE);
    let journals = ["journal", "rollback"].map(|name| folder.join(name));
    let journal = journals.into_iter().find(|path| path.exists())?;
    // One that is at work is not broken off.
    if File::open(folder.join("lock")).is_ok_and(|lock| lock.try_lock_shared().is_err()) {
        return None;
    }
    let message = "a run was broken off while it put files in place";
    let finding = Diagnostic::error("unfinished-run", message).at(whole(&journal));
    Some(finding.help("the next run that writes completes it: some files are new, some old"))
}

impl Store {
    /// Makes and locks the store of a folder, and puts right what a run that was killed has
    /// left there.
    pub(super) fn open(home: &Path) -> Result<Self, Diagnostics> {
        let folder = home.join(STORE);
        let lock = match make(&folder).and_then(|()| lock(&folder)) {
            Ok(lock) => lock,
            // Where the folder cannot be written to, its files cannot either; and if none has to
            // be, nothing is wrong.
            Err(error) if is_read_only(&error) => None,
            Err(error) => return Err(unusable(&folder, &error).into()),
        };
        let store = Self {
            home: home.to_owned(),
            _lock: lock,
        };
        store.recover()?;
        Ok(store)
    }

    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    fn file(&self, name: &str) -> PathBuf {
        self.home.join(STORE).join(name)
    }

    /// The renames that are under way.
    pub(super) fn journal(&self) -> PathBuf {
        self.file("journal")
    }

    /// Those that are being taken back.
    pub(super) fn rollback(&self) -> PathBuf {
        self.file("rollback")
    }

    /// Where new files lie until they are put in place.
    pub(super) fn staging(&self) -> PathBuf {
        self.file("staging")
    }

    /// Where old files are kept that nobody else has.
    pub(super) fn replaced(&self) -> PathBuf {
        self.file("replaced")
    }

    /// The record as this run found it.
    pub(super) fn record(home: &Path) -> Record {
        let path = home.join(RECORD);
        let is_file = path.symlink_metadata().is_ok_and(|meta| meta.is_file());
        let text = is_file.then(|| fs::read_to_string(path).ok()).flatten();
        Record::parse(&text.unwrap_or_default())
    }

    /// Makes the staging folder, empty.
    pub(super) fn make_staging(&self) -> io::Result<()> {
        self.clear_staging()?;
        fs::create_dir(self.staging())
    }

    pub(super) fn clear_staging(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.staging()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether a path lies in this store's folder, with no link on the way.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.home) else {
            return false;
        };
        let folders = relative.parent().unwrap_or(Path::new("")).ancestors();
        folders
            .map(|folder| self.home.join(folder))
            .filter(|folder| *folder != self.home)
            .all(|folder| !folder.is_symlink())
    }

    /// Completes what a killed run had begun, or takes it back.
    fn recover(&self) -> Result<(), Diagnostics> {
        let (path, back) = if self.rollback().exists() {
            (self.rollback(), true)
        } else if self.journal().exists() {
            (self.journal(), false)
        } else {
            // It was killed while it staged: nothing had changed.
            return match self.clear_staging() {
                Err(error) if !is_read_only(&error) => Err(unusable(&path_of(self), &error).into()),
                _ => Ok(()),
            };
        };
        let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
        let entries = journal::parse(&text).map_err(|why| strange(&path, &why))?;
        let commit = Commit {
            store: self,
            entries,
        };
        let done = if back {
            commit.back()
        } else {
            match commit.resume() {
                Ok(()) => commit.finish(),
                Err(_) => commit.back(),
            }
        };
        done.map_err(|error| unusable(&path, &error).into())
    }
}

/// The file of the record, from its home.
pub(super) const RECORD: &str = ".sdc/record";

fn path_of(store: &Store) -> PathBuf {
    store.home.join(STORE)
}

/// Makes the folder, if it is not there, so that git passes over it.
fn make(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => return Err(io::Error::other("it is not a folder")),
        Err(_) => fs::create_dir_all(folder)?,
    }
    let ignore = folder.join(".gitignore");
    if ignore.symlink_metadata().is_err() {
        fs::write(ignore, IGNORE)?;
    }
    Ok(())
}

/// Waits for the lock; gives none on a file system that has no locks.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join("lock");
    if path.symlink_metadata().is_err() {
        match File::options().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::other("its `lock` is not a file"));
    }
    let lock = File::open(path)?;
    let start = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(Some(lock)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                return Err(io::Error::other("another run of sdc is at work here"));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

fn is_read_only(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

fn whole(path: &Path) -> Place {
    Place::whole(show(from_here(path)))
}

fn unusable(path: &Path, error: &io::Error) -> Diagnostic {
    let place = whole(path);
    let message = format!("`{}` cannot be used: {error}", place.file().name());
    Diagnostic::error("unwritable", message)
        .at(place)
        .help("nothing was written; this folder is where sdc keeps what it knows of its files")
}

fn strange(path: &Path, why: &str) -> Diagnostic {
    let place = whole(path);
    let message = format!("`{}` is no journal of sdc's: {why}", place.file().name());
    Diagnostic::error("unfinished-run", message)
        .at(place)
        .help("nothing was written; look for old files in `staging` beside it, then remove it")
}
