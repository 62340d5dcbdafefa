//! Bringing what came loosely typed to the form of a spec, merging it, and leaving out what
//! was left out.
//!
//! The body of a block in HCL is of its spec's types already. What an `override` or a JSON
//! template says is not: there a number may be text, and a single thing stands for a list of
//! one, as the Go SDK takes them.

use super::raw::holds_unknown;
use crate::hcldec::diagnostics::nearest;
use crate::hcldec::{Number, ObjectSpec, PathStep, Spec, Type, Value, WrongValue, convert};
use crate::wire::msgpack::Msg;
use std::collections::BTreeMap;

/// A value of the wire as one of HCL, where types are still to be found.
pub(super) fn loose(value: &Msg) -> Value {
    match value {
        Msg::Nil | Msg::Ext(..) => Value::NULL,
        Msg::Bool(value) => (*value).into(),
        Msg::Int(value) => (*value).into(),
        Msg::Uint(value) => number(&value.to_string()),
        Msg::Float(value) => number(&value.to_string()),
        Msg::Str(text) => text.as_str().into(),
        Msg::Bin(bytes) => String::from_utf8_lossy(bytes).into_owned().into(),
        Msg::Array(items) => Value::Tuple(items.iter().map(loose).collect()),
        Msg::Map(_) => Value::object(value.entries().map(|(key, value)| (key, loose(value)))),
    }
}

/// Infinity and what is no number have no form in HCL.
fn number(digits: &str) -> Value {
    digits.parse::<Number>().map_or(Value::NULL, Value::from)
}

/// The value in the form of the spec. What does not fit is said, and left as it is.
pub(super) fn shaped(value: Value, spec: &Spec, wrong: &mut Vec<WrongValue>) -> Value {
    match (spec, value) {
        (Spec::Object(object), Value::Object(attributes)) => {
            let by_name = |name: &String| {
                let alias = |spec: &&Spec| spec.aliases().contains(name);
                let exact = object.fields.get(name);
                exact.or_else(|| object.fields.values().find(alias))
            };
            let attributes = attributes.into_iter().filter_map(|(name, value)| {
                let Some(spec) = by_name(&name) else {
                    wrong.push(unknown(&name, object));
                    return None;
                };
                let value = named(&name, value, spec, wrong);
                Some((name, value))
            });
            Value::Object(attributes.collect())
        }
        (_, Value::Null(ty)) => Value::Null(ty),
        // It becomes what is wanted when Packer knows it.
        (Spec::Attr(_), value) if holds_unknown(&value) => value,
        (Spec::Attr(attr), value) => match convert(&split(value, &attr.ty), &attr.ty) {
            Ok(value) => value,
            Err(why) => {
                let (path, message) = (why.path, why.message);
                wrong.push(WrongValue { path, message });
                Value::Null(attr.ty.clone())
            }
        },
        (Spec::Block(block), value) => match value {
            Value::Tuple(mut items) if items.len() == 1 => {
                shaped(items.remove(0), &block.nested, wrong)
            }
            value => shaped(value, &block.nested, wrong),
        },
        (Spec::BlockList(blocks), value) => {
            let items = match value {
                Value::Tuple(items) | Value::List(_, items) => items,
                single => vec![single],
            };
            let items = items.into_iter();
            Value::Tuple(
                items
                    .map(|item| shaped(item, &blocks.nested, wrong))
                    .collect(),
            )
        }
        // There are no others on Packer's wire.
        (_, value) => value,
    }
}

/// What is said of a name that the spec does not have.
fn unknown(name: &str, object: &ObjectSpec) -> WrongValue {
    let names = object.fields.keys().map(String::as_str);
    let near = nearest(name, names).map(|near| format!("; did you mean `{near}`?"));
    WrongValue {
        path: vec![PathStep::Key(name.to_owned())],
        message: format!("there is no such field{}", near.unwrap_or_default()),
    }
}

/// The same of an attribute or block, which is named in what is wrong with it.
fn named(name: &str, value: Value, spec: &Spec, wrong: &mut Vec<WrongValue>) -> Value {
    let before = wrong.len();
    let value = shaped(value, spec, wrong);
    for found in &mut wrong[before..] {
        found.path.insert(0, PathStep::Key(name.to_owned()));
    }
    value
}

/// Text where a list is wanted is one with commas, as the Go SDK has it.
fn split(value: Value, ty: &Type) -> Value {
    match (&value, ty) {
        (Value::String(text), Type::List(_) | Type::Set(_)) => {
            let parts = text.split(',').filter(|_| !text.is_empty());
            Value::Tuple(parts.map(|part| part.trim().into()).collect())
        }
        _ => value,
    }
}

/// Puts a later value over an earlier one: maps and blocks entry by entry, all else whole. A
/// null says nothing.
pub(super) fn merge(earlier: &mut Value, later: Value) {
    match (earlier, later) {
        (_, Value::Null(_)) => {}
        (
            Value::Object(earlier) | Value::Map(_, earlier),
            Value::Object(later) | Value::Map(_, later),
        ) => {
            for (key, value) in later {
                match earlier.get_mut(&key) {
                    Some(earlier) => merge(earlier, value),
                    None => drop(earlier.insert(key, value)),
                }
            }
        }
        (earlier, later) => *earlier = later,
    }
}

/// The value without what was left out: attributes and blocks that are null, and all but one
/// of the names that a thing has.
pub(super) fn present(value: Value, spec: &Spec) -> Value {
    match (spec, value) {
        (Spec::Object(object), Value::Object(attributes)) => {
            let mut kept: BTreeMap<String, Value> = attributes
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect();
            for (key, spec) in &object.fields {
                let empty = |value: &Value| value.elements().is_some_and(<[_]>::is_empty);
                for alias in spec.aliases() {
                    if kept.get(alias).is_some_and(empty) {
                        kept.remove(alias);
                    }
                    // An empty list of blocks is there under each name.
                    if kept.contains_key(alias) && kept.get(key).is_some_and(empty) {
                        kept.remove(key);
                    }
                }
                for name in spec.aliases().iter().chain([key]) {
                    if let Some(value) = kept.remove(name) {
                        kept.insert(name.clone(), present(value, spec));
                    }
                }
            }
            Value::Object(kept)
        }
        (Spec::Block(block), value) => present(value, &block.nested),
        (Spec::BlockList(blocks), Value::Tuple(items) | Value::List(_, items)) => {
            let items = items.into_iter();
            // Parts that were left out differ from one to the next: no longer one type.
            Value::Tuple(items.map(|item| present(item, &blocks.nested)).collect())
        }
        (_, value) => value,
    }
}
