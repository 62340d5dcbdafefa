//! How findings look: for people, as JSON, as annotations of GitHub, as SARIF; and the
//! rules that say what kinds of them there are.
//!
//! A finding itself is `hcldec`'s [`Diagnostic`]: the tool and what a plugin links say what
//! is wrong in one way.

mod github;
mod human;
mod json;
mod presentable;
mod rule;
mod sarif;

pub use self::{
    github::github, human::human, json::json, presentable::in_one_line, presentable::presentable,
    sarif::sarif,
};
pub use hcldec::diagnostics::{
    Diagnostic, Diagnostics, Located, Place, Related, Severity, SourceFile, nearest,
};
pub use rule::Rule;

/// A command line that asks for what cannot be; ends a run with exit code 2.
pub fn usage(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("usage", message)
}
