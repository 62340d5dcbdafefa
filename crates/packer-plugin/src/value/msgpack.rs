//! Writing a value that carries its type, as cty does where only the value tells the type.

use crate::hcldec::{Number, Type, Value};
use crate::wire::msgpack::Msg;

/// The type in JSON, and the value. The type is said apart, since an empty list or a null does
/// not know its own.
///
/// # Errors
///
/// A value that is unknown.
pub(crate) fn to_msgpack(value: &Value, ty: &Type) -> Result<Vec<u8>, String> {
    let ty = ty.to_json().to_string().into_bytes();
    let mut out = Vec::new();
    Msg::Array(vec![Msg::Bin(ty), message(value)?]).write(&mut out);
    Ok(out)
}

fn message(value: &Value) -> Result<Msg, String> {
    Ok(match value {
        Value::Null(_) => Msg::Nil,
        Value::Unknown(_) => return Err("a value is not known yet".to_owned()),
        Value::Bool(value) => Msg::Bool(*value),
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => self::number(number),
        Value::List(_, items) | Value::Set(_, items) | Value::Tuple(items) => {
            Msg::Array(items.iter().map(message).collect::<Result<_, _>>()?)
        }
        Value::Map(_, entries) | Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| Ok((key.as_str().into(), message(value)?)));
            Msg::Map(entries.collect::<Result<_, String>>()?)
        }
    })
}

/// An integer or a float of the machine where that is exact, else the digits.
fn number(number: &Number) -> Msg {
    if let Some(value) = number.as_i64() {
        return value.into();
    }
    let digits = number.to_string();
    if let Ok(value) = digits.parse() {
        return Msg::Uint(value);
    }
    let float = number.to_f64();
    if float
        .to_string()
        .parse()
        .is_ok_and(|same: Number| same == *number)
    {
        return Msg::Float(float);
    }
    Msg::Str(digits)
}
