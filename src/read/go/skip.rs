//! Passing over what is not read: comments, quoted text, and the bodies of functions, of
//! which nothing matters but where they end. This is most of every file, so it is bytes
//! that are looked at, and no tokens.

use super::syntax::Span;

/// What was opened and is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclosed {
    /// It is something else that is wrong.
    Nothing,
    Comment,
    Text,
    Char,
}

/// The end of the comment at `start`, which for one of a line is its line end; none where
/// it is left open.
pub(super) fn comment(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes[start + 1] == b'/' {
        let line = bytes[start..].iter().position(|byte| *byte == b'\n');
        return Some(line.map_or(bytes.len(), |length| start + length));
    }
    let end = bytes[start + 2..].windows(2).position(|two| two == b"*/")?;
    Some(start + 2 + end + 2)
}

/// The end of the quoted text at `start`; as an error, where it breaks off.
pub(super) fn quoted(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let quote = bytes[start];
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            _ if *byte == quote => return Ok(at + 1),
            _ if quote == b'`' => {}
            b'\n' => return Err(at),
            b'\\' if bytes.get(at + 1).is_some_and(|next| *next != b'\n') => at += 1,
            _ => {}
        }
        at += 1;
    }
    Err(bytes.len())
}

/// Bytes at which skipping has to look.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut i = 0;
    let all = b"{}\"'`/";
    while i < all.len() {
        stops[all[i] as usize] = true;
        i += 1;
    }
    stops
};

/// The end of the block whose opening brace lies just before `start`; as an error, what is
/// left open: a quoted text or comment, else the brace.
pub(super) fn block(bytes: &[u8], start: usize) -> Result<usize, Span> {
    let mut depth = 1_usize;
    let mut at = start;
    while let Some(length) = bytes[at..].iter().position(|byte| STOPS[*byte as usize]) {
        at += length;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok(at + 1);
                }
            }
            b'/' => {
                if matches!(bytes.get(at + 1), Some(b'/' | b'*')) {
                    at = comment(bytes, at).ok_or(Span::new(at, at + 2))?;
                    continue;
                }
            }
            _ => {
                at = quoted(bytes, at).map_err(|end| Span::new(at, end))?;
                continue;
            }
        }
        at += 1;
    }
    Err(Span::new(start - 1, start))
}
