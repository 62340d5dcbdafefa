//! The URL of an inline link as it is written, where it holds escapes.

use std::ops::Range;

/// Finds the URL between the end of a link's text and the end of the link.
pub(super) fn escaped(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let open = range.start + text[range.clone()].find("](")? + 2;
    // In a block quote the next line begins with its mark.
    let rest = text[open..range.end].trim_start_matches([' ', '\t', '\r', '\n']);
    let rest = match rest.strip_prefix('>') {
        Some(quoted) if text[open..range.end].contains('\n') => {
            quoted.trim_start_matches([' ', '>'])
        }
        _ => rest,
    };
    let start = range.end - rest.len();
    let (start, length) = match rest.strip_prefix('<') {
        Some(inner) => (start + 1, end(inner, |c, _| c == '>')?),
        None => (
            start,
            end(rest, |c, depth| c.is_ascii_whitespace() || depth < 0)?,
        ),
    };
    Some(start..start + length)
}

/// The first byte at which a URL is over; a backslash hides the sign behind it.
fn end(text: &str, over: impl Fn(char, i32) -> bool) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if over(c, depth) {
            return Some(at);
        }
    }
    None
}
