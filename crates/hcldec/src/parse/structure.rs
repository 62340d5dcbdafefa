//! Reads bodies: attributes and blocks, a line at a time, so that every wrong line is
//! reported and the others are kept.

mod block;

use crate::body::{NativeAttribute, NativeBody};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceFile};
use crate::expression::Expression;
use crate::grammar::{Bracket, Offsets, Pieces, Scan, token_end};
use crate::identifier;
use crate::syntax::{Kind, Node};
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::ops::Range;
use std::sync::Arc;

/// A body without anything in it.
pub(super) fn empty(file: &Arc<SourceFile>) -> NativeBody {
    NativeBody {
        file: Arc::clone(file),
        attributes: IndexMap::new(),
        blocks: Vec::new(),
        range: 0..0,
    }
}

/// The body of a file.
pub(super) fn parse(file: &Arc<SourceFile>, found: &mut Diagnostics) -> NativeBody {
    let text = file.text();
    let scan = Scan::code(text);
    let gave_up = scan.gave_up;
    let pieces = Pieces::new(file, text, scan, Offsets::Base(0), found);
    if gave_up {
        return empty(file);
    }
    let mut structure = Structure { pieces };
    if let Some(at) = text.find('\0') {
        let wrong = Diagnostic::error("syntax", "the file has a NUL character")
            .label("not a character of text")
            .help("this may not be a text file");
        structure.report(&(at..at + 1), wrong);
        return empty(file);
    }
    let start = first_token(text, &structure.pieces.scan.code);
    structure.body(0..text.len(), start..text.len())
}

/// Where the first token is, comments and blanks apart. What is missing in a file is missing
/// there.
fn first_token(text: &str, code: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        let blanks = code[at..].iter().take_while(|b| b" \t".contains(b));
        let next = at + blanks.count();
        // The newline behind a comment on a line of its own belongs to it.
        let comment = text[at..next].trim_start_matches(['\u{feff}', ' ', '\t']);
        let in_line = comment.starts_with(['#', '/']) && !comment.trim_end().ends_with("*/");
        if next == at || !in_line {
            return next;
        }
        at = (next + 1).min(text.len());
    }
    at
}

struct Structure<'a> {
    pieces: Pieces<'a>,
}

impl Pieces<'_> {
    /// The text as one expression.
    pub(super) fn whole_expression(&mut self) -> Node {
        if self.scan.gave_up {
            return self.node(Kind::Invalid, &(0..0));
        }
        self.expression(0..self.text.len(), None)
    }
}

