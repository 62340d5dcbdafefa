//! `for` expressions, and what they go over.

use super::Evaluation;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::syntax::{For, Node};
use crate::{Context, Type, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A key and a value of a collection.
pub(super) type Pair = (Value, Value);

impl Evaluation<'_> {
    /// The keys and values of what a `for` goes over; none where it is unknown or wrong.
    pub(super) fn entries(
        &mut self,
        collection: &Node,
        context: &Context<'_>,
    ) -> Option<Vec<Pair>> {
        let value = self.node(collection, context);
        let entries = match value {
            Value::List(_, elements) | Value::Tuple(elements) => elements
                .into_iter()
                .enumerate()
                .map(|(i, value)| (Value::from(i), value))
                .collect(),
            // The elements of a set are their own keys.
            Value::Set(_, elements) => elements
                .into_iter()
                .map(|value| (value.clone(), value))
                .collect(),
            Value::Map(_, elements) | Value::Object(elements) => elements
                .into_iter()
                .map(|(key, value)| (Value::String(key), value))
                .collect(),
            Value::Unknown(
                Type::Any
                | Type::List(_)
                | Type::Set(_)
                | Type::Tuple(_)
                | Type::Map(_)
                | Type::Object { .. },
            ) => return None,
            Value::Null(_) => {
                let wrong = Diagnostic::error("null-value", "`for` cannot go over null")
                    .label("this is null");
                self.wrong(&collection.range, wrong);
                return None;
            }
            other => {
                let wrong = Diagnostic::error(
                    "not-iterable",
                    format!("`for` cannot go over {}", other.ty()),
                )
                .label("expected a list, a set, a tuple, a map or an object");
                self.wrong(&collection.range, wrong);
                return None;
            }
        };
        Some(entries)
    }

    pub(super) fn for_expression(&mut self, each: &For, context: &Context<'_>) -> Value {
        let Some(entries) = self.entries(&each.collection, context) else {
            return Value::UNKNOWN;
        };
        if let Some(condition) = &each.condition
            && !self.is_condition(condition, each, context)
        {
            return Value::UNKNOWN;
        }
        let mut collected = Collected::default();
        let mut known = true;
        let before = self.found.len();
        self.budget.loops += 1;
        for entry in entries {
            if !self.budget.spend_cell(&each.collection.range) {
                known = false;
                break;
            }
            let scope = scope(each.key_name.as_deref(), &each.value_name, entry, context);
            known &= if self.found.len() > before {
                // What is wrong with one element is mostly wrong with all.
                let mut repeated = Diagnostics::new();
                let mut inner = self.with(&mut repeated);
                inner.iteration(each, &scope, &mut collected).is_some()
            } else {
                self.iteration(each, &scope, &mut collected).is_some()
            };
        }
        self.budget.loops -= 1;
        if !known {
            return Value::UNKNOWN;
        }
        match (&each.key, each.grouping) {
            (None, _) => Value::Tuple(collected.elements),
            (Some(_), false) => Value::Object(collected.attributes),
            (Some(_), true) => {
                let groups = collected.groups.into_iter();
                Value::object(groups.map(|(key, values)| (key, Value::Tuple(values))))
            }
        }
    }

    /// Whether a condition can be one, whatever the elements are; there may be none.
    fn is_condition(&mut self, condition: &Node, each: &For, context: &Context<'_>) -> bool {
        let unknown = (Value::UNKNOWN, Value::UNKNOWN);
        let scope = scope(each.key_name.as_deref(), &each.value_name, unknown, context);
        let before = self.found.len();
        self.condition(condition, &scope);
        self.found.len() == before
    }

    /// Adds one element; none where what comes of it is unknown or wrong.
    fn iteration(&mut self, each: &For, scope: &Context<'_>, to: &mut Collected) -> Option<()> {
        if let Some(condition) = &each.condition
            && !self.condition(condition, scope)?
        {
            return Some(());
        }
        let Some(key_node) = &each.key else {
            to.elements.push(self.node(&each.value, scope));
            return Some(());
        };
        let key = self.node(key_node, scope);
        let key = self.key(&key, &key_node.range)?;
        let value = self.node(&each.value, scope);
        if each.grouping {
            to.groups.entry(key).or_default().push(value);
            return Some(());
        }
        match to.attributes.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(entry) => {
                let message = format!("two elements have the key `{}`", entry.key());
                let wrong = Diagnostic::error("duplicate-key", message)
                    .label("not different for each element")
                    .help("to collect the values of one key, write `...` after the value");
                self.wrong(&key_node.range, wrong);
                return None;
            }
        }
        Some(())
    }
}

/// What a `for` expression has made so far.
#[derive(Default)]
struct Collected {
    elements: Vec<Value>,
    attributes: BTreeMap<String, Value>,
    groups: BTreeMap<String, Vec<Value>>,
}

/// The context of one element.
pub(super) fn scope<'c>(
    key_name: Option<&str>,
    value_name: &str,
    (key, value): Pair,
    context: &'c Context<'_>,
) -> Context<'c> {
    let mut scope = context.child();
    if let Some(name) = key_name {
        scope.variables.insert(name.to_owned(), key);
    }
    scope.variables.insert(value_name.to_owned(), value);
    scope
}
