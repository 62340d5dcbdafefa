//! Which part of a value could not be converted, and why.

use crate::Type;
use std::fmt;

/// One step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// An attribute of an object.
    Attribute(String),
    /// An element of a list or tuple.
    Index(usize),
    /// An element of a map.
    Key(String),
}

impl fmt::Display for PathStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(name) => write!(f, ".{name}"),
            Self::Index(index) => write!(f, "[{index}]"),
            Self::Key(key) => write!(f, "[{key:?}]"),
        }
    }
}

/// Why a value has no form in a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The way to the part that is wrong; empty where it is the value itself.
    pub path: Vec<PathStep>,
    /// The type that was wanted there.
    pub expected: Box<Type>,
    /// The type that was found there.
    pub found: Box<Type>,
    /// What is wrong there.
    pub message: String,
}

impl PathError {
    /// The path as HCL writes it, `.a[0]["k"]`.
    #[must_use]
    pub fn path(&self) -> String {
        self.path.iter().map(ToString::to_string).collect()
    }
}

/// `path: message`.
impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for PathError {}
