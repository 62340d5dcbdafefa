//! Literals, and lists of them: most of what configurations hold. They need no grammar, so
//! they are read as they stand, without a tree of hcl-edit in between.

use super::{Bracketed, Pieces};
use crate::diagnostics::Diagnostic;
use crate::syntax::{Kind, Node};
use crate::{Number, ParseNumberError, Value};
use std::ops::Range;

impl Pieces<'_> {
    /// The node of a range that is a literal, a string, or a list of these. Of all else
    /// there is none, and nothing has been reported.
    pub(super) fn plain(&mut self, range: &Range<usize>) -> Option<Node> {
        if self.scan.code.get(range.start) != Some(&b'[') {
            return self.plain_literal(range);
        }
        let bracket = self.scan.at(range.start)?;
        if bracket.whole() != *range || self.begins_with_for(bracket) {
            return None;
        }
        let mut elements = self.items(bracket);
        for element in &mut elements {
            *element = self.trimmed(element.clone());
        }
        // A comma may stand behind the last one.
        if elements.last().is_some_and(Range::is_empty) {
            elements.pop();
        }
        if !elements.iter().all(|element| self.is_plain(element)) {
            return None;
        }
        let nodes = elements.iter().map(|element| self.plain_literal(element));
        let nodes: Option<Vec<Node>> = nodes.collect();
        nodes.map(|nodes| self.node(Kind::Tuple(nodes), range))
    }

    fn plain_literal(&mut self, range: &Range<usize>) -> Option<Node> {
        if !self.is_plain(range) {
            return None;
        }
        let kind = match &self.scan.code[range.clone()] {
            b"true" => Kind::Literal(Value::Bool(true)),
            b"false" => Kind::Literal(Value::Bool(false)),
            b"null" => Kind::Literal(Value::NULL),
            [b'0'..=b'9', ..] => self.number(range),
            _ => return Some(self.string(range.start)),
        };
        Some(self.node(kind, range))
    }

    /// The number by its own digits, which hcl-edit has not seen.
    pub(super) fn number(&mut self, range: &Range<usize>) -> Kind {
        let text = &self.text[range.clone()];
        // A sign may stand apart, with blanks or a comment in between.
        let digits = text.rfind(|c: char| !(c.is_ascii_alphanumeric() || ".+-".contains(c)));
        let digits = text[digits.map_or(0, |at| at + 1)..].trim_start_matches('-');
        match digits.parse::<Number>() {
            Ok(number) if text.starts_with('-') => Kind::Literal(Value::Number(-&number)),
            Ok(number) => Kind::Literal(Value::Number(number)),
            Err(wrong) => {
                let (message, label) = match wrong {
                    ParseNumberError::OutOfRange => (
                        "this number is out of range",
                        "numbers go up to 10 to the power of 100000",
                    ),
                    ParseNumberError::Invalid => (
                        "this is not a number",
                        "numbers are decimal, such as `1.5e3`",
                    ),
                };
                let wrong = Diagnostic::error("number", message)
                    .at(self.place(range))
                    .label(label);
                self.found.push(wrong);
                Kind::Invalid
            }
        }
    }

    fn is_plain(&self, range: &Range<usize>) -> bool {
        match &self.scan.code[range.clone()] {
            b"true" | b"false" | b"null" => true,
            [b'0'..=b'9', ..] => is_number(&self.text.as_bytes()[range.clone()]),
            [b'"' | b'<', ..] => self.scan.at(range.start).is_some_and(|bracket| {
                matches!(bracket.kind, Bracketed::Quote | Bracketed::Heredoc)
                    && bracket.whole() == *range
            }),
            _ => false,
        }
    }
}

/// Whether a text is one number, by HCL's grammar.
fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut rest = &text[digits(text)..];
    if let [b'.', fraction @ ..] = rest {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = match exponent {
            [b'+' | b'-', unsigned @ ..] => unsigned,
            _ => exponent,
        };
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_those_of_the_grammar() {
        for number in ["0", "12", "1.5", "1e3", "1.50E-3", "007"] {
            assert!(is_number(number.as_bytes()), "{number}");
        }
        for other in ["1.", "1.e3", "1e", "1e+", "1.2.3", "1 + 2", "1x", "1-2"] {
            assert!(!is_number(other.as_bytes()), "{other}");
        }
    }
}
