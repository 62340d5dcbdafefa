//! The files and modules of crates, walked where no path leads: which files there are,
//! which modules they make up, and what is defined in them.

use super::crates::{CrateId, Crates, Source};
use super::items::{ItemId, ModId, What};
use super::text::tidy;
use std::path::{Path, PathBuf};

impl Crates {
    /// The Rust files that may belong to the crates.
    pub(super) fn rust_files(&self, crates: &[CrateId], files: &[PathBuf]) -> Vec<PathBuf> {
        if !files.is_empty() {
            return files.to_vec();
        }
        let mut found = Vec::new();
        for id in crates {
            let Some(root) = self.root_file(*id) else {
                continue;
            };
            let dir = root.parent().unwrap_or(Path::new("."));
            let walk = walkdir::WalkDir::new(if dir == Path::new("") {
                Path::new(".")
            } else {
                dir
            });
            let walk = walk.sort_by_file_name().into_iter().filter_entry(|entry| {
                let name = entry.file_name().to_string_lossy();
                entry.depth() == 0
                    || !(entry.file_type().is_dir() && (name == "target" || name.starts_with('.')))
            });
            for entry in walk.filter_map(Result::ok) {
                if entry.path().extension().is_some_and(|ext| ext == "rs") {
                    found.push(tidy(entry.path()));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    fn root_file(&self, id: CrateId) -> Option<PathBuf> {
        self.root_files.get(&id).cloned()
    }

    /// The modules whose items a file holds: found by its place in the tree, else by
    /// walking all modules.
    pub(super) fn modules_of_file(&mut self, crates: &[CrateId], file: &Path) -> Vec<ModId> {
        let mut found = Vec::new();
        for id in crates {
            let Some(root_file) = self.root_file(*id) else {
                continue;
            };
            let root = self.all[id.0].root;
            if root_file == file {
                found.push(root);
                continue;
            }
            let dir = root_file.parent().unwrap_or(Path::new("")).to_owned();
            let Ok(inside) = file.strip_prefix(&dir) else {
                continue;
            };
            let mut names: Vec<String> = inside
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if names.last().is_some_and(|name| name == "mod") {
                names.pop();
            }
            let mut at = Some(root);
            for name in &names {
                at = at.and_then(|module| self.child(module, name));
            }
            if let Some(module) = at {
                self.scope(module);
                if self.file_of(module).is_some_and(|path| path == file) {
                    found.push(module);
                }
            }
        }
        if found.is_empty() {
            for id in crates {
                let root = self.all[id.0].root;
                for module in self.walk(root, &|_| true) {
                    if self.file_of(module).is_some_and(|path| path == file) {
                        found.push(module);
                    }
                }
            }
        }
        found
    }

    fn child(&mut self, module: ModId, name: &str) -> Option<ModId> {
        let scope = self.scope(module)?;
        let entries = scope.types.get(name)?;
        entries.iter().find_map(|entry| match entry.what {
            What::Mod(id) => Some(id),
            What::Item(_) => None,
        })
    }

    /// The file of a module that is not inline.
    fn file_of(&self, module: ModId) -> Option<PathBuf> {
        self.module_files.get(&module).cloned()
    }

    /// The modules at and below one; a file is entered only if its text passes.
    pub(super) fn walk(&mut self, root: ModId, passes: &dyn Fn(&str) -> bool) -> Vec<ModId> {
        let mut all = Vec::new();
        let mut todo = vec![root];
        while let Some(module) = todo.pop() {
            if let Source::File { candidates, .. } = &self.module(module).source {
                let file = candidates
                    .iter()
                    .find(|path| self.files.exists(path))
                    .cloned();
                let text = file.and_then(|file| self.files.read(&file).ok());
                if text.is_some_and(|text| !passes(text.text()) && !leads_on(text.text())) {
                    continue;
                }
            }
            let Some(scope) = self.scope(module) else {
                continue;
            };
            all.push(module);
            todo.extend(scope.modules.iter().rev());
        }
        all
    }

    /// The structs and enums of a module and of those inline in it, if they are in a file.
    pub(super) fn data_below(&mut self, module: ModId, file: &Path) -> Vec<ItemId> {
        let mut found = Vec::new();
        let mut todo = vec![module];
        while let Some(module) = todo.pop() {
            let Some(scope) = self.scope(module) else {
                continue;
            };
            found.extend(
                scope
                    .data
                    .iter()
                    .filter(|id| self.items[id.0].parsed.path == file),
            );
            let inline = scope
                .modules
                .iter()
                .filter(|id| matches!(self.module(**id).source, Source::Loaded(_)));
            let inline: Vec<ModId> = inline
                .filter(|id| !self.module_files.contains_key(id))
                .copied()
                .collect();
            todo.extend(inline.into_iter().rev());
        }
        found
    }
}

/// Whether a text may declare further modules.
fn leads_on(text: &str) -> bool {
    text.contains("include!")
        || words_after(text, "mod ").any(|(_, rest)| rest.trim_start().starts_with(';'))
}

/// The names of the structs and enums that a text seems to define.
pub(super) fn type_names(text: &str) -> Vec<String> {
    let names = words_after(text, "struct ").chain(words_after(text, "enum "));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// The words behind a keyword, and what follows them.
fn words_after<'t>(
    text: &'t str,
    keyword: &'static str,
) -> impl Iterator<Item = (&'t str, &'t str)> {
    let starts = text.match_indices(keyword).filter(|(at, _)| {
        let before = text[..*at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    });
    starts.filter_map(move |(at, _)| {
        let rest = text[at + keyword.len()..].trim_start();
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        (end > 0).then(|| rest.split_at(end))
    })
}
