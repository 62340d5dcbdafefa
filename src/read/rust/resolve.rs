//! Follows a path of names as rustc does: the module's own items, then what it imports by
//! name, then its globs, then the extern prelude, then the prelude of the standard library.
//! Never by the last segment.

use super::cfg::Truth;
use super::crates::{Crates, Extern};
use super::items::{Entry, Import, ItemId, Kind, MacroCall, ModId, Outside, Reach, Scope, What};
use super::leaf_types;
use super::unresolved::Unresolved;
use crate::diagnostics::{Diagnostic, Place};
use std::collections::HashSet;
use std::rc::Rc;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Mod(ModId),
    /// An item, and the segments behind it: a variant, an associated type or function.
    Item(ItemId, Vec<String>),
    /// Something in a crate whose source was not entered.
    Outside(Outside, Vec<String>),
    /// `u8` and its like, and the prelude of the standard library.
    Builtin(&'static str),
}

/// Where a name is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Types,
    Values,
}

type Lookup = Result<Option<Found>, Unresolved>;

impl Crates {
    /// Follows a path that stands in a module.
    pub(super) fn resolve(
        &mut self,
        module: ModId,
        path: &[String],
        global: bool,
        space: Space,
    ) -> Result<Found, Unresolved> {
        let (first, mut rest) = path.split_first().ok_or(Unresolved::Broken)?;
        let here = if rest.is_empty() { space } else { Space::Types };
        let mut found = match first.as_str() {
            _ if global => self.global(module, first)?,
            "crate" | "$crate" => Found::Mod(self.krate(module).root),
            "self" => Found::Mod(module),
            "super" => Found::Mod(self.parent(module)?),
            _ => self.lexical(module, first, here)?,
        };
        loop {
            let Some((next, tail)) = rest.split_first() else {
                return Ok(found);
            };
            found = match found {
                Found::Mod(at) if next == "super" => Found::Mod(self.parent(at)?),
                Found::Mod(at) if next == "self" => Found::Mod(at),
                Found::Mod(at) => {
                    let space = if tail.is_empty() { space } else { Space::Types };
                    match self.in_module(at, next, space, None)? {
                        Some(found) => found,
                        None => return Err(self.missing(at, next, false)),
                    }
                }
                Found::Item(id, _) => return Ok(Found::Item(id, rest.to_vec())),
                Found::Outside(outside, mut path) => {
                    path.extend(rest.iter().cloned());
                    return Ok(Found::Outside(outside, path));
                }
                // What stands behind a built-in name: `String::new`, `u8::MAX`.
                Found::Builtin(name) => {
                    let path = [&[name.to_owned()], rest].concat();
                    return Ok(Found::Outside(Outside::Std, path));
                }
            };
            rest = tail;
        }
    }

    /// Follows a path into a crate that was not entered so far.
    pub(super) fn enter_path(
        &mut self,
        outside: &Outside,
        path: &[String],
        space: Space,
    ) -> Result<Found, Unresolved> {
        let closed = |why| Unresolved::Closed {
            krate: outside.name().to_owned(),
            why,
        };
        let krate = self.enter(outside).map_err(closed)?;
        let root = self.all[krate.0].root;
        let absolute: Vec<String> = std::iter::once("crate".to_owned())
            .chain(path.iter().cloned())
            .collect();
        self.resolve(root, &absolute, false, space)
    }

    fn parent(&self, module: ModId) -> Result<ModId, Unresolved> {
        self.module(module)
            .parent
            .ok_or_else(|| Unresolved::Missing {
                name: "super".to_owned(),
                within: "the root of the crate".to_owned(),
                near: Vec::new(),
                import: None,
            })
    }

    /// `::name`, or any first segment of an import in edition 2015.
    fn global(&mut self, module: ModId, name: &str) -> Result<Found, Unresolved> {
        if self.package(module).edition_2015 {
            let root = self.krate(module).root;
            if let Some(found) = self.in_module(root, name, Space::Types, None)? {
                return Ok(found);
            }
        }
        match self.extern_prelude(module, name) {
            Some(found) => Ok(found),
            None => Err(self.missing(module, name, true)),
        }
    }

