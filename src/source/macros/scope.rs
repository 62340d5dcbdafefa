//! Which macro a call means. Macros by example are found by where they stand in the text:
//! in the module or one around it, in a `#[macro_use]` module beside those; else by
//! their path, as everything else.

use super::Rules;
use crate::source::items::{ModId, Scope};
use crate::source::resolve::{Found, Space};
use crate::source::world::World;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The macros of all modules that were entered.
#[derive(Debug, Default)]
pub(in crate::source) struct Macros {
    defined: HashMap<(ModId, String), Rc<Rules>>,
    /// The modules below a module whose macros are its own too.
    shared: HashMap<ModId, Vec<ModId>>,
}

impl Macros {
    pub(in crate::source) fn define(&mut self, module: ModId, name: &str, rules: &Rc<Rules>) {
        self.defined
            .insert((module, name.to_owned()), Rc::clone(rules));
    }

    /// Notes a `#[macro_use] mod`.
    pub(in crate::source) fn share(&mut self, module: ModId, child: ModId) {
        self.shared.entry(module).or_default().push(child);
    }

    fn of(&self, module: ModId, name: &str) -> Option<Rc<Rules>> {
        self.defined.get(&(module, name.to_owned())).cloned()
    }
}

impl World {
    /// The rules of the macro that a path names in a module. `scope` is what is known of
    /// the module so far: it is being sorted while its macros are called.
    pub(in crate::source) fn find_macro(
        &mut self,
        module: ModId,
        scope: &Scope,
        path: &[String],
    ) -> Option<Rc<Rules>> {
        let (name, parents) = path.split_last()?;
        if !parents.is_empty() {
            return self.macro_at(module, parents, name);
        }
        let mut around = Some(module);
        while let Some(id) = around {
            if let Some(rules) = self.macro_of(id, name, &mut HashSet::new()) {
                return Some(rules);
            }
            around = self.module(id).parent;
        }
        let import = scope.named.get(name)?.first()?.path.clone();
        let (name, parents) = import.split_last()?;
        self.macro_at(module, parents, name)
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

    /// A macro by its path: the module's own, one that it passes on, or, at the root of a
    /// crate, one that was exported to there.
    fn macro_at(&mut self, module: ModId, parents: &[String], name: &str) -> Option<Rc<Rules>> {
        let Ok(Found::Mod(target)) = self.resolve(module, parents, false, Space::Types) else {
            return None;
        };
        let scope = self.scope(target);
        if let Some(rules) = self.macro_of(target, name, &mut HashSet::new()) {
            return Some(rules);
        }
        let import = scope?.named.get(name)?.first()?.path.clone();
        match import.as_slice() {
            // `pub(crate) use name;` behind the macro: the macro stands in the text there.
            [_] => None,
            [parents @ .., name] if target != module => self.macro_at(target, parents, name),
            _ => None,
        }
    }
}
