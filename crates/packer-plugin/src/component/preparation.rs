//! What a component finds when it looks at its configuration.

use crate::Context;
use std::fmt::Display;

/// Collects what a component's `prepare` finds, so that the user reads all of it at once. An
/// error that `prepare` returns is one more.
#[derive(Debug)]
pub struct Preparation {
    context: Context,
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) generated: Vec<String>,
}

impl Preparation {
    pub(crate) fn new(context: Context) -> Self {
        Self {
            context,
            errors: Vec::new(),
            warnings: Vec::new(),
            generated: Vec::new(),
        }
    }

    /// The run that the component is part of.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Says what is wrong, and goes on.
    pub fn error(&mut self, message: impl Display) {
        self.errors.push(message.to_string());
    }

    /// Says what may be wrong. Packer shows it for builders; for other components it is
    /// logged, since Packer asks for no warnings there.
    pub fn warn(&mut self, message: impl Display) {
        self.warnings.push(message.to_string());
    }

    /// Says that a builder will give provisioners a value of that name, beside those that all
    /// builders give. A template may use it as `build.NAME` then.
    pub fn generates(&mut self, name: impl Into<String>) {
        self.generated.push(name.into());
    }
}
