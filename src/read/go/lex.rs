//! Tokens of Go: where each begins and ends, with the semicolons that line ends stand for,
//! and the comment that leads each. One is made at a time, and none is kept.

use super::skip::{self, Unclosed};
use super::syntax::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Number,
    Char,
    Text,
    Keyword(Keyword),
    /// A semicolon, written or understood.
    Semicolon,
    Comma,
    Dot,
    Star,
    Assign,
    Tilde,
    Pipe,
    Arrow,
    Ellipsis,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    /// Any other operator.
    Operator,
    /// What is not Go: a sign of no meaning, or something that is left open.
    Bad(Unclosed),
    End,
}

/// Keywords that declarations and types are made of; the others matter only in bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Chan,
    Const,
    Func,
    Import,
    Interface,
    Map,
    Package,
    Struct,
    Type,
    Var,
    /// One behind which a line end is a semicolon.
    Last,
    Other,
}

/// A token and the comments right above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The group of comments whose last line is the one before this token's.
    pub(super) lead: Option<Span>,
}

/// Walks over a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Whether the end of this line is a semicolon.
    ends: bool,
}

impl<'a> Lexer<'a> {
    /// Begins at the start of a text; a byte order mark is passed over.
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            at,
            ends: false,
        }
    }

    /// Goes on at a byte, as behind a line end.
    pub(super) fn jump(&mut self, at: usize) {
        self.at = at;
        self.ends = false;
    }

    /// Goes on behind the brace that closes what was opened just before; the closing one is
    /// the token before the next.
    pub(super) fn skip_block(&mut self) -> Result<Span, Span> {
        match skip::block(self.text.as_bytes(), self.at) {
            Ok(end) => {
                self.at = end;
                self.ends = true;
                Ok(Span::new(end - 1, end))
            }
            Err(from) => {
                self.at = self.text.len();
                Err(from)
            }
        }
    }

    pub(super) fn next(&mut self) -> Token {
        let bytes = self.text.as_bytes();
        let mut group: Option<Span> = None;
        // Whether a line has ended since the token before, and how many since the comment.
        let mut fresh = false;
        let mut lines = 0;
        loop {
            match bytes.get(self.at) {
                Some(b'\n') if self.ends => return self.semicolon(1),
                Some(b'\n') => {
                    fresh = true;
                    lines += 1;
                    self.at += 1;
                }
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(b'/') if matches!(bytes.get(self.at + 1), Some(b'/' | b'*')) => {
                    let start = self.at;
                    let end = skip::comment(bytes, start);
                    if self.ends && self.line_ends(start) {
                        return self.semicolon(0);
                    }
                    let Some(end) = end else {
                        self.at = bytes.len();
                        return self.token(Kind::Bad(Unclosed::Comment), start, None);
                    };
                    self.at = end;
                    group = match group {
                        // What stands behind a token on its line is about that one.
                        _ if !fresh => None,
                        Some(group) if lines <= 1 => Some(Span::new(group.start(), end)),
                        _ => Some(Span::new(start, end)),
                    };
                    lines = 0;
                }
                None if self.ends => return self.semicolon(0),
                _ => break,
            }
        }
        let lead = group.filter(|_| lines == 1);
        let start = self.at;
        let Some(first) = bytes.get(start) else {
            return self.token(Kind::End, start, lead);
        };
        let kind = match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word(),
            b'0'..=b'9' => self.number(),
            b'.' if bytes.get(start + 1).is_some_and(u8::is_ascii_digit) => self.number(),
            b'"' | b'`' | b'\'' => self.quoted(*first),
            _ => self.operator(),
        };
        self.ends = match kind {
            Kind::Ident
            | Kind::Number
            | Kind::Char
            | Kind::Text
            | Kind::RightParen
            | Kind::RightBracket
            | Kind::RightBrace => true,
            Kind::Keyword(keyword) => keyword == Keyword::Last,
            Kind::Operator => matches!(&self.text[start..self.at], "++" | "--"),
            _ => false,
        };
        self.token(kind, start, lead)
    }

    fn token(&self, kind: Kind, start: usize, lead: Option<Span>) -> Token {
        let span = Span::new(start, self.at);
        Token { kind, span, lead }
    }

    /// The semicolon that a line end stands for.
    fn semicolon(&mut self, length: usize) -> Token {
        self.ends = false;
        let start = self.at;
        // A line end is not passed over: it tells where comments belong.
        Token {
            kind: Kind::Semicolon,
            span: Span::new(start, start + length),
            lead: None,
        }
    }

    /// Whether the line holds nothing but comments from here on.
    fn line_ends(&self, mut at: usize) -> bool {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at) {
                None | Some(b'\n') => return true,
                Some(b' ' | b'\t' | b'\r') => at += 1,
                Some(b'/') => match (bytes.get(at + 1), skip::comment(bytes, at)) {
                    (Some(b'/'), _) => return true,
                    (Some(b'*'), Some(end)) if bytes[at..end].contains(&b'\n') => return true,
                    (Some(b'*'), Some(end)) => at = end,
                    _ => return false,
                },
                Some(_) => return false,
            }
        }
    }

    fn word(&mut self) -> Kind {
        let bytes = self.text.as_bytes();
        let start = self.at;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => self.at += 1,
                0x80.. => {
                    let c = self.text[self.at..].chars().next().unwrap_or_default();
                    if !c.is_alphanumeric() {
                        break;
                    }
                    self.at += c.len_utf8();
                }
                _ => break,
            }
        }
        if self.at == start {
            let wrong = self.text[start..].chars().next().map_or(1, char::len_utf8);
            self.at += wrong;
            return Kind::Bad(Unclosed::Nothing);
        }
        keyword(&self.text[start..self.at]).map_or(Kind::Ident, Kind::Keyword)
    }

    /// A number, with all that may stand in one: what it is worth is decided where it matters.
    fn number(&mut self) -> Kind {
        let bytes = self.text.as_bytes();
        let hex = bytes[self.at] == b'0' && matches!(bytes.get(self.at + 1), Some(b'x' | b'X'));
        while let Some(byte) = bytes.get(self.at) {
            let signed = match bytes[self.at - usize::from(self.at > 0)] {
                b'e' | b'E' => !hex,
                b'p' | b'P' => hex,
                _ => false,
            };
            match byte {
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' => self.at += 1,
                b'+' | b'-' if signed => self.at += 1,
                _ => break,
            }
        }
        Kind::Number
    }

    fn quoted(&mut self, quote: u8) -> Kind {
        match skip::quoted(self.text.as_bytes(), self.at) {
            Ok(end) => {
                self.at = end;
                if quote == b'\'' {
                    Kind::Char
                } else {
                    Kind::Text
                }
            }
            Err(end) => {
                self.at = end;
                Kind::Bad(if quote == b'\'' {
                    Unclosed::Char
                } else {
                    Unclosed::Text
                })
            }
        }
    }

    fn operator(&mut self) -> Kind {
        const LONG: [&str; 22] = [
            "<<=", ">>=", "&^=", "...", "<-", "<<", ">>", "&^", "&&", "||", "++", "--", "==", "!=",
            "<=", ">=", ":=", "+=", "-=", "*=", "/=", "|=",
        ];
        let rest = &self.text[self.at..];
        if let Some(long) = LONG.iter().find(|long| rest.starts_with(**long)) {
            self.at += long.len();
            return match *long {
                "<-" => Kind::Arrow,
                "..." => Kind::Ellipsis,
                _ => Kind::Operator,
            };
        }
        self.at += 1;
        match rest.as_bytes()[0] {
            b';' => Kind::Semicolon,
            b',' => Kind::Comma,
            b'.' => Kind::Dot,
            b'*' => Kind::Star,
            b'=' => Kind::Assign,
            b'~' => Kind::Tilde,
            b'|' => Kind::Pipe,
            b'(' => Kind::LeftParen,
            b')' => Kind::RightParen,
            b'[' => Kind::LeftBracket,
            b']' => Kind::RightBracket,
            b'{' => Kind::LeftBrace,
            b'}' => Kind::RightBrace,
            b'+' | b'-' | b'/' | b'%' | b'&' | b'^' | b'<' | b'>' | b'!' | b':' => Kind::Operator,
            _ => Kind::Bad(Unclosed::Nothing),
        }
    }
}

fn keyword(word: &str) -> Option<Keyword> {
    Some(match word {
        "chan" => Keyword::Chan,
        "const" => Keyword::Const,
        "func" => Keyword::Func,
        "import" => Keyword::Import,
        "interface" => Keyword::Interface,
        "map" => Keyword::Map,
        "package" => Keyword::Package,
        "struct" => Keyword::Struct,
        "type" => Keyword::Type,
        "var" => Keyword::Var,
        "break" | "continue" | "fallthrough" | "return" => Keyword::Last,
        "case" | "default" | "defer" | "else" | "for" | "go" | "goto" | "if" | "range"
        | "select" | "switch" => Keyword::Other,
        _ => return None,
    })
}
