//! Changes to a text, gathered in any order and made in one go.

use std::ops::Range;

/// Replacements of byte ranges.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Removes the lines that a range touches, line ends included.
    pub(super) fn remove_lines(&mut self, doc: &str, range: Range<usize>) {
        let start = line_start(doc, range.start);
        let end = doc[range.end..]
            .find('\n')
            .map_or(doc.len(), |at| range.end + at + 1);
        self.replace(start..end, "");
    }

    /// The text with all changes made. Of two that overlap, the one that begins first wins,
    /// and of two that begin together the longer: it holds the other.
    pub(super) fn apply(mut self, doc: &str) -> String {
        self.0
            .sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut text = String::with_capacity(doc.len());
        let mut done = 0;
        for (range, replacement) in self.0 {
            if range.start < done {
                continue;
            }
            text += &doc[done..range.start];
            text += &replacement;
            done = range.end;
        }
        text + &doc[done..]
    }
}

/// Where the line of a byte begins.
pub(super) fn line_start(doc: &str, byte: usize) -> usize {
    doc[..byte].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Gives a heading another level, 6 being the lowest; an underlined one becomes one with
/// number signs, which has all levels.
pub(super) fn demote(edits: &mut Edits, doc: &str, range: Range<usize>, level: usize) {
    let heading = &doc[range.clone()];
    let marks = "#".repeat(level.min(6));
    let old = heading.len() - heading.trim_start_matches('#').len();
    if old > 0 {
        edits.replace(range.start..range.start + old, marks);
        return;
    }
    edits.replace(range.start..range.start, format!("{marks} "));
    let heading = heading.trim_end();
    let lines: Vec<usize> = heading.match_indices('\n').map(|(at, _)| at).collect();
    let Some((underline, between)) = lines.split_last() else {
        return;
    };
    for newline in between {
        let next = &heading[newline + 1..];
        let prefix = next.len() - next.trim_start_matches([' ', '>']).len();
        let start = range.start + newline;
        edits.replace(start..start + 1 + prefix, " ");
    }
    edits.replace(range.start + underline..range.start + heading.len(), "");
}
