//! A way from a variable to a part of its value: `a.b[0]`.

use super::Value;
use crate::diagnostics::Place;
use std::fmt;

/// A reference to a variable, and the steps from its value to a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Traversal {
    /// The name of the variable.
    pub root: String,
    /// Where the name is.
    pub root_place: Place,
    /// What follows it.
    pub steps: Vec<TraversalStep>,
}

/// One step of a [`Traversal`].
#[derive(Clone, Debug, PartialEq)]
pub enum TraversalStep {
    /// `.name`
    Attribute(String, Place),
    /// `[key]`, where the key is a literal string or number, or `.0`
    Index(Value, Place),
}

impl TraversalStep {
    /// Where the step is, with its dot or brackets.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Attribute(_, place) | Self::Index(_, place) => place,
        }
    }
}

/// As HCL writes it.
impl fmt::Display for Traversal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        self.steps.iter().try_for_each(|step| match step {
            TraversalStep::Attribute(name, _) => write!(f, ".{name}"),
            TraversalStep::Index(key, _) => write!(f, "[{}]", key.to_json()),
        })
    }
}
