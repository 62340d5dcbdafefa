//! Where MDX 1, which the integrations portal reads pages with, sees other markup than
//! `CommonMark`: any tag at the start of a line begins a block, names of tags may have dots
//! and values braces, `\<` hides no tag, as other signs keep their backslash, and `import`
//! begins a module.
//!
//! A page is parsed as `CommonMark` with such markup masked: as many other bytes stand in
//! its place, which `CommonMark` reads as MDX reads the page.

use std::borrow::Cow;
use std::ops::Range;

/// The page as `CommonMark` shall read it. Every byte that was not masked stands where it
/// stood, and so do the ends of lines.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let mut mask = Mask {
        text,
        bytes: Vec::new(),
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        mask.start_of_line(start, line);
        start += line.len();
    }
    for (at, _) in text.match_indices('<') {
        mask.tag(at);
    }
    mask.escapes();
    // Only ASCII was written, over ASCII or over whole values.
    match String::from_utf8(mask.bytes) {
        Ok(masked) if !masked.is_empty() => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    }
}

struct Mask<'a> {
    text: &'a str,
    /// The masked text; nothing as long as nothing is masked.
    bytes: Vec<u8>,
}

impl Mask<'_> {
    fn set(&mut self, range: Range<usize>, byte: u8) {
        if self.bytes.is_empty() {
            self.bytes = self.text.as_bytes().to_vec();
        }
        for at in range.filter(|at| self.text.as_bytes()[*at] != b'\n') {
            self.bytes[at] = byte;
        }
    }

    /// A tag at the start of a line begins a block of HTML, as `<p>` does.
    fn start_of_line(&mut self, start: usize, line: &str) {
        let shown = behind_marks(line);
        let at = start + line.len() - shown.len();
        let Some(name) = block_name(shown) else {
            return;
        };
        let name = at + name.start..at + name.end;
        self.set(name.clone(), b' ');
        self.set(name.start..name.start + 1, b'p');
    }

    /// A backslash before a sign that it does not hide is a sign like any other.
    fn escapes(&mut self) {
        let mut signs = self.text.bytes().enumerate();
        while let Some((at, byte)) = signs.next() {
            if byte != b'\\' {
                continue;
            }
            let hidden = signs.next().map_or(b'x', |(_, sign)| sign);
            if SHOWN.contains(&hidden) {
                self.set(at..at + 1, b'x');
            }
        }
    }

    /// A tag that only MDX knows is made one that `CommonMark` knows as well.
    fn tag(&mut self, at: usize) {
        let tag = &self.text[at..];
        let closing = usize::from(tag[1..].starts_with('/'));
        let name = 1 + closing..1 + closing + name_length(&tag[1 + closing..]);
        if name.is_empty() {
            return;
        }
        let Some(end) = attributes_end(tag, name.end) else {
            return;
        };
        let is_foreign = tag[name.clone()].contains('.') || tag[name.end..end].contains('{');
        if is_foreign && self.bytes.get(at + name.start) != Some(&b'p') {
            self.set(at + name.start..at + end - 1, b' ');
            self.set(at + name.start..at + name.start + 1, b'x');
        }
    }
}

/// What stands behind the marks of quotes and list items.
fn behind_marks(line: &str) -> &str {
    let mut rest = line;
    loop {
        let shown = rest.trim_start_matches([' ', '\t', '>']);
        let number = shown.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = shown.len() - number.len();
        let mark = match digits {
            0 => ['-', '*', '+'],
            _ => ['.', ')', ')'],
        };
        rest = match number.strip_prefix(mark) {
            Some(behind) if behind.starts_with([' ', '\t']) => behind,
            _ => return shown,
        };
    }
}

/// The signs before which a backslash is shown.
const SHOWN: &[u8] = b"\"$%&',/:;<=?@^\n";

/// Elements that end with their closing tag, and not with the next blank line.
const RAW: [&str; 3] = ["script", "pre", "style"];

/// The name of the tag that a block of HTML begins with.
fn block_name(line: &str) -> Option<Range<usize>> {
    let rest = line.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
    let start = line.len() - rest.len();
    let behind = &rest[name.len()..];
    let whole = behind.is_empty()
        || behind.starts_with(|c: char| c.is_ascii_whitespace())
        || behind.starts_with('>')
        || behind.starts_with("/>");
    let lettered = name.trim_start_matches('.');
    let named = lettered.starts_with(|c: char| c.is_ascii_alphabetic());
    let raw = RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw));
    (whole && named && !raw).then(|| start..start + name.len())
}

fn name_length(text: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    text.find(|c| !is_name(c)).unwrap_or(text.len())
}

/// Behind the `>` of a tag whose name ends at a byte, if there is one in this paragraph.
fn attributes_end(tag: &str, mut at: usize) -> Option<usize> {
    let paragraph = tag.find("\n\n").unwrap_or(tag.len());
    let tag = &tag[..paragraph];
    loop {
        let rest = tag.get(at..)?;
        let shown = rest.trim_start();
        let blank = rest.len() - shown.len();
        at += blank;
        if let Some(end) = [">", "/>"].iter().find(|end| shown.starts_with(**end)) {
            return Some(at + end.len());
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || ":._-".contains(c);
        let name = shown.find(|c| !is_name(c)).unwrap_or(shown.len());
        if blank == 0 || name == 0 {
            return None;
        }
        at += name;
        let rest = tag[at..].trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            at = tag.len() - value.len() + value_length(value)?;
        }
    }
}

fn value_length(value: &str) -> Option<usize> {
    match value.chars().next()? {
        quote @ ('"' | '\'') => Some(value[1..].find(quote)? + 2),
        '{' => {
            let mut depth = 0;
            let closing = value.char_indices().find(|(_, c)| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth == 0
            });
            Some(closing?.0 + 1)
        }
        _ => {
            let ends = |c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c);
            value.find(ends).filter(|length| *length > 0)
        }
    }
}

/// Whether a paragraph is the code of a module to MDX.
pub(super) fn is_module(paragraph: &str) -> bool {
    ["import", "export"].iter().any(|word| {
        let behind = paragraph.strip_prefix(word);
        behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_whitespace()))
    })
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn what_is_masked_keeps_its_length() {
        for (text, expected) in [
            ("a <b> c", "a <b> c"),
            ("<buildName> x", "<p        > x"),
            ("- </b> x", "- </p> x"),
            ("1. > <br/>", "1. > <p />"),
            ("<pre>", "<pre>"),
            ("<a-b> <https://a.b>", "<a-b> <https://a.b>"),
            ("a <x.y> <b c={{d: '>'}}/>", "a <x  > <x              >"),
            ("a \\<b> \\\\<c> \\\" \\*", "a x<b> \\\\<c> x\" \\*"),
            ("a <x.y", "a <x.y"),
            ("<\u{e9}> <", "<\u{e9}> <"),
        ] {
            assert_eq!(masked(text), expected);
            assert_eq!(text.len(), expected.len());
        }
    }
}
