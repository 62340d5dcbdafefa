//! Lists, objects, and the `for` expressions that make them. What is wrong in one element
//! is reported and ends with it, so that the others are read all the same.

use super::parser::{Parsed, Parser, Reported};
use super::token_end;
use crate::Value;
use crate::diagnostics::Diagnostic;
use crate::syntax::{For, Item, Kind, Node, StepKind};
use std::ops::Range;

impl Parser<'_, '_> {
    /// `[ … ]`
    pub(super) fn list(&mut self) -> Parsed<Node> {
        let bracket = self.bracket()?;
        let outer = self.enter(&bracket, true);
        let kind = if self.begins_for() {
            self.for_expression(false)
        } else {
            self.elements()
        };
        self.leave(&bracket, &outer);
        Ok(self.node(kind, bracket.whole()))
    }

    /// The elements; where one of them is wrong, how many there are is not known either.
    fn elements(&mut self) -> Kind {
        let mut elements = Vec::new();
        let mut wrong = false;
        while self.peek().is_some() {
            match self.expression() {
                Ok(element) if self.element_end().is_ok() => elements.push(element),
                _ => {
                    wrong = true;
                    self.skip_element(b",");
                }
            }
        }
        if wrong {
            return Kind::Invalid;
        }
        Kind::Tuple(elements)
    }

    /// A comma, or the end.
    fn element_end(&mut self) -> Parsed<()> {
        if self.take(",") {
            return Ok(());
        }
        self.nothing_left()
    }

    /// Goes past what is left of an element, and the first of the signs that ends it.
    fn skip_element(&mut self, signs: &[u8]) {
        while let Some(byte) = self.rest().first() {
            if signs.contains(byte) {
                self.at += 1;
                return;
            }
            self.at = match self.pieces.scan.at(self.at) {
                Some(bracket) => bracket.close.end.clamp(self.at + 1, self.end),
                None => self.at + 1,
            };
        }
    }

    /// `{ … }`
    pub(super) fn object(&mut self) -> Parsed<Node> {
        let bracket = self.bracket()?;
        let outer = self.enter(&bracket, true);
        let kind = if self.begins_for() {
            self.for_expression(true)
        } else {
            // Between items a newline does what a comma does.
            self.leave(&bracket, &outer);
            self.enter(&bracket, false);
            self.items()
        };
        self.leave(&bracket, &outer);
        Ok(self.node(kind, bracket.whole()))
    }

    fn items(&mut self) -> Kind {
        let mut items = Vec::new();
        loop {
            match self.peek() {
                None => return Kind::Object(items),
                Some(b'\n') => self.at += 1,
                Some(_) => match self.item() {
                    Ok(item) => items.push(item),
                    Err(Reported) => self.skip_element(b",\n"),
                },
            }
        }
    }

    /// `key = value`, with what ends it.
    fn item(&mut self) -> Parsed<Item> {
        let start = self.at;
        if matches!(self.peek(), Some(b',' | b'=' | b':')) {
            let sign = self.text(&(self.at..self.at + 1));
            let wrong = Diagnostic::error("syntax", format!("`{sign}` is not expected here"))
                .label("expected `name = value`");
            return Err(self.report(&(self.at..self.at + 1), wrong));
        }
        let key = self.expression()?;
        let key_range = start..self.key_end(start);
        let key = self.key(key, &key_range);
        let assigned = match self.peek() {
            Some(b':') => true,
            Some(b'=') => !matches!(self.rest().get(1), Some(b'=' | b'>')),
            None | Some(b',' | b'\n') => {
                let wrong = Diagnostic::error("syntax", "an item of an object is `name = value`")
                    .label("expected `=` and a value");
                return Err(self.report(&key_range, wrong));
            }
            Some(b'"' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'[' | b'{') => {
                let token = self.at..token_end(self.pieces.text, self.at);
                let message = format!("`{}` is not expected here", self.text(&token));
                let wrong = Diagnostic::error("syntax", message).label("expected `=` or `:`");
                return Err(self.report(&token, wrong));
            }
            _ => false,
        };
        if !assigned {
            return Err(self.unexpected());
        }
        self.at += 1;
        let value = self.expression()?;
        match self.peek() {
            Some(b',' | b'\n') => self.at += 1,
            Some(_) => return Err(self.unexpected()),
            None => {}
        }
        Ok(Item { key, value })
    }

