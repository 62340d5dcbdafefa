//! Template directives: what each says, and how they nest.

use super::{Flat, Pieces, push_text};
use crate::diagnostics::Diagnostic;
use crate::grammar::scan::{Bracket, MAX_DEPTH, token_end};
use crate::identifier;
use crate::syntax::{Node, Part};
use std::ops::Range;

impl Pieces<'_> {
    /// The directive in `%{ … }`; none where it is wrong, which is reported.
    pub(super) fn directive(&mut self, sequence: &Bracket) -> Option<Flat> {
        let range = sequence.whole();
        let inside = self.trimmed(sequence.inside());
        let word_end = self.word_end(inside.start).min(inside.end);
        let rest = self.trimmed(word_end..inside.end.max(word_end));
        let word = &self.text[inside.start..word_end];
        let flat = match word {
            "if" => return Some(Flat::If(self.expression(rest, Some(sequence.kind)), range)),
            "for" => return self.for_directive(rest, sequence),
            "else" => Flat::Else(range),
            "endif" => Flat::EndIf(range),
            "endfor" => Flat::EndFor(range),
            _ => {
                let end = token_end(self.text, inside.start).max(inside.start);
                let wrong =
                    Diagnostic::error("template", format!("`{word}` is not a template directive"))
                        .label("expected `if`, `else`, `endif`, `for` or `endfor`")
                        .help("to mean the characters themselves, write `%%{`");
                self.wrong(&(inside.start..end), wrong);
                return None;
            }
        };
        if !rest.is_empty() {
            let end = token_end(self.text, rest.start);
            let message = format!("nothing may follow `{word}` in its directive");
            let wrong = Diagnostic::error("template", message).label("expected `}`");
            self.wrong(&(rest.start..end), wrong);
            return None;
        }
        Some(flat)
    }

    /// `key, value in collection`
    fn for_directive(&mut self, rest: Range<usize>, sequence: &Bracket) -> Option<Flat> {
        let (mut value, mut at) = self.name(&rest)?;
        let mut key = None;
        if self.scan.code.get(at) == Some(&b',') {
            let after = self.trimmed(at + 1..rest.end);
            key = Some(value);
            (value, at) = self.name(&after)?;
        }
        let word = at..self.word_end(at).min(rest.end);
        if &self.text[word.clone()] != "in" {
            let end = token_end(self.text, at);
            let wrong = Diagnostic::error(
                "template",
                "a `for` directive is `%{ for name in collection }`",
            )
            .label("expected `in`");
            self.wrong(&(at..end), wrong);
            return None;
        }
        let collection = self.expression(word.end..rest.end, Some(sequence.kind));
        Some(Flat::For {
            key,
            value,
            collection,
            range: sequence.whole(),
        })
    }

    /// The name that a range begins with, and what follows it.
    fn name(&mut self, range: &Range<usize>) -> Option<(String, usize)> {
        let end = self.word_end(range.start).min(range.end);
        let name = &self.text[range.start..end];
        if !name.is_empty() {
            return Some((name.to_owned(), self.trimmed(end..range.end).start));
        }
        let end = token_end(self.text, range.start);
        let wrong = Diagnostic::error(
            "template",
            "a `for` directive is `%{ for name in collection }`",
        )
        .label("expected a name");
        self.wrong(&(range.start..end), wrong);
        None
    }

    fn word_end(&self, start: usize) -> usize {
        identifier::end(self.text, start)
    }

    fn wrong(&mut self, range: &Range<usize>, wrong: Diagnostic) {
        let place = self.place(range);
        self.found.push(wrong.at(place));
    }
}

/// A directive that is open, and what has been read of it.
enum Open {
    If {
        condition: Node,
        then: Option<Vec<Part>>,
        range: Range<usize>,
    },
    For {
        key: Option<String>,
        value: String,
        collection: Node,
        range: Range<usize>,
    },
}

/// Puts the parts between directives where they belong.
pub(super) struct Nesting<'p, 'a> {
    pieces: &'p mut Pieces<'a>,
    open: Vec<(Open, Vec<Part>)>,
    parts: Vec<Part>,
}

impl<'p, 'a> Nesting<'p, 'a> {
    pub(super) fn new(pieces: &'p mut Pieces<'a>) -> Self {
        Self {
            pieces,
            open: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(super) fn run(mut self, row: Vec<Flat>) -> Option<Vec<Part>> {
        for flat in row {
            self.add(flat)?;
        }
        match self.open.pop() {
            None => Some(self.parts),
            Some((open, _)) => {
                let (word, end, range) = match open {
                    Open::If { range, .. } => ("if", "endif", range),
                    Open::For { range, .. } => ("for", "endfor", range),
                };
                let wrong =
                    Diagnostic::error("template", format!("this `{word}` directive is not closed"))
                        .label(format!("never closed by `%{{ {end} }}`"));
                self.pieces.wrong(&range, wrong);
                None
            }
        }
    }

    fn add(&mut self, flat: Flat) -> Option<()> {
        match flat {
            Flat::Text(text) => push_text(&mut self.parts, text.as_str()),
            Flat::Interpolation(value) => self.parts.push(Part::Value(value)),
            Flat::If(condition, range) => {
                let open = Open::If {
                    condition,
                    then: None,
                    range: range.clone(),
                };
                self.enter(open, &range)?;
            }
            Flat::For {
                key,
                value,
                collection,
                range,
            } => {
                let open = Open::For {
                    key,
                    value,
                    collection,
                    range: range.clone(),
                };
                self.enter(open, &range)?;
            }
            Flat::Else(range) => match self.open.last_mut() {
                Some((Open::If { then, .. }, _)) if then.is_none() => {
                    *then = Some(std::mem::take(&mut self.parts));
                }
                _ => return self.stray("else", &range),
            },
            Flat::EndIf(range) => match self.open.pop() {
                Some((
                    Open::If {
                        condition, then, ..
                    },
                    outer,
                )) => {
                    let last = std::mem::replace(&mut self.parts, outer);
                    let (then, otherwise) = match then {
                        Some(then) => (then, last),
                        None => (last, Vec::new()),
                    };
                    self.parts.push(Part::If {
                        condition,
                        then,
                        otherwise,
                    });
                }
                _ => return self.stray("endif", &range),
            },
            Flat::EndFor(range) => match self.open.pop() {
                Some((
                    Open::For {
                        key,
                        value,
                        collection,
                        ..
                    },
                    outer,
                )) => {
                    let body = std::mem::replace(&mut self.parts, outer);
                    self.parts.push(Part::For {
                        key,
                        value,
                        collection,
                        body,
                    });
                }
                _ => return self.stray("endfor", &range),
            },
        }
        Some(())
    }

    fn enter(&mut self, open: Open, range: &Range<usize>) -> Option<()> {
        if self.open.len() >= usize::from(MAX_DEPTH) {
            let message = format!("directives nest deeper than {MAX_DEPTH} levels");
            let wrong =
                Diagnostic::error("nesting", message).label("the level too deep begins here");
            self.pieces.wrong(range, wrong);
            return None;
        }
        let outer = std::mem::take(&mut self.parts);
        self.open.push((open, outer));
        Some(())
    }

    fn stray(&mut self, word: &str, range: &Range<usize>) -> Option<()> {
        let open = match word {
            "endfor" => "for",
            _ => "if",
        };
        let wrong = Diagnostic::error(
            "template",
            format!("no `{open}` directive is open that `{word}` belongs to"),
        )
        .label("does not belong to the directive that is open here");
        self.pieces.wrong(range, wrong);
        None
    }
}
