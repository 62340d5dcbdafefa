//! Where the globs of a module lead, and what they give a name. Globs that lead to each
//! other are walked once each.

use super::{Found, Lookup, Space};
use crate::diagnostics::Place;
use crate::read::rust::cfg::Truth;
use crate::read::rust::crates::Crates;
use crate::read::rust::items::{ModId, Outside, Scope};
use crate::read::rust::leaf_types;
use std::collections::{HashSet, VecDeque};
use std::rc::Rc;

/// A glob that was followed to a module.
struct Step {
    /// The module that the glob stands in, and sees no more than this may.
    viewer: ModId,
    to: ModId,
    truth: Truth,
    /// The glob in the module where the walk began.
    place: Place,
}

/// A walk over the globs behind a module.
#[derive(Default)]
struct Walk {
    todo: VecDeque<Step>,
    /// What lies in crates that nobody has entered so far.
    closed: Vec<(Outside, Vec<String>)>,
}

impl Crates {
    /// What the globs of a module give a name.
    pub(super) fn by_globs(
        &mut self,
        module: ModId,
        name: &str,
        scope: &Rc<Scope>,
        space: Space,
    ) -> Lookup {
        let mut walk = Walk::default();
        let mut seen = HashSet::new();
        let mut hits: Vec<(Found, Truth, Place)> = Vec::new();
        let mut failed = None;
        self.step(&mut walk, module, scope, None);
        while let Some(step) = walk.todo.pop_front() {
            if !seen.insert((step.viewer, step.to)) {
                continue;
            }
            let Some(scope) = self.scope(step.to) else {
                failed = failed.or(Some(super::Unresolved::Broken));
                continue;
            };
            match self.without_globs(step.to, name, &scope, space, Some(step.viewer)) {
                Ok(None) => self.step(&mut walk, step.to, &scope, Some(&step)),
                Ok(Some(found)) => {
                    if !hits.iter().any(|(known, ..)| *known == found) {
                        hits.push((found, step.truth, step.place));
                    }
                }
                Err(why) => failed = failed.or(Some(why)),
            }
        }
        match (hits.len(), failed) {
            (0, Some(failed)) => Err(failed),
            (0, None) => Ok(self.by_closed_globs(module, name, walk.closed, space)),
            (1, _) => Ok(hits.pop().map(|(found, ..)| found)),
            _ => self.compiled(name, hits).map(Some),
        }
    }

    /// Goes one step further, from a module by all its globs that whoever came there sees.
    fn step(&mut self, walk: &mut Walk, module: ModId, scope: &Rc<Scope>, came: Option<&Step>) {
        for import in &scope.globs {
            if !self.may(came.map(|step| step.viewer), import.reach) {
                continue;
            }
            match self.follow(module, import, Space::Types) {
                Ok(Found::Mod(to)) => walk.todo.push_back(Step {
                    viewer: module,
                    to,
                    truth: came.map_or(import.truth, |step| step.truth.and(import.truth)),
                    place: came.map_or_else(
                        || import.parsed.place(import.span),
                        |step| step.place.clone(),
                    ),
                }),
                Ok(Found::Outside(outside, path)) => walk.closed.push((outside, path)),
                // The variants of an enum are no types; a glob of nothing gives nothing.
                _ => {}
            }
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
        let elsewhere = leaf_types::builtin(name).is_some()
            || space == Space::Types && self.external(module, name).is_some();
        if elsewhere {
            return None;
        }
        globs.into_iter().find_map(|(outside, path)| {
            if outside == Outside::Std {
                return None;
            }
            let Ok(Found::Mod(from)) = self.enter_path(&outside, &path, Space::Types) else {
                return None;
            };
            self.in_module(from, name, space).ok()?
        })
    }
}
