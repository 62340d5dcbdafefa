//! Reads JSON text. The first error ends it, as nothing behind it can be relied upon.

use super::tree::{Json, JsonKind, Member, Text};
use crate::Number;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::number::{NotTaken, NumberReader};
use std::ops::Range;
use std::sync::Arc;

/// How deep arrays and objects may nest.
const MAX_DEPTH: usize = 200;

/// The value of a JSON text; none where it is wrong, which is reported.
pub(crate) fn read(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Option<Json> {
    let mut reader = Reader {
        text: file.text(),
        at: 0,
        depth: 0,
        numbers: NumberReader::default(),
    };
    match reader.document() {
        Ok(json) => Some(json),
        Err((range, wrong)) => {
            found.push(wrong.at(Place::new(file, range)));
            None
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    numbers: NumberReader,
}

type Wrong = (Range<usize>, Diagnostic);

fn wrong<T>(range: Range<usize>, message: &str, label: &str) -> Result<T, Wrong> {
    Err((range, Diagnostic::error("json", message).label(label)))
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Json, Wrong> {
        if self.text.starts_with('\u{feff}') {
            self.at = 3;
        }
        let value = self.value()?;
        self.blanks();
        if self.at < self.text.len() {
            return wrong(
                self.token(),
                "there is more text after the JSON value",
                "expected the end of the file",
            );
        }
        Ok(value)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        self.at += bytes.iter().take_while(|b| b" \t\r\n".contains(b)).count();
    }

    /// The range of what stands here: a word, or one character.
    fn token(&self) -> Range<usize> {
        let rest = &self.text[self.at..];
        let word = rest
            .find(|c: char| !(c.is_alphanumeric() || "_-+.".contains(c)))
            .unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at..self.at + word.max(first)
    }

    fn value(&mut self) -> Result<Json, Wrong> {
        self.blanks();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => JsonKind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => JsonKind::Number(self.number()?),
            None => {
                return wrong(
                    self.token(),
                    "the JSON text is not complete",
                    "expected a value",
                );
            }
            Some(_) => self.word()?,
        };
        Ok(Json {
            kind,
            range: start..self.at,
        })
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<JsonKind, Wrong>,
    ) -> Result<JsonKind, Wrong> {
        if self.depth >= MAX_DEPTH {
            let message = format!("this nests deeper than {MAX_DEPTH} levels");
            let wrong =
                Diagnostic::error("nesting", message).label("the level too deep begins here");
            return Err((self.token(), wrong));
        }
        self.depth += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn word(&mut self) -> Result<JsonKind, Wrong> {
        let range = self.token();
        let kind = match &self.text[range.clone()] {
            "null" => JsonKind::Null,
            "true" => JsonKind::Bool(true),
            "false" => JsonKind::Bool(false),
            "'" => {
                return wrong(
                    range,
                    "strings in JSON are quoted with `\"`",
                    "not a quote of JSON",
                );
            }
            "/" | "#" => return wrong(range, "JSON has no comments", "expected a value"),
            token => {
                let message = format!("`{token}` is not a JSON value");
                return wrong(range, &message, "expected a value");
            }
        };
        self.at = range.end;
        Ok(kind)
    }

    fn number(&mut self) -> Result<Number, Wrong> {
        let range = self.token();
        let text = &self.text[range.clone()];
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let leading_zero = whole > 1 && digits.starts_with('0');
        let bare_point = digits[whole..].starts_with('.')
            && !digits[whole + 1..].starts_with(|c: char| c.is_ascii_digit());
        if whole == 0 || leading_zero || bare_point {
            return wrong(
                range,
                "this is not a JSON number",
                "not written as JSON writes numbers",
            );
        }
        match self.numbers.read(text) {
            Ok(number) => {
                self.at = range.end;
                Ok(number)
            }
            Err(NotTaken::TooLarge(message, label)) => wrong(range, message, label),
            Err(NotTaken::Invalid) => wrong(
                range,
                "this is not a JSON number",
                "not written as JSON writes numbers",
            ),
        }
    }

    fn array(&mut self) -> Result<JsonKind, Wrong> {
        let open = self.token();
        self.at += 1;
        let mut elements = Vec::new();
        self.blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(JsonKind::Array(elements));
        }
        loop {
            elements.push(self.value()?);
            if self.separator(b']', &open)? {
                return Ok(JsonKind::Array(elements));
            }
        }
    }

    fn object(&mut self) -> Result<JsonKind, Wrong> {
        let open = self.token();
        self.at += 1;
        let mut members = Vec::new();
        self.blanks();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(JsonKind::Object(members));
        }
        loop {
            self.blanks();
            let start = self.at;
            match self.peek() {
                Some(b'"') => {}
                None => return unclosed(open, "}"),
                Some(_) => {
                    return wrong(
                        self.token(),
                        "a property name is expected here",
                        "expected `\"`",
                    );
                }
            }
            let name = self.string()?;
            let name_range = start..self.at;
            self.blanks();
            if self.peek() != Some(b':') {
                return wrong(
                    self.token(),
                    "a property is `\"name\": value`",
                    "expected `:`",
                );
            }
            self.at += 1;
            let value = self.value()?;
            members.push(Member {
                name,
                name_range,
                value,
            });
            if self.separator(b'}', &open)? {
                return Ok(JsonKind::Object(members));
            }
        }
    }

    /// Goes past a comma, or past the closing bracket: then it gives true.
    fn separator(&mut self, close: u8, open: &Range<usize>) -> Result<bool, Wrong> {
        self.blanks();
        match self.peek() {
            Some(b) if b == close => {
                self.at += 1;
                Ok(true)
            }
            Some(b',') => {
                let comma = self.token();
                self.at += 1;
                self.blanks();
                if self.peek() == Some(close) {
                    return wrong(
                        comma,
                        "a comma is not allowed after the last item in JSON",
                        "remove it",
                    );
                }
                Ok(false)
            }
            None => unclosed(open.clone(), if close == b'}' { "}" } else { "]" }),
            Some(_) => {
                let label = if close == b'}' {
                    "expected `,` or `}`"
                } else {
                    "expected `,` or `]`"
                };
                wrong(self.token(), "a comma or the end is expected here", label)
            }
        }
    }

    fn string(&mut self) -> Result<Text, Wrong> {
        let start = self.at;
        self.at += 1;
        let mut text = Text::new(self.at);
        loop {
            let bytes = &self.text.as_bytes()[self.at..];
            let plain = bytes
                .iter()
                .take_while(|b| **b >= 0x20 && !b"\"\\".contains(b))
                .count();
            text.value.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    text.value.push(character);
                    text.jump(self.at);
                }
                Some(b'\n' | b'\r') | None => {
                    return wrong(
                        start..start + 1,
                        "this string is not closed",
                        "never closed by `\"` on its line",
                    );
                }
                Some(_) => {
                    let message = "control characters are written as escapes in JSON";
                    return wrong(
                        self.at..self.at + 1,
                        message,
                        "expected an escape such as `\\u0000`",
                    );
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Wrong> {
        let start = self.at;
        let kind = self.text.as_bytes().get(self.at + 1).copied();
        self.at += 2;
        let character = match kind {
            Some(b'"') => Some('"'),
            Some(b'\\') => Some('\\'),
            Some(b'/') => Some('/'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => self.unicode(),
            _ => None,
        };
        if let Some(character) = character {
            return Ok(character);
        }
        let length = self.text[start + 1..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let range = start..start + 1 + length;
        wrong(
            range,
            "this is not an escape of JSON",
            "to mean a backslash, write `\\\\`",
        )
    }

    /// Four hexadecimal digits, or two times four for what lies beyond. A half of a
    /// pair stands for no character.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.at;
        if self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = before;
        }
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let code = digits
            .bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())??;
        self.at += 4;
        Some(code)
    }
}

fn unclosed<T>(open: Range<usize>, close: &str) -> Result<T, Wrong> {
    let what = if close == "}" { "object" } else { "array" };
    wrong(
        open,
        &format!("this {what} is not closed"),
        &format!("never closed by `{close}`"),
    )
}
