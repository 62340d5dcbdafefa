//! serde over a decoded value. The spec is walked along with it, for it tells what was
//! left out (and must not be seen by serde at all) from a null that was meant.

use super::error::Error;
use super::guide::Guide;
use crate::{Number, PathStep, Value};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// A value and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) value: &'a Value,
    pub(super) guide: Guide<'a>,
}

impl<'a> Input<'a> {
    fn key(self, key: &str, value: &'a Value) -> Self {
        Self {
            value,
            guide: self.guide.key(key),
        }
    }

    fn index(self, index: usize, value: &'a Value) -> Self {
        Self {
            value,
            guide: self.guide.index(index),
        }
    }

    /// The parts of a map or object, without those that were left out.
    fn entries(self) -> Option<Vec<(&'a str, Input<'a>)>> {
        let (Value::Map(_, parts) | Value::Object(parts)) = self.value else {
            return None;
        };
        let present = parts
            .iter()
            .filter(|(key, value)| !(value.is_null() && self.guide.null_is_absence(key)));
        Some(
            present
                .map(|(key, value)| (key.as_str(), self.key(key, value)))
                .collect(),
        )
    }

    fn elements(self) -> Option<Vec<Input<'a>>> {
        let (Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements)) =
            self.value
        else {
            return None;
        };
        let elements = elements.iter().enumerate();
        Some(elements.map(|(i, value)| self.index(i, value)).collect())
    }

    /// Whether nothing is in it: what a unit is in HCL.
    fn is_empty(self) -> bool {
        self.value.is_null() || self.entries().is_some_and(|entries| entries.is_empty())
    }
}

impl<'de> Deserializer<'de> for Input<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if let Some(entries) = self.entries() {
            return visitor.visit_map(Parts::new(entries));
        }
        if let Some(elements) = self.elements() {
            return visitor.visit_seq(Elements::new(elements));
        }
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Null(_) => visitor.visit_unit(),
            _ => Err(de::Error::custom("the value is not known yet")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_empty() {
            visitor.visit_unit()
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// A text names a variant without data; else the one entry that is there names it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Value::String(text) = self.value {
            return visitor.visit_enum(text.as_str().into_deserializer());
        }
        let Some(entries) = self.entries() else {
            return self.deserialize_any(visitor);
        };
        match entries.as_slice() {
            [(name, input)] => visitor.visit_enum(Variant {
                name,
                input: *input,
            }),
            several => Err(de::Error::custom(format_args!(
                "exactly one of {} is needed, not {}",
                names(variants),
                several.len()
            ))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf seq tuple tuple_struct map struct identifier
    }
}

/// As an integer wherever it is one, so that no digit is lost.
fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    if let Some(value) = number.as_i64() {
        return match u64::try_from(value) {
            Ok(value) => visitor.visit_u64(value),
            Err(_) => visitor.visit_i64(value),
        };
    }
    if number.is_integer() {
        let digits = number.to_string();
        if let Ok(value) = digits.parse() {
            return visitor.visit_u64(value);
        }
        if let Ok(value) = digits.parse() {
            return visitor.visit_u128(value);
        }
        if let Ok(value) = digits.parse() {
            return visitor.visit_i128(value);
        }
    }
    let value = number.to_f64();
    if value.is_finite() {
        visitor.visit_f64(value)
    } else {
        Err(de::Error::invalid_value(
            Unexpected::Other(&format!("number {number}")),
            &visitor,
        ))
    }
}

fn names(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

struct Parts<'a> {
    rest: std::vec::IntoIter<(&'a str, Input<'a>)>,
    current: Option<(&'a str, Input<'a>)>,
}

impl<'a> Parts<'a> {
    fn new(entries: Vec<(&'a str, Input<'a>)>) -> Self {
        Self {
            rest: entries.into_iter(),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Parts<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.current = self.rest.next();
        let Some((key, _)) = self.current else {
            return Ok(None);
        };
        let key_error = |error: Error| error.within(PathStep::Key(key.to_owned()));
        seed.deserialize(de::value::BorrowedStrDeserializer::new(key))
            .map(Some)
            .map_err(key_error)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some((key, input)) = self.current.take() else {
            return Err(de::Error::custom("a value is asked for before its key"));
        };
        seed.deserialize(input)
            .map_err(|error| error.within(PathStep::Key(key.to_owned())))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Elements<'a> {
    rest: std::iter::Enumerate<std::vec::IntoIter<Input<'a>>>,
}

impl<'a> Elements<'a> {
    fn new(elements: Vec<Input<'a>>) -> Self {
        Self {
            rest: elements.into_iter().enumerate(),
        }
    }
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some((index, input)) = self.rest.next() else {
            return Ok(None);
        };
        seed.deserialize(input)
            .map(Some)
            .map_err(|error| error.within(PathStep::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Variant<'a> {
    name: &'a str,
    input: Input<'a>,
}

impl Variant<'_> {
    fn within(&self, error: Error) -> Error {
        error.within(PathStep::Key(self.name.to_owned()))
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let name = de::value::BorrowedStrDeserializer::new(self.name);
        let value = seed.deserialize(name).map_err(|error| self.within(error))?;
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Error;

    /// An empty block, or `true`.
    fn unit_variant(self) -> Result<(), Error> {
        if self.input.is_empty() || *self.input.value == Value::Bool(true) {
            return Ok(());
        }
        Err(self.within(de::Error::custom("it takes no data")))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let input = self.input;
        seed.deserialize(input).map_err(|error| self.within(error))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        let input = self.input;
        input
            .deserialize_any(visitor)
            .map_err(|error| self.within(error))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let input = self.input;
        input
            .deserialize_any(visitor)
            .map_err(|error| self.within(error))
    }
}
