//! Puts a plan in place. First every new file is written to a staging folder on the
//! same file system, so that a full disk or a missing right shows before anything has
//! changed; then each is renamed to where it belongs. If a rename fails, those
//! before it are taken back. A signal while files are staged ends the run with
//! nothing changed; one while they are renamed waits until all are in place.

use super::change::Change;
use super::{Node, show};
use crate::diagnostics::{Diagnostic, Place};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};
use tempfile::TempDir;

/// How the names of staging folders begin.
pub(crate) const STAGING: &str = ".sdc-staging-";

/// A change whose new content lies ready.
struct Staged {
    path: PathBuf,
    root: PathBuf,
    new: Option<PathBuf>,
    backup: PathBuf,
    had_old: bool,
}

pub(super) fn apply(changes: BTreeMap<PathBuf, Change>) -> Result<(), Diagnostic> {
    let signals = signals::Held::new();
    let mut folders: BTreeMap<PathBuf, TempDir> = BTreeMap::new();
    let mut staged = Vec::with_capacity(changes.len());
    for (i, (path, change)) in changes.into_iter().enumerate() {
        let one = stage(i, &path, change, &mut folders).map_err(|e| unwritable(&path, &e))?;
        staged.push(one);
        if signals.arrived() {
            return Err(Diagnostic::error(
                "interrupted",
                "interrupted; nothing was changed",
            ));
        }
    }
    // What goes makes room for what comes: a file may take the place of a folder.
    staged.sort_by_key(|one| one.new.is_some());
    for (i, one) in staged.iter().enumerate() {
        if let Err(error) = place(one) {
            for done in staged[..=i].iter().rev() {
                take_back(done);
            }
            return Err(unwritable(&one.path, &error));
        }
    }
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot write `{}`: {error}", show(path));
    Diagnostic::error("unwritable", message)
        .at(Place::whole(show(path)))
        .help("nothing was changed")
}

fn stage(
    index: usize,
    path: &Path,
    change: Change,
    folders: &mut BTreeMap<PathBuf, TempDir>,
) -> io::Result<Staged> {
    let home = existing_ancestor(&change.root);
    if !folders.contains_key(&home) {
        let folder = tempfile::Builder::new().prefix(STAGING).tempdir_in(&home)?;
        folders.insert(home.clone(), folder);
    }
    let folder = folders[&home].path();
    let new = folder.join(index.to_string());
    match &change.new {
        Some(Node::File(bytes)) => {
            fs::write(&new, bytes)?;
            if let (Some(Node::File(_)), Ok(meta)) = (&change.old, fs::metadata(path)) {
                fs::set_permissions(&new, meta.permissions())?;
            }
        }
        Some(Node::Link(to)) => link(to, &new)?,
        None => {}
    }
    Ok(Staged {
        path: path.to_owned(),
        root: change.root,
        new: change.new.map(|_| new),
        backup: folder.join(format!("{index}.old")),
        had_old: change.old.is_some(),
    })
}

/// The folder itself if it is there, else the nearest above it.
fn existing_ancestor(folder: &Path) -> PathBuf {
    let there = |path: &&Path| path.is_dir();
    match folder.ancestors().find(there) {
        Some(path) => path.to_owned(),
        None => PathBuf::from("."),
    }
}

fn place(one: &Staged) -> io::Result<()> {
    if one.had_old && fs::symlink_metadata(&one.path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let Some(new) = &one.new else {
        fs::rename(&one.path, &one.backup)?;
        remove_empty_parents(one);
        return Ok(());
    };
    if one.had_old {
        // A second name for the old file, so that the new one replaces it in one step.
        // Not every file system has that, nor links every system.
        fs::hard_link(&one.path, &one.backup).or_else(|_| fs::rename(&one.path, &one.backup))?;
    } else if let Some(parent) = one.path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(new, &one.path)
}

fn take_back(one: &Staged) {
    // As much as can be: this runs because the file system has just refused something.
    if one.backup.symlink_metadata().is_ok() {
        if let Some(parent) = one.path.parent() {
            let _ = fs::create_dir_all(parent);
        }
        let _ = fs::rename(&one.backup, &one.path);
    } else if !one.had_old && one.new.as_ref().is_some_and(|new| !new.exists()) {
        let _ = fs::remove_file(&one.path);
        remove_empty_parents(one);
    }
}

/// Folders that the removal of a file has left empty, up to the root.
fn remove_empty_parents(one: &Staged) {
    let parents = one.path.ancestors().skip(1);
    for parent in parents.take_while(|parent| *parent != one.root) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(to, at)
}

mod signals {
    //! Holds the signals that end a program until a plan is in place.

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, OnceLock};

    /// A handler stays once it is there, so this one lets signals through when
    /// nothing is being put in place.
    struct Handlers {
        idle: Arc<AtomicBool>,
        arrived: Arc<AtomicUsize>,
    }

    static HANDLERS: OnceLock<Handlers> = OnceLock::new();

    fn install() -> Handlers {
        let idle = Arc::new(AtomicBool::new(true));
        let arrived = Arc::new(AtomicUsize::new(0));
        for signal in [SIGINT, SIGTERM] {
            // Where a signal cannot be held it ends the program, as without us.
            let _ = flag::register_conditional_default(signal, Arc::clone(&idle));
            if let Ok(number) = usize::try_from(signal) {
                let _ = flag::register_usize(signal, Arc::clone(&arrived), number);
            }
        }
        Handlers { idle, arrived }
    }

    pub(super) struct Held(&'static Handlers);

    impl Held {
        pub(super) fn new() -> Self {
            let handlers = HANDLERS.get_or_init(install);
            handlers.idle.store(false, Ordering::SeqCst);
            Self(handlers)
        }

        pub(super) fn arrived(&self) -> bool {
            self.0.arrived.load(Ordering::SeqCst) != 0
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            self.0.idle.store(true, Ordering::SeqCst);
            // What was held takes effect now, as if nobody had been in the way.
            if let Ok(signal @ 1..) = i32::try_from(self.0.arrived.swap(0, Ordering::SeqCst)) {
                let _ = low_level::emulate_default_handler(signal);
            }
        }
    }
}
