//! JSON, with the place of everything in it, as HCL's JSON syntax has it: strings are
//! templates, and so are the keys of objects that are values.

mod expression;
mod reader;
mod tree;

pub(super) use expression::expression;
pub(super) use reader::read;
pub(super) use tree::{Json, JsonKind, Member};

use super::Value;
use crate::diagnostics::{Diagnostics, SourceFile};
use std::sync::Arc;

/// The value of a JSON text by its own types: an object for an object, a tuple for an
/// array. Strings are taken as they are. None where it is not JSON, which is reported.
///
/// ```
/// use hcldec::diagnostics::{Diagnostics, SourceFile};
/// use hcldec::parse_json;
///
/// let vars = SourceFile::new("vars.json", r#"{"n": 12345678901234567890.5}"#);
/// let value = parse_json(&vars, &mut Diagnostics::new()).unwrap();
/// assert_eq!(value.ty().to_string(), "object({n=number})");
/// assert_eq!(value.to_json().to_string(), r#"{"n":12345678901234567890.5}"#);
/// ```
pub fn parse_json(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Option<Value> {
    read(file, found).map(|json| value(&json))
}

fn value(json: &Json) -> Value {
    match &json.kind {
        JsonKind::Null => Value::NULL,
        JsonKind::Bool(value) => Value::Bool(*value),
        JsonKind::Number(number) => Value::Number(number.clone()),
        JsonKind::String(text) => Value::string(&text.value),
        JsonKind::Array(elements) => Value::Tuple(elements.iter().map(value).collect()),
        JsonKind::Object(members) => Value::object(members.iter().map(|member| {
            (
                super::value::normalized(&member.name.value),
                value(&member.value),
            )
        })),
    }
}

#[cfg(test)]
mod tests;
