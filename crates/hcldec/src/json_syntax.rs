//! HCL's JSON syntax: a file ending in `.json` whose objects are bodies. The same
//! schemas read it; strings are templates, and so are the keys of objects that are
//! values. Its rules are those of HCL's JSON specification.

mod expression;
mod reader;
mod tree;

pub(super) use expression::expression;
pub(super) use tree::{Json, JsonKind, Member};

use super::Value;
use super::body::{Body, JsonBody};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::sync::Arc;

/// The body of a file in the JSON syntax.
pub(super) fn parse(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Body {
    let root = reader::read(file, found).filter(|root| is_body(file, root, found));
    let end = file.text().len();
    let root = root.unwrap_or_else(|| Json {
        kind: JsonKind::Object(Vec::new()),
        range: end..end,
    });
    Body::json(Arc::new(JsonBody::new(file, Arc::new(root))))
}

fn is_body(file: &Arc<SourceFile>, root: &Json, found: &mut Diagnostics) -> bool {
    if matches!(root.kind, JsonKind::Object(_) | JsonKind::Array(_)) {
        return true;
    }
    let wrong = Diagnostic::error(
        "json-body",
        "the file is neither a JSON object nor an array of objects",
    )
    .at(Place::new(file, root.range.clone()))
    .label(format!("this is {}", root.kind.name()));
    found.push(wrong);
    false
}

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
    reader::read(file, found).map(|json| value(&json))
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
