//! Values in JSON, as cty writes them: a list, a set and a tuple become an
//! array, a map and an object become an object, a number keeps all its digits.

use super::Value;
use std::collections::BTreeMap;
use std::fmt;

/// JSON text that is made as it is printed, so that numbers keep all their digits.
#[derive(Clone, Copy, Debug)]
pub struct JsonText<'a> {
    value: &'a Value,
    nulls: bool,
}

impl Value {
    /// The value in JSON; what is unknown is null there. Print it.
    #[must_use]
    pub fn to_json(&self) -> JsonText<'_> {
        JsonText {
            value: self,
            nulls: true,
        }
    }

    /// The same, without what is null in objects and maps, as Go's hcldec command
    /// prints it.
    #[must_use]
    pub fn to_json_without_nulls(&self) -> JsonText<'_> {
        JsonText {
            value: self,
            nulls: false,
        }
    }
}

impl fmt::Display for JsonText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |value| JsonText {
            value,
            nulls: self.nulls,
        };
        match self.value {
            Value::Null(_) | Value::Unknown(_) => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::String(text) => write_string(f, text),
            Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
                f.write_str("[")?;
                for (i, element) in elements.iter().enumerate() {
                    let comma = if i > 0 { "," } else { "" };
                    write!(f, "{comma}{}", part(element))?;
                }
                f.write_str("]")
            }
            Value::Map(_, elements) => write_members(f, elements, self.nulls, part),
            Value::Object(attributes) => write_members(f, attributes, self.nulls, part),
        }
    }
}

fn write_members<'a>(
    f: &mut fmt::Formatter<'_>,
    members: &'a BTreeMap<String, Value>,
    nulls: bool,
    part: impl Fn(&'a Value) -> JsonText<'a>,
) -> fmt::Result {
    f.write_str("{")?;
    let shown = members
        .iter()
        .filter(|(_, value)| nulls || !value.is_null());
    for (i, (name, value)) in shown.enumerate() {
        if i > 0 {
            f.write_str(",")?;
        }
        write_string(f, name)?;
        write!(f, ":{}", part(value))?;
    }
    f.write_str("}")
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Number, Type};

    #[test]
    fn json_keeps_digits_and_leaves_out_nulls_where_asked() {
        let big: Number = "123456789012345678901234567890.5".parse().unwrap();
        let value = Value::object([
            ("a\"b", Value::Number(big)),
            ("n", Value::NULL),
            (
                "u",
                Value::set(Type::Bool, vec![true.into(), Value::Unknown(Type::Bool)]),
            ),
        ]);
        assert_eq!(
            value.to_json().to_string(),
            r#"{"a\"b":123456789012345678901234567890.5,"n":null,"u":[true,null]}"#
        );
        assert!(!value.to_json_without_nulls().to_string().contains("\"n\""));
    }
}
