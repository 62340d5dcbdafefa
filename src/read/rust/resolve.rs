//! Follows a path of names as rustc does: the module's own items, then what it imports by
//! name, then its globs, then the extern prelude, then the prelude of the standard library.
//! Never by the last segment. What one module calls by one name is up to `names`, and where
//! its globs lead to `globs`; why a name leads nowhere is asked last, in `missing`.

mod globs;
mod missing;
mod names;

pub(super) use missing::feature;
pub(super) use names::Lookups;

use super::crates::{Crates, Extern};
use super::items::{Import, ItemId, ModId, Outside};
use super::leaf_types;
use super::unresolved::{Unresolved, Within};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    Types,
    Values,
}

impl Space {
    fn other(self) -> Self {
        match self {
            Self::Types => Self::Values,
            Self::Values => Self::Types,
        }
    }
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
        let found = self.follow_path(module, path, global, space);
        found.map_err(|why| self.explain(why))
    }

    fn follow_path(
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
                    let found = self.in_module(at, next, space)?;
                    found.ok_or_else(|| Unresolved::missing(next, Within::Module(at)))?
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
        let root = || Within::Words("the root of the crate".to_owned());
        let parent = self.module(module).parent;
        parent.ok_or_else(|| Unresolved::missing("super", root()))
    }

    /// `::name`, or any first segment of an import in edition 2015.
    fn global(&mut self, module: ModId, name: &str) -> Result<Found, Unresolved> {
        if self.package(module).edition_2015 {
            let root = self.krate(module).root;
            if let Some(found) = self.in_module(root, name, Space::Types)? {
                return Ok(found);
            }
        }
        match self.extern_prelude(module, name) {
            Some(found) => Ok(found),
            None => Err(Unresolved::missing(name, Within::Scope(module))),
        }
    }

    fn extern_prelude(&mut self, module: ModId, name: &str) -> Option<Found> {
        Some(match self.external(module, name)? {
            Extern::Crate(id) => Found::Mod(self.all[id.0].root),
            Extern::Outside(outside) => Found::Outside(outside, Vec::new()),
        })
    }

    fn lexical(&mut self, module: ModId, name: &str, space: Space) -> Result<Found, Unresolved> {
        if let Some(found) = self.in_module(module, name, space)? {
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
        Err(Unresolved::missing(name, Within::Scope(module)))
    }

    /// `extern crate a as b` at the root of a crate is for all of it.
    fn renamed_crate(&mut self, module: ModId, name: &str) -> Option<Found> {
        let root = self.krate(module).root;
        let scope = self.scope(root)?;
        let mut imports = scope.named.get(name)?.iter();
        let import = imports.find(|i| i.global && i.path.len() == 1)?;
        self.extern_prelude(root, &import.path[0])
    }

    /// What the path of an import leads to.
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
        self.follow_path(module, &import.path, global, space)
    }
}
