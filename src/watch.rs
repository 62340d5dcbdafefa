//! Waiting for a plugin's files to change, without being woken by one's own writing.

use crate::diagnostics::{Diagnostic, Place};
use crate::files::{Node, Plan, STORE, View, read_file, show};
use notify::event::{Event, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use std::{fs, io};

/// An editor saves in several steps, and a branch is checked out in many: changes count
/// as one until nothing has happened for this long,
const QUIET: Duration = Duration::from_millis(20);
/// or until they have gone on for this long.
const PATIENCE: Duration = Duration::from_millis(500);

/// Folders that hold nothing a plugin is made of.
const IGNORED: [&str; 6] = ["target", "node_modules", ".git", ".hg", ".jj", STORE];

/// A watch over the folder of a plugin and what it uses outside of it.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Files outside of the folder that matter.
    outside: BTreeSet<PathBuf>,
    /// What the last plans wrote: as long as it is there, it is nobody else's change.
    own: BTreeMap<PathBuf, Option<Node>>,
}

impl Watch {
    /// Watches the folder of a plugin.
    ///
    /// # Errors
    ///
    /// A folder that cannot be watched.
    pub fn new(plugin: &Path) -> Result<Self, Diagnostic> {
        let unwatchable = |error: &dyn std::fmt::Display| {
            let name = show(plugin);
            Diagnostic::error("unreadable", format!("cannot watch `{name}`: {error}"))
                .at(Place::whole(name))
        };
        let root = plugin.canonicalize().map_err(|error| unwatchable(&error))?;
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| unwatchable(&error))?;
        let mut watch = Self {
            root,
            watcher,
            events,
            outside: BTreeSet::new(),
            own: BTreeMap::new(),
        };
        // Build output is large, and watching is not free: so each folder on its own.
        watch
            .watcher
            .watch(&watch.root, RecursiveMode::NonRecursive)
            .map_err(|error| unwatchable(&error))?;
        let entries = fs::read_dir(&watch.root).map_err(|error| unwatchable(&error))?;
        for entry in entries.filter_map(Result::ok) {
            watch.enter(&entry.path());
        }
        Ok(watch)
    }

    /// Watches the files among these, too, that lie outside of the plugin's folder, and what
    /// links among them lead to.
    pub fn follow<'a>(&mut self, inputs: impl IntoIterator<Item = &'a PathBuf>) {
        let mut outside = BTreeSet::new();
        for input in inputs {
            outside.insert(input.clone());
            // What cannot be listed is the run's to report.
            let below = View::Disk.names(input).unwrap_or_default();
            let below = below.into_iter().map(|name| input.join(name));
            outside.extend(below.filter(|path| path.is_symlink()));
        }
        let real = outside.iter().filter_map(|path| path.canonicalize().ok());
        self.outside = real.filter(|path| !path.starts_with(&self.root)).collect();
        for path in &self.outside {
            let folder = if path.is_dir() {
                Some(path.as_path())
            } else {
                path.parent()
            };
            // A change that nobody hears of is made up for by the next that somebody does.
            if let Some(folder) = folder {
                let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Takes note of what a plan is about to write.
    pub fn expect(&mut self, plan: &Plan) {
        for (path, _) in plan.changes() {
            if let (Ok(path), Some(node)) = (std::path::absolute(path), plan.wanted(path)) {
                let path = real(&path);
                self.own.insert(path, node.cloned());
            }
        }
    }

    /// Waits until somebody has changed something, and says what.
    ///
    /// # Errors
    ///
    /// The plugin's folder itself is gone.
    pub fn wait(&mut self) -> Result<BTreeSet<PathBuf>, Diagnostic> {
        loop {
            let mut heard = Heard::default();
            let first = self.events.recv();
            self.note(first.map_err(|_| self.gone())?, &mut heard);
            let start = Instant::now();
            while start.elapsed() < PATIENCE {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => self.note(event, &mut heard),
                    Err(_) => break,
                }
            }
            if heard.gone || !self.root.is_dir() {
                return Err(self.gone());
            }
            let Heard {
                mut changed, new, ..
            } = heard;
            changed.retain(|path| !self.is_own(path, &new));
            if !changed.is_empty() {
                return Ok(changed);
            }
        }
    }

    fn gone(&self) -> Diagnostic {
        let name = show(&self.root);
        let message = format!("`{name}` is gone: there is nothing left to watch");
        Diagnostic::error("unreadable", message).at(Place::whole(name))
    }

    fn note(&mut self, event: notify::Result<Event>, heard: &mut Heard) {
        let event = match event {
            Ok(event) if event.need_rescan() => {
                heard.new.insert(self.root.clone());
                heard.changed.insert(self.root.clone());
                return;
            }
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) => event,
            Err(_) => return,
        };
        let appeared = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        for path in event.paths {
            // Another folder of that name is not the one that is watched.
            let leaves = matches!(
                event.kind,
                EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
            );
            heard.gone |= path == self.root && leaves;
            if self.matters(&path) {
                if path.parent() == Some(&self.root) {
                    self.enter(&path);
                }
                if appeared {
                    heard.new.insert(path.clone());
                }
                heard.changed.insert(path);
            }
        }
    }

    /// Watches a folder that lies directly in the plugin's.
    fn enter(&mut self, path: &Path) {
        if path.is_dir() && !path.is_symlink() && self.matters(path) {
            // One that has just gone again needs no watch.
            let _ = self.watcher.watch(path, RecursiveMode::Recursive);
        }
    }

    fn matters(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.root) else {
            return self.outside.iter().any(|outside| path.starts_with(outside));
        };
        !relative.iter().any(|part| {
            let part = part.to_string_lossy();
            IGNORED.contains(&&*part)
        })
    }

    /// Whether a path is as the last plan left it. What is in a folder that is new may have
    /// come before it was watched; other folders' entries have events of their own.
    fn is_own(&self, path: &Path, new: &BTreeSet<PathBuf>) -> bool {
        if !path.is_dir() {
            return self.is_own_file(path);
        }
        let names = new.contains(path).then(|| View::Disk.names(path));
        let names = names.and_then(Result::ok).unwrap_or_default();
        names.iter().all(|name| {
            let file = path.join(name);
            !self.matters(&file) || self.is_own_file(&file)
        })
    }

    fn is_own_file(&self, path: &Path) -> bool {
        let there = match read_file(path) {
            Ok(bytes) => Some(Node::File(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) => return false,
        };
        self.own.get(path).is_some_and(|own| *own == there)
    }
}

/// What has come in a burst of events.
#[derive(Default)]
struct Heard {
    changed: BTreeSet<PathBuf>,
    /// What was not there before under its name.
    new: BTreeSet<PathBuf>,
    /// Whether the plugin's folder itself has gone.
    gone: bool,
}

/// A path as events name it, also of a file that is not there yet.
fn real(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            return missing
                .iter()
                .rev()
                .fold(real, |real, part| real.join(part));
        }
        missing.extend(ancestor.file_name());
    }
    path.to_owned()
}
