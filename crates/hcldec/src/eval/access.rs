//! Attributes and indexes of values.

use super::Evaluation;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Kind, Node, Step, StepKind};
use crate::{Context, Type, Value, convert};
use std::ops::Range;

impl Evaluation<'_> {
    /// A value and the steps to a part of it. Of a variable only the part is copied, as far as
    /// its steps are names and plain indexes that lead somewhere.
    pub(super) fn postfix(&mut self, base: &Node, steps: &[Step], context: &Context<'_>) -> Value {
        if let Kind::Variable(name) = &base.kind
            && let Some(mut part) = context.variable(name)
        {
            let mut rest = steps;
            while let Some((step, further)) = rest.split_first()
                && let Some(next) = plain_step(part, step, context)
            {
                (part, rest) = (next, further);
            }
            let value = self.copy(part, &base.range);
            return self.steps(value, rest, context);
        }
        let value = self.node(base, context);
        self.steps(value, steps, context)
    }

    /// Takes steps one after the other.
    pub(super) fn steps(&mut self, value: Value, steps: &[Step], context: &Context<'_>) -> Value {
        let mut value = value;
        for step in steps {
            value = match &step.kind {
                StepKind::Attribute(name) => self.attribute(&value, name, &step.range),
                StepKind::Index(index) => {
                    let key = self.node(index, context);
                    self.index(&value, &key, &step.range)
                }
                StepKind::Splat(each) => self.splat(&value, each, &step.range, context),
            };
        }
        value
    }

    fn attribute(&mut self, value: &Value, name: &str, range: &Range<usize>) -> Value {
        let names: Vec<&str> = match value {
            Value::Object(attributes) | Value::Map(_, attributes) => match attributes.get(name) {
                Some(attribute) => return attribute.clone(),
                None => attributes.keys().map(String::as_str).collect(),
            },
            Value::Unknown(ty) => match unknown_attribute(ty, name) {
                Some(ty) => return Value::Unknown(ty),
                None => Vec::new(),
            },
            Value::Null(_) => {
                let wrong = Diagnostic::error("null-value", "null has no attributes")
                    .label(format!("the value before `.{name}` is null"));
                return self.wrong(range, wrong);
            }
            _ => Vec::new(),
        };
        let wrong = match value {
            Value::Map(..) => {
                Diagnostic::error("missing-key", format!("the map has no key `{name}`"))
            }
            Value::Object(_) => Diagnostic::error(
                "unknown-attribute",
                format!("the object has no attribute `{name}`"),
            ),
            Value::List(..) | Value::Tuple(_) | Value::Set(..) => {
                let ty = value.ty();
                Diagnostic::error("unknown-attribute", format!("{ty} has no attributes"))
                    .help(format!("for `{name}` of each element write `[*].{name}`, for that of one `[0].{name}`"))
            }
            _ => {
                let ty = value.ty();
                Diagnostic::error("unknown-attribute", format!("{ty} has no attributes"))
            }
        };
        self.wrong(range, wrong.label("not there").did_you_mean(name, names))
    }

    pub(super) fn index(&mut self, value: &Value, key: &Value, range: &Range<usize>) -> Value {
        if value.is_null() {
            let wrong = Diagnostic::error("null-value", "null has no elements")
                .label("the value before this index is null");
            return self.wrong(range, wrong);
        }
        if key.is_null() {
            let wrong =
                Diagnostic::error("null-value", "an index must not be null").label("this is null");
            return self.wrong(range, wrong);
        }
        match value {
            Value::Unknown(Type::Any) => Value::UNKNOWN,
            Value::List(..) | Value::Tuple(_) | Value::Unknown(Type::List(_) | Type::Tuple(_)) => {
                self.element(value, key, range)
            }
            Value::Map(..)
            | Value::Object(_)
            | Value::Unknown(Type::Map(_) | Type::Object { .. }) => self.member(value, key, range),
            Value::Set(..) => {
                let wrong = Diagnostic::error(
                    "not-indexable",
                    "a set has no order, so its elements have no index",
                )
                .label("not an index of anything")
                .help("to use all elements, write a `for` expression");
                self.wrong(range, wrong)
            }
            _ => {
                let wrong =
                    Diagnostic::error("not-indexable", format!("{} has no elements", value.ty()))
                        .label("expected a list, a tuple, a map or an object before this index");
                self.wrong(range, wrong)
            }
        }
    }

    /// An element of a list or tuple.
    fn element(&mut self, value: &Value, key: &Value, range: &Range<usize>) -> Value {
        let number = match convert(key, &Type::Number) {
            Ok(Value::Number(number)) => number,
            Ok(_) => return Value::UNKNOWN,
            Err(wrong) => {
                let wrong = Diagnostic::error(
                    "wrong-type",
                    format!("the index of a list is a number: {wrong}"),
                )
                .label(format!("this is {}", key.ty()));
                return self.wrong(range, wrong);
            }
        };
        let Some(elements) = value.elements() else {
            // The list is unknown.
            return match value {
                Value::Unknown(Type::List(element)) => Value::Unknown((**element).clone()),
                Value::Unknown(Type::Tuple(types)) => {
                    let ty = number.as_usize().and_then(|i| types.get(i));
                    Value::Unknown(ty.cloned().unwrap_or(Type::Any))
                }
                _ => Value::UNKNOWN,
            };
        };
        if let Some(element) = number.as_usize().and_then(|i| elements.get(i)) {
            return element.clone();
        }
        let has = match elements.len() {
            0 => "there are no elements".to_owned(),
            1 => "there is one element, `[0]`".to_owned(),
            n => format!("there are {n} elements, `[0]` to `[{}]`", n - 1),
        };
        let message = if number.is_negative() {
            format!("`{number}` is not an index: elements are counted from 0")
        } else if !number.is_integer() {
            format!("`{number}` is not an index: it has a fraction")
        } else {
            format!("there is no element `{number}`")
        };
        self.wrong(range, Diagnostic::error("missing-key", message).label(has))
    }

    /// A value of a map, or an attribute of an object by its name.
    fn member(&mut self, value: &Value, key: &Value, range: &Range<usize>) -> Value {
        let name = match convert(key, &Type::String) {
            Ok(Value::String(name)) => name,
            Ok(_) => {
                return match value {
                    Value::Map(element, _) => Value::Unknown(element.clone()),
                    Value::Unknown(Type::Map(element)) => Value::Unknown((**element).clone()),
                    _ => Value::UNKNOWN,
                };
            }
            Err(wrong) => {
                let wrong = Diagnostic::error(
                    "wrong-type",
                    format!("the key of a map is a string: {wrong}"),
                )
                .label(format!("this is {}", key.ty()));
                return self.wrong(range, wrong);
            }
        };
        self.attribute(value, &name, range)
    }
}

fn unknown_attribute(ty: &Type, name: &str) -> Option<Type> {
    match ty {
        Type::Any => Some(Type::Any),
        Type::Map(element) => Some((**element).clone()),
        Type::Object { attributes, .. } => attributes.get(name).cloned(),
        _ => None,
    }
}

/// The part that a step leads to, where it is there and needs no evaluation.
fn plain_step<'v>(value: &'v Value, step: &Step, context: &'v Context<'_>) -> Option<&'v Value> {
    let key = match &step.kind {
        StepKind::Attribute(name) => return value.get(name),
        StepKind::Splat(_) => return None,
        StepKind::Index(Node {
            kind: Kind::Variable(name),
            ..
        }) => context.variable(name)?,
        StepKind::Index(index) => index.as_key()?,
    };
    match key {
        Value::String(name) => value.get(name),
        Value::Number(index) => match value {
            Value::List(_, elements) | Value::Tuple(elements) => elements.get(index.as_usize()?),
            _ => None,
        },
        _ => None,
    }
}
