//! How much an evaluation may make. A text of a kilobyte can ask for more than any machine
//! has, by `for` in `for` or by strings that are doubled; so what is made is counted, in bytes
//! as they lie in memory, roughly.

use crate::Value;
use crate::diagnostics::Diagnostic;
use std::ops::Range;

/// What all expressions of a body may make together.
const LIMIT: usize = 256_000_000;
/// A value without what is in it.
const CELL: usize = 64;

/// What is left, and where it ran out.
#[derive(Debug)]
pub(crate) struct Budget {
    left: usize,
    /// How many `for` expressions and directives are around what is evaluated.
    pub(super) loops: usize,
    exceeded: Option<Range<usize>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: LIMIT,
            loops: 0,
            exceeded: None,
        }
    }
}

impl Budget {
    /// Takes so many bytes for what is made at a place; false when there are not so many.
    pub(super) fn spend(&mut self, bytes: usize, range: &Range<usize>) -> bool {
        if self.left >= bytes {
            self.left -= bytes;
            return true;
        }
        self.left = 0;
        if self.exceeded.is_none() {
            self.exceeded = Some(range.clone());
        }
        false
    }

    pub(super) fn spend_cell(&mut self, range: &Range<usize>) -> bool {
        self.spend(CELL, range)
    }

    /// What is to be said of it, where it ran out; said once.
    pub(super) fn error(&mut self) -> Option<(Range<usize>, Diagnostic)> {
        let range = self.exceeded.take()?;
        let megabytes = LIMIT / 1_000_000;
        let wrong = Diagnostic::error("too-large", "the values of this file are too large")
            .label(format!(
                "here they exceed {megabytes} MB, and no more is made"
            ))
            .help("a `for` in a `for`, or a string that is repeated in itself, makes many of few");
        Some((range, wrong))
    }
}

/// What a value takes, roughly.
pub(super) fn weight(value: &Value) -> usize {
    let inside = match value {
        Value::String(text) => text.len(),
        Value::Number(number) => number.digits(),
        Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
            elements.iter().map(weight).sum()
        }
        Value::Map(_, elements) | Value::Object(elements) => elements
            .iter()
            .map(|(name, value)| name.len() + weight(value))
            .sum(),
        _ => 0,
    };
    CELL + inside
}
