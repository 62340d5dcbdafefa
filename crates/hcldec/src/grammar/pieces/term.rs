//! What operators stand between: literals, strings, names, calls and what is in brackets.

use super::parser::{Parsed, Parser};
use crate::Value;
use crate::syntax::{Call, Kind, Node};
use std::ops::Range;

impl Parser<'_, '_> {
    pub(super) fn term(&mut self) -> Parsed<Node> {
        let start = self.at;
        match self.peek() {
            Some(b'0'..=b'9') => Ok(self.number()),
            Some(b'"' | b'<') => {
                let bracket = self.bracket()?;
                self.at = bracket.close.end;
                Ok(self.pieces.string(bracket.open.start))
            }
            Some(b'(') => self.parentheses(),
            Some(b'[') => self.list(),
            Some(b'{') => self.object(),
            _ => {
                let word = self.word();
                if word.is_empty() {
                    self.at = self.at.max(start);
                    return Err(self.unexpected());
                }
                self.at = word.end;
                self.name(word)
            }
        }
    }

    /// A keyword, a variable, or a function call.
    fn name(&mut self, word: Range<usize>) -> Parsed<Node> {
        let text = self.text(&word);
        let after = self.peek();
        if after == Some(b'(') || after == Some(b':') && self.rest().starts_with(b"::") {
            return self.call(word);
        }
        let kind = match text {
            "true" => Kind::Literal(Value::Bool(true)),
            "false" => Kind::Literal(Value::Bool(false)),
            "null" => Kind::Literal(Value::NULL),
            name => Kind::Variable(name.to_owned()),
        };
        Ok(self.node(kind, word))
    }

    fn parentheses(&mut self) -> Parsed<Node> {
        let bracket = self.bracket()?;
        let outer = self.enter(&bracket, true);
        let kind = match self.whole() {
            Some(inner) => Kind::Parens(Box::new(inner)),
            None => Kind::Invalid,
        };
        self.leave(&bracket, &outer);
        Ok(self.node(kind, bracket.whole()))
    }

    /// `name(argument, …)`, where the name may have namespaces before it.
    fn call(&mut self, first: Range<usize>) -> Parsed<Node> {
        let mut name = self.text(&first).to_owned();
        let mut name_range = first;
        while self.take("::") {
            let word = self.word();
            if word.is_empty() {
                return Err(self.unexpected());
            }
            name.push_str("::");
            name.push_str(self.text(&word));
            self.at = word.end;
            name_range.end = word.end;
        }
        if self.peek() != Some(b'(') {
            return Err(self.unexpected());
        }
        let bracket = self.bracket()?;
        let whole = name_range.start..bracket.close.end;
        let outer = self.enter(&bracket, true);
        let arguments = self.arguments();
        self.leave(&bracket, &outer);
        let Ok((arguments, expand)) = arguments else {
            return Ok(self.node(Kind::Invalid, whole));
        };
        let call = Call {
            name,
            name_range: self.pieces.offsets.range(&name_range),
            arguments,
            expand,
            close: self.pieces.offsets.range(&bracket.close),
        };
        Ok(self.node(Kind::Call(Box::new(call)), whole))
    }

    /// The arguments of a call, and whether the last one is to be expanded.
    fn arguments(&mut self) -> Parsed<(Vec<Node>, bool)> {
        let mut arguments = Vec::new();
        while self.peek().is_some() {
            arguments.push(self.expression()?);
            if self.take("...") {
                self.nothing_left()?;
                return Ok((arguments, true));
            }
            if !self.take(",") {
                self.nothing_left()?;
            }
        }
        Ok((arguments, false))
    }
}
