//! Expressions as data: what is written out in the text and needs no evaluation. Readers
//! of files that hold no computation tell by it what was written where something else
//! is wanted.

use super::Value;
use super::expression::Expression;
use super::syntax::{Kind, Node};
use crate::diagnostics::{Place, SourceFile};
use std::sync::Arc;

/// What an expression is as it is written, and where.
///
/// ```
/// use hcldec::diagnostics::{Diagnostics, SourceFile};
/// use hcldec::{WrittenKind, parse_expression};
///
/// let mut found = Diagnostics::new();
/// let file = SourceFile::new("a.hcl", r#"["x", 1e400, upper("y")]"#);
/// let written = parse_expression(&file, &mut found).written();
/// let WrittenKind::List(elements) = &written.kind else { panic!("it is a list") };
/// assert_eq!(elements[0].kind, WrittenKind::Literal("x".into()));
/// assert_eq!(elements[1].name(), "a number");
/// assert_eq!(elements[2].kind, WrittenKind::Computed);
/// assert_eq!(elements[2].place.to_string(), "a.hcl:1:14");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What it is.
    pub kind: WrittenKind,
    /// Where it is; a string with its quotes.
    pub place: Place,
}

/// The kinds of [`Written`].
#[derive(Clone, Debug, PartialEq)]
pub enum WrittenKind {
    /// A string, a number, a truth value or null. A string has no template in it.
    Literal(Value),
    /// `[…]`
    List(Vec<Written>),
    /// `{ … }`
    Object,
    /// Anything that has to be evaluated: references, calls, operators, templates.
    Computed,
    /// What could not be parsed. Who parsed it has an error that says so.
    Invalid,
}

impl Written {
    /// What messages call it: `a string`, `null`, `an expression`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match &self.kind {
            WrittenKind::Literal(Value::String(_)) => "a string",
            WrittenKind::Literal(Value::Number(_)) => "a number",
            WrittenKind::Literal(Value::Bool(_)) => "a truth value",
            WrittenKind::Literal(value) if value.is_null() => "null",
            WrittenKind::List(_) => "a list",
            WrittenKind::Object => "an object",
            WrittenKind::Literal(_) | WrittenKind::Computed | WrittenKind::Invalid => {
                "an expression"
            }
        }
    }
}

impl Expression {
    /// What it is as it is written, before anything is evaluated.
    #[must_use]
    pub fn written(&self) -> Written {
        written(self.place().file(), self.node())
    }
}

fn written(file: &Arc<SourceFile>, node: &Node) -> Written {
    let kind = match &node.kind {
        Kind::Literal(value) => WrittenKind::Literal(value.clone()),
        Kind::Tuple(elements) => {
            WrittenKind::List(elements.iter().map(|e| written(file, e)).collect())
        }
        Kind::Object(_) | Kind::UniqueObject(_) => WrittenKind::Object,
        Kind::Invalid => WrittenKind::Invalid,
        _ => WrittenKind::Computed,
    };
    Written {
        kind,
        place: Place::new(file, node.range.clone()),
    }
}
