//! The texts of a plugin while they are added to: read from its folder, and kept here
//! until all of them are known.

use crate::diagnostics::Diagnostic;
use crate::files::{Plan, read_source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) struct Texts {
    root: PathBuf,
    written: BTreeMap<String, String>,
}

impl Texts {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            written: BTreeMap::new(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What a file holds, or will hold; nothing where it is not there.
    pub(super) fn read(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        if let Some(text) = self.written.get(path) {
            return Ok(Some(text.clone()));
        }
        let file = self.root.join(path);
        if file.symlink_metadata().is_err() {
            return Ok(None);
        }
        Ok(Some(read_source(&file)?.text().to_owned()))
    }

    pub(super) fn write(&mut self, path: &str, text: String) {
        self.written.insert(path.to_owned(), text);
    }

    pub(super) fn plan(self) -> Result<Plan, Diagnostic> {
        let mut plan = Plan::new();
        for (path, text) in self.written {
            plan.edit(&self.root, path, text)?;
        }
        Ok(plan)
    }
}
