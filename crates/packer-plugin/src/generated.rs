//! What a builder tells provisioners and post-processors of the machine: `build.ID` and its like
//! in a template.

use crate::wire::msgpack::Msg;
use std::collections::BTreeMap;
use std::fmt;

/// Values by name. They are scalars only: with a list or a map among them Packer fails every
/// provisioner of the build.
///
/// ```
/// use packer_plugin::GeneratedData;
///
/// let data = GeneratedData::new().with("ID", "server-7").with("Port", 22);
/// assert_eq!(data.text("ID"), Some("server-7"));
/// assert_eq!(data.get("Port").unwrap().to_string(), "22");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeneratedData {
    values: BTreeMap<String, Scalar>,
}

/// One value of [`GeneratedData`].
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(String),
}

impl GeneratedData {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with that value.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Scalar>) -> Self {
        self.insert(name, value);
        self
    }

    /// Sets a value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Scalar>) {
        self.values.insert(name.into(), value.into());
    }

    /// The value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Scalar> {
        self.values.get(name)
    }

    /// The text of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Scalar::String(text)) => Some(text),
            _ => None,
        }
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Sets a value that is not set.
    pub(crate) fn or(&mut self, name: &str, value: impl Into<Scalar>) {
        if !self.values.contains_key(name) {
            self.insert(name, value);
        }
    }

    /// What came over the wire. What is no scalar comes of a builder that is wrong, and is
    /// left out.
    pub(crate) fn from_msg(message: &Msg) -> Self {
        let values = message.entries().filter_map(|(name, value)| {
            let value = match value {
                Msg::Bool(value) => Scalar::Bool(*value),
                Msg::Int(_) | Msg::Uint(_) => Scalar::Integer(value.as_i64()?),
                Msg::Float(value) => Scalar::Float(*value),
                Msg::Str(_) | Msg::Bin(_) => Scalar::String(value.as_str()?.to_owned()),
                Msg::Nil | Msg::Array(_) | Msg::Map(_) | Msg::Ext(..) => return None,
            };
            Some((name.to_owned(), value))
        });
        Self {
            values: values.collect(),
        }
    }

    pub(crate) fn to_msg(&self) -> Msg {
        let values = self.iter().map(|(name, value)| {
            let value = match value {
                Scalar::Bool(value) => (*value).into(),
                Scalar::Integer(value) => (*value).into(),
                Scalar::Float(value) => Msg::Float(*value),
                Scalar::String(text) => text.as_str().into(),
            };
            (name.into(), value)
        });
        Msg::Map(values.collect())
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::String(text) => f.write_str(text),
        }
    }
}

macro_rules! scalar {
    ($($from:ty => $variant:ident),*) => {$(
        impl From<$from> for Scalar {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}

scalar!(bool => Bool, i32 => Integer, u16 => Integer, u32 => Integer, i64 => Integer,
    f64 => Float, &str => String, String => String);
