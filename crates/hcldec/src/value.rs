//! Values, typed as cty types them: every value has a type, a null and an unknown too.

mod equality;
mod json;

pub use json::JsonText;

use super::{Number, Type};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A value of HCL.
///
/// The elements of a list, a set and a map are all of the element type that it carries
/// (or are nulls and unknowns of it); [`Value::list`] and its like see to that, whoever
/// builds one by hand keeps to it. Text is in normal form C.
///
/// ```
/// use hcldec::{Type, Value};
///
/// let ports = Value::list(Type::Number, vec![Value::from(22), Value::from(80)]);
/// assert_eq!(ports.ty().to_string(), "list(number)");
/// assert_eq!(ports.to_json().to_string(), "[22,80]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text, in normal form C.
    String(String),
    /// Elements of one type, in order.
    List(Type, Vec<Value>),
    /// Elements of one type in the order of sets, each once; see [`Value::set`].
    Set(Type, Vec<Value>),
    /// Values of one type by key.
    Map(Type, BTreeMap<String, Value>),
    /// Named attributes, each of its own type.
    Object(BTreeMap<String, Value>),
    /// Elements in order, each of its own type.
    Tuple(Vec<Value>),
    /// A value that will be known later, of that type; of [`Type::Any`] where not even
    /// the type is known.
    Unknown(Type),
    /// The absence of a value of that type; `null` itself is of [`Type::Any`].
    Null(Type),
}

impl Value {
    /// The literal `null`.
    pub const NULL: Self = Self::Null(Type::Any);
    /// A value of which nothing is known.
    pub const UNKNOWN: Self = Self::Unknown(Type::Any);

    /// Text, brought to normal form C.
    pub fn string(text: impl AsRef<str>) -> Self {
        Self::String(normalized(text.as_ref()))
    }

    /// A list. Elements are of the element type.
    #[must_use]
    pub fn list(element: Type, elements: Vec<Self>) -> Self {
        debug_assert!(
            elements.iter().all(|e| fits(e, &element)),
            "{element}: {elements:?}"
        );
        Self::List(element, elements)
    }

    /// A set: in order, and each element once. Elements are of the element type.
    #[must_use]
    pub fn set(element: Type, mut elements: Vec<Self>) -> Self {
        debug_assert!(
            elements.iter().all(|e| fits(e, &element)),
            "{element}: {elements:?}"
        );
        elements.sort();
        // Two unknown values may turn out to be different ones.
        elements.dedup_by(|a, b| a == b && a.is_wholly_known());
        Self::Set(element, elements)
    }

    /// A map. Values are of the element type.
    #[must_use]
    pub fn map(element: Type, elements: BTreeMap<String, Self>) -> Self {
        debug_assert!(
            elements.values().all(|e| fits(e, &element)),
            "{element}: {elements:?}"
        );
        Self::Map(element, elements)
    }

    /// An object of those attributes.
    pub fn object<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Object(
            attributes
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }

    /// Its type. Of a collection, an object or a tuple this is built anew at each call.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self {
            Self::Null(ty) | Self::Unknown(ty) => ty.clone(),
            Self::Bool(_) => Type::Bool,
            Self::Number(_) => Type::Number,
            Self::String(_) => Type::String,
            Self::List(element, _) => Type::List(Box::new(element.clone())),
            Self::Set(element, _) => Type::Set(Box::new(element.clone())),
            Self::Map(element, _) => Type::Map(Box::new(element.clone())),
            Self::Object(attributes) => Type::object(
                attributes
                    .iter()
                    .map(|(name, value)| (name.clone(), value.ty())),
            ),
            Self::Tuple(elements) => Type::Tuple(elements.iter().map(Self::ty).collect()),
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null(_))
    }

    /// Whether it is not unknown; parts of it may be.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }

    /// Whether nothing in it is unknown.
    #[must_use]
    pub fn is_wholly_known(&self) -> bool {
        match self {
            Self::Unknown(_) => false,
            Self::List(_, elements) | Self::Set(_, elements) | Self::Tuple(elements) => {
                elements.iter().all(Self::is_wholly_known)
            }
            Self::Map(_, elements) | Self::Object(elements) => {
                elements.values().all(Self::is_wholly_known)
            }
            _ => true,
        }
    }

    /// The text, of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The element of a list or tuple, or the attribute or value of an object or map.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(attributes) => attributes.get(name),
            Self::Map(_, elements) => elements.get(name),
            _ => None,
        }
    }

    /// The elements of a list, set or tuple.
    #[must_use]
    pub fn elements(&self) -> Option<&[Self]> {
        match self {
            Self::List(_, elements) | Self::Set(_, elements) | Self::Tuple(elements) => {
                Some(elements)
            }
            _ => None,
        }
    }
}

/// Whether a value may be an element of a collection of that type. What is open or
/// unknown may be.
fn fits(value: &Value, element: &Type) -> bool {
    value.ty().conforms(element)
}

/// Text in normal form C; most text is already, and is only copied.
pub(super) fn normalized(text: &str) -> String {
    if text.is_ascii() || unicode_normalization::is_nfc(text) {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Number(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::string(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::string(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_knows_its_type() {
        let list = Value::list(Type::String, vec!["a".into(), Value::Null(Type::String)]);
        let all = Value::Tuple(vec![Value::object([("a", list)]), true.into(), Value::NULL]);
        assert_eq!(
            all.ty().to_string(),
            "tuple([object({a=list(string)}), bool, any])"
        );
        assert!(all.is_wholly_known());
        assert!(!Value::Tuple(vec![Value::UNKNOWN]).is_wholly_known());
    }

    #[test]
    fn text_is_normalised() {
        assert_eq!(Value::from("e\u{301}"), Value::String("é".to_owned()));
    }

    #[test]
    fn a_set_is_in_order_and_has_each_element_once() {
        let set = Value::set(Type::String, vec!["b".into(), "a".into(), "b".into()]);
        assert_eq!(set.elements(), Some(&["a".into(), "b".into()][..]));
        let unknown = Value::Unknown(Type::String);
        let set = Value::set(Type::String, vec![unknown.clone(), unknown, "b".into()]);
        assert_eq!(set.elements().map(<[_]>::len), Some(3));
        assert_eq!(set.elements().map(|e| &e[0]), Some(&"b".into()));
    }
}