    fn extern_prelude(&mut self, module: ModId, name: &str) -> Option<Found> {
        Some(match self.external(module, name)? {
            Extern::Crate(id) => Found::Mod(self.all[id.0].root),
            Extern::Outside(outside) => Found::Outside(outside, Vec::new()),
        })
    }

    fn lexical(&mut self, module: ModId, name: &str, space: Space) -> Result<Found, Unresolved> {
        if let Some(found) = self.in_module(module, name, space, None)? {
            return Ok(found);
        }
        if space == Space::Types {
            if let Some(found) = self.renamed_crate(module, name) {
                return Ok(found);
            }
            if let Some(found) = self.extern_prelude(module, name) {
                return Ok(found);
            }
            if let Some(builtin) = leaf_types::builtin(name) {
                return Ok(Found::Builtin(builtin));
            }
        }
        Err(self.missing(module, name, true))
    }

    /// `extern crate a as b` at the root of a crate is for all of it.
    fn renamed_crate(&mut self, module: ModId, name: &str) -> Option<Found> {
        let root = self.krate(module).root;
        let scope = self.scope(root)?;
        let mut imports = scope.named.get(name)?.iter();
        let import = imports.find(|i| i.global && i.path.len() == 1)?;
        self.extern_prelude(root, &import.path[0])
    }

    /// What a module calls by a name. A viewer sees only what it may name.
    pub(super) fn in_module(
        &mut self,
        module: ModId,
        name: &str,
        space: Space,
        viewer: Option<ModId>,
    ) -> Lookup {
        let key = (module, name.to_owned(), space == Space::Types);
        if !self.active.insert(key.clone()) {
            return Ok(None);
        }
        let found = self.look_in(module, name, space, viewer);
        self.active.remove(&key);
        found
    }

    fn look_in(
        &mut self,
        module: ModId,
        name: &str,
        space: Space,
        viewer: Option<ModId>,
    ) -> Lookup {
        let scope = self.scope(module).ok_or(Unresolved::Broken)?;
        let own = match space {
            Space::Types => scope.types.get(name),
            Space::Values => scope.values.get(name),
        };
        let own: Vec<Entry> = own.into_iter().flatten().copied().collect();
        let own: Vec<Entry> = own
            .into_iter()
            .filter(|e| self.may(viewer, e.reach))
            .collect();
        if !own.is_empty() {
            return self.choose(name, &own).map(Some);
        }
        if let Some(imports) = scope.named.get(name) {
            let seen: Vec<&Import> = imports
                .iter()
                .filter(|i| self.may(viewer, i.reach))
                .collect();
            if let Some(found) = self.by_imports(module, name, &seen, space)? {
                return Ok(Some(found));
            }
        }
        self.by_globs(module, name, &scope, space, viewer)
    }

    fn may(&self, viewer: Option<ModId>, reach: Reach) -> bool {
        match (viewer, reach) {
            (None, _) | (_, Reach::Everywhere) => true,
            (Some(viewer), Reach::Below(module)) => self.is_below(viewer, module),
        }
    }

    /// Of several things with one name, the one that is compiled.
    fn choose(&mut self, name: &str, entries: &[Entry]) -> Result<Found, Unresolved> {
        let found = |entry: &Entry| match entry.what {
            What::Mod(id) => Found::Mod(id),
            What::Item(id) => Found::Item(id, Vec::new()),
        };
        if let [one] = entries {
            return Ok(found(one));
        }
        let texts: Vec<Option<String>> = entries.iter().map(|e| self.text_of(e.what)).collect();
        if texts[0].is_some() && texts.iter().all(|text| *text == texts[0]) {
            return Ok(found(&entries[0]));
        }
        let here = |e: &&Entry| matches!(e.truth, Truth::Yes | Truth::OnSome { here: true });
        let compiled: Vec<&Entry> = entries.iter().filter(here).collect();
        let places: Vec<Place> = entries.iter().map(|e| self.place_of(e.what)).collect();
        let [one] = compiled.as_slice() else {
            return Err(Unresolved::Ambiguous {
                name: name.to_owned(),
                places,
            });
        };
        let chosen = self.place_of(one.what);
        let mut note = Diagnostic::note(
            "platform",
            format!("`{name}` differs by platform; the one of this machine is taken"),
        );
        for place in places.into_iter().filter(|place| *place != chosen) {
            note = note.related("the other", place);
        }
        self.report(
            note.at(chosen)
                .help("`--rust-target TRIPLE` chooses a platform"),
        );
        Ok(found(one))
    }

