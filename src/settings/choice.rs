//! Settings that are one of a few names, and so are flags of commands: one list says the
//! names, what they mean, and the values, for both.

use crate::diagnostics::{Diagnostic, Located};

/// A type of few values, each with the name that people write.
pub trait Choice: Copy + Send + Sync + 'static {
    /// The name, what it means in a line, and the value.
    const ALL: &'static [(&'static str, &'static str, Self)];

    /// The value of a name.
    #[must_use]
    fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(known, ..)| *known == name)
            .map(|(.., value)| *value)
    }
}

/// The value that a setting names.
///
/// # Errors
///
/// Any other name, with the nearest one.
pub fn choice<T: Choice>(setting: &Located<String>) -> Result<T, Diagnostic> {
    T::named(&setting.value).ok_or_else(|| {
        let names: Vec<&str> = T::ALL.iter().map(|(name, ..)| *name).collect();
        let message = format!(
            "expected one of `{}`, found `{}`",
            names.join("`, `"),
            setting.value
        );
        Diagnostic::error("settings", message)
            .at(setting.place.clone())
            .did_you_mean(&setting.value, names)
    })
}
