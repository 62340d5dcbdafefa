//! The text between template sequences.

use super::{Flat, Pieces};
use crate::diagnostics::Diagnostic;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Which escapes a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Those with a backslash, and the doubled template markers.
    All,
    /// `$${` and `%%{` only.
    Markers,
}

/// A text, and what is left of it by strip markers and indentation.
#[derive(Debug)]
pub(super) struct Text(String);

impl Text {
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn strip_start(&mut self) {
        self.0 = self.0.trim_start().to_owned();
    }

    pub(super) fn strip_end(&mut self) {
        self.0.truncate(self.0.trim_end().len());
    }

    /// How many blanks it begins with, as a reader counts them; none where it is a
    /// blank line, which has no say in the indentation.
    fn indentation(&self) -> Option<usize> {
        let rest = self.0.trim_start();
        if rest.is_empty() && self.0.ends_with('\n') {
            return None;
        }
        Some(self.0[..self.0.len() - rest.len()].graphemes(true).count())
    }

    fn outdent(&mut self, blanks: usize) {
        let bytes: usize = self.0.graphemes(true).take(blanks).map(str::len).sum();
        self.0.drain(..bytes);
    }
}

/// Takes the indentation that all lines share off each of them.
pub(super) fn flush(row: &mut [Flat]) {
    let mut least: Option<usize> = None;
    let mut starts = Vec::new();
    let mut line_starts = true;
    for (i, part) in row.iter().enumerate() {
        if line_starts {
            let indentation = match part {
                Flat::Text(text) => text.indentation(),
                _ => Some(0),
            };
            if let Some(blanks) = indentation {
                least = Some(least.map_or(blanks, |least| least.min(blanks)));
                starts.push(i);
            }
        }
        line_starts = match part {
            Flat::Text(text) => text.as_str().ends_with('\n'),
            _ => false,
        };
    }
    for i in starts {
        if let Flat::Text(text) = &mut row[i] {
            text.outdent(least.unwrap_or(0));
        }
    }
}

impl Pieces<'_> {
    /// The text of a range, with its escapes resolved.
    pub(super) fn resolve(&mut self, range: Range<usize>, escapes: Escapes) -> String {
        let raw = &self.text[range.clone()];
        if !raw.contains(['\\', '$', '%']) {
            return raw.to_owned();
        }
        let mut text = String::with_capacity(raw.len());
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            if let Some(marker) = ["$${", "%%{"]
                .iter()
                .find(|marker| rest.starts_with(**marker))
            {
                text.push_str(&marker[1..]);
                at += marker.len();
            } else if escapes == Escapes::All && rest.starts_with('\\') {
                let (resolved, length) = backslash(rest);
                match resolved {
                    Some(c) => text.push(c),
                    None => self.report_escape(range.start + at..range.start + at + length, rest),
                }
                at += length;
            } else {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                text.push_str(&rest[..length]);
                at += length;
            }
        }
        text
    }

    fn report_escape(&mut self, range: Range<usize>, rest: &str) {
        let wrong = match rest.as_bytes().get(1) {
            Some(b'u') => {
                Diagnostic::error("escape", "`\\u` is followed by four hexadecimal digits")
                    .label("not a character")
            }
            Some(b'U') => {
                Diagnostic::error("escape", "`\\U` is followed by eight hexadecimal digits")
                    .label("not a character")
            }
            _ => {
                let escape = &self.text[range.clone()];
                Diagnostic::error("escape", format!("`{escape}` is not an escape"))
                    .label("escapes are `\\n`, `\\r`, `\\t`, `\\\"`, `\\\\`, `\\uNNNN` and `\\UNNNNNNNN`")
                    .help("to mean a backslash, write `\\\\`")
            }
        };
        let place = self.place(&range);
        self.found.push(wrong.at(place));
    }
}

/// The character that an escape stands for, and the length of the escape.
fn backslash(rest: &str) -> (Option<char>, usize) {
    let Some(kind) = rest[1..].chars().next() else {
        return (None, 1);
    };
    let digits = match kind {
        'n' => return (Some('\n'), 2),
        'r' => return (Some('\r'), 2),
        't' => return (Some('\t'), 2),
        '"' => return (Some('"'), 2),
        '\\' => return (Some('\\'), 2),
        'u' => 4,
        'U' => 8,
        other => return (None, 1 + other.len_utf8()),
    };
    let found = rest[2..]
        .bytes()
        .take(digits)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let code = u32::from_str_radix(&rest[2..2 + found], 16).ok();
    let character = code.filter(|_| found == digits).and_then(char::from_u32);
    (character, 2 + found)
}
