//! Expressions and templates of a scanned text. The scan has found the brackets, so that
//! whatever is wrong in one ends with it, and all that is wrong is reported.

mod collection;
mod number;
mod parser;
mod template;
mod term;
mod traversal;

use super::scan::{Bracket, Kind as Bracketed, Scan, token_end};
use crate::diagnostics::{Diagnostics, Place, SourceFile};
use crate::number::NumberReader;
use crate::syntax::{Kind, Node};
use parser::Parser;
use std::ops::Range;
use std::sync::Arc;

/// Where the bytes of a text are in its file.
#[derive(Debug)]
pub(crate) enum Offsets {
    /// The text is a part of the file, from there on.
    Base(usize),
    /// Each byte of the text, and the end.
    Table(Vec<usize>),
}

impl Offsets {
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        match self {
            Self::Base(base) => base + range.start..base + range.end,
            Self::Table(table) => {
                let last = table.len().saturating_sub(1);
                table[range.start.min(last)]..table[range.end.min(last)]
            }
        }
    }
}

/// A scanned text whose expressions are parsed.
pub(crate) struct Pieces<'a> {
    pub(crate) file: &'a Arc<SourceFile>,
    pub(crate) text: &'a str,
    pub(crate) scan: Scan,
    pub(crate) offsets: Offsets,
    pub(crate) found: &'a mut Diagnostics,
    numbers: NumberReader,
    /// How many conditionals are open between a `?` and its `:`.
    conditions: usize,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(
        file: &'a Arc<SourceFile>,
        text: &'a str,
        mut scan: Scan,
        offsets: Offsets,
        found: &'a mut Diagnostics,
    ) -> Self {
        for (range, wrong) in &mut scan.errors {
            let place = Place::new(file, offsets.range(range));
            found.push(wrong.clone().at(place));
        }
        Self {
            file,
            text,
            scan,
            offsets,
            found,
            numbers: NumberReader::default(),
            conditions: 0,
        }
    }

    /// The place in the file of a range of the text.
    pub(crate) fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.file, self.offsets.range(range))
    }

    pub(crate) fn node(&self, kind: Kind, range: &Range<usize>) -> Node {
        Node::new(kind, self.offsets.range(range))
    }

    /// Parses what stands in a range, where an expression is expected and nothing else;
    /// `inside` is what it stands in, for the words of an error.
    pub(crate) fn expression(&mut self, range: Range<usize>, inside: Option<Bracketed>) -> Node {
        let range = self.trimmed(range);
        if self.is_broken(&range) {
            return self.node(Kind::Invalid, &range);
        }
        let node = Parser::new(self, &range, inside).whole();
        node.unwrap_or_else(|| self.node(Kind::Invalid, &range))
    }

    /// Parses the expression that a range begins with, and gives the place where what is
    /// no part of it begins.
    pub(crate) fn leading_expression(&mut self, range: Range<usize>) -> (Node, usize) {
        let range = self.trimmed(range);
        if self.is_broken(&range) {
            return (self.node(Kind::Invalid, &range), range.end);
        }
        let leading = Parser::new(self, &range, None).leading();
        leading.unwrap_or_else(|| (self.node(Kind::Invalid, &range), range.end))
    }

    /// Whether the scan has reported something in the range, which says enough.
    fn is_broken(&self, range: &Range<usize>) -> bool {
        let range = range.start..range.end.max(range.start + 1);
        self.scan.is_broken(&range)
    }

    /// The range without the blanks around what is in it.
    pub(crate) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let code = &self.scan.code[range.clone()];
        let blank = |b: &u8| b" \t\n".contains(b);
        let before = code.iter().take_while(|b| blank(b)).count();
        let after = code[before..].iter().rev().take_while(|b| blank(b)).count();
        range.start + before..range.end - after
    }
}
