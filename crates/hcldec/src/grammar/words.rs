//! What a syntax error says, by what stands there.

use super::scan::{Kind, token_end};
use crate::diagnostics::Diagnostic;
use std::ops::Range;

/// Something that cannot stand at a place of an expression.
pub(super) fn unexpected(
    text: &str,
    at: usize,
    range: &Range<usize>,
    inside: Option<Kind>,
) -> Diagnostic {
    let token = &text[at..token_end(text, at)];
    let before = text[range.start.min(at)..at].trim_end();
    let wrong = |message: String| Diagnostic::error("syntax", message);
    let after_digit = text[..at].ends_with(|c: char| c.is_ascii_digit());
    match token {
        _ if after_digit && token.starts_with(|c: char| c == '_' || c.is_alphabetic()) => {
            wrong(format!("`{token}` cannot be part of a number"))
                .label("expected digits only")
                .help("numbers are decimal, with a fraction and an exponent where wanted: `1.5e3`")
        }
        _ if begins_value(token) && ends_value(before) && inside.is_some_and(is_row) => {
            let or_line = if inside == Some(Kind::Brace) {
                " or a new line"
            } else {
                ""
            };
            wrong("a comma is missing".to_owned())
                .label(format!("expected `,`{or_line} before this"))
        }
        "?" => wrong("a conditional is not complete".to_owned())
            .label("expected `condition ? value : value`"),
        "" | "\n" | "\r\n" => incomplete(before, inside),
        "," if inside.is_some() => {
            wrong("a comma is not expected here".to_owned()).label(expected_after(before, inside))
        }
        "," => wrong("a comma is not expected here".to_owned())
            .label("expected the end of the line")
            .help("arguments are separated by newlines, elements of a list go into `[ … ]`"),
        "=" => wrong("`=` is not expected in an expression".to_owned())
            .label("expected an operator or the end of the expression")
            .help("to compare, write `==`"),
        "'" => wrong("strings are quoted with `\"`, not with `'`".to_owned())
            .label("not a quote of HCL"),
        "\u{201c}" | "\u{201d}" | "\u{201e}" | "\u{2018}" | "\u{2019}" => {
            wrong(format!("strings are quoted with `\"`, not with `{token}`"))
                .label("the quote of a word processor")
                .help("write `\"`; some editors put other quotes in its place")
        }
        "\r" => wrong("a carriage return is not expected here".to_owned())
            .label("expected the end of the line")
            .help("lines end with a newline, which a carriage return may come before"),
        "&" | "|" => wrong(format!("`{token}` is not an operator"))
            .label("not an operator")
            .help(format!("to combine conditions, write `{token}{token}`")),
        "." if before.is_empty() => wrong("an expression does not begin with `.`".to_owned())
            .label("expected a value")
            .help("a number has a digit before its point, `0.5`"),
        token => {
            wrong(format!("`{token}` is not expected here")).label(expected_after(before, inside))
        }
    }
}

/// Whether commas stand between what is in such a bracket.
fn is_row(inside: Kind) -> bool {
    matches!(inside, Kind::Square | Kind::Paren | Kind::Brace)
}

fn begins_value(token: &str) -> bool {
    token.starts_with(|c: char| c == '"' || c == '_' || c.is_alphanumeric())
}

fn ends_value(text: &str) -> bool {
    text.ends_with(|c: char| "\"_)]}".contains(c) || c.is_alphanumeric())
}

/// An expression that ends too early.
pub(super) fn incomplete(before: &str, inside: Option<Kind>) -> Diagnostic {
    Diagnostic::error("syntax", "the expression is not complete")
        .label(expected_after(before.trim_end(), inside))
}

/// What could follow, by what stands before and the bracket around it.
fn expected_after(before: &str, inside: Option<Kind>) -> &'static str {
    if !ends_value(before) {
        return "expected a value";
    }
    match inside {
        Some(Kind::Square) => "expected an operator, `,` or `]`",
        Some(Kind::Paren) => "expected an operator, `,` or `)`",
        Some(Kind::Brace) => "expected an operator, `,` or the end of the line",
        Some(Kind::Interpolation | Kind::Directive) => "expected an operator or `}`",
        _ => "expected an operator or the end of the line",
    }
}
