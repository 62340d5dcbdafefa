//! Enters a module: finds its file as rustc does, parses it, and sorts what it holds.

mod calls;
mod cfg_if;

use super::cfg::{Cfg, Truth};
use super::crates::{Crates, Module, Source};
use super::items::{
    Entry, Import, Item, ItemId, Kind, LeftOut, ModId, Reach, Restriction, Scope, What, last_name,
    leaves, plain, restriction,
};
use super::macros::Budget;
use super::text::{Parsed, tidy};
use crate::diagnostics::Diagnostic;
use proc_macro2::Span;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use syn::{Attribute, DeriveInput, Expr, Lit, Meta};

/// Where `mod` declarations look.
#[derive(Clone)]
struct Folders {
    /// For the file of `mod name;`.
    children: PathBuf,
    /// What `#[path]` is relative to.
    path: PathBuf,
}

/// What goes on while the items of one module are sorted.
struct Loader<'w> {
    crates: &'w mut Crates,
    cfg: Cfg,
    parsed: Rc<Parsed>,
    module: ModId,
    folders: Folders,
    scope: Scope,
    /// The files that are being included in each other.
    included: Vec<PathBuf>,
    /// How many macros are being expanded in each other.
    expanding: usize,
    /// Where what is being sorted is compiled, by the `cfg_if!` around it.
    around: Truth,
    /// What the outermost call may still lead to.
    budget: Budget,
}

impl Crates {
    /// What a module holds; none where its file cannot be read, which is reported once.
    pub(super) fn scope(&mut self, id: ModId) -> Option<Rc<Scope>> {
        let (candidates, beside) = match &self.module(id).source {
            Source::Loaded(scope) => return Some(Rc::clone(scope)),
            Source::Broken => return None,
            Source::File { candidates, beside } => (candidates.clone(), *beside),
        };
        self.modules[id.0].source = Source::Broken;
        let (parsed, syntax) = match self.parse_module(id, &candidates) {
            Ok(parsed) => parsed,
            Err(wrong) => {
                self.report(wrong);
                return None;
            }
        };
        self.module_files.insert(id, parsed.path.clone());
        let dir = parsed.path.parent().unwrap_or(Path::new("")).to_owned();
        let is_mod = parsed.path.file_name().is_some_and(|name| name == "mod.rs");
        let stem = parsed.path.file_stem().unwrap_or_default();
        let children = if beside || is_mod {
            dir.clone()
        } else {
            dir.join(stem)
        };
        let folders = Folders {
            children,
            path: dir,
        };
        self.load(id, &parsed, folders, syntax.items);
        self.scope(id)
    }

    fn parse_module(
        &mut self,
        id: ModId,
        candidates: &[PathBuf],
    ) -> Result<(Rc<Parsed>, syn::File), Diagnostic> {
        let found: Vec<&PathBuf> = candidates.iter().filter(|p| self.files.exists(p)).collect();
        let declared = self.module(id).declared.clone();
        let at = |wrong: Diagnostic| match &declared {
            Some((parsed, span)) => wrong.at(parsed.place(*span)),
            None => wrong,
        };
        let path = match found.as_slice() {
            [path] => (*path).clone(),
            [] => {
                let names: Vec<String> = candidates
                    .iter()
                    .map(|p| format!("`{}`", self.files.name(p)))
                    .collect();
                let wrong = Diagnostic::error("missing-file", "this module has no file");
                return Err(at(wrong).help(format!("make {}", names.join(" or "))));
            }
            [one, other, ..] => {
                let message = format!(
                    "this module has two files, `{}` and `{}`",
                    self.files.name(one),
                    self.files.name(other)
                );
                return Err(at(Diagnostic::error("two-files", message)).help("remove one of them"));
            }
        };
        let mut around = self.module(id).parent;
        while let Some(outer) = around {
            if self.module_files.get(&outer) == Some(&path) {
                let message = format!("`{}` is a module of itself", self.files.name(&path));
                let wrong = Diagnostic::error("circular-modules", message);
                return Err(at(wrong).help("name another file, or remove this `mod`"));
            }
            around = self.module(outer).parent;
        }
        let file = self.files.read(&path).map_err(|e| {
            let name = self.files.name(&path);
            at(Diagnostic::error(
                "unreadable",
                format!("`{name}` cannot be read: {e}"),
            ))
        })?;
        Parsed::parse(&path, &file)
    }

