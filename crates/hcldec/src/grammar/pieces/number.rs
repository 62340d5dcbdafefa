//! Numbers, by their own digits.

use super::parser::Parser;
use crate::Value;
use crate::diagnostics::Diagnostic;
use crate::number::NotTaken;
use crate::syntax::{Kind, Node};
use std::ops::Range;

impl Parser<'_, '_> {
    /// A number with the fraction and the exponent it may have.
    pub(super) fn number(&mut self) -> Node {
        let start = self.at;
        self.at += number_length(self.rest());
        if let [b'.', b'0'..=b'9', ..] = self.rest() {
            // A second point would be a step into a number.
            let digits = |b: &&u8| b.is_ascii_digit() || **b == b'.';
            self.at += self.rest().iter().take_while(digits).count();
        }
        let range = start..self.at;
        let kind = self.number_in(&range);
        self.node(kind, range)
    }

    /// The number in a range of digits.
    pub(super) fn number_in(&mut self, range: &Range<usize>) -> Kind {
        let (message, label) = match self.pieces.numbers.read(self.text(range)) {
            Ok(number) => return Kind::Literal(Value::Number(number)),
            Err(NotTaken::TooLarge(message, label)) => (message, label),
            Err(NotTaken::Invalid) => (
                "this is not a number",
                "numbers are decimal, such as `1.5e3`",
            ),
        };
        let wrong = Diagnostic::error("number", message).label(label);
        self.report(range, wrong);
        Kind::Invalid
    }
}

/// How many bytes of a text are one number, by HCL's grammar.
pub(super) fn number_length(text: &[u8]) -> usize {
    let digits = |text: &[u8]| text.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut length = digits(text);
    if let [b'.', fraction @ ..] = &text[length..]
        && digits(fraction) > 0
    {
        length += 1 + digits(fraction);
    }
    if let [b'e' | b'E', exponent @ ..] = &text[length..] {
        let sign = usize::from(matches!(exponent.first(), Some(b'+' | b'-')));
        let digits = digits(&exponent[sign..]);
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::number_length;

    #[test]
    fn numbers_are_those_of_the_grammar() {
        for number in ["0", "12", "1.5", "1e3", "1.50E-3", "007"] {
            assert_eq!(number_length(number.as_bytes()), number.len(), "{number}");
        }
        for (text, length) in [
            ("1.", 1),
            ("1.e3", 1),
            ("1e", 1),
            ("1e+", 1),
            ("1.2.3", 3),
            ("1 + 2", 1),
            ("1x", 1),
            ("1-2", 1),
        ] {
            assert_eq!(number_length(text.as_bytes()), length, "{text}");
        }
    }
}
