//! What a constant is worth, where it is the length of an array: whole numbers, and what is
//! reckoned from them.

use super::lex::{Kind, Lexer, Token};
use super::packages::{PackageId, Packages};
use super::quote::unquote;
use super::resolve::Scope;
use super::syntax::{File, Span};
use std::rc::Rc;

/// How deep an expression, and the constants that it names, may go.
const MAX_DEPTH: usize = 100;

/// How many steps the worth of one may take.
const MAX_STEPS: usize = 10_000;

/// Reckons one expression.
struct Reckoner<'a> {
    packages: &'a mut Packages,
    steps: usize,
    depth: usize,
}

/// An expression while it is reckoned.
struct Text {
    file: Rc<File>,
    package: PackageId,
    iota: u32,
    offset: usize,
    written: String,
}

impl Packages {
    /// The length that an expression gives an array.
    pub(super) fn length(&mut self, expr: Span, scope: &Scope) -> Option<u64> {
        let text = Text::new(&scope.file, scope.package, 0, expr);
        let mut reckoner = Reckoner {
            packages: self,
            steps: 0,
            depth: 0,
        };
        u64::try_from(reckoner.reckon(&text)?).ok()
    }
}

impl Text {
    fn new(file: &Rc<File>, package: PackageId, iota: u32, span: Span) -> Self {
        Self {
            file: Rc::clone(file),
            package,
            iota,
            offset: span.start(),
            written: file.text(span).to_owned(),
        }
    }
}

struct Cursor<'a> {
    of: &'a Text,
    lexer: Lexer<'a>,
    token: Token,
}

impl<'a> Cursor<'a> {
    fn step(&mut self) {
        self.token = self.lexer.next();
    }

    fn text(&self) -> &'a str {
        &self.of.written[self.token.span.range()]
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.text() == word && self.token.kind != Kind::Semicolon;
        if there {
            self.step();
        }
        there
    }
}

impl Reckoner<'_> {
    fn reckon(&mut self, text: &Text) -> Option<i128> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let mut lexer = Lexer::new(&text.written);
        let token = lexer.next();
        let mut cursor = Cursor {
            of: text,
            lexer,
            token,
        };
        let value = self.binary(&mut cursor, 0);
        self.depth -= 1;
        matches!(cursor.token.kind, Kind::End | Kind::Semicolon).then_some(value?)
    }

    fn binary(&mut self, cursor: &mut Cursor<'_>, least: u8) -> Option<i128> {
        let mut left = self.unary(cursor)?;
        loop {
            let operator = cursor.text();
            let strength = match operator {
                "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 2,
                "+" | "-" | "|" | "^" => 1,
                _ => return Some(left),
            };
            if strength <= least {
                return Some(left);
            }
            cursor.step();
            let right = self.binary(cursor, strength)?;
            let shift = || u32::try_from(right).ok();
            left = match operator {
                "*" => left.checked_mul(right)?,
                "/" => left.checked_div(right)?,
                "%" => left.checked_rem(right)?,
                "<<" => left.checked_mul(1_i128.checked_shl(shift()?).filter(|by| *by > 0)?)?,
                ">>" => left.checked_shr(shift()?)?,
                "&" => left & right,
                "&^" => left & !right,
                "+" => left.checked_add(right)?,
                "-" => left.checked_sub(right)?,
                "|" => left | right,
                _ => left ^ right,
            };
        }
    }

    fn unary(&mut self, cursor: &mut Cursor<'_>) -> Option<i128> {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = self.operand(cursor);
        self.depth -= 1;
        value
    }

    fn operand(&mut self, cursor: &mut Cursor<'_>) -> Option<i128> {
        let text = cursor.text();
        match (cursor.token.kind, text) {
            (Kind::Operator, "+" | "-" | "^") => {
                cursor.step();
                let value = self.unary(cursor)?;
                match text {
                    "-" => value.checked_neg(),
                    "^" => Some(!value),
                    _ => Some(value),
                }
            }
            (Kind::LeftParen, _) => {
                cursor.step();
                let value = self.binary(cursor, 0)?;
                cursor.take(")").then_some(value)
            }
            (Kind::Number, _) => {
                cursor.step();
                number(text)
            }
            (Kind::Char, _) => {
                cursor.step();
                let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
                let inner = if inner == "\\'" { "'" } else { inner };
                let said = if inner == "\"" {
                    "\"".to_owned()
                } else {
                    unquote(&format!("\"{inner}\""))?
                };
                said.chars().next().map(|c| i128::from(u32::from(c)))
            }
            (Kind::Ident, _) => self.name(cursor),
            _ => None,
        }
    }

    fn name(&mut self, cursor: &mut Cursor<'_>) -> Option<i128> {
        let name = cursor.text();
        let of = cursor.of;
        let at = cursor.token.span;
        cursor.step();
        if cursor.take(".") {
            let member = cursor.text();
            cursor.step();
            let qualifier = Span::new(of.offset + at.start(), of.offset + at.end());
            let package = self
                .packages
                .imported_as(of.file.text(qualifier), &of.file)?;
            return self.constant(package, member);
        }
        if cursor.take("(") {
            // The length of a text; all else that is called is a conversion.
            let value = if name == "len" {
                let text = unquote(cursor.text())?;
                cursor.step();
                i128::try_from(text.len()).ok()?
            } else {
                self.binary(cursor, 0)?
            };
            return cursor.take(")").then_some(value);
        }
        match self.constant(of.package, name) {
            None if name == "iota" => Some(i128::from(of.iota)),
            value => value,
        }
    }

    fn constant(&mut self, package: PackageId, name: &str) -> Option<i128> {
        let (file, line, which) = self.packages.constant(package, name)?;
        let line = &file.constants[line];
        let text = Text::new(&file, package, line.iota, *line.values.get(which)?);
        self.reckon(&text)
    }
}

/// A whole number, as Go writes it.
fn number(text: &str) -> Option<i128> {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x', ..] => (16, &digits[2..]),
        [b'0', b'o', ..] => (8, &digits[2..]),
        [b'0', b'b', ..] => (2, &digits[2..]),
        [b'0', _, ..] => (8, &digits[1..]),
        _ => (10, digits.as_str()),
    };
    i128::from_str_radix(digits, radix).ok()
}
