//! Blocks: the header with its labels, and the body in braces, on one line or many.

use super::Structure;
use crate::body::{NativeBlock, NativeBody};
use crate::diagnostics::Diagnostic;
use crate::grammar::{Bracket, Kind, token_end};
use std::ops::Range;
use std::sync::Arc;

/// The labels of a block, and where they are.
type Labels = (Vec<String>, Vec<Range<usize>>);

impl Structure<'_> {
    /// Reads a block whose type is in `name` and whose labels or body begin at `next`;
    /// gives the place behind it.
    pub(super) fn block(
        &mut self,
        name: &Range<usize>,
        next: usize,
        end: usize,
        body: &mut NativeBody,
    ) -> usize {
        let (labels, at) = self.labels(next, end);
        let brace = self
            .pieces
            .scan
            .at(at)
            .filter(|b| b.kind == Kind::Brace && at < end)
            .cloned();
        let Some(brace) = brace else {
            if !self.is_broken(name.start, end) {
                self.report_no_brace(name, at, end);
            }
            return self.line_end(at, end);
        };
        let broken = self.pieces.scan.is_broken(&brace.open);
        let inner = self.block_body(&brace, broken);
        let after = self.skip(brace.close.end, end, b" \t");
        if after < end && self.byte(after) != Some(b'\n') && !self.is_broken(after, end) {
            let token = after..token_end(self.text(), after);
            let wrong = Diagnostic::error("syntax", "a block ends with its line")
                .label("expected the end of the line");
            self.report(&token, wrong);
        } else if after >= end {
            self.end_of_line(name.start, end, "a block");
        }
        let (labels, label_ranges) = labels;
        body.blocks.push(NativeBlock {
            ty: self.text()[name.clone()].to_owned(),
            labels,
            type_range: name.clone(),
            label_ranges,
            open_brace: brace.open.clone(),
            end: brace.close.end.max(brace.open.end),
            body: Arc::new(inner),
        });
        self.line_end(brace.close.end.max(brace.open.end), end)
    }

    fn labels(&mut self, start: usize, end: usize) -> (Labels, usize) {
        let mut labels = Labels::default();
        let mut at = start;
        while at < end {
            if self.byte(at) == Some(b'"') {
                let Some(quote) = self.pieces.scan.at(at).cloned() else {
                    break;
                };
                labels.0.push(self.quoted_label(&quote));
                labels.1.push(quote.whole());
                at = quote.close.end.max(at + 1);
            } else {
                let word = at..self.word_end(at).min(end);
                if word.is_empty() {
                    break;
                }
                labels.0.push(self.text()[word.clone()].to_owned());
                labels.1.push(word.clone());
                at = word.end;
            }
            at = self.skip(at, end, b" \t");
        }
        (labels, at)
    }

    fn quoted_label(&mut self, quote: &Bracket) -> String {
        let index = self.pieces.scan.first_from(quote.open.start);
        if quote.next > index + 1 {
            let sequence = self.pieces.scan.brackets[index + 1].open.clone();
            let wrong = Diagnostic::error(
                "syntax",
                "a label is plain text, without template sequences",
            )
            .label("not allowed in a label")
            .help("to mean the characters themselves, write `$${` or `%%{`");
            self.report(&sequence, wrong);
            return self.text()[quote.inside()].to_owned();
        }
        self.pieces.plain_string(quote)
    }

    fn block_body(&mut self, brace: &Bracket, broken: bool) -> NativeBody {
        let inside = brace.inside();
        let first = self.skip(inside.start, inside.end, b" \t");
        if broken || first >= inside.end || self.byte(first) == Some(b'\n') {
            return self.body(inside, brace.whole());
        }
        self.one_line_body(first, brace)
    }

    /// `{ name = value }`
    fn one_line_body(&mut self, start: usize, brace: &Bracket) -> NativeBody {
        let end = brace.close.start;
        let mut body = NativeBody {
            range: brace.whole(),
            ..super::empty(self.pieces.file)
        };
        if self.is_broken(start, end) {
            return body;
        }
        let name = start..self.word_end(start).min(end);
        let next = self.skip(name.end, end, b" \t");
        let is_attribute = !name.is_empty()
            && self.byte(next) == Some(b'=')
            && !matches!(self.byte(next + 1), Some(b'=' | b'>'));
        if !is_attribute {
            self.report_no_argument(&name, next, end);
            return body;
        }
        let value = next + 1..self.line_end(next + 1, end);
        if value.end < end {
            let newline = value.end..value.end + 1;
            let wrong = Diagnostic::error("syntax", "a block that begins on one line ends on it")
                .label("expected `}` before the end of the line")
                .help("write each argument on a line of its own, and none on that of the `{`");
            self.report(&newline, wrong);
        }
        let attribute = self.attribute(&name, value, true);
        body.range = attribute.range.clone();
        self.add_attribute(&mut body, &name, attribute);
        body
    }

    pub(super) fn report_second(&mut self, at: usize) {
        let token = at..token_end(self.text(), at);
        let wrong = Diagnostic::error("syntax", "a block on one line holds one argument")
            .label("expected `}`")
            .help("write each argument on a line of its own, and none on that of the `{`");
        self.report(&token, wrong);
    }

    fn report_no_argument(&mut self, name: &Range<usize>, next: usize, end: usize) {
        if name.is_empty() {
            let token = name.start..token_end(self.text(), name.start).min(end);
            let wrong = Diagnostic::error("syntax", "an argument is expected here")
                .label("expected `name = value` or `}`");
            return self.report(&token, wrong);
        }
        let word = self.text()[name.clone()].to_owned();
        let header = self.byte(next).is_some_and(|b| b == b'"' || b == b'{')
            || self.word_end(next.min(end)) > next;
        if next < end && header {
            let wrong = Diagnostic::error(
                "syntax",
                "a block on one line holds one argument, and no blocks",
            )
            .label(format!("expected `{word} = …`"))
            .help("write a block inside a block on a line of its own");
            let range = name.start..token_end(self.text(), next).min(end);
            return self.report(&range, wrong);
        }
        let wrong = Diagnostic::error("syntax", "an argument is expected here")
            .label(format!("expected `{word} = …`"));
        self.report(name, wrong);
    }

    /// A block header that does not end in a brace.
    fn report_no_brace(&mut self, name: &Range<usize>, at: usize, end: usize) {
        let word = self.text()[name.clone()].to_owned();
        let at = at.min(end);
        let token = at..token_end(self.text(), at);
        let wrong = Diagnostic::error("syntax", format!("the block `{word}` has no body"));
        let wrong = match self.byte(at) {
            Some(b'=') => wrong
                .label("a block has no `=`")
                .help(format!("write `{word} … {{ … }}`, without the equals sign")),
            None | Some(b'\n') => wrong
                .label("expected `{`")
                .help(format!("to set an argument, write `{word} = …`")),
            _ => wrong.label("expected a label or `{`"),
        };
        self.report(&token, wrong);
    }
}
