//! From a type that serde can write to a value of exactly the type that its spec implies. Packer
//! refuses to run on when two data sources of one kind have results of different types, so what
//! is null or empty must have its type as well.

use crate::hcldec::{Type, Value};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The value, of that type. What serde leaves out is null.
///
/// # Errors
///
/// What serde refuses to write, and each part that is not of its type, by its path.
pub(crate) fn to_value<T: Serialize>(output: &T, ty: &Type) -> Result<Value, String> {
    let json = serde_json::to_value(output).map_err(|error| error.to_string())?;
    let mut wrong = Vec::new();
    let value = typed(json, ty, &mut Vec::new(), &mut wrong);
    if wrong.is_empty() {
        Ok(value)
    } else {
        Err(wrong.join("; "))
    }
}

/// Null in place of what is wrong, so that all of it is found.
fn typed(json: Json, ty: &Type, path: &mut Vec<String>, wrong: &mut Vec<String>) -> Value {
    match (json, ty) {
        (Json::Null, _) => Value::Null(ty.clone()),
        (Json::Bool(value), Type::Bool) => value.into(),
        (Json::String(text), Type::String) => text.into(),
        (Json::Number(number), Type::Number) => match number.to_string().parse() {
            Ok(number) => Value::Number(number),
            Err(why) => refuse(&format!("`{number}`: {why}"), ty, path, wrong),
        },
        (Json::Array(items), Type::List(element) | Type::Set(element)) => {
            let items = items.into_iter().enumerate();
            let items = items
                .map(|(i, item)| within(i.to_string(), item, element, path, wrong))
                .collect();
            match ty {
                Type::List(_) => Value::List((**element).clone(), items),
                _ => Value::set((**element).clone(), items),
            }
        }
        (Json::Object(entries), Type::Map(element)) => {
            let entries = entries.into_iter();
            let entries = entries
                .map(|(key, item)| (key.clone(), within(key, item, element, path, wrong)))
                .collect();
            Value::Map((**element).clone(), entries)
        }
        (Json::Object(mut entries), Type::Object { attributes, .. }) => {
            let mut values = BTreeMap::new();
            for (name, ty) in attributes {
                let json = entries.remove(name).unwrap_or(Json::Null);
                let value = within(name.clone(), json, ty, path, wrong);
                values.insert(name.clone(), value);
            }
            for name in entries.keys() {
                let message = format!("there is a `{name}` that the spec does not have");
                refuse(&message, ty, path, wrong);
            }
            Value::Object(values)
        }
        (other, _) => refuse(&format!("`{other}` is not of `{ty}`"), ty, path, wrong),
    }
}

fn within(
    step: String,
    json: Json,
    ty: &Type,
    path: &mut Vec<String>,
    wrong: &mut Vec<String>,
) -> Value {
    path.push(step);
    let value = typed(json, ty, path, wrong);
    path.pop();
    value
}

fn refuse(why: &str, ty: &Type, path: &[String], wrong: &mut Vec<String>) -> Value {
    let place = match path {
        [] => "the output".to_owned(),
        path => format!("`{}` of the output", path.join(".")),
    };
    wrong.push(format!("{place}: {why}"));
    Value::Null(ty.clone())
}
