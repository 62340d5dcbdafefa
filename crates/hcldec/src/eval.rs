//! Evaluates expressions by HCL's rules. What is wrong is reported and is unknown in
//! the result, so that one run finds all there is to find. The depth of an expression
//! is bounded where it is parsed, so this may recurse.

mod access;
mod budget;
mod call;
mod conditional;
mod iterate;
mod operators;
mod splat;
mod template;

use super::syntax::{Item, Kind, Node};
use super::{Context, Type, Value, convert};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub(super) use budget::Budget;

/// The value of an expression, made within what is left of a budget.
pub(super) fn evaluate(
    file: &Arc<SourceFile>,
    node: &Node,
    context: &Context<'_>,
    found: &mut Diagnostics,
    budget: &mut Budget,
) -> Value {
    let mut evaluation = Evaluation {
        file,
        found,
        budget,
    };
    let value = evaluation.node(node, context);
    if let Some((range, wrong)) = evaluation.budget.error() {
        return evaluation.wrong(&range, wrong);
    }
    value
}

struct Evaluation<'a> {
    file: &'a Arc<SourceFile>,
    found: &'a mut Diagnostics,
    budget: &'a mut Budget,
}

impl Evaluation<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.file, range.clone())
    }

    /// Reports an error, in whose stead nothing is known.
    fn wrong(&mut self, range: &Range<usize>, wrong: Diagnostic) -> Value {
        let place = self.place(range);
        self.found.push(wrong.at(place));
        Value::UNKNOWN
    }

    fn node(&mut self, node: &Node, context: &Context<'_>) -> Value {
        // What is written out in the text is as large as the text, and once.
        if self.budget.loops > 0 && !self.budget.spend_cell(&node.range) {
            return Value::UNKNOWN;
        }
        match &node.kind {
            Kind::Literal(value) if self.budget.loops > 0 => self.copy(value, &node.range),
            Kind::Literal(value) => value.clone(),
            Kind::Template(parts) => self.template(parts, context),
            Kind::Wrapped(inner) | Kind::Parens(inner) => self.node(inner, context),
            Kind::Variable(name) => self.variable(name, &node.range, context),
            Kind::Postfix(base, steps) => self.postfix(base, steps, context),
            Kind::Signed(signs, operand) => self.signed(signs, operand, context),
            Kind::Operations(first, operations) => self.operations(first, operations, context),
            Kind::Conditional(choices, otherwise) => self.conditional(choices, otherwise, context),
            Kind::Tuple(elements) => Value::Tuple(
                elements
                    .iter()
                    .map(|element| self.node(element, context))
                    .collect(),
            ),
            Kind::Object(items) => self.object(items, false, context),
            Kind::UniqueObject(items) => self.object(items, true, context),
            Kind::TextOrTemplate(either) if context.is_empty() && !either.too_deep => {
                either.plain.clone()
            }
            Kind::TextOrTemplate(either) => {
                self.found.extend(either.found.clone());
                if either.found.has_errors() {
                    return Value::UNKNOWN;
                }
                self.node(&either.template, context)
            }
            Kind::For(each) => self.for_expression(each, context),
            Kind::Call(call) => self.call(call, &node.range, context),
            Kind::AmbiguousKey(text) => {
                let wrong =
                    Diagnostic::error("object-key", format!("`{text}` is ambiguous as a key"))
                        .label("a name with a dot, or the value of a variable?")
                        .help(format!(
                            "for the name write `\"{text}\"`, for the value `({text})`"
                        ));
                self.wrong(&node.range, wrong)
            }
            Kind::Invalid => Value::UNKNOWN,
        }
    }

    /// A value, and what is wrong with it, which need not count.
    fn apart(&mut self, node: &Node, context: &Context<'_>) -> (Value, Diagnostics) {
        let mut found = Diagnostics::new();
        let value = self.with(&mut found).node(node, context);
        (value, found)
    }

    /// The same evaluation, whose findings go elsewhere.
    fn with<'f>(&'f mut self, found: &'f mut Diagnostics) -> Evaluation<'f> {
        Evaluation {
            file: self.file,
            found,
            budget: self.budget,
        }
    }

    /// The value, if as much may still be made.
    fn made(&mut self, value: Value, range: &Range<usize>) -> Value {
        if self.budget.spend(budget::weight(&value), range) {
            value
        } else {
            Value::UNKNOWN
        }
    }

    fn copy(&mut self, value: &Value, range: &Range<usize>) -> Value {
        if self.budget.spend(budget::weight(value), range) {
            value.clone()
        } else {
            Value::UNKNOWN
        }
    }

    fn variable(&mut self, name: &str, range: &Range<usize>, context: &Context<'_>) -> Value {
        if let Some(value) = context.variable(name) {
            return self.copy(value, range);
        }
        let wrong = Diagnostic::error("unknown-variable", format!("there is no variable `{name}`"));
        let wrong = if context.variable_names().next().is_none() {
            wrong
                .label("variables cannot be used here")
                .help(format!("to mean the text, put it in quotes: `\"{name}\"`"))
        } else {
            wrong
                .label("not defined")
                .did_you_mean(name, context.variable_names())
        };
        self.wrong(range, wrong)
    }

    /// Converts what stands at a place; reports why it cannot be.
    fn converted(&mut self, value: &Value, to: &Type, range: &Range<usize>, what: &str) -> Value {
        match convert(value, to) {
            Ok(value) => value,
            Err(wrong) => {
                let wrong = Diagnostic::error("wrong-type", format!("{what}: {wrong}"))
                    .label(format!("this is {}", value.ty()));
                self.wrong(range, wrong);
                Value::Unknown(to.clone())
            }
        }
    }

    /// A condition: true, false, or none where it is unknown or wrong.
    fn condition(&mut self, node: &Node, context: &Context<'_>) -> Option<bool> {
        let value = self.node(node, context);
        if value.is_null() {
            let wrong = Diagnostic::error("null-value", "a condition must not be null")
                .label("this is null, expected true or false");
            self.wrong(&node.range, wrong);
            return None;
        }
        match self.converted(
            &value,
            &Type::Bool,
            &node.range,
            "a condition is true or false",
        ) {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn object(&mut self, items: &[Item], unique: bool, context: &Context<'_>) -> Value {
        let mut attributes = BTreeMap::new();
        let mut known = true;
        for item in items {
            let key = self.node(&item.key, context);
            let value = self.node(&item.value, context);
            match self.key(&key, &item.key.range) {
                Some(key) if unique && attributes.contains_key(&key) => {
                    let wrong =
                        Diagnostic::error("duplicate-key", format!("the key `{key}` is set twice"))
                            .label("set again here");
                    self.wrong(&item.key.range, wrong);
                }
                // Of items with one key the last one counts.
                Some(key) => drop(attributes.insert(key, value)),
                None => known = false,
            }
        }
        if known {
            Value::Object(attributes)
        } else {
            Value::UNKNOWN
        }
    }

    /// The key of an object; none where it is unknown or wrong.
    fn key(&mut self, key: &Value, range: &Range<usize>) -> Option<String> {
        if key.is_null() {
            let wrong = Diagnostic::error("null-value", "a key must not be null")
                .label("this is null, expected a string");
            self.wrong(range, wrong);
            return None;
        }
        match self.converted(key, &Type::String, range, "a key is a string") {
            Value::String(key) => Some(key),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
