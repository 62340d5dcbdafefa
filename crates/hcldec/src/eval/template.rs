//! Templates: texts and values put together.

use super::Evaluation;
use super::iterate::scope;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Node, Part};
use crate::{Context, Type, Value};

impl Evaluation<'_> {
    pub(super) fn template(&mut self, parts: &[Part], context: &Context<'_>) -> Value {
        let mut text = String::new();
        if self.parts(parts, context, &mut text) {
            Value::string(text)
        } else {
            Value::Unknown(Type::String)
        }
    }

    /// Adds the parts to a text; false where one of them is unknown or wrong.
    fn parts(&mut self, parts: &[Part], context: &Context<'_>, text: &mut String) -> bool {
        let mut known = true;
        for part in parts {
            known &= match part {
                Part::Text(part) => {
                    text.push_str(part);
                    true
                }
                Part::Value(node) => self.interpolated(node, context, text),
                Part::If {
                    condition,
                    then,
                    otherwise,
                } => match self.condition(condition, context) {
                    Some(true) => self.parts(then, context, text),
                    Some(false) => self.parts(otherwise, context, text),
                    None => false,
                },
                Part::For {
                    key,
                    value,
                    collection,
                    body,
                } => match self.entries(collection, context) {
                    Some(entries) => {
                        self.budget.loops += 1;
                        let length = text_length(body);
                        let all = entries.into_iter().all(|entry| {
                            let scope = scope(key.as_deref(), value, entry, context);
                            self.budget.spend(length, &collection.range)
                                && self.parts(body, &scope, text)
                        });
                        self.budget.loops -= 1;
                        all
                    }
                    None => false,
                },
            };
        }
        known
    }

    fn interpolated(&mut self, node: &Node, context: &Context<'_>, text: &mut String) -> bool {
        let value = self.node(node, context);
        if value.is_null() {
            let wrong = Diagnostic::error("null-value", "null cannot be put into a string")
                .label("this is null, expected a string");
            self.wrong(&node.range, wrong);
            return false;
        }
        match self.converted(
            &value,
            &Type::String,
            &node.range,
            "only a string, a number or a bool can be put into a string",
        ) {
            Value::String(part) => {
                let room = self.budget.spend(part.len(), &node.range);
                if room {
                    text.push_str(&part);
                }
                room
            }
            _ => false,
        }
    }
}

/// How long a text these parts put together at least, in the order of a cell or more.
fn text_length(parts: &[Part]) -> usize {
    let lengths = parts.iter().map(|part| match part {
        Part::Text(text) => text.len(),
        Part::If {
            then, otherwise, ..
        } => text_length(then) + text_length(otherwise),
        Part::Value(_) | Part::For { .. } => 0,
    });
    64 + lengths.sum::<usize>()
}