    fn load(
        &mut self,
        module: ModId,
        parsed: &Rc<Parsed>,
        folders: Folders,
        items: Vec<syn::Item>,
    ) {
        let cfg = self.package(module).cfg.clone();
        let mut loader = Loader {
            crates: self,
            cfg,
            parsed: Rc::clone(parsed),
            module,
            folders,
            scope: Scope::default(),
            included: Vec::new(),
            expanding: 0,
            around: Truth::Yes,
            budget: Budget::default(),
        };
        let lookups = loader.crates.lookups.begin_inside();
        loader.items(items);
        let scope = Rc::new(loader.scope);
        self.lookups.end_inside(lookups);
        self.modules[module.0].source = Source::Loaded(scope);
    }
}

impl Loader<'_> {
    fn items(&mut self, items: Vec<syn::Item>) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: syn::Item) {
        match item {
            syn::Item::Struct(item) => self.data(item.into()),
            syn::Item::Enum(item) => self.data(item.into()),
            syn::Item::Union(item) => self.data(item.into()),
            syn::Item::Type(item) => {
                let (ident, seen) = (item.ident.clone(), self.seen(&item.attrs, &item.vis));
                self.add(&ident, seen, true, Kind::Alias(item));
            }
            syn::Item::Trait(item) => {
                let seen = self.seen(&item.attrs, &item.vis);
                self.add(&item.ident, seen, true, Kind::Trait);
            }
            syn::Item::Fn(item) => {
                let (ident, seen) = (item.sig.ident.clone(), self.seen(&item.attrs, &item.vis));
                self.add(&ident, seen, false, Kind::Fn(item));
            }
            syn::Item::Const(item) => {
                let seen = self.seen(&item.attrs, &item.vis);
                self.add(&item.ident, seen, false, Kind::Const(*item.expr));
            }
            syn::Item::Static(item) => {
                let seen = self.seen(&item.attrs, &item.vis);
                self.add(&item.ident, seen, false, Kind::Const(*item.expr));
            }
            syn::Item::Use(item) => {
                let truth = self.truth(&item.attrs);
                if truth != Truth::No {
                    let global = item.leading_colon.is_some();
                    let reach = self.reach(&item.vis);
                    self.import(&item.tree, global, reach, truth);
                }
            }
            syn::Item::ExternCrate(item) => self.extern_crate(&item),
            syn::Item::Mod(item) => self.module(item),
            syn::Item::Impl(item) if self.cfg.holds(&item.attrs) != Truth::No => {
                let of = self
                    .scope
                    .impls
                    .entry(last_name(&item.self_ty))
                    .or_default();
                of.push((Rc::new(item), Rc::clone(&self.parsed)));
            }
            syn::Item::Macro(item) => self.macro_call(&item),
            _ => {}
        }
    }

    fn reach(&self, vis: &syn::Visibility) -> Reach {
        let mut at = self.module;
        let levels = match restriction(vis) {
            Restriction::Public => return Reach::Everywhere,
            Restriction::Root => usize::MAX,
            Restriction::Up(levels) => levels,
        };
        for _ in 0..levels {
            match self.crates.module(at).parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        Reach::Below(at)
    }

    fn truth(&self, attrs: &[Attribute]) -> Truth {
        self.around.and(self.cfg.holds(attrs))
    }

    /// Where an item is compiled, and who may name it.
    fn seen(&self, attrs: &[Attribute], vis: &syn::Visibility) -> (Truth, Reach) {
        (self.truth(attrs), self.reach(vis))
    }

    fn add(
        &mut self,
        ident: &syn::Ident,
        (truth, reach): (Truth, Reach),
        types: bool,
        kind: Kind,
    ) -> Option<ItemId> {
        self.add_differing(ident, (truth, reach), types, kind, Vec::new())
    }

    fn add_differing(
        &mut self,
        ident: &syn::Ident,
        (truth, reach): (Truth, Reach),
        types: bool,
        kind: Kind,
        differs: Vec<Span>,
    ) -> Option<ItemId> {
        if truth == Truth::No {
            return None;
        }
        let id = ItemId(self.crates.items.len());
        let name = plain(ident);
        self.crates.items.push(Rc::new(Item {
            id,
            module: self.module,
            name: name.clone(),
            kind,
            parsed: Rc::clone(&self.parsed),
            span: ident.span(),
            reach,
            truth: truth.and(self.crates.module(self.module).truth),
            differs,
        }));
        let what = What::Item(id);
        let space = if types {
            &mut self.scope.types
        } else {
            &mut self.scope.values
        };
        space
            .entry(name)
            .or_default()
            .push(Entry { what, reach, truth });
        Some(id)
    }

    /// Remembers what is not compiled, for whoever misses it.
    fn left_out(&mut self, ident: &syn::Ident, attrs: &[Attribute]) {
        let is_cfg = |attr: &&Attribute| attr.path().is_ident("cfg");
        let cfgs = attrs
            .iter()
            .filter(is_cfg)
            .map(|attr| self.parsed.written(attr));
        let left_out = LeftOut {
            cfg: cfgs.collect::<Vec<_>>().join(" "),
            parsed: Rc::clone(&self.parsed),
            span: ident.span(),
        };
        self.scope.left_out.insert(plain(ident), left_out);
    }

    /// Adds a struct, enum or union with its `cfg`s decided.
    fn data(&mut self, mut data: DeriveInput) {
        let differs = self.cfg.decide(&mut data);
        let (ident, seen) = (data.ident.clone(), self.seen(&data.attrs, &data.vis));
        if seen.0 == Truth::No {
            return self.left_out(&ident, &data.attrs);
        }
        let id = self.add_differing(&ident, seen, true, Kind::Data(data), differs);
        self.scope.data.extend(id);
    }

    fn import(&mut self, tree: &syn::UseTree, global: bool, reach: Reach, truth: Truth) {
        let scope = &mut self.scope;
        let parsed = &self.parsed;
        leaves(tree, &mut Vec::new(), &mut |name, path, span| {
            let import = Import {
                path,
                global,
                reach,
                truth,
                parsed: Rc::clone(parsed),
                span,
            };
            match name {
                Some(name) => scope.named.entry(name).or_default().push(import),
                None => scope.globs.push(import),
            }
        });
    }

    fn extern_crate(&mut self, item: &syn::ItemExternCrate) {
        let truth = self.truth(&item.attrs);
        let name = match &item.rename {
            Some((_, rename)) => plain(rename),
            None => plain(&item.ident),
        };
        let path = plain(&item.ident);
        if truth == Truth::No || name == "_" || (path == "self" && name == "self") {
            return;
        }
        let import = Import {
            global: path != "self",
            path: vec![if path == "self" {
                "crate".to_owned()
            } else {
                path
            }],
            reach: self.reach(&item.vis),
            truth,
            parsed: Rc::clone(&self.parsed),
            span: item.ident.span(),
        };
        self.scope.named.entry(name).or_default().push(import);
    }

    fn module(&mut self, mut item: syn::ItemMod) {
        let truth = self.truth(&item.attrs);
        if truth == Truth::No {
            return self.left_out(&item.ident, &item.attrs);
        }
        self.cfg.expand(&mut item.attrs);
        let name = plain(&item.ident);
        let path = path_attribute(&item.attrs);
        let outer = &self.crates.module(self.module).path;
        let full = if outer.is_empty() {
            name.clone()
        } else {
            format!("{outer}::{name}")
        };
        let folders = &self.folders;
        let source = match (&item.content, &path) {
            (Some(_), _) => Source::Broken,
            (None, Some(path)) => Source::File {
                candidates: vec![tidy(&folders.path.join(path))],
                beside: true,
            },
            (None, None) => Source::File {
                candidates: vec![
                    tidy(&folders.children.join(format!("{name}.rs"))),
                    tidy(&folders.children.join(&name).join("mod.rs")),
                ],
                beside: false,
            },
        };
        let below = Module {
            krate: self.crates.module(self.module).krate,
            parent: Some(self.module),
            path: full,
            declared: Some((Rc::clone(&self.parsed), item.ident.span())),
            reach: self.reach(&item.vis),
            truth: truth.and(self.crates.module(self.module).truth),
            source,
        };
        let id = self.crates.add_module(below);
        if item
            .attrs
            .iter()
            .any(|attr| attr.path().is_ident("macro_use"))
        {
            self.crates.macros.share(self.module, id);
        }
        let entry = Entry {
            what: What::Mod(id),
            reach: self.reach(&item.vis),
            truth,
        };
        self.scope
            .types
            .entry(name.clone())
            .or_default()
            .push(entry);
        self.scope.modules.push(id);
        if let Some((_, items)) = item.content {
            let inside = match path {
                Some(path) => self.folders.path.join(path),
                None => self.folders.children.join(name),
            };
            let folders = Folders {
                children: inside.clone(),
                path: inside,
            };
            let parsed = Rc::clone(&self.parsed);
            self.crates.load(id, &parsed, folders, items);
        }
    }
}

/// The value of `#[path = "…"]`.
fn path_attribute(attrs: &[Attribute]) -> Option<String> {
    attrs.iter().find_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(path) => Some(path.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}
