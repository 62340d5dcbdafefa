//! Values as HCL expressions.

use crate::quoted::quoted;
use crate::{Type, Value};

/// A value as an expression without variables, on one line. What is unknown becomes null.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(value_text).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Map(_, parts) | Value::Object(parts) => {
            let parts = parts.iter();
            let parts: Vec<String> = parts
                .map(|(key, value)| format!("{} = {}", quoted(key), value_text(value)))
                .collect();
            if parts.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", parts.join(", "))
            }
        }
        Value::Null(_) | Value::Unknown(_) => "null".to_owned(),
    }
}

/// The type that the expression of a value has by itself.
pub(super) fn literal_type(value: &Value) -> Type {
    match value {
        Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
            Type::Tuple(elements.iter().map(literal_type).collect())
        }
        Value::Map(_, parts) | Value::Object(parts) => Type::object(
            parts
                .iter()
                .map(|(key, value)| (key.clone(), literal_type(value))),
        ),
        Value::Null(_) | Value::Unknown(_) => Type::Any,
        scalar => scalar.ty(),
    }
}
