//! Puts a plan in place. First all that is new is written to the staging folder, so that a
//! full disk or a missing right shows before anything has changed; then a journal is
//! written; then each file is renamed to where it belongs. If a rename fails, those before it
//! are taken back. A signal while files are staged ends the run with nothing changed; one
//! while they are renamed waits until all are in place.

use super::change::{Change, Kind};
use super::commit::{Commit, Failed, link};
use super::digest::Digest;
use super::journal::Entry;
use super::record::Record;
use super::signals::Held;
use super::store::{RECORD, STORE, Store};
use super::{Node, Plan, from_here, show};
use crate::diagnostics::{Diagnostic, Place};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The changes of one store.
#[derive(Default)]
struct Share {
    /// By their paths from the store's folder.
    changes: Vec<(PathBuf, PathBuf, Change)>,
    /// Output that is as it should be.
    unchanged: Vec<(PathBuf, Node)>,
}

pub(super) fn apply(mut plan: Plan) -> Result<(), Diagnostic> {
    let mut shares: BTreeMap<PathBuf, Share> = BTreeMap::new();
    for (path, change) in std::mem::take(&mut plan.changes) {
        let (home, relative) = plan.stores.locate(&change.root, &path);
        let root = plan.stores.within(&change.root);
        shares
            .entry(home)
            .or_default()
            .changes
            .push((relative, root, change));
    }
    for (path, (root, node)) in std::mem::take(&mut plan.unchanged) {
        let (home, relative) = plan.stores.locate(&root, &path);
        shares
            .entry(home)
            .or_default()
            .unchanged
            .push((relative, node));
    }
    let records: BTreeMap<PathBuf, Record> = shares
        .keys()
        .map(|home| (home.clone(), plan.stores.record(home).clone()))
        .collect();
    let signals = Held::new();
    let mut commits = Vec::new();
    for store in plan.stores.opened() {
        let Some(share) = shares.remove(store.home()) else {
            continue;
        };
        commits.extend(stage(store, share, &records[store.home()], &signals)?);
    }
    for (at, commit) in commits.iter().enumerate() {
        if let Err(failed) = commit.begin().and_then(|()| commit.forward()) {
            let wrong = unwritable(&failed);
            let taken_back = commits[..=at].iter().rev().try_for_each(Commit::back);
            return Err(match taken_back {
                Ok(()) => wrong.help("nothing was changed"),
                Err(_) => wrong.help("not all could be taken back: the next run tries again"),
            });
        }
    }
    for commit in &commits {
        // What is left of it is cleared away by the next run.
        let _ = commit.finish();
    }
    Ok(())
}

fn unwritable(failed: &Failed) -> Diagnostic {
    let path = show(from_here(&failed.path));
    let message = format!("cannot write `{path}`: {}", failed.error);
    Diagnostic::error("unwritable", message).at(Place::whole(path))
}

/// Writes all that is new to the staging folder; gives nothing where nothing changes.
fn stage<'a>(
    store: &'a Store,
    share: Share,
    record: &Record,
    signals: &Held,
) -> Result<Option<Commit<'a>>, Diagnostic> {
    let mut fresh = record.clone();
    for (path, node) in share.unchanged {
        if record.get(&path).is_none() {
            fresh.set(&path, Digest::of(&node));
        }
    }
    let nothing = share.changes.is_empty();
    if nothing && fresh == *record {
        return Ok(None);
    }
    let failed = |path: &Path| {
        let path = store.home().join(path);
        move |error: io::Error| {
            // What is staged is of no use, and cleared away by the next run if not now.
            let _ = store.clear_staging();
            unwritable(&Failed { path, error }).help("nothing was changed")
        }
    };
    if let Err(error) = store.make_staging() {
        // To know more of what is as it should be is worth no error.
        return if nothing {
            Ok(None)
        } else {
            Err(failed(Path::new(STORE))(error))
        };
    }
    let mut changes = share.changes;
    // What goes makes room for what comes: a file may take the place of a folder.
    changes.sort_by_key(|(.., change)| change.new.is_some());
    let mut entries = Vec::with_capacity(changes.len() + 1);
    for (number, (path, root, change)) in changes.into_iter().enumerate() {
        let old = change.old.as_ref().map(Digest::of);
        let new = change.new.as_ref().map(Digest::of);
        if let Some(node) = &change.new {
            let staged = store.staging().join(number.to_string());
            write(node, &staged, &store.home().join(&path)).map_err(failed(&path))?;
        }
        match new {
            Some(digest) if change.kind == Kind::Output => fresh.set(&path, digest),
            Some(_) => {}
            None => fresh.forget(&path),
        }
        let keep = change.keep.then(|| free_name(&store.replaced(), &path));
        entries.push(Entry {
            path,
            root,
            old,
            new,
            keep,
        });
        if signals.arrived() {
            let _ = store.clear_staging();
            let message = "interrupted; nothing was changed";
            return Err(Diagnostic::error("interrupted", message));
        }
    }
    if fresh != *record {
        let node = Node::File(fresh.text().into_bytes());
        let path = PathBuf::from(RECORD);
        let staged = store.staging().join(entries.len().to_string());
        let target = store.home().join(&path);
        let old = Digest::at(&target).map_err(failed(&path))?;
        match write(&node, &staged, &target) {
            Err(_) if nothing => {
                let _ = store.clear_staging();
                return Ok(None);
            }
            written => written.map_err(failed(&path))?,
        }
        let new = Some(Digest::of(&node));
        entries.push(Entry {
            path,
            root: STORE.into(),
            old,
            new,
            keep: None,
        });
    }
    Ok(Some(Commit { store, entries }))
}

/// Writes a file with the rights of the one whose place it takes.
fn write(node: &Node, staged: &Path, target: &Path) -> io::Result<()> {
    match node {
        Node::Link(to) => link(to, staged),
        Node::File(bytes) => {
            fs::write(staged, bytes)?;
            match fs::symlink_metadata(target) {
                Ok(meta) if meta.is_file() => fs::set_permissions(staged, meta.permissions()),
                _ => Ok(()),
            }
        }
    }
}

/// The path, or one like it that nothing has.
fn free_name(folder: &Path, path: &Path) -> PathBuf {
    let mut free = path.to_owned();
    let mut number = 1;
    while folder.join(&free).symlink_metadata().is_ok() {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}"));
        free = path.with_file_name(name);
        number += 1;
    }
    free
}