    fn text_of(&self, what: What) -> Option<String> {
        let What::Item(id) = what else { return None };
        let item = self.item(id);
        match &item.kind {
            Kind::Data(data) => Some(quote::quote!(#data).to_string()),
            Kind::Alias(alias) => {
                let ty = &alias.ty;
                Some(quote::quote!(#ty).to_string())
            }
            _ => None,
        }
    }

    pub(super) fn place_of(&self, what: What) -> Place {
        match what {
            What::Item(id) => {
                let item = &self.items[id.0];
                item.parsed.place(item.span)
            }
            What::Mod(id) => match &self.module(id).declared {
                Some((parsed, span)) => parsed.place(*span),
                None => Place::whole(self.module(id).path.clone()),
            },
        }
    }

    /// Imports of one name: they may be of different namespaces, or of different platforms.
    fn by_imports(
        &mut self,
        module: ModId,
        name: &str,
        imports: &[&Import],
        space: Space,
    ) -> Lookup {
        let mut all: Vec<(Found, &Import)> = Vec::new();
        let mut unresolved = None;
        for import in imports {
            match self.follow(module, import, space) {
                Ok(found) => {
                    if !all.iter().any(|(known, _)| *known == found) {
                        all.push((found, import));
                    }
                }
                Err(why) => {
                    // It may import something of the other namespace only.
                    let other = if space == Space::Types {
                        Space::Values
                    } else {
                        Space::Types
                    };
                    let of_other =
                        matches!(why, Unresolved::Missing { .. } | Unresolved::Made { .. })
                            && self.follow(module, import, other).is_ok();
                    if !of_other {
                        unresolved = unresolved.or(Some(why.at_import(import)));
                    }
                }
            }
        }
        match (all.as_slice(), unresolved) {
            ([], None) => Ok(None),
            ([], Some(unresolved)) => Err(unresolved),
            ([(one, _)], _) => Ok(Some(one.clone())),
            (several, _) => {
                let here =
                    |i: &Import| matches!(i.truth, Truth::Yes | Truth::OnSome { here: true });
                let compiled: Vec<_> = several.iter().filter(|(_, i)| here(i)).collect();
                match compiled.as_slice() {
                    [(one, _)] => Ok(Some(one.clone())),
                    _ => Err(Unresolved::Ambiguous {
                        name: name.to_owned(),
                        places: several
                            .iter()
                            .map(|(_, i)| i.parsed.place(i.span))
                            .collect(),
                    }),
                }
            }
        }
    }

    fn follow(
        &mut self,
        module: ModId,
        import: &Import,
        space: Space,
    ) -> Result<Found, Unresolved> {
        let old = self.package(module).edition_2015;
        let relative = matches!(
            import.path.first().map(String::as_str),
            Some("crate" | "self" | "super")
        );
        let global = import.global || (old && !relative);
        if import.path.is_empty() {
            // `use ::*` and the like: the root itself.
            return Ok(Found::Mod(self.krate(module).root));
        }
        self.resolve(module, &import.path, global, space)
    }

    fn by_globs(
        &mut self,
        module: ModId,
        name: &str,
        scope: &Rc<Scope>,
        space: Space,
        viewer: Option<ModId>,
    ) -> Lookup {
        let mut hits: Vec<(Found, Place)> = Vec::new();
        let mut closed = Vec::new();
        for import in &scope.globs {
            if !self.may(viewer, import.reach) {
                continue;
            }
            let found = match self.follow(module, import, Space::Types) {
                Ok(Found::Mod(from)) => self.in_module(from, name, space, Some(module))?,
                Ok(Found::Outside(outside, path)) => {
                    closed.push((outside, path));
                    None
                }
                // The variants of an enum are no types; a glob of nothing gives nothing.
                _ => None,
            };
            let place = import.parsed.place(import.span);
            match found {
                Some(found) if !hits.iter().any(|(known, _)| *known == found) => {
                    hits.push((found, place));
                }
                _ => {}
            }
        }
        match hits.len() {
            0 => Ok(self.by_closed_globs(module, name, closed, space)),
            1 => Ok(hits.pop().map(|(found, _)| found)),
            _ => Err(Unresolved::Ambiguous {
                name: name.to_owned(),
                places: hits.into_iter().map(|(_, place)| place).collect(),
            }),
        }
    }

    /// Globs of other crates: these are entered only for a name that nobody else knows.
    fn by_closed_globs(
        &mut self,
        module: ModId,
        name: &str,
        globs: Vec<(Outside, Vec<String>)>,
        space: Space,
    ) -> Option<Found> {
        for (outside, path) in &globs {
            let path = [path.as_slice(), &[name.to_owned()]].concat();
            if space == Space::Types && leaf_types::is_known(outside, &path) {
                return Some(Found::Outside(outside.clone(), path));
            }
        }
        if leaf_types::builtin(name).is_some() {
            return None;
        }
        globs.into_iter().find_map(|(outside, path)| {
            if outside == Outside::Std {
                return None;
            }
            let Ok(Found::Mod(from)) = self.enter_path(&outside, &path, Space::Types) else {
                return None;
            };
            self.in_module(from, name, space, Some(module)).ok()?
        })
    }

    /// The macro that makes a name, in a module or in one whose names are its own too.
    fn made(&mut self, module: ModId, name: &str, seen: &mut HashSet<ModId>) -> Option<Unresolved> {
        let scope = self.scope(module).filter(|_| seen.insert(module))?;
        // What is included by a literal path was read; the rest is made by a build script.
        let made = |call: &&MacroCall| call.name == "include" || makes(&call.tokens, name);
        if let Some(call) = scope.macros.iter().find(made) {
            return Some(Unresolved::Made {
                name: name.to_owned(),
                by: call.name.clone(),
                place: call.parsed.place(call.span),
            });
        }
        scope
            .globs
            .iter()
            .find_map(|import| match self.follow(module, import, Space::Types) {
                Ok(Found::Mod(from)) => self.made(from, name, seen),
                _ => None,
            })
    }

    /// Why there is no such name.
    fn missing(&mut self, module: ModId, name: &str, lexical: bool) -> Unresolved {
        let Some(scope) = self.scope(module) else {
            return Unresolved::Broken;
        };
        if let Some(made) = self.made(module, name, &mut HashSet::new()) {
            return made;
        }
        let mut near: Vec<String> = scope
            .types
            .keys()
            .chain(scope.named.keys())
            .cloned()
            .collect();
        if lexical {
            near.extend(self.external_names(module));
            near.extend(leaf_types::BUILTINS.map(str::to_owned));
        }
        near.sort();
        let path = self.path_in(module, "");
        let within = match (lexical, path.is_empty()) {
            (true, _) => "this scope".to_owned(),
            (false, true) => "the root of the crate".to_owned(),
            (false, false) => format!("`{path}`"),
        };
        Unresolved::Missing {
            name: name.to_owned(),
            within,
            near,
            import: None,
        }
    }
}

/// Whether a name is among the tokens of a macro call, so that the macro may define it.
fn makes(tokens: &proc_macro2::TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == name,
        proc_macro2::TokenTree::Group(group) => makes(&group.stream(), name),
        _ => false,
    })
}
