//! What serde refuses, and the path to it.

use crate::PathStep;
use std::fmt;

/// What serde said of a value, or of a part of it.
#[derive(Debug)]
pub(super) struct Error {
    message: String,
    /// The steps to the part, the last first.
    steps: Vec<PathStep>,
}

impl Error {
    /// The same, of a value that has the one it was about as a part.
    pub(super) fn within(mut self, step: PathStep) -> Self {
        self.steps.push(step);
        self
    }

    /// The steps to the part that it is about.
    pub(super) fn path(&self) -> Vec<PathStep> {
        self.steps.iter().rev().cloned().collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            steps: Vec::new(),
        }
    }
}
