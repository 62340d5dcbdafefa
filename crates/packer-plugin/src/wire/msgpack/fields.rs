//! Looking into values that came from Go: a struct is a map by the names of its fields, a field
//! that is missing is Go's zero, and an integer may come in any form.

use super::Msg;

impl Msg {
    /// The value of a field; nil where there is none.
    pub(crate) fn field(&self, name: &str) -> &Self {
        let found = self
            .entries()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value);
        found.unwrap_or(&Self::Nil)
    }

    /// The entries of a map whose keys are text, and nothing else.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries = match self {
            Self::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries
            .iter()
            .filter_map(|(key, value)| Some((key.as_str()?, value)))
    }

    /// The items of an array; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Text, which may come as bytes.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            Self::Bin(bytes) => str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// Text; none is empty.
    pub(crate) fn text(&self) -> String {
        self.as_str().unwrap_or_default().to_owned()
    }

    /// The texts of an array.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.items().iter().map(Self::text).collect()
    }

    pub(crate) fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Uint(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Uint(value) => i64::try_from(*value).ok(),
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The number of a stream; 0, which is none, where it is not one.
    pub(crate) fn stream_id(&self) -> u32 {
        self.as_u64()
            .and_then(|id| u32::try_from(id).ok())
            .unwrap_or(0)
    }

    pub(crate) fn is_nil(&self) -> bool {
        *self == Self::Nil
    }
}
