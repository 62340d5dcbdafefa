//! Paths as words of a text: the record and the journal hold one on each line, whatever
//! bytes the file system allows in a name.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The path with forward slashes; `%` and all that could end a line is written `%0A`, and
/// so is what is not UTF-8.
pub(super) fn escape(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '%' || c.is_control() {
                let mut buffer = [0; 4];
                escape_bytes(c.encode_utf8(&mut buffer).as_bytes(), &mut text);
            } else if c == std::path::MAIN_SEPARATOR {
                text.push('/');
            } else {
                text.push(c);
            }
        }
        escape_bytes(chunk.invalid(), &mut text);
    }
    text
}

fn escape_bytes(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "%{byte:02X}");
    }
}

/// The path that was escaped, unless the text cannot have come of one.
pub(super) fn unescape(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    name_of(bytes).map(PathBuf::from)
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // elsewhere not all bytes are a name
fn name_of(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn name_of(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_comes_back_as_it_was() {
        for path in ["docs/a b.mdx", "100%/\u{1b}[0m\n::x", "ü/日本", ""] {
            let escaped = escape(Path::new(path));
            assert!(!escaped.chars().any(char::is_control), "{escaped}");
            assert_eq!(unescape(&escaped), Some(path.into()));
        }
        for wrong in ["%", "%4", "%zz", "%é"] {
            assert_eq!(unescape(wrong), None);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_comes_back_too() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"docs/\xff.mdx"));
        assert_eq!(escape(path), "docs/%FF.mdx");
        assert_eq!(unescape("docs/%FF.mdx").as_deref(), Some(path));
    }
}
