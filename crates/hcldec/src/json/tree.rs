//! JSON with the place of everything in it.

use crate::Number;
use crate::grammar::Offsets;
use std::ops::Range;

#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) kind: JsonKind,
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) enum JsonKind {
    Null,
    Bool(bool),
    Number(Number),
    String(Text),
    Array(Vec<Json>),
    /// In the order of the text; a name may occur more than once.
    Object(Vec<Member>),
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: Text,
    /// With its quotes.
    pub(crate) name_range: Range<usize>,
    pub(crate) value: Json,
}

/// The text of a string, with its escapes resolved.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) value: String,
    /// Where each escape stood that is longer than what it stands for: the place behind
    /// it in the text, and in the file.
    jumps: Vec<(usize, usize)>,
    start: usize,
}

impl Text {
    pub(super) fn new(start: usize) -> Self {
        Self {
            value: String::new(),
            jumps: Vec::new(),
            start,
        }
    }

    /// Notes that the text so far ends at a place of the file.
    pub(super) fn jump(&mut self, to: usize) {
        self.jumps.push((self.value.len(), to));
    }

    /// Where the bytes of the text are in the file.
    pub(super) fn offsets(&self) -> Offsets {
        if self.jumps.is_empty() {
            return Offsets::Base(self.start);
        }
        let mut jumps = self.jumps.iter().peekable();
        let mut at = self.start;
        let table = (0..=self.value.len()).map(|i| {
            match jumps.next_if(|(text, _)| *text == i) {
                Some((_, file)) => at = *file,
                None if i > 0 => at += 1,
                None => {}
            }
            at
        });
        Offsets::Table(table.collect())
    }
}

impl JsonKind {
    /// What messages call it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a bool",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}
