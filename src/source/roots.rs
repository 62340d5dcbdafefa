//! Finds the types that were asked for: by path, by name, by file, or all.

use super::items::{Item, ItemId, Kind, ModId, What};
use super::lost::Lost;
use super::lower::{Derive, Lower, derive};
use super::manifest::crate_name;
use super::resolve::{Found, Space};
use super::text::tidy;
use super::world::{CrateId, Source, World};
use crate::diagnostics::{Diagnostic, nearest};
use proc_macro2::TokenTree;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

impl World {
    /// The type of a name or path. What is wrong is reported.
    pub(super) fn find_type(
        &mut self,
        crates: &[CrateId],
        files: &[PathBuf],
        asked: &str,
    ) -> Option<ItemId> {
        let mut path: Vec<String> = asked
            .split("::")
            .map(|s| s.trim_start_matches("r#").to_owned())
            .collect();
        if path.len() > 1 && path[0] == "crate" {
            path.remove(0);
        }
        let mut found = Vec::new();
        let mut made = None;
        if files.is_empty() {
            (found, made) = self.by_path(crates, &path);
            // A path may begin with the name of its own crate, as other crates write it.
            let own = |id: &CrateId| path.len() > 1 && self.crates[id.0].name == path[0];
            if found.is_empty() && crates.iter().any(own) {
                path.remove(0);
                (found, made) = self.by_path(crates, &path);
            }
        }
        if found.is_empty() {
            found = match path.as_slice() {
                [name] => self.definitions(crates, files, name),
                _ if files.is_empty() => Vec::new(),
                [.., name] => {
                    let all = self.definitions(crates, files, name);
                    let suffix = path.join("::");
                    all.into_iter()
                        .filter(|id| self.path_of(&self.item(*id)).ends_with(&suffix))
                        .collect()
                }
                [] => Vec::new(),
            };
        }
        found.retain(|id| matches!(self.items[id.0].kind, Kind::Data(_)));
        match found.as_slice() {
            [one] => Some(*one),
            [] => {
                let wrong = match &made {
                    Some(lost @ Lost::Made { place, .. }) => lost.diagnostic(place.clone()),
                    _ => Some(self.no_such_type(crates, files, asked)),
                };
                self.diagnostics.extend(wrong);
                None
            }
            several => {
                let message = format!(
                    "`{asked}` is ambiguous: {} types have this name",
                    several.len()
                );
                let mut wrong = Diagnostic::error("ambiguous-type", message);
                let paths: Vec<String> = several
                    .iter()
                    .map(|id| format!("`{}`", self.path_of(&self.item(*id))))
                    .collect();
                for (i, id) in several.iter().enumerate() {
                    let place = self.place_of(What::Item(*id));
                    wrong = if i == 0 {
                        wrong.at(place).label("one of them")
                    } else {
                        wrong.related("another", place)
                    };
                }
                self.report(wrong.help(format!(
                    "name the one that is meant by its path: {}",
                    paths.join(" or ")
                )));
                None
            }
        }
    }

    /// What a path from the root leads to, in the first crate where it leads anywhere; and
    /// whether a macro makes it.
    fn by_path(&mut self, crates: &[CrateId], path: &[String]) -> (Vec<ItemId>, Option<Lost>) {
        let absolute = [&["crate".to_owned()], path].concat();
        let mut made = None;
        for id in crates {
            let root = self.crates[id.0].root;
            match self.resolve(root, &absolute, false, Space::Types) {
                Ok(Found::Item(item, rest)) if rest.is_empty() => return (vec![item], None),
                Err(lost @ Lost::Made { .. }) => made = made.or(Some(lost)),
                _ => {}
            }
        }
        (Vec::new(), made)
    }

    fn no_such_type(&mut self, crates: &[CrateId], files: &[PathBuf], asked: &str) -> Diagnostic {
        let mut names = Vec::new();
        for file in self.rust_files(crates, files) {
            if let Ok(text) = self.files.read(&file) {
                names.extend(type_names(text.text()));
            }
        }
        let last = asked.rsplit("::").next().unwrap_or(asked);
        let wrong = Diagnostic::error(
            "unknown-type",
            format!("there is no struct or enum `{asked}`"),
        );
        match nearest(last, names.iter().map(String::as_str)) {
            Some(near) if near == last => {
                let all = self.definitions(crates, files, last);
                let paths: Vec<String> = all
                    .iter()
                    .map(|id| format!("`{}`", self.path_of(&self.item(*id))))
                    .collect();
                match paths.as_slice() {
                    [] => wrong.help("a struct of that name is in a file that is no module of the crate, or made by a macro"),
                    paths => wrong.help(format!("did you mean {}?", paths.join(" or "))),
                }
            }
            Some(near) => wrong.help(format!("did you mean `{near}`?")),
            None => wrong,
        }
    }

