//! What a module calls by a name: its own items, then its imports by name, then its globs.
//!
//! Imports may lead in circles. So a name that is met again while it is looked up counts as
//! what the round before has found for it, nothing at first, and the rounds go on until one
//! finds nothing new. In a round each name of each module is looked up once, and what came
//! of the last round holds for good.

use super::{Found, Lookup, Space};
use crate::diagnostics::{Diagnostic, Place};
use crate::read::rust::cfg::Truth;
use crate::read::rust::crates::Crates;
use crate::read::rust::items::{Entry, Import, ItemId, Kind, ModId, Reach, Scope, What};
use crate::read::rust::unresolved::Unresolved;
use std::collections::{HashMap, HashSet};

/// Rounds go on as long as names are found by way of other names, and real code needs two.
const MAX_ROUNDS: usize = 32;

/// A name of a module.
type Key = (ModId, String, Space);

/// What was looked up so far.
#[derive(Debug, Default)]
pub(in crate::read::rust) struct Lookups {
    /// What holds for good.
    done: HashMap<Key, Lookup>,
    /// What this round has found.
    round: HashMap<Key, Lookup>,
    /// What the round before has found.
    before: HashMap<Key, Lookup>,
    under_way: HashSet<Key>,
    /// Whether one was met that is under way, so that another round may find more.
    open: bool,
}

impl Lookups {
    /// Look-ups from the inside of a module that is being sorted, in which not everything
    /// is found yet: they are of use for nobody else.
    pub(in crate::read::rust) fn begin_inside(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Goes on with those around.
    pub(in crate::read::rust) fn end_inside(&mut self, outer: Self) {
        *self = outer;
    }

    fn finish(&mut self) {
        self.done.extend(std::mem::take(&mut self.round));
        self.before.clear();
        self.open = false;
    }
}

impl Crates {
    /// What a module calls by a name.
    pub(super) fn in_module(&mut self, module: ModId, name: &str, space: Space) -> Lookup {
        self.look_up((module, name.to_owned(), space))
    }

    fn look_up(&mut self, key: Key) -> Lookup {
        let lookups = &mut self.lookups;
        let known = lookups.done.get(&key).or_else(|| lookups.round.get(&key));
        if let Some(known) = known {
            return known.clone();
        }
        if lookups.under_way.contains(&key) {
            lookups.open = true;
            let before = lookups.before.get(&key).cloned();
            return before.unwrap_or(Ok(None));
        }
        if !lookups.under_way.is_empty() {
            return self.look_once(key);
        }
        let mut found = Ok(None);
        for _ in 0..MAX_ROUNDS {
            found = self.look_once(key.clone());
            let lookups = &mut self.lookups;
            if !lookups.open || lookups.round == lookups.before {
                break;
            }
            lookups.open = false;
            lookups.before = std::mem::take(&mut lookups.round);
        }
        self.lookups.finish();
        found
    }

    fn look_once(&mut self, key: Key) -> Lookup {
        self.lookups.under_way.insert(key.clone());
        let (module, name, space) = (key.0, key.1.as_str(), key.2);
        let found = match self.scope(module) {
            None => Err(Unresolved::Broken),
            Some(scope) => match self.without_globs(module, name, &scope, space, None) {
                Ok(None) => self.by_globs(module, name, &scope, space),
                found => found,
            },
        };
        self.lookups.under_way.remove(&key);
        self.lookups.round.insert(key, found.clone());
        found
    }

    /// What a module itself defines or imports by a name. A viewer sees only what it may
    /// name.
    pub(super) fn without_globs(
        &mut self,
        module: ModId,
        name: &str,
        scope: &Scope,
        space: Space,
        viewer: Option<ModId>,
    ) -> Lookup {
        let own = match space {
            Space::Types => scope.types.get(name),
            Space::Values => scope.values.get(name),
        };
        let own = own.into_iter().flatten();
        let own: Vec<Entry> = own.filter(|e| self.may(viewer, e.reach)).copied().collect();
        if !own.is_empty() {
            return self.choose(name, &own).map(Some);
        }
        let Some(imports) = scope.named.get(name) else {
            return Ok(None);
        };
        let seen = imports.iter().filter(|i| self.may(viewer, i.reach));
        let seen: Vec<&Import> = seen.collect();
        self.by_imports(module, name, &seen, space)
    }

