//! Values of any kind as JSON, which is what Rust's people have for them.

use super::Msg;
use serde_json::Value as Json;

impl Msg {
    /// The value in JSON: bytes and keys as text, and null for what has no form there.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Self::Nil | Self::Ext(..) => Json::Null,
            Self::Bool(value) => (*value).into(),
            Self::Int(value) => (*value).into(),
            Self::Uint(value) => (*value).into(),
            Self::Float(value) => (*value).into(),
            Self::Str(text) => text.as_str().into(),
            Self::Bin(bytes) => String::from_utf8_lossy(bytes).into_owned().into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(_) => Json::Object(
                self.entries()
                    .map(|(key, value)| (key.to_owned(), value.to_json()))
                    .collect(),
            ),
        }
    }

    pub(crate) fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Nil,
            Json::Bool(value) => (*value).into(),
            Json::String(text) => text.as_str().into(),
            Json::Array(items) => Self::Array(items.iter().map(Self::from_json).collect()),
            Json::Object(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.as_str().into(), Self::from_json(value)))
                    .collect(),
            ),
            Json::Number(number) => number
                .as_u64()
                .map(Self::Uint)
                .or_else(|| number.as_i64().map(Self::Int))
                .or_else(|| number.as_f64().map(Self::Float))
                .unwrap_or_default(),
        }
    }
}
