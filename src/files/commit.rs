//! Putting files in place by a journal, or taking it all back. Both can be broken off at
//! any point and begun again: each step looks at what is there.

use super::digest::{Digest, is_missing};
use super::journal::{self, Entry};
use super::store::Store;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The renames of one store.
pub(super) struct Commit<'a> {
    pub(super) store: &'a Store,
    pub(super) entries: Vec<Entry>,
}

/// What became of a file.
enum Step {
    /// It is in place.
    Done,
    /// Somebody has changed it since the run looked.
    Changed,
}

/// A file that could not be put in place.
pub(super) struct Failed {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

impl Commit<'_> {
    /// Writes the journal: from here on the run is completed, by itself or by the next.
    pub(super) fn begin(&self) -> Result<(), Failed> {
        let path = self.store.journal();
        let fresh = self.store.staging().join("journal");
        let text = journal::text(&self.entries);
        fs::write(&fresh, text)
            .and_then(|()| fs::rename(&fresh, &path))
            .map_err(|error| Failed { path, error })
    }

    /// Makes all changes; stops at the first that cannot be made.
    pub(super) fn forward(&self) -> Result<(), Failed> {
        self.each(|path| {
            let error = io::Error::other("it was changed while the run was under way");
            Err(Failed { path, error })
        })
    }

    /// Makes those that are still to be made after a run was killed, save for files that
    /// somebody has changed since.
    pub(super) fn resume(&self) -> Result<(), Failed> {
        self.each(|_| Ok(()))
    }

    fn each(&self, changed: impl Fn(PathBuf) -> Result<(), Failed>) -> Result<(), Failed> {
        for (number, entry) in self.entries.iter().enumerate() {
            let path = self.path(entry);
            match self.place(number, entry) {
                Ok(Step::Done) => {}
                Ok(Step::Changed) => changed(path)?,
                Err(error) => return Err(Failed { path, error }),
            }
        }
        Ok(())
    }

    /// Takes back what was made, as much as can be: this runs because the file system has
    /// just refused something. What is left of it is the next run's.
    pub(super) fn back(&self) -> io::Result<()> {
        if self.store.journal().exists() {
            fs::rename(self.store.journal(), self.store.rollback())?;
        }
        let mut result = Ok(());
        for (number, entry) in self.entries.iter().enumerate().rev() {
            result = result.and(self.take_back(number, entry));
        }
        result.and_then(|()| self.finish())
    }

    /// Takes away what is no longer needed.
    pub(super) fn finish(&self) -> io::Result<()> {
        for journal in [self.store.journal(), self.store.rollback()] {
            match fs::remove_file(journal) {
                Err(error) if !is_missing(&error) => return Err(error),
                _ => {}
            }
        }
        self.store.clear_staging()
    }

    fn path(&self, entry: &Entry) -> PathBuf {
        self.store.home().join(&entry.path)
    }

    /// Where the old file is while it may still be wanted back.
    fn backup(&self, number: usize, entry: &Entry) -> PathBuf {
        match &entry.keep {
            Some(keep) => self.store.replaced().join(keep),
            None => self.store.staging().join(format!("{number}.old")),
        }
    }

    fn place(&self, number: usize, entry: &Entry) -> io::Result<Step> {
        let path = self.path(entry);
        let now = Digest::at(&path)?;
        if now == entry.new {
            return Ok(Step::Done);
        }
        if now != entry.old || !self.store.holds(&path) {
            return Ok(Step::Changed);
        }
        let staged = self.store.staging().join(number.to_string());
        if entry.new.is_some() && Digest::at(&staged)? != entry.new {
            return Err(io::Error::other("what was to be put there is damaged"));
        }
        if entry.old.is_some() {
            let backup = self.backup(number, entry);
            if Digest::at(&backup)? != entry.old {
                make_parent(&backup)?;
                second_name(&path, &backup)?;
            }
        }
        match (entry.old, entry.new) {
            (_, None) => {
                fs::remove_file(&path)?;
                self.remove_empty_parents(entry);
            }
            (Some(_), _) => replace(&staged, &path)?,
            (None, _) => {
                make_parent(&path)?;
                put_new(&staged, &path)?;
            }
        }
        Ok(Step::Done)
    }

    fn take_back(&self, number: usize, entry: &Entry) -> io::Result<()> {
        let path = self.path(entry);
        let backup = self.backup(number, entry);
        let _ = fs::remove_file(beside(&path));
        let now = match Digest::at(&path) {
            // No run makes folders of files.
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => return Ok(()),
            now => now?,
        };
        if now == entry.old {
            // It was not changed, or has been taken back.
            if entry.keep.is_some() {
                let _ = fs::remove_file(&backup);
            }
        } else if now == entry.new && self.store.holds(&path) {
            if entry.old.is_some() {
                make_parent(&path)?;
                replace(&backup, &path)?;
            } else {
                fs::remove_file(&path)?;
                self.remove_empty_parents(entry);
            }
        }
        Ok(())
    }

    /// Folders that the removal of a file has left empty, up to the root.
    fn remove_empty_parents(&self, entry: &Entry) {
        let parents = entry.path.ancestors().skip(1);
        for parent in parents.take_while(|parent| parent.starts_with(&entry.root)) {
            if parent == entry.root || fs::remove_dir(self.store.home().join(parent)).is_err() {
                break;
            }
        }
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Gives a file a second name, so that it is still there when the first is another's. Not
/// every file system has that: then a copy does.
fn second_name(path: &Path, at: &Path) -> io::Result<()> {
    match fs::remove_file(at) {
        Err(error) if !is_missing(&error) => return Err(error),
        _ => {}
    }
    fs::hard_link(path, at).or_else(|_| copy(path, at))
}

/// Puts a file or link where another is, in one step.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let near = beside(to);
            copy(from, &near)?;
            fs::rename(&near, to)
        }
        renamed => renamed,
    }
}

/// Puts a file or link where nothing is, and takes nobody's place who came meanwhile.
fn put_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => replace(from, to),
    }
}

/// Where a file is copied to before it takes the place of another on a file system that is
/// not the staging folder's.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".sdc-");
    name.push(path.file_name().unwrap_or_default());
    path.with_file_name(name)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_symlink() {
        link(&fs::read_link(from)?, to)
    } else {
        fs::copy(from, to).map(drop)
    }
}

#[cfg(unix)]
pub(super) fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
pub(super) fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(to, at)
}
