//! Gives hcl-edit an expression piece by piece, and makes one tree of what it says.
//!
//! A piece is a stretch of code in which strings are masked, objects are empty, and
//! brackets too deep are hollow: what was in them is a piece of its own. So hcl-edit
//! never sees what it would refuse or get wrong: deep nesting, repeated object keys,
//! large objects (its look for repeated keys takes quadratic time) and lists, numbers beyond its
//! floats, escapes and heredocs.

mod lower;
mod plain;
mod template;
mod traversal;

use super::scan::{Bracket, Kind as Bracketed, Scan, token_end};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::syntax::{Item, Kind, Node};
use hcl_edit::expr::{Expression, ObjectKey};
use lower::Lowering;
use std::ops::Range;
use std::sync::Arc;

/// How many brackets of a piece may nest. hcl-edit takes 64 levels, and a bracket
/// may need two of them.
const PIECE_DEPTH: u16 = 20;

/// The length in bytes from which a list is parsed element by element.
const LARGE_LIST: usize = 4096;

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
    pub(super) file: &'a Arc<SourceFile>,
    pub(super) text: &'a str,
    pub(super) scan: Scan,
    pub(super) offsets: Offsets,
    pub(super) found: &'a mut Diagnostics,
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
        }
    }

    /// The place in the file of a range of the text.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.file, self.offsets.range(range))
    }

    pub(super) fn node(&self, kind: Kind, range: &Range<usize>) -> Node {
        Node::new(kind, self.offsets.range(range))
    }

    /// Parses what stands in a range, where an expression is expected.
    pub(super) fn expression(&mut self, range: Range<usize>) -> Node {
        let range = self.trimmed(range);
        if self
            .scan
            .is_broken(&(range.start..range.end.max(range.start + 1)))
        {
            return self.node(Kind::Invalid, &range);
        }
        let depth = self
            .scan
            .brackets
            .get(self.scan.first_from(range.start))
            .map_or(0, |b| b.depth);
        self.piece(&range, depth)
    }

    /// The range without the blanks around what is in it.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let code = &self.scan.code[range.clone()];
        let blank = |b: &u8| b" \t\n\r".contains(b);
        let before = code.iter().take_while(|b| blank(b)).count();
        let after = code[before..].iter().rev().take_while(|b| blank(b)).count();
        range.start + before..range.end - after
    }

    /// Parses a piece whose outermost brackets are at the given depth.
    fn piece(&mut self, range: &Range<usize>, depth: u16) -> Node {
        if let Some(node) = self.plain(range) {
            return node;
        }
        let object = self
            .scan
            .at(range.start)
            .filter(|b| b.kind == Bracketed::Brace);
        if let Some(bracket) = object.filter(|b| b.whole() == *range).cloned()
            && !self.begins_with_for(&bracket)
        {
            return self.object(&bracket);
        }
        let list = self.scan.at(range.start).filter(|b| b.whole() == *range);
        if let Some(bracket) = list.filter(|b| self.is_large_list(b)).cloned() {
            return self.list(&bracket);
        }
        let code = self.masked(range, depth);
        match hcl_edit::parser::parse_expr(&code) {
            Ok(expression) => {
                let mut lowering = Lowering {
                    pieces: self,
                    base: range.start,
                    depth,
                };
                lowering.node(&expression)
            }
            Err(wrong) => {
                let at = range.start + error_offset(&code, &wrong);
                let nested = wrong.message().contains("at most");
                self.report_syntax(at, range, nested);
                self.node(Kind::Invalid, range)
            }
        }
    }

    /// The code of a piece, with what hcl-edit must not see masked.
    fn masked(&self, range: &Range<usize>, depth: u16) -> String {
        let mut code = self.scan.code[range.clone()].to_vec();
        let mut index = self.scan.first_from(range.start);
        while let Some(bracket) = self.scan.brackets.get(index) {
            if bracket.open.start >= range.end {
                break;
            }
            let local =
                |r: Range<usize>| r.start - range.start..(r.end - range.start).min(code.len());
            let (whole, inside) = (local(bracket.whole()), local(bracket.inside()));
            index = match bracket.kind {
                Bracketed::Quote | Bracketed::Heredoc => {
                    code[whole.clone()].fill(b'x');
                    code[whole.start] = b'"';
                    code[whole.end - 1] = b'"';
                    bracket.next
                }
                // An object that is a piece itself is a for expression.
                Bracketed::Brace if whole == (0..code.len()) => {
                    code.iter_mut()
                        .filter(|b| **b == b'\n')
                        .for_each(|b| *b = b' ');
                    index + 1
                }
                Bracketed::Brace => {
                    code[inside].fill(b' ');
                    bracket.next
                }
                _ if self.is_large_list(bracket) => {
                    code[inside].fill(b' ');
                    bracket.next
                }
                _ if Self::is_hollow(bracket, depth) => {
                    let empty = code[inside.clone()].iter().all(u8::is_ascii_whitespace);
                    code[inside.clone()].fill(b' ');
                    // An index and parentheses need something in them.
                    if !empty && !self.is_list(bracket) {
                        code[inside.start] = b'0';
                    }
                    bracket.next
                }
                _ => index + 1,
            };
        }
        String::from_utf8_lossy(&code).into_owned()
    }

    /// Whether what is in a bracket is left out of a piece of that depth.
    fn is_hollow(bracket: &Bracket, depth: u16) -> bool {
        bracket.depth >= depth.saturating_add(PIECE_DEPTH)
    }

    /// Whether a bracket holds elements or arguments, and may be empty.
    fn is_list(&self, bracket: &Bracket) -> bool {
        let before = self.scan.code[..bracket.open.start].iter().rev();
        let previous = before
            .copied()
            .find(|b| !b.is_ascii_whitespace())
            .unwrap_or(b' ');
        let operand = previous == b'_' || previous.is_ascii_alphanumeric() || previous >= 0x80;
        match bracket.kind {
            Bracketed::Paren => operand,
            _ => !operand && !b")]}\"*-".contains(&previous),
        }
    }

    /// Whether a list is so large that its elements are better parsed one by one, for the
    /// memory that they take in hcl-edit's tree.
    fn is_large_list(&self, bracket: &Bracket) -> bool {
        bracket.kind == Bracketed::Square
            && bracket.inside().len() > LARGE_LIST
            && self.is_list(bracket)
            && !self.begins_with_for(bracket)
    }

    /// The list that opens there, where it was left out of a piece of that depth.
    fn separate_list(&self, open: usize, depth: u16) -> Option<Bracket> {
        let left_out = |b: &&Bracket| self.is_large_list(b) || Self::is_hollow(b, depth);
        self.scan.at(open).filter(left_out).cloned()
    }

    /// Parses the list that is in a bracket, element by element.
    fn list(&mut self, bracket: &Bracket) -> Node {
        let mut elements = Vec::new();
        let ranges = self.items(bracket);
        let last = ranges.len() - 1;
        for (i, range) in ranges.into_iter().enumerate() {
            let trimmed = self.trimmed(range.clone());
            if !trimmed.is_empty() {
                elements.push(self.piece(&trimmed, bracket.depth + 1));
            } else if i < last {
                self.report_syntax(range.end, &bracket.whole(), false);
            }
        }
        self.node(Kind::Tuple(elements), &bracket.whole())
    }

    /// Parses the object that is in a bracket, item by item.
    fn object(&mut self, bracket: &Bracket) -> Node {
        let whole = bracket.whole();
        if self.begins_with_for(bracket) {
            return self.piece(&whole, bracket.depth);
        }
        let mut items = Vec::new();
        for range in self.items(bracket) {
            let range = self.trimmed(range);
            if range.is_empty() {
                continue;
            }
            if let Some(item) = self.item(&range, bracket.depth + 1) {
                items.push(item);
            }
        }
        self.node(Kind::Object(items), &whole)
    }

    fn begins_with_for(&self, bracket: &Bracket) -> bool {
        let code = &self.scan.code[self.trimmed(bracket.inside())];
        let word = |b: &u8| b"_-".contains(b) || b.is_ascii_alphanumeric() || *b >= 0x80;
        code.starts_with(b"for") && !code.get(3).is_some_and(word)
    }

    /// The stretches between the commas and newlines of an object.
    fn items(&self, bracket: &Bracket) -> Vec<Range<usize>> {
        let inside = bracket.inside();
        let mut items = Vec::new();
        let mut start = inside.start;
        let mut at = inside.start;
        let mut index = self.scan.first_from(inside.start);
        while at < inside.end {
            match self.scan.brackets.get(index) {
                Some(inner) if inner.open.start == at => {
                    at = inner.close.end.max(at + 1);
                    index = inner.next;
                }
                _ => {
                    if matches!(self.scan.code[at], b',' | b'\n') {
                        items.push(start..at);
                        start = at + 1;
                    }
                    at += 1;
                }
            }
        }
        items.push(start..inside.end);
        items
    }

    fn item(&mut self, range: &Range<usize>, depth: u16) -> Option<Item> {
        let masked = self.masked(range, depth);
        if !masked.contains(['=', ':']) {
            let wrong = Diagnostic::error("syntax", "an item of an object is `name = value`")
                .label("expected `=` and a value");
            let place = self.place(range);
            self.found.push(wrong.at(place));
            return None;
        }
        let code = format!("{{{masked}}}");
        // One brace before the piece shifts it by one.
        let base = range.start.wrapping_sub(1);
        let object = match hcl_edit::parser::parse_expr(&code) {
            Ok(Expression::Object(object)) => object,
            Ok(_) => return None,
            Err(wrong) => {
                let at = base.wrapping_add(error_offset(&code, &wrong));
                let nested = wrong.message().contains("at most");
                self.report_syntax(at.min(range.end), range, nested);
                return None;
            }
        };
        let (key, value) = object.iter().next()?;
        let mut lowering = Lowering {
            pieces: self,
            base,
            depth,
        };
        let key = match key {
            ObjectKey::Ident(name) => lowering.name_key(name),
            ObjectKey::Expression(key) => lowering.key(key),
        };
        let value = lowering.node(value.expr());
        Some(Item { key, value })
    }

    /// The token that is to blame, where hcl-edit stopped. Behind an operator that has no
    /// right side, that is what stands in its place.
    fn wrong_token(&self, at: usize, range: &Range<usize>) -> usize {
        let blanks = |at: usize| {
            let code = self.scan.code.get(at..).unwrap_or_default();
            at + code.iter().take_while(|b| b" \t".contains(b)).count()
        };
        let at = blanks(at);
        let before = self.text[..at].trim_end();
        for half in ["&", "|"] {
            if before.len() > range.start
                && before.ends_with(half)
                && !before.ends_with(&half.repeat(2))
            {
                return before.len() - 1;
            }
        }
        let token = &self.text[at..token_end(self.text, at)];
        let operators = [
            "+", "-", "*", "/", "%", "&&", "||", "==", "!=", "<", "<=", ">", ">=",
        ];
        if range.start < at && operators.contains(&token) {
            blanks(at + token.len())
        } else {
            at
        }
    }

    /// The innermost bracket around a place.
    fn innermost(&self, at: usize) -> Option<Bracketed> {
        let before = self.scan.brackets[..self.scan.first_from(at)].iter().rev();
        // It is for the words of a message only, so the look back stays short.
        before
            .take(1000)
            .find(|b| b.close.start >= at)
            .map(|b| b.kind)
    }

    /// Says that something else was expected at a place of an expression.
    fn report_syntax(&mut self, at: usize, range: &Range<usize>, nested: bool) {
        let at = self
            .text
            .floor_char_boundary(at.clamp(range.start, range.end));
        let at = self.wrong_token(at, range);
        let wrong = if nested {
            Diagnostic::error(
                "nesting",
                "this expression has too many operators in a row, or nests too deep",
            )
            .label("cannot be read from here on")
            .help("put a part of it into parentheses, or give it a name of its own")
        } else {
            super::words::unexpected(self.text, at, range, self.innermost(at))
        };
        let end = token_end(self.text, at).max(at);
        let place = self.place(&(at..end));
        self.found.push(wrong.at(place));
    }
}

/// Where hcl-edit stopped. It gives the last character for the end of the text, and only
/// the column tells which is meant.
fn error_offset(code: &str, wrong: &hcl_edit::parser::Error) -> usize {
    let offset = code.floor_char_boundary(wrong.location().offset());
    let line = code[..offset].rfind('\n').map_or(0, |at| at + 1);
    let columns = code[line..offset].chars().count() + 1;
    if offset + 1 >= code.len() && wrong.location().column() > columns {
        code.len()
    } else {
        offset
    }
}