    pub(super) fn may(&self, viewer: Option<ModId>, reach: Reach) -> bool {
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
        let all = entries.iter().map(|entry| {
            let place = self.place_of(entry.what);
            (found(entry), entry.truth, place)
        });
        self.compiled(name, all.collect())
    }

    /// Of several things that a name stands for, the one that is compiled here.
    pub(super) fn compiled(
        &mut self,
        name: &str,
        all: Vec<(Found, Truth, Place)>,
    ) -> Result<Found, Unresolved> {
        let mut here = all.iter().filter(|(_, truth, _)| truth.here());
        let (Some((one, _, chosen)), None) = (here.next().cloned(), here.next()) else {
            return Err(Unresolved::Ambiguous {
                name: name.to_owned(),
                places: all.into_iter().map(|(.., place)| place).collect(),
            });
        };
        let message = format!("`{name}` differs by platform; the one of this machine is taken");
        let mut note = Diagnostic::note("platform", message).at(chosen.clone());
        for (.., place) in all {
            if place != chosen {
                note = note.related("the other", place);
            }
        }
        self.report_platform(note);
        Ok(one)
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

    /// Where an item or module is.
    pub(in crate::read::rust) fn place_of(&self, what: What) -> Place {
        match what {
            What::Item(id) => self.place_of_item(id),
            What::Mod(id) => match &self.module(id).declared {
                Some((parsed, span)) => parsed.place(*span),
                None => Place::whole(self.module(id).path.clone()),
            },
        }
    }

    /// The name of an item in its text.
    pub(in crate::read::rust) fn place_of_item(&self, id: ItemId) -> Place {
        let item = &self.items[id.0];
        item.parsed.place(item.span)
    }

    /// What an import of a name leads to. Its path may begin with that name, as in
    /// `use log::log`, and does not mean itself then.
    fn follow_named(
        &mut self,
        module: ModId,
        name: &str,
        import: &Import,
        space: Space,
    ) -> Result<Found, Unresolved> {
        if import.global || import.path.first().is_none_or(|first| first != name) {
            return self.follow(module, import, space);
        }
        let own = self.scope(module).and_then(|scope| {
            let own = scope.types.get(name)?;
            own.iter()
                .any(|e| matches!(e.what, What::Mod(_)))
                .then_some(())
        });
        let relative = Import {
            global: own.is_none() && self.external(module, name).is_some(),
            ..import.clone()
        };
        self.follow(module, &relative, space)
    }

    /// Imports of one name: they may be of different namespaces, or of different platforms.
    fn by_imports(
        &mut self,
        module: ModId,
        name: &str,
        imports: &[&Import],
        space: Space,
    ) -> Lookup {
        let mut all: Vec<(Found, Truth, Place)> = Vec::new();
        let mut unresolved = None;
        for import in imports {
            match self.follow_named(module, name, import, space) {
                Ok(found) => {
                    if !all.iter().any(|(known, ..)| *known == found) {
                        let place = import.parsed.place(import.span);
                        all.push((found, import.truth, place));
                    }
                }
                Err(why) => {
                    // It may import something of the other namespace only.
                    let of_other = matches!(why, Unresolved::Missing { .. })
                        && self
                            .follow_named(module, name, import, space.other())
                            .is_ok();
                    if !of_other {
                        unresolved = unresolved.or(Some(why.at_import(import)));
                    }
                }
            }
        }
        match (all.len(), unresolved) {
            (0, None) => Ok(None),
            (0, Some(unresolved)) => Err(unresolved),
            (1, _) => Ok(all.pop().map(|(found, ..)| found)),
            _ => self.compiled(name, all).map(Some),
        }
    }
}