    /// Where a key that begins at a place ended.
    fn key_end(&self, start: usize) -> usize {
        let code = &self.pieces.scan.code[start..self.at];
        let blanks = code.iter().rev().take_while(|b| b" \t".contains(b));
        self.at - blanks.count()
    }

    /// A name that is the key of an item stands for itself, and keywords do. What looks
    /// like an attribute of a variable is more often a mistake than meant.
    fn key(&mut self, key: Node, range: &Range<usize>) -> Node {
        let text = self.text(range);
        match &key.kind {
            Kind::Variable(name) => {
                let kind = Kind::Literal(Value::string(name));
                Node::new(kind, key.range)
            }
            Kind::Literal(Value::Null(_) | Value::Bool(_)) => {
                Node::new(Kind::Literal(Value::string(text)), key.range)
            }
            Kind::Postfix(base, steps)
                if matches!(base.kind, Kind::Variable(_))
                    && steps.iter().all(|step| match &step.kind {
                        StepKind::Attribute(_) => true,
                        StepKind::Index(index) => index.as_key().is_some(),
                        StepKind::Splat(_) => false,
                    }) =>
            {
                Node::new(Kind::AmbiguousKey(text.to_owned()), key.range)
            }
            _ => key,
        }
    }

    /// Whether the word `for` comes next, which in brackets is no name.
    fn begins_for(&mut self) -> bool {
        let word = self.word();
        self.text(&word) == "for"
    }

    /// `for name, name in collection : …`, to the end of the brackets.
    fn for_expression(&mut self, object: bool) -> Kind {
        match self.for_parts(object) {
            Ok(each) => Kind::For(Box::new(each)),
            Err(_) => Kind::Invalid,
        }
    }

    fn for_parts(&mut self, object: bool) -> Parsed<For> {
        self.at = self.word().end;
        let mut key_name = None;
        let mut value_name = self.for_name(object)?;
        if self.take(",") {
            key_name = Some(value_name);
            value_name = self.for_name(object)?;
        }
        self.for_word("in", object)?;
        let collection = self.expression()?;
        self.for_sign(":", object)?;
        let mut value = self.expression()?;
        let mut key = None;
        let mut grouping = false;
        if object {
            self.for_sign("=>", object)?;
            key = Some(std::mem::replace(&mut value, self.expression()?));
            grouping = self.take("...");
        }
        let word = self.word();
        let mut condition = None;
        if self.text(&word) == "if" {
            self.at = word.end;
            condition = Some(self.expression()?);
        }
        self.nothing_left()?;
        Ok(For {
            key_name,
            value_name,
            collection,
            key,
            value,
            condition,
            grouping,
        })
    }

    fn for_name(&mut self, object: bool) -> Parsed<String> {
        let word = self.word();
        if word.is_empty() {
            return Err(self.not_in_for("a name", object));
        }
        self.at = word.end;
        Ok(self.text(&word).to_owned())
    }

    fn for_word(&mut self, expected: &str, object: bool) -> Parsed<()> {
        let word = self.word();
        if self.text(&word) != expected {
            return Err(self.not_in_for(&format!("`{expected}`"), object));
        }
        self.at = word.end;
        Ok(())
    }

    fn for_sign(&mut self, sign: &str, object: bool) -> Parsed<()> {
        if self.take(sign) {
            return Ok(());
        }
        Err(self.not_in_for(&format!("`{sign}`"), object))
    }

    /// Reports that a `for` expression goes on otherwise, and how.
    fn not_in_for(&mut self, expected: &str, object: bool) -> Reported {
        let form = if object {
            "{ for name in collection : key => value }"
        } else {
            "[ for name in collection : value ]"
        };
        let message = format!("a `for` expression is `{form}`");
        let mut wrong = Diagnostic::error("syntax", message).label(format!("expected {expected}"));
        if object && expected == "a name" {
            wrong = wrong.help("for a key of that name, write `\"for\"`");
        }
        self.blanks();
        let at = self.at;
        let end = token_end(self.pieces.text, at).max(at);
        self.report(&(at..end), wrong)
    }
}
