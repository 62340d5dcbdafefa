//! The first look at a text: which brackets, strings and template sequences it has, and
//! how they nest. One pass without recursion, so that no text is too deep or too long.
//!
//! What is found lets every part be parsed on its own, with all its errors. The `code` that
//! is parsed has the length of the text; comments are blanks in it, and so are newlines
//! where they mean nothing.

mod lexer;

use crate::diagnostics::Diagnostic;
use crate::identifier;
use std::ops::Range;

/// How deep brackets, blocks and template sequences may nest. Deeper than anybody can
/// read, and far from what the stack can take.
pub(crate) const MAX_DEPTH: u16 = 200;

/// What a [`Bracket`] encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `( … )`
    Paren,
    /// `[ … ]`
    Square,
    /// `{ … }`, a block or an object
    Brace,
    /// `" … "`
    Quote,
    /// `<<MARKER … MARKER`
    Heredoc,
    /// `${ … }` in a string
    Interpolation,
    /// `%{ … }` in a string
    Directive,
}

/// A pair of brackets, or a string.
#[derive(Clone, Debug)]
pub(crate) struct Bracket {
    pub(crate) kind: Kind,
    /// The bytes that open it: `(`, `${~`, `<<-END` with its newline.
    pub(crate) open: Range<usize>,
    /// The bytes that close it; of a heredoc, the last line.
    pub(crate) close: Range<usize>,
    /// The index of the next bracket that is not inside this one.
    pub(crate) next: usize,
}

impl Bracket {
    /// What is between the brackets.
    pub(crate) fn inside(&self) -> Range<usize> {
        self.open.end..self.close.start
    }

    /// With the brackets.
    pub(crate) fn whole(&self) -> Range<usize> {
        self.open.start..self.close.end
    }
}

/// A text, and what the first look at it found.
#[derive(Debug)]
pub(crate) struct Scan {
    /// The text as it is parsed, byte for byte in the same places.
    pub(crate) code: Vec<u8>,
    /// In the order of where they open.
    pub(crate) brackets: Vec<Bracket>,
    /// Errors, by their places in the text.
    pub(crate) errors: Vec<(Range<usize>, Diagnostic)>,
    /// Set when the text nests too deep to be looked at further.
    pub(crate) gave_up: bool,
}

impl Scan {
    /// Looks through a file, an expression, or a part of one.
    pub(crate) fn code(text: &str) -> Self {
        lexer::Lexer::new(text).run(None)
    }

    /// Looks through the inside of a string, such as those of the JSON syntax.
    pub(crate) fn template(text: &str) -> Self {
        lexer::Lexer::new(text).run(Some(Kind::Quote))
    }

    /// The index of the first bracket that opens at or behind a place.
    pub(crate) fn first_from(&self, place: usize) -> usize {
        self.brackets.partition_point(|b| b.open.start < place)
    }

    /// The bracket that opens at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&Bracket> {
        self.brackets
            .get(self.first_from(place))
            .filter(|b| b.open.start == place)
    }

    /// Whether something is wrong in a range already.
    pub(crate) fn is_broken(&self, range: &Range<usize>) -> bool {
        let first = self
            .errors
            .partition_point(|(at, _)| at.start < range.start);
        self.errors
            .get(first)
            .is_some_and(|(at, _)| at.start < range.end)
    }
}

/// The end of the token that starts at a place: a word, an operator, or one character.
pub(crate) fn token_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return start;
    };
    if identifier::is_start(first) || first.is_ascii_digit() {
        let number = first.is_ascii_digit();
        let end = rest.find(|c: char| !(identifier::is_continue(c) || number && c == '.'));
        return start + end.unwrap_or(rest.len());
    }
    for operator in [
        "\r\n", "...", "==", "!=", "<=", ">=", "&&", "||", "=>", "::",
    ] {
        if rest.starts_with(operator) {
            return start + operator.len();
        }
    }
    start + first.len_utf8()
}

#[cfg(test)]
mod tests;
