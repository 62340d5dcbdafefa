//! Types that stand in the source and that no path leads to: behind a `cfg` that does not
//! hold, or inside a function. For messages only.

use super::crates::{CrateId, Crates};
use super::items::plain;
use super::resolve::feature;
use super::text::Parsed;
use crate::diagnostics::{Diagnostic, Place};
use std::path::PathBuf;
use std::rc::Rc;
use syn::visit::{self, Visit};

/// Where a type stands that nobody can name.
pub(super) struct Hidden {
    place: Place,
    /// The `cfg`s on it and around it.
    cfgs: Vec<String>,
    /// The function that it is in.
    function: Option<String>,
}

impl Hidden {
    /// Says so of a type that was not found.
    pub(super) fn explain(self, wrong: Diagnostic) -> Diagnostic {
        if let Some(function) = self.function {
            let wrong = wrong.related(
                format!("it is inside the function `{function}`"),
                self.place,
            );
            return wrong.help("move it out of the function, where a path leads to it");
        }
        let cfgs = self.cfgs.iter().map(|cfg| format!("`{cfg}`"));
        let cfgs = cfgs.collect::<Vec<_>>().join(" and ");
        let wrong = wrong.related(
            format!("it is compiled only where {cfgs} holds"),
            self.place,
        );
        match self.cfgs.iter().find_map(|cfg| feature(cfg)) {
            Some(feature) => wrong.help(format!("turn the feature on: `--features {feature}`")),
            None => wrong.help("`--rust-target TRIPLE` chooses a platform"),
        }
    }
}

/// Looks for a type of a name everywhere in a file.
struct Finder<'n> {
    name: &'n str,
    parsed: Rc<Parsed>,
    cfgs: Vec<String>,
    functions: Vec<String>,
    found: Option<Hidden>,
}

impl Finder<'_> {
    fn within(&mut self, attrs: &[syn::Attribute], look: impl FnOnce(&mut Self)) {
        let outer = self.cfgs.len();
        let cfgs = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
        let cfgs = cfgs.map(|attr| self.parsed.written(attr));
        self.cfgs.extend(cfgs.collect::<Vec<_>>());
        look(self);
        self.cfgs.truncate(outer);
    }

    fn see(&mut self, ident: &syn::Ident, attrs: &[syn::Attribute]) {
        if plain(ident) != self.name || self.found.is_some() {
            return;
        }
        self.within(attrs, |finder| {
            if !finder.cfgs.is_empty() || !finder.functions.is_empty() {
                finder.found = Some(Hidden {
                    place: finder.parsed.place(ident.span()),
                    cfgs: finder.cfgs.clone(),
                    function: finder.functions.last().cloned(),
                });
            }
        });
    }

    fn inside(&mut self, name: &syn::Ident, look: impl FnOnce(&mut Self)) {
        self.functions.push(plain(name));
        look(self);
        self.functions.pop();
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.see(&item.ident, &item.attrs);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.see(&item.ident, &item.attrs);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.within(&item.attrs, |finder| visit::visit_item_mod(finder, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.inside(&item.sig.ident, |finder| visit::visit_item_fn(finder, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let name = &item.sig.ident;
        self.inside(name, |finder| visit::visit_impl_item_fn(finder, item));
    }
}

impl Crates {
    /// Where a type of a name stands that no path leads to.
    pub(super) fn hidden(
        &mut self,
        crates: &[CrateId],
        files: &[PathBuf],
        name: &str,
    ) -> Option<Hidden> {
        self.rust_files(crates, files).into_iter().find_map(|path| {
            let file = self.files.read(&path).ok()?;
            file.text().contains(name).then_some(())?;
            let (parsed, syntax) = Parsed::parse(&path, &file).ok()?;
            let mut finder = Finder {
                name,
                parsed,
                cfgs: Vec::new(),
                functions: Vec::new(),
                found: None,
            };
            finder.visit_file(&syntax);
            finder.found
        })
    }
}
