//! Finds the types that were asked for: by path, by name, by file, or all.

use super::crates::{CrateId, Crates};
use super::derives::is_config;
use super::items::{ItemId, Kind, What};
use super::manifest::crate_name;
use super::resolve::{Found, Space};
use super::text::Parsed;
use super::ty::{Context, Ty};
use super::unresolved::Unresolved;
use super::walk::type_names;
use crate::diagnostics::{Diagnostic, SourceFile, nearest};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

impl Crates {
    /// The type of a name or path. What is wrong is reported.
    pub(super) fn find_type(
        &mut self,
        crates: &[CrateId],
        files: &[PathBuf],
        asked: &str,
    ) -> Option<Ty> {
        if asked.contains('<') {
            return self.instance(crates, asked);
        }
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
            let own = |id: &CrateId| path.len() > 1 && self.all[id.0].name == path[0];
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
        let is_type = |kind: &Kind| matches!(kind, Kind::Data(_) | Kind::Alias(_));
        found.retain(|id| is_type(&self.items[id.0].kind));
        match found.as_slice() {
            [one] => {
                let ty = self.type_of_item(*one);
                if matches!(ty, Ty::Data(..)) {
                    return Some(ty);
                }
                let message = format!("`{asked}` is an alias of what is no struct or enum");
                let wrong = Diagnostic::error("no-body", message);
                let wrong = wrong.at(self.place_of(What::Item(*one)));
                self.report(wrong.help("name a struct with named fields"));
                None
            }
            [] => {
                let wrong = match made {
                    Some(Unresolved::Made { ref place, .. }) => {
                        let place = place.clone();
                        made.and_then(|made| self.unresolved(made, place))
                    }
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

    /// An instance of a generic type, `Pair<String>`, as the root of a crate would write it.
    fn instance(&mut self, crates: &[CrateId], asked: &str) -> Option<Ty> {
        let file = SourceFile::new(asked, format!("type T = {asked};"));
        let parsed = Parsed::parse(Path::new(asked), &file);
        let ty = parsed
            .ok()
            .and_then(|(parsed, syntax)| match syntax.items.first()? {
                syn::Item::Type(item) => Some((parsed, item.ty.clone())),
                _ => None,
            });
        let Some((parsed, ty)) = ty else {
            let message = format!("`{asked}` is not a type");
            self.report(Diagnostic::error("unknown-type", message));
            return None;
        };
        let found = crates.iter().find_map(|id| {
            let context = Context::new(self.all[id.0].root, &parsed);
            let outer = std::mem::replace(&mut self.quiet, true);
            let found = self.ty(&context, &ty);
            self.quiet = outer;
            matches!(found, Ty::Data(..)).then_some(found)
        });
        if found.is_none() {
            let message = format!("there is no struct or enum `{asked}`");
            let wrong = Diagnostic::error("unknown-type", message);
            self.report(
                wrong.help("write its path from the root of the crate, and those of its arguments"),
            );
        }
        found
    }

    /// The type that an item is, with the arguments that stand in where none are given.
    pub(super) fn type_of_item(&mut self, id: ItemId) -> Ty {
        let item = self.item(id);
        let context = Context::new(item.module, &item.parsed);
        match &item.kind {
            Kind::Alias(_) => self.alias_type(&context, &item),
            _ => self.data_type(&context, &item),
        }
    }

    /// What a path from the root leads to, in the first crate where it leads anywhere; and
    /// whether a macro makes it.
    fn by_path(
        &mut self,
        crates: &[CrateId],
        path: &[String],
    ) -> (Vec<ItemId>, Option<Unresolved>) {
        let absolute = [&["crate".to_owned()], path].concat();
        let mut made = None;
        for id in crates {
            let root = self.all[id.0].root;
            match self.resolve(root, &absolute, false, Space::Types) {
                Ok(Found::Item(item, rest)) if rest.is_empty() => return (vec![item], None),
                Err(unresolved @ Unresolved::Made { .. }) => made = made.or(Some(unresolved)),
                _ => {}
            }
            // It may begin with the name of a dependency.
            let outer = std::mem::replace(&mut self.quiet, true);
            let named = self.resolve(root, path, false, Space::Types);
            let named = match named {
                Ok(Found::Outside(outside, inside)) if path.len() > 1 => {
                    self.enter_path(&outside, &inside, Space::Types)
                }
                named => named,
            };
            self.quiet = outer;
            if let Ok(Found::Item(item, rest)) = named
                && path.len() > 1
                && rest.is_empty()
            {
                return (vec![item], None);
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
        if let Some(found) = self.hidden(crates, files, last) {
            return found.explain(wrong);
        }
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

    /// Every struct and enum that derives `Deserialize`, and the outputs of data sources.
    pub(super) fn all_types(&mut self, crates: &[CrateId], files: &[PathBuf]) -> Vec<ItemId> {
        let mut found = Vec::new();
        if files.is_empty() {
            for id in crates {
                let root = self.all[id.0].root;
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
        found.retain(|id| is_config(&self.items[id.0]) && self.items[id.0].truth.here());
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