    /// Every struct and enum of that name.
    fn definitions(&mut self, crates: &[CrateId], files: &[PathBuf], name: &str) -> Vec<ItemId> {
        let mut candidates = Vec::new();
        for file in self.rust_files(crates, files) {
            if let Ok(text) = self.files.read(&file)
                && text.text().contains(name)
                && type_names(text.text()).iter().any(|n| n == name)
            {
                candidates.push(file);
            }
        }
        let mut found: Vec<ItemId> = Vec::new();
        for file in &candidates {
            let modules = self.modules_of_file(crates, file);
            for module in modules {
                found.extend(
                    self.data_below(module, file)
                        .into_iter()
                        .filter(|id| self.items[id.0].name == name),
                );
            }
        }
        self.without_copies(&mut found);
        found
    }

    /// The Rust files that may belong to the crates.
    fn rust_files(&self, crates: &[CrateId], files: &[PathBuf]) -> Vec<PathBuf> {
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
            let root = self.crates[id.0].root;
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
                let root = self.crates[id.0].root;
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
    fn walk(&mut self, root: ModId, passes: &dyn Fn(&str) -> bool) -> Vec<ModId> {
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
    fn data_below(&mut self, module: ModId, file: &Path) -> Vec<ItemId> {
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

    /// Every struct and enum that derives `Deserialize`, and the outputs of data sources.
    pub(super) fn all_types(&mut self, crates: &[CrateId], files: &[PathBuf]) -> Vec<ItemId> {
        let mut found = Vec::new();
        if files.is_empty() {
            for id in crates {
                let root = self.crates[id.0].root;
                for module in self.walk(root, &|text| {
                    text.contains("Deserialize") || text.contains("DatasourceOutput")
                }) {
                    if let Some(scope) = self.scope(module) {
                        found.extend(scope.data.iter().copied());
                    }
                }
            }
        } else {
            for file in files {
                for module in self.modules_of_file(crates, file) {
                    found.extend(self.data_below(module, file));
                }
            }
        }
        found.retain(|id| is_config(&self.items[id.0]));
        self.without_copies(&mut found);
        found
    }

    /// A file that is a module of the library and of a binary counts once.
    fn without_copies(&self, found: &mut Vec<ItemId>) {
        let mut seen = HashSet::new();
        found.retain(|id| {
            let item = &self.items[id.0];
            let start = item.parsed.place(item.span).range().map(|r| r.start);
            seen.insert((item.parsed.path.clone(), start))
        });
    }

    /// Makes files that are no modules of the crates crates of their own.
    pub(super) fn enter_files(&mut self, crates: &mut Vec<CrateId>, files: &[PathBuf]) {
        for file in files {
            if self.modules_of_file(crates, file).is_empty() {
                let name = crate_name(&file.file_stem().unwrap_or_default().to_string_lossy());
                let id = self.enter_file(file, &name, crates.first().copied());
                crates.push(id);
            }
        }
    }
}

/// Makes the bodies of all types that are not only parts of others.
pub(super) fn lower_all(lower: &mut Lower, crates: &[CrateId], files: &[PathBuf]) {
    let all = lower.world.all_types(crates, files);
    let mut bodies = Vec::new();
    for id in all {
        if lower.root(id) {
            bodies.push(id);
        }
    }
    for id in bodies {
        if lower.parts.contains(&id) {
            lower.not_a_root(id);
        }
    }
}

/// Whether something is read when nothing is asked for by name.
fn is_config(item: &Rc<Item>) -> bool {
    let Kind::Data(data) = &item.kind else {
        return false;
    };
    let derived = derive(&data.attrs, "Deserialize") == Derive::Serde;
    derived && !stands_for_another(&data.attrs) || is_output(item)
}

/// Whether the derive of a type makes functions for one of another crate, and no impl:
/// `#[serde(remote = "…")]`.
fn stands_for_another(attrs: &[syn::Attribute]) -> bool {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident("serde"));
    lists
        .filter_map(|attr| attr.meta.require_list().ok())
        .any(|list| {
            let mut tokens = list.tokens.clone().into_iter();
            tokens.any(|token| matches!(token, TokenTree::Ident(name) if name == "remote"))
        })
}

/// Whether a type is what a data source gives back: `DatasourceOutput`, or anything that
/// is only serialized.
pub(super) fn is_output(item: &Item) -> bool {
    let Kind::Data(data) = &item.kind else {
        return false;
    };
    let serialized = derive(&data.attrs, "Serialize") == Derive::Serde;
    let decoded = derive(&data.attrs, "Deserialize") == Derive::Serde;
    serialized && (item.name == "DatasourceOutput" || !decoded && item.name.ends_with("Output"))
}

/// Whether a text may declare further modules.
fn leads_on(text: &str) -> bool {
    text.contains("include!")
        || words_after(text, "mod ").any(|(_, rest)| rest.trim_start().starts_with(';'))
}

/// The names of the structs and enums that a text seems to define.
fn type_names(text: &str) -> Vec<String> {
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
