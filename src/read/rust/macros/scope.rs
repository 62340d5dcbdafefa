//! Which macro a call means. Macros by example are found by where they stand in the text:
//! in the module or one around it, in a `#[macro_use]` module beside those; else by
//! their path, as everything else.

use super::Rules;
use crate::read::rust::crates::{Crates, Extern};
use crate::read::rust::items::{ModId, Scope};
use crate::read::rust::resolve::{Found, Space};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The macros of all modules that were entered.
#[derive(Debug, Default)]
pub(in crate::read::rust) struct Macros {
    defined: HashMap<(ModId, String), Rc<Rules>>,
    /// The modules below a module whose macros are its own too.
    shared: HashMap<ModId, Vec<ModId>>,
}

impl Macros {
    pub(in crate::read::rust) fn define(&mut self, module: ModId, name: &str, rules: &Rc<Rules>) {
        self.defined
            .insert((module, name.to_owned()), Rc::clone(rules));
    }

    /// Notes a `#[macro_use] mod`.
    pub(in crate::read::rust) fn share(&mut self, module: ModId, child: ModId) {
        self.shared.entry(module).or_default().push(child);
    }

    fn of(&self, module: ModId, name: &str) -> Option<Rc<Rules>> {
        self.defined.get(&(module, name.to_owned())).cloned()
    }
}

impl Crates {
    /// The rules of the macro that a path names in a module, and what that calls the
    /// crate of the macro where it is another. `scope` is what is known of the module so
    /// far: it is being sorted while its macros are called.
    pub(in crate::read::rust) fn find_macro(
        &mut self,
        module: ModId,
        scope: &Scope,
        path: &[String],
    ) -> Option<(Rc<Rules>, Option<String>)> {
        let (name, parents) = path.split_last()?;
        if !parents.is_empty() {
            return self.macro_by_path(module, parents, name);
        }
        let mut around = Some(module);
        while let Some(id) = around {
            if let Some(rules) = self.macro_of(id, name, &mut HashSet::new()) {
                return Some((rules, None));
            }
            around = self.module(id).parent;
        }
        let import = scope.named.get(name)?.first()?.path.clone();
        let (name, parents) = import.split_last()?;
        self.macro_by_path(module, parents, name)
    }

    fn macro_by_path(
        &mut self,
        module: ModId,
        parents: &[String],
        name: &str,
    ) -> Option<(Rc<Rules>, Option<String>)> {
        let (rules, at) = self.macro_at(module, parents, name, &mut HashSet::new())?;
        let krate = self.module(at).krate;
        if krate == self.module(module).krate {
            return Some((rules, None));
        }
        let mut names = parents.first().cloned().into_iter().collect::<Vec<_>>();
        names.extend(self.external_names(module));
        let is = |found| matches!(found, Some(Extern::Crate(id)) if id == krate);
        let name = names.into_iter().find(|name| {
            syn::parse_str::<syn::Ident>(name).is_ok() && is(self.external(module, name))
        });
        Some((rules, name))
    }

    /// A macro of a module, or of the modules that share theirs with it.
    fn macro_of(
        &mut self,
        module: ModId,
        name: &str,
        seen: &mut HashSet<ModId>,
    ) -> Option<Rc<Rules>> {
        if !seen.insert(module) {
            return None;
        }
        if let Some(rules) = self.macros.of(module, name) {
            return Some(rules);
        }
        let shared = self.macros.shared.get(&module).cloned().unwrap_or_default();
        shared.into_iter().find_map(|child| {
            // Entered for what it defines; one that is being entered has done so already.
            let _ = self.scope(child);
            self.macro_of(child, name, seen)
        })
    }

    /// A macro by its path, and a module of its crate: the module's own, one that it passes
    /// on, or, at the root of a crate, one that was exported to there.
    fn macro_at(
        &mut self,
        module: ModId,
        parents: &[String],
        name: &str,
        seen: &mut HashSet<(ModId, String)>,
    ) -> Option<(Rc<Rules>, ModId)> {
        let found = self.resolve(module, parents, false, Space::Types);
        // The module may be one that is being entered, in which nothing is found yet; but
        // for other crates it is not needed.
        let found = found.or_else(|_| self.resolve(module, parents, true, Space::Types));
        let Ok(Found::Mod(target)) = found else {
            return None;
        };
        // Imports may lead in a circle.
        if !seen.insert((target, name.to_owned())) {
            return None;
        }
        let scope = self.scope(target);
        if let Some(rules) = self.macro_of(target, name, &mut HashSet::new()) {
            return Some((rules, target));
        }
        let import = scope?.named.get(name).and_then(|imports| {
            let first = imports.first()?;
            Some(first.path.clone())
        });
        match import.as_deref() {
            // `pub(crate) use name;` behind the macro: the macro stands in the text there.
            Some([_]) => None,
            Some([parents @ .., name]) if target != module => {
                self.macro_at(target, parents, name, seen)
            }
            None if self.module(target).parent.is_none()
                && self.module(target).krate != self.module(module).krate =>
            {
                // It may be exported by a module that nobody has entered yet.
                self.walk(target, &|text| text.contains("macro_export"));
                let rules = self.macros.of(target, name)?;
                Some((rules, target))
            }
            _ => None,
        }
    }
}