impl Structure<'_> {
    fn report(&mut self, range: &Range<usize>, wrong: Diagnostic) {
        let place = self.pieces.place(range);
        self.pieces.found.push(wrong.at(place));
    }

    fn text(&self) -> &str {
        self.pieces.text
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.pieces.scan.code.get(at).copied()
    }

    /// The body in a range; `whole` is where it is said to be.
    fn body(&mut self, inside: Range<usize>, whole: Range<usize>) -> NativeBody {
        let mut body = NativeBody {
            range: whole,
            ..empty(self.pieces.file)
        };
        let mut at = inside.start;
        loop {
            at = self.skip(at, inside.end, b" \t\n");
            if at >= inside.end {
                return body;
            }
            at = self.item(at, inside.end, &mut body);
        }
    }

    fn skip(&self, at: usize, end: usize, what: &[u8]) -> usize {
        let code = &self.pieces.scan.code[at.min(end)..end];
        at + code.iter().take_while(|b| what.contains(b)).count()
    }

    /// The end of the line from a place on, brackets taken as a whole.
    fn line_end(&self, from: usize, end: usize) -> usize {
        let scan = &self.pieces.scan;
        let mut at = from;
        let mut index = scan.first_from(from);
        while at < end {
            match scan.brackets.get(index) {
                Some(bracket) if bracket.open.start == at => {
                    at = bracket.close.end.max(at + 1);
                    index = bracket.next;
                }
                bracket => {
                    let stop = bracket.map_or(end, |b| b.open.start.min(end));
                    match scan.code[at..stop].iter().position(|b| *b == b'\n') {
                        Some(length) => return at + length,
                        None => at = stop,
                    }
                }
            }
        }
        at.min(end)
    }

    /// Reads one item, and says where the next may begin.
    fn item(&mut self, start: usize, end: usize, body: &mut NativeBody) -> usize {
        let name = start..self.word_end(start).min(end);
        if name.is_empty() {
            self.report_no_item(start, end);
            return self.line_end(start.max(name.end), end);
        }
        let next = self.skip(name.end, end, b" \t");
        match self.byte(next) {
            Some(b'=') if next < end && !matches!(self.byte(next + 1), Some(b'=' | b'>')) => {
                let line_end = self.line_end(next + 1, end);
                let attribute = self.attribute(&name, next + 1..line_end, false);
                self.add_attribute(body, &name, attribute);
                if line_end >= end {
                    self.end_of_line(name.start, end, "an argument");
                }
                line_end
            }
            Some(b) if next < end && (b == b'"' || b == b'{' || self.word_end(next) > next) => {
                self.block(&name, next, end, body)
            }
            _ => {
                let word = self.text()[name.clone()].to_owned();
                let wrong = Diagnostic::error("syntax", "an argument or a block is expected here")
                    .label(format!("expected `{word} = …` or `{word} {{ … }}`"));
                if !self.is_broken(start, end) {
                    self.report(&name, wrong);
                }
                self.line_end(name.end, end)
            }
        }
    }

    fn is_broken(&self, start: usize, end: usize) -> bool {
        self.pieces
            .scan
            .is_broken(&(start..self.line_end(start, end)))
    }

    fn word_end(&self, start: usize) -> usize {
        identifier::end(self.text(), start)
    }

    /// Reports the `}` of the body on the line of an item that begins at `start`.
    fn end_of_line(&mut self, start: usize, end: usize, what: &str) {
        if self.byte(end) == Some(b'}') && !self.is_broken(start, end) {
            let wrong = Diagnostic::error("syntax", format!("{what} ends with its line"))
                .label("expected the end of the line")
                .help("put the `}` on a line of its own");
            self.report(&(end..end + 1), wrong);
        }
    }

    /// The argument of that name and value. On one line with its block, nothing else may
    /// follow the value.
    fn attribute(
        &mut self,
        name: &Range<usize>,
        value: Range<usize>,
        one_line: bool,
    ) -> NativeAttribute {
        let mut trimmed = self.pieces.trimmed(value.clone());
        let node = if trimmed.is_empty() {
            let newline = token_end(self.text(), value.end);
            let word = self.text()[name.clone()].to_owned();
            let wrong = Diagnostic::error("syntax", format!("the argument `{word}` has no value"))
                .label("expected a value");
            self.report(&(value.end..newline), wrong);
            self.pieces.node(Kind::Invalid, &trimmed)
        } else if one_line {
            let (node, stop) = self.pieces.leading_expression(trimmed.clone());
            if stop < trimmed.end {
                self.report_second(stop);
                trimmed.end = self.pieces.trimmed(trimmed.start..stop).end;
            }
            node
        } else {
            self.pieces.expression(trimmed.clone(), None)
        };
        NativeAttribute {
            name_range: name.clone(),
            range: name.start..trimmed.end.max(name.end),
            expression: Expression::new(self.pieces.file, node),
        }
    }

    fn add_attribute(
        &mut self,
        body: &mut NativeBody,
        name: &Range<usize>,
        attribute: NativeAttribute,
    ) {
        let text = self.text()[name.clone()].to_owned();
        match body.attributes.entry(text) {
            Entry::Vacant(entry) => {
                entry.insert(attribute);
            }
            Entry::Occupied(entry) => {
                let first = self.pieces.place(&entry.get().name_range);
                let message = format!("the argument `{}` is set twice", entry.key());
                let wrong = Diagnostic::error("duplicate-argument", message)
                    .label("set again here")
                    .related("set here first", first);
                self.report(name, wrong);
            }
        }
    }

    /// Something that is neither an argument nor a block.
    fn report_no_item(&mut self, start: usize, end: usize) {
        if self.is_broken(start, end) {
            return;
        }
        let quoted = self
            .pieces
            .scan
            .at(start)
            .filter(|_| self.byte(start) == Some(b'"'));
        let wrong = match quoted.map(Bracket::inside) {
            Some(inside) => {
                let name = self.text()[inside.clone()].to_owned();
                let after = self.skip(inside.end + 1, end, b" \t");
                match self.byte(after) {
                    Some(b'=' | b':') => {
                        Diagnostic::error("syntax", "names of arguments are not quoted")
                            .label("not quoted")
                            .help(format!("write `{name} = …`"))
                    }
                    _ => Diagnostic::error("syntax", "block types are not quoted")
                        .label("not quoted")
                        .help(format!("write `{name} …`; only labels may be quoted")),
                }
            }
            None => Diagnostic::error("syntax", "an argument or a block is expected here")
                .label("expected a name"),
        };
        let token = start..token_end(self.text(), start).max(start);
        self.report(&token, wrong);
    }
}
