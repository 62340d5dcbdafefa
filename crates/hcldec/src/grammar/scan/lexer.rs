//! The pass itself: a loop over the bytes with a stack of what is open.

use super::{Bracket, Kind, MAX_DEPTH, Scan};
use crate::diagnostics::Diagnostic;
use crate::identifier;
use std::ops::Range;

pub(super) struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    scan: Scan,
    /// The brackets that are open, by index.
    stack: Vec<usize>,
    /// The markers of the heredocs among them.
    markers: Vec<&'t str>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            scan: Scan {
                code: text.as_bytes().to_vec(),
                brackets: Vec::new(),
                errors: Vec::new(),
                gave_up: false,
            },
            stack: Vec::new(),
            markers: Vec::new(),
        }
    }

    pub(super) fn run(mut self, outermost: Option<Kind>) -> Scan {
        if self.text.starts_with('\u{feff}') {
            self.blank(0..3);
            self.at = 3;
        }
        while self.at < self.bytes.len() && !self.scan.gave_up {
            match self.top().map(|b| b.kind).or(outermost) {
                Some(Kind::Quote) => self.quoted(),
                Some(Kind::Heredoc) => self.heredoc_line(),
                kind => self.code(kind),
            }
        }
        if !self.scan.gave_up {
            self.close_at_end();
        }
        self.scan.errors.sort_by_key(|(at, _)| at.start);
        self.scan
    }

    fn top(&self) -> Option<&Bracket> {
        self.stack.last().map(|index| &self.scan.brackets[*index])
    }

    fn starts_with(&self, text: &str) -> bool {
        self.bytes[self.at..].starts_with(text.as_bytes())
    }

    fn error(&mut self, range: Range<usize>, diagnostic: Diagnostic) {
        self.scan.errors.push((range, diagnostic));
    }

    fn blank(&mut self, range: Range<usize>) {
        self.scan.code[range].fill(b' ');
    }

    fn open(&mut self, kind: Kind, length: usize) {
        let open = self.at..self.at + length;
        let depth = u16::try_from(self.stack.len()).unwrap_or(u16::MAX);
        if depth >= MAX_DEPTH {
            let message = format!("this nests deeper than {MAX_DEPTH} levels");
            let wrong = Diagnostic::error("nesting", message)
                .label("the level too deep begins here")
                .help("nothing after this place was read");
            self.error(open, wrong);
            self.scan.gave_up = true;
            return;
        }
        self.stack.push(self.scan.brackets.len());
        self.scan.brackets.push(Bracket {
            kind,
            open,
            close: 0..0,
            next: 0,
        });
        self.at += length;
    }

    fn close(&mut self, length: usize) {
        let next = self.scan.brackets.len();
        if let Some(index) = self.stack.pop() {
            let bracket = &mut self.scan.brackets[index];
            bracket.close = self.at..self.at + length;
            bracket.next = next;
            if bracket.kind == Kind::Heredoc {
                self.markers.pop();
            }
        }
        self.at += length;
    }

    fn code(&mut self, kind: Option<Kind>) {
        match self.bytes[self.at] {
            b'"' => self.open(Kind::Quote, 1),
            b'(' => self.open(Kind::Paren, 1),
            b'[' => self.open(Kind::Square, 1),
            b'{' => self.open(Kind::Brace, 1),
            b'~' if self.starts_with("~}") && is_sequence(kind) => self.close(2),
            b')' => self.closing(Kind::Paren),
            b']' => self.closing(Kind::Square),
            b'}' => self.closing(Kind::Brace),
            b'#' => self.line_comment(),
            b'/' if self.starts_with("//") => self.line_comment(),
            b'/' if self.starts_with("/*") => self.block_comment(),
            b'<' if self.starts_with("<<") => self.heredoc_start(),
            b'\r' if self.starts_with("\r\n") => {
                self.scan.code[self.at] = b' ';
                self.at += 1;
            }
            // Inside brackets a newline means nothing, save in an object.
            b'\n' if !matches!(kind, None | Some(Kind::Brace)) => {
                self.scan.code[self.at] = b' ';
                self.at += 1;
            }
            b'0'..=b'9' => self.number(),
            b if b == b'_' || b.is_ascii_alphabetic() || b >= 0x80 => {
                let word = |b: &u8| b"_-".contains(b) || b.is_ascii_alphanumeric() || *b >= 0x80;
                self.at += self.bytes[self.at..].iter().take_while(|b| word(b)).count();
            }
            _ => self.at += 1,
        }
    }

    fn closing(&mut self, kind: Kind) {
        let range = self.at..self.at + 1;
        let closes = |open: Kind| open == kind || kind == Kind::Brace && is_sequence(Some(open));
        // A string in between belongs to a sequence that is still open.
        let position = self
            .stack
            .iter()
            .rposition(|i| closes(self.scan.brackets[*i].kind));
        let barrier = self
            .stack
            .iter()
            .rposition(|i| matches!(self.scan.brackets[*i].kind, Kind::Quote | Kind::Heredoc));
        match position {
            Some(found) if barrier.is_none_or(|at| at < found) => {
                while self.stack.len() > found + 1 {
                    self.report_unclosed();
                    self.close(0);
                }
                self.close(1);
            }
            _ => {
                let bracket = &self.text[range.clone()];
                let wrong =
                    Diagnostic::error("syntax", format!("`{bracket}` closes nothing that is open"))
                        .label("closes nothing");
                self.error(range, wrong);
                self.at += 1;
            }
        }
    }

    fn report_unclosed(&mut self) {
        let Some(bracket) = self.top() else { return };
        let (kind, open) = (bracket.kind, bracket.open.clone());
        let (what, close) = match kind {
            Kind::Paren => ("parenthesis", "`)`"),
            Kind::Square => ("bracket", "`]`"),
            Kind::Brace => ("brace", "`}`"),
            Kind::Quote => ("string", "`\"`"),
            Kind::Heredoc => ("heredoc", "its marker on a line of its own"),
            Kind::Interpolation | Kind::Directive => ("template sequence", "`}`"),
        };
        let mut wrong = Diagnostic::error("syntax", format!("this {what} is not closed"))
            .label(format!("never closed by {close}"));
        if matches!(kind, Kind::Interpolation | Kind::Directive) {
            let sign = &self.text[open.start..=open.start];
            wrong = wrong.help(format!(
                "to mean the characters themselves, write `{sign}{sign}{{`"
            ));
        }
        self.error(open, wrong);
    }

    /// What is open at the end of the text: the innermost is to blame.
    fn close_at_end(&mut self) {
        if self.sequence_was_meant() {
            self.close(0);
        }
        if !self.stack.is_empty() {
            self.report_unclosed();
        }
        while !self.stack.is_empty() {
            self.close(0);
        }
    }

    fn line_comment(&mut self) {
        let rest = &self.bytes[self.at..];
        let end = rest
            .iter()
            .position(|b| *b == b'\n')
            .map_or(rest.len(), |n| n);
        self.blank(self.at..self.at + end);
        self.at += end;
    }

    fn block_comment(&mut self) {
        if let Some(length) = self.text[self.at + 2..].find("*/") {
            self.blank(self.at..self.at + length + 4);
            self.at += length + 4;
        } else {
            let wrong = Diagnostic::error("syntax", "this comment is not closed")
                .label("never closed by `*/`");
            self.error(self.at..self.at + 2, wrong);
            self.blank(self.at..self.bytes.len());
            self.at = self.bytes.len();
        }
    }

    fn number(&mut self) {
        let digits = |from: usize| {
            self.bytes[from..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let start = self.at;
        let mut end = start + digits(start);
        let index = start > 0 && self.bytes[start - 1] == b'.';
        if !index {
            if self.bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
                end += 1 + digits(end + 1);
            }
            if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
                let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
                match digits(end + 1 + sign) {
                    0 => {}
                    n => end += 1 + sign + n,
                }
            }
        }
        self.at = end;
    }

    fn quoted(&mut self) {
        match self.bytes[self.at] {
            // The outermost string of a template has no quotes, and its end is the text's.
            b'"' if !self.stack.is_empty() => self.close(1),
            b'\\' if !self.stack.is_empty() => self.at = (self.at + 2).min(self.bytes.len()),
            b'\n' | b'\r' if !self.stack.is_empty() => self.line_ends_in_string(),
            _ => self.literal(),
        }
        // An escape may have led into the middle of a character.
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// A string may not go on in the next line. Where it seems to be the rest of a string
    /// around it, what was not closed is the template sequence in between.
    fn line_ends_in_string(&mut self) {
        if self.sequence_was_meant() {
            self.close(0);
            self.report_unclosed();
            self.close(0);
            self.close(0);
            return;
        }
        let wrong = Diagnostic::error("syntax", "a quoted string ends on its own line")
            .label("the line ends before the closing `\"`")
            .help("text of several lines is written as a heredoc, `<<END`");
        let length = if self.starts_with("\r\n") { 2 } else { 1 };
        self.error(self.at..self.at + length, wrong);
        self.close(0);
    }

    /// Whether the string that is open seems to be the rest of one around it, because a
    /// template sequence in between was not closed.
    fn sequence_was_meant(&self) -> bool {
        let kinds = self
            .stack
            .iter()
            .rev()
            .map(|index| self.scan.brackets[*index].kind);
        let innermost: Vec<Kind> = kinds.take(3).collect();
        matches!(innermost.as_slice(), [Kind::Quote, sequence, Kind::Quote] if is_sequence(Some(*sequence)))
    }

    /// One character of a string, or the start of a template sequence.
    fn literal(&mut self) {
        if self.starts_with("$${") || self.starts_with("%%{") {
            self.at += 3;
        } else if self.starts_with("${") {
            self.open(
                Kind::Interpolation,
                2 + usize::from(self.starts_with("${~")),
            );
        } else if self.starts_with("%{") {
            self.open(Kind::Directive, 2 + usize::from(self.starts_with("%{~")));
        } else {
            self.at += 1;
            let plain = |b: &u8| !b"\"\\\n\r$%".contains(b);
            self.at += self.bytes[self.at..]
                .iter()
                .take_while(|b| plain(b))
                .count();
        }
    }

    fn heredoc_start(&mut self) {
        let rest = &self.text[self.at + 2..];
        let name = rest.strip_prefix('-').unwrap_or(rest);
        let length_of_marker = identifier::end(name, 0);
        let after = &name[length_of_marker..];
        let starts = length_of_marker > 0;
        let rest_of_line = after.find('\n').unwrap_or(after.len());
        let behind = after[..rest_of_line].trim_end_matches('\r');
        if !starts {
            let wrong = Diagnostic::error("syntax", "a heredoc begins with `<<` and a marker")
                .label("expected a marker after it, such as `<<END`");
            self.error(self.at..self.at + 2, wrong);
            self.at += 2;
            return;
        }
        if !behind.is_empty() || rest_of_line == after.len() {
            let start = self.at + 2 + (rest.len() - after.len());
            let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            let token = start + if blanks < behind.len() { blanks } else { 0 };
            let length = self.text[token..].chars().next().map_or(0, char::len_utf8);
            let message = "a heredoc begins with `<<` and a marker, and then the line ends";
            let wrong = Diagnostic::error("syntax", message).label("expected the end of the line");
            self.error(token..token + length, wrong);
            // The text up to the marker is hardly meant as anything else.
            if rest_of_line == after.len() {
                self.at = start.max(self.at + 2);
                return;
            }
        }
        let depth = self.stack.len();
        let length = 2 + (rest.len() - after.len()) + rest_of_line + 1;
        self.open(Kind::Heredoc, length);
        if self.stack.len() > depth {
            self.markers.push(&name[..length_of_marker]);
        }
    }

    /// A line of a heredoc, or what is left of it behind a template sequence.
    fn heredoc_line(&mut self) {
        let line_start = self.at == 0 || self.bytes[self.at - 1] == b'\n';
        if line_start && let Some(length) = self.marker_line() {
            self.close(length);
            return;
        }
        while self.at < self.bytes.len() {
            match self.bytes[self.at] {
                b'\n' => {
                    self.at += 1;
                    return;
                }
                b'$' | b'%' if ["$${", "%%{"].iter().any(|escape| self.starts_with(escape)) => {
                    self.at += 3;
                }
                b'$' if self.starts_with("${") => return self.literal(),
                b'%' if self.starts_with("%{") => return self.literal(),
                _ => self.at += 1,
            }
        }
    }

    /// The length of the line that closes the heredoc, up to the end of the marker.
    fn marker_line(&self) -> Option<usize> {
        let marker = self.markers.last()?;
        let rest = &self.text[self.at..];
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        (line.trim() == *marker).then(|| line.trim_end().len())
    }
}

fn is_sequence(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Interpolation | Kind::Directive))
}
