//! The steps behind a value: names, indexes and splats.

use super::number::number_length;
use super::parser::{Parsed, Parser, Reported};
use crate::diagnostics::Diagnostic;
use crate::syntax::{Kind, Node, Step, StepKind};

/// How many splats may follow each other. No value is nested that deep.
const MAX_SPLATS: usize = 50;

/// A step, and whether it is in brackets.
type Flat = (Step, bool);

impl Parser<'_, '_> {
    /// A value with the steps behind it.
    pub(super) fn steps(&mut self, base: Node) -> Parsed<Node> {
        let mut steps: Vec<Flat> = Vec::new();
        let mut splats = 0;
        // Whether a splat takes the names that follow, and nothing else.
        let mut attributes_only = false;
        loop {
            let start = self.at;
            let step = match self.peek() {
                Some(b'.') if !self.rest().starts_with(b"...") => self.dotted()?,
                Some(b'[') => self.indexed()?,
                _ => break,
            };
            let is_splat = matches!(step.0.kind, StepKind::Splat(_));
            if attributes_only && is_splat && !step.1 {
                let wrong = Diagnostic::error("syntax", "`.*` is not allowed inside another `.*`")
                    .label("expected a name or a number")
                    .help("write `[*]`, which takes all that follows");
                return Err(self.report(&(start..self.at), wrong));
            }
            attributes_only = !step.1 && (attributes_only || is_splat);
            splats += usize::from(is_splat);
            if splats > MAX_SPLATS {
                let message = "this expression has too many splats in a row";
                let wrong = Diagnostic::error("nesting", message).label(format!(
                    "each goes a level deeper, and {MAX_SPLATS} is the limit"
                ));
                return Err(self.report(&(self.at - 1..self.at), wrong));
            }
            steps.push(step);
        }
        let Some((last, _)) = steps.last() else {
            return Ok(base);
        };
        let range = base.range.start..last.range.end;
        Ok(Node::new(
            Kind::Postfix(Box::new(base), nest_splats(steps)),
            range,
        ))
    }

    /// `.name`, `.0` or `.*`
    fn dotted(&mut self) -> Parsed<Flat> {
        let start = self.at;
        self.at += 1;
        let kind = match self.peek() {
            Some(b'*') => {
                self.at += 1;
                StepKind::Splat(Vec::new())
            }
            Some(b'0'..=b'9') => {
                let digits = self.at..self.at + number_length(self.rest());
                self.at = digits.end;
                if let Some((first, second)) = self.text(&digits).split_once('.') {
                    let message = "two indexes in a row are not written with dots";
                    let wrong = Diagnostic::error("syntax", message)
                        .label("this would be a number with a fraction")
                        .help(format!("write `[{first}][{second}]`"));
                    return Err(self.report(&digits, wrong));
                }
                let kind = self.number_in(&digits);
                StepKind::Index(self.node(kind, digits))
            }
            _ => {
                let word = self.word();
                if word.is_empty() {
                    let wrong = Diagnostic::error("syntax", "a name is expected after `.`")
                        .label("expected a name, a number or `*` after it")
                        .help("to write text, put it in quotes");
                    return Err(self.report(&(start..start + 1), wrong));
                }
                self.at = word.end;
                StepKind::Attribute(self.text(&word).to_owned())
            }
        };
        let range = self.pieces.offsets.range(&(start..self.at));
        Ok((Step { kind, range }, false))
    }

    /// `[key]` or `[*]`
    fn indexed(&mut self) -> Parsed<Flat> {
        let bracket = self.bracket()?;
        let outer = self.enter(&bracket, true);
        let kind = if self.take("*") {
            self.nothing_left()
                .ok()
                .map(|()| StepKind::Splat(Vec::new()))
        } else {
            self.whole().map(StepKind::Index)
        };
        self.leave(&bracket, &outer);
        let kind = kind.ok_or(Reported)?;
        let range = self.pieces.offsets.range(&bracket.whole());
        Ok((Step { kind, range }, true))
    }
}

/// Puts behind each splat the steps that its elements take: of `[*]` all that follow,
/// of `.*` only names and numbers behind a dot.
fn nest_splats(steps: Vec<Flat>) -> Vec<Step> {
    // From the back, so that a splat finds its steps ready; `behind` is reversed.
    let mut behind: Vec<Flat> = Vec::new();
    for (mut step, brackets) in steps.into_iter().rev() {
        if let StepKind::Splat(each) = &mut step.kind {
            let dotted =
                |(step, brackets): &&Flat| !brackets && !matches!(step.kind, StepKind::Splat(_));
            let taken = if brackets {
                behind.len()
            } else {
                behind.iter().rev().take_while(dotted).count()
            };
            let own = behind.split_off(behind.len() - taken);
            each.extend(own.into_iter().rev().map(|(step, _)| step));
        }
        behind.push((step, brackets));
    }
    behind.into_iter().rev().map(|(step, _)| step).collect()
}
