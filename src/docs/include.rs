//! The form of an include: `@include '…'`, anywhere in a text, also in code and in the
//! middle of a line.

use std::ops::Range;

const OPENING: &str = "@include '";

/// An include as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Include {
    /// All of it, and the path between the quotes.
    Whole {
        range: Range<usize>,
        path: Range<usize>,
    },
    /// One whose quote is not closed on its line: from the quote to the line's end.
    Unclosed(Range<usize>),
}

/// The first include at or behind a byte.
pub(super) fn next(text: &str, from: usize) -> Option<Include> {
    let start = from + text[from..].find(OPENING)?;
    let path = start + OPENING.len();
    let rest = &text[path..];
    let line = rest.lines().next().unwrap_or_default();
    Some(match line.find('\'') {
        Some(length) => Include::Whole {
            range: start..path + length + 1,
            path: path..path + length,
        },
        None => Include::Unclosed(path - 1..path + line.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_include_ends_at_its_quote() {
        let text = "é @include 'a/b'@include 'c\r\n'";
        let first = Include::Whole {
            range: 3..17,
            path: 13..16,
        };
        assert_eq!(next(text, 0), Some(first));
        assert_eq!(next(text, 17), Some(Include::Unclosed(26..28)));
        assert_eq!(next("@include \"a\" @include a", 0), None);
    }
}
