//! Strings and heredocs: their text with escapes resolved, markers stripped and
//! indentation taken off, and the template sequences in it.
//!
//! This works on the flat row of texts and sequences, as the strip markers and the
//! indentation do, and nests the directives at the end.

mod directive;
mod literal;

use super::{Bracket, Bracketed, Pieces};
use crate::syntax::{Kind, Node, Part};
use crate::{Value, value};
use directive::Nesting;
use literal::{Escapes, Text};
use std::ops::Range;

/// A text or a sequence of a template.
#[derive(Debug)]
enum Flat {
    Text(Text),
    Interpolation(Node),
    If(Node, Range<usize>),
    Else(Range<usize>),
    EndIf(Range<usize>),
    For {
        key: Option<String>,
        value: String,
        collection: Node,
        range: Range<usize>,
    },
    EndFor(Range<usize>),
}

impl Pieces<'_> {
    /// The string or heredoc that opens at a place.
    pub(super) fn string(&mut self, place: usize) -> Node {
        let index = self.scan.first_from(place);
        let Some(bracket) = self.scan.brackets.get(index).cloned() else {
            return self.node(Kind::Invalid, &(place..place));
        };
        let whole = bracket.whole();
        let (escapes, flush) = match bracket.kind {
            Bracketed::Heredoc => {
                let flush = self.text[bracket.open.clone()].starts_with("<<-");
                (Escapes::Markers, flush)
            }
            _ => (Escapes::All, false),
        };
        self.template(
            &bracket.inside(),
            index + 1..bracket.next,
            &whole,
            escapes,
            flush,
        )
    }

    /// A text that is a template as a whole, such as a string of the JSON syntax.
    pub(crate) fn whole_template(&mut self) -> Node {
        let range = 0..self.text.len();
        if self.scan.gave_up {
            return self.node(Kind::Invalid, &range);
        }
        let brackets = 0..self.scan.brackets.len();
        self.template(&range.clone(), brackets, &range, Escapes::Markers, false)
    }

    /// The text of a string that has no template sequences.
    pub(crate) fn plain_string(&mut self, quote: &Bracket) -> String {
        let text = self.resolve(quote.inside(), Escapes::All);
        value::normalized(&text)
    }

    fn template(
        &mut self,
        inside: &Range<usize>,
        brackets: Range<usize>,
        whole: &Range<usize>,
        escapes: Escapes,
        flush: bool,
    ) -> Node {
        let mut row: Vec<Flat> = Vec::new();
        let mut at = inside.start;
        let mut index = brackets.start;
        let mut strip_next = false;
        while index < brackets.end {
            let sequence = self.scan.brackets[index].clone();
            index = sequence.next;
            self.texts(at..sequence.open.start, escapes, strip_next, &mut row);
            if self.text[sequence.open.clone()].ends_with('~')
                && let Some(Flat::Text(text)) = row.last_mut()
            {
                text.strip_end();
            }
            strip_next = self.text[sequence.close.clone()].starts_with('~');
            at = sequence.close.end;
            match sequence.kind {
                Bracketed::Interpolation => {
                    let value = self.expression(sequence.inside(), Some(sequence.kind));
                    row.push(Flat::Interpolation(value));
                }
                _ => row.extend(self.directive(&sequence)),
            }
        }
        self.texts(at..inside.end, escapes, strip_next, &mut row);
        if flush {
            literal::flush(&mut row);
        }
        self.nested(row, whole)
    }

    /// Adds the text of a range, a line at a time in a heredoc, where the strip markers
    /// and the indentation go by lines.
    fn texts(&mut self, range: Range<usize>, escapes: Escapes, strip: bool, row: &mut Vec<Flat>) {
        let text = self.text;
        let mut start = range.start;
        let mut strip = strip;
        for line in text[range].split_inclusive('\n') {
            let resolved = self.resolve(start..start + line.len(), escapes);
            let mut text = Text::new(resolved);
            if std::mem::take(&mut strip) {
                text.strip_start();
            }
            start += line.len();
            row.push(Flat::Text(text));
        }
    }

    /// Nests the row, and makes the node of it.
    fn nested(&mut self, row: Vec<Flat>, whole: &Range<usize>) -> Node {
        let kind = match row.as_slice() {
            [Flat::Interpolation(_)] => {
                let only = row.into_iter().next();
                match only {
                    Some(Flat::Interpolation(value)) => Kind::Wrapped(Box::new(value)),
                    _ => Kind::Invalid,
                }
            }
            row if row.iter().all(|part| matches!(part, Flat::Text(_))) => {
                let texts = row.iter().map(|part| match part {
                    Flat::Text(text) => text.as_str(),
                    _ => "",
                });
                Kind::Literal(Value::String(value::normalized(&texts.collect::<String>())))
            }
            _ => match Nesting::new(self).run(row) {
                Some(parts) => Kind::Template(parts),
                None => Kind::Invalid,
            },
        };
        self.node(kind, whole)
    }
}

/// Adds a text to parts, melded with one before it.
fn push_text(parts: &mut Vec<Part>, text: &str) {
    if let Some(Part::Text(before)) = parts.last_mut() {
        before.push_str(text);
    } else {
        parts.push(Part::Text(text.to_owned()));
    }
}
