//! Reading `{"value":…,"type":…}`. The type decides how the value is read, so numbers keep all
//! their digits, and an empty list knows of what it is one.

use crate::hcldec::{Number, Type, Value};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// How deep values that carry their own type may lie in one another.
const DEPTH: usize = 32;

/// The value, which is of the type that it carries.
///
/// # Errors
///
/// What is no JSON of that form, or whose value is not of its type.
pub(crate) fn from_typed_json(json: &[u8]) -> Result<Value, String> {
    read(json, DEPTH).map_err(|error| format!("Packer sent a value that cannot be read: {error}"))
}

fn read(json: &[u8], depth: usize) -> Result<Value, serde_json::Error> {
    if depth == 0 {
        return Err(Error::custom("values lie too deep in one another"));
    }
    let mut parts: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(json)?;
    let mut part = |name: &'static str| {
        parts
            .remove(name)
            .ok_or_else(|| serde_json::Error::missing_field(name))
    };
    let ty = serde_json::from_str(part("type")?.get())?;
    let ty = Type::from_json(&ty).map_err(Error::custom)?;
    let value = part("value")?;
    let mut source = serde_json::Deserializer::from_str(value.get());
    Typed { ty: &ty, depth }.deserialize(&mut source)
}

/// Reads a value of a type.
#[derive(Clone, Copy)]
struct Typed<'a> {
    ty: &'a Type,
    depth: usize,
}

impl<'a> Typed<'a> {
    fn of(self, ty: &'a Type) -> Self {
        Self { ty, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Typed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        use serde::Deserialize;
        match self.ty {
            Type::Number => {
                let raw = Box::<RawValue>::deserialize(source)?;
                match raw.get().trim_matches('"') {
                    "null" => Ok(Value::Null(Type::Number)),
                    digits => match digits.parse::<Number>() {
                        Ok(number) => Ok(number.into()),
                        Err(why) => Err(Error::custom(format_args!("`{digits}`: {why}"))),
                    },
                }
            }
            Type::Any => {
                let raw = Box::<RawValue>::deserialize(source)?;
                match raw.get() {
                    "null" => Ok(Value::NULL),
                    json => read(json.as_bytes(), self.depth - 1).map_err(Error::custom),
                }
            }
            _ => source.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Typed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of `{}`", self.ty)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null(self.ty.clone()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        match self.ty {
            Type::Bool => Ok(value.into()),
            _ => Err(E::invalid_type(serde::de::Unexpected::Bool(value), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        match self.ty {
            Type::String => Ok(text.into()),
            _ => Err(E::invalid_type(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        match self.ty {
            Type::List(element) | Type::Set(element) => {
                while let Some(value) = items.next_element_seed(self.of(element))? {
                    values.push(value);
                }
                Ok(match self.ty {
                    Type::List(_) => Value::list((**element).clone(), values),
                    _ => Value::set((**element).clone(), values),
                })
            }
            Type::Tuple(types) => {
                for ty in types {
                    let value = items.next_element_seed(self.of(ty))?;
                    values
                        .push(value.ok_or_else(|| A::Error::invalid_length(values.len(), &self))?);
                }
                Ok(Value::Tuple(values))
            }
            _ => Err(A::Error::invalid_type(serde::de::Unexpected::Seq, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = BTreeMap::new();
        match self.ty {
            Type::Map(element) => {
                while let Some(key) = entries.next_key::<String>()? {
                    values.insert(key, entries.next_value_seed(self.of(element))?);
                }
                Ok(Value::map((**element).clone(), values))
            }
            Type::Object { attributes, .. } => {
                while let Some(key) = entries.next_key::<String>()? {
                    let Some(ty) = attributes.get(&key) else {
                        let message = format!("the type has no attribute `{key}`");
                        return Err(A::Error::custom(message));
                    };
                    let value = entries.next_value_seed(self.of(ty))?;
                    values.insert(key, value);
                }
                for (name, ty) in attributes {
                    if !values.contains_key(name) {
                        values.insert(name.clone(), Value::Null(ty.clone()));
                    }
                }
                Ok(Value::Object(values))
            }
            _ => Err(A::Error::invalid_type(serde::de::Unexpected::Map, &self)),
        }
    }
}
