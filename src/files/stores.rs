//! The stores of a run: nearly always one, that of the plugin; another for each folder
//! outside of it that output goes to.

use super::digest::Digest;
use super::guard::{real, resolve};
use super::record::Record;
use super::store::{Store, home_of, home_of_files_in};
use crate::diagnostics::Diagnostics;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the roots of a plan's files have their stores.
#[derive(Debug, Default)]
pub(super) struct Stores {
    /// By the folders that files were named in.
    homes: BTreeMap<PathBuf, PathBuf>,
    /// What was made there, as the run has found it.
    records: BTreeMap<PathBuf, Record>,
    /// Those that the run holds.
    open: BTreeMap<PathBuf, Store>,
}

impl Stores {
    /// Locks the store for files below `root`, unless this run has it.
    pub(super) fn open(&mut self, root: &Path) -> Result<(), Diagnostics> {
        let home = self.home(root);
        if !self.open.contains_key(&home) {
            let store = Store::open(&home)?;
            // What was read before it was locked may have changed since.
            self.records.insert(home.clone(), Store::record(&home));
            self.open.insert(home, store);
        }
        Ok(())
    }

    /// Says that a root is no folder of output, but one that single files are written to.
    pub(super) fn holds_files(&mut self, root: &Path) {
        let home = self.homes.entry(root.to_owned());
        home.or_insert_with(|| home_of_files_in(root));
    }

    /// The stores of another run over the same files.
    pub(super) fn again(&self) -> Self {
        Self {
            homes: self.homes.clone(),
            ..Self::default()
        }
    }

    pub(super) fn opened(&self) -> impl Iterator<Item = &Store> {
        self.open.values()
    }

    pub(super) fn home(&mut self, root: &Path) -> PathBuf {
        let homes = &mut self.homes;
        let home = homes.entry(root.to_owned());
        home.or_insert_with(|| home_of(root)).clone()
    }

    pub(super) fn record(&mut self, home: &Path) -> &mut Record {
        let records = &mut self.records;
        let record = records.entry(home.to_owned());
        record.or_insert_with(|| Store::record(home))
    }

    /// A file's store, and its path from there.
    pub(super) fn locate(&mut self, root: &Path, path: &Path) -> (PathBuf, PathBuf) {
        let home = self.home(root);
        let path = real(path);
        let relative = path.strip_prefix(&home).unwrap_or(&path).to_owned();
        (home, relative)
    }

    /// The path of a root from its store's folder.
    pub(super) fn within(&mut self, root: &Path) -> PathBuf {
        let home = self.home(root);
        let root = resolve(root);
        root.strip_prefix(&home).unwrap_or(Path::new("")).to_owned()
    }

    /// What the record says of a file.
    pub(super) fn recorded(&mut self, root: &Path, path: &Path) -> Option<Digest> {
        let (home, relative) = self.locate(root, path);
        self.record(&home).get(&relative)
    }

    /// The files that were made below a folder, relative to it.
    pub(super) fn made_below(&mut self, root: &Path) -> Vec<PathBuf> {
        let home = self.home(root);
        let folder = self.within(root);
        let below = self.record(&home).below(&folder);
        let relative = below.filter_map(|path| path.strip_prefix(&folder).ok());
        relative.map(Path::to_owned).collect()
    }
}
