//! Go's quoted texts: what they say, and how to say something in one.

use std::fmt::Write;

/// What a quoted text says; none where an escape in it is none.
pub(crate) fn unquote(quoted: &str) -> Option<String> {
    if let Some(raw) = quoted.strip_prefix('`') {
        return Some(raw.strip_suffix('`')?.replace('\r', ""));
    }
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        return Some(inner.to_owned());
    }
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = escape(&rest[at + 1..], &mut bytes)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads what follows a backslash, and gives the rest.
fn escape<'a>(text: &'a str, bytes: &mut Vec<u8>) -> Option<&'a str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let simple = match first {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' | '"' => first as u8,
        'x' => return number(rest, 2, 16, bytes, false),
        'u' => return number(rest, 4, 16, bytes, true),
        'U' => return number(rest, 8, 16, bytes, true),
        '0'..='7' => return number(text, 3, 8, bytes, false),
        _ => return None,
    };
    bytes.push(simple);
    Some(rest)
}

fn number<'a>(
    text: &'a str,
    length: usize,
    radix: u32,
    bytes: &mut Vec<u8>,
    is_char: bool,
) -> Option<&'a str> {
    let digits = text.get(..length)?;
    let value = u32::from_str_radix(digits, radix).ok()?;
    if is_char {
        let mut buffer = [0; 4];
        bytes.extend_from_slice(char::from_u32(value)?.encode_utf8(&mut buffer).as_bytes());
    } else {
        bytes.push(u8::try_from(value).ok()?);
    }
    Some(&text[length..])
}

/// Quotes as `%q` does.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\x07' => quoted.push_str("\\a"),
            '\x08' => quoted.push_str("\\b"),
            '\x0c' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\x0b' => quoted.push_str("\\v"),
            ' '..='~' => quoted.push(c),
            _ if is_printed(c) => quoted.push(c),
            '\0'..='\x7f' => _ = write!(quoted, "\\x{:02x}", c as u32),
            '\u{80}'..='\u{ffff}' => _ = write!(quoted, "\\u{:04x}", c as u32),
            _ => _ = write!(quoted, "\\U{:08x}", c as u32),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character beyond ASCII shows itself: neither a control, nor a blank, nor
/// one without a shape of its own.
fn is_printed(c: char) -> bool {
    let hidden = matches!(c as u32,
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0xd800..=0xf8ff | 0xfeff | 0xfff0..=0xfffb | 0xe0000..=0x10_ffff);
    c as u32 > 0x7f && !c.is_control() && !c.is_whitespace() && !hidden
}

#[cfg(test)]
mod tests {
    use super::{quote, unquote};

    #[test]
    fn what_is_quoted_is_what_was_said() {
        for text in ["", "a", "a\"b\\c", "\t\n\r\x07\x7f", "é日\u{200b}\u{a0}"] {
            assert_eq!(unquote(&quote(text)).as_deref(), Some(text));
        }
        assert_eq!(quote("a\u{a0}é\x01"), "\"a\\u00a0é\\x01\"");
    }

    #[test]
    fn escapes_are_those_of_go() {
        assert_eq!(
            unquote(r#""\x41\101\u00e9\U0001F600""#).as_deref(),
            Some("AAé😀")
        );
        assert_eq!(unquote(r#""\z""#), None);
        assert_eq!(unquote(r#""\x4""#), None);
        assert_eq!(unquote("`a\r\nb`").as_deref(), Some("a\nb"));
    }
}
