//! The parser of expressions: a cursor, and the grammar down to what operators stand
//! between. Operators wait on an explicit stack, by their rank (operator precedence).

use super::{Bracket, Bracketed, Pieces, token_end};
use crate::diagnostics::Diagnostic;
use crate::grammar::words;
use crate::identifier;
use crate::syntax::{Choice, Kind, Node, Operation, Operator, Sign};
use std::ops::Range;

/// How many conditionals may be open between a `?` and its `:`. In a row, behind the `:`,
/// there may be any number.
const MAX_CONDITIONS: usize = 100;

/// What is wrong has been reported, and ends what the innermost bracket holds.
pub(super) struct Reported;

pub(super) type Parsed<T> = Result<T, Reported>;

/// The stretch around a bracket.
pub(super) struct Outer {
    start: usize,
    end: usize,
    inside: Option<Bracketed>,
    over_lines: bool,
}

/// A place in the text, and the stretch that is being parsed.
pub(super) struct Parser<'p, 'a> {
    pub(super) pieces: &'p mut Pieces<'a>,
    pub(super) at: usize,
    start: usize,
    pub(super) end: usize,
    inside: Option<Bracketed>,
    /// Whether a newline is a blank. Those in most brackets the scan has made blanks.
    over_lines: bool,
}

impl<'p, 'a> Parser<'p, 'a> {
    pub(super) fn new(
        pieces: &'p mut Pieces<'a>,
        range: &Range<usize>,
        inside: Option<Bracketed>,
    ) -> Self {
        Self {
            pieces,
            at: range.start,
            start: range.start,
            end: range.end,
            inside,
            over_lines: false,
        }
    }

    /// The expression, which nothing follows; none where something is wrong.
    pub(super) fn whole(&mut self) -> Option<Node> {
        let node = self.expression().ok()?;
        self.nothing_left().ok()?;
        Some(node)
    }

    /// The expression, and the place where it ends, or a comma or a word follows.
    pub(super) fn leading(&mut self) -> Option<(Node, usize)> {
        let node = self.expression().ok()?;
        if self.peek() != Some(b',') && self.word().is_empty() {
            self.nothing_left().ok()?;
        }
        Some((node, self.at))
    }

    pub(super) fn blanks(&mut self) {
        let newlines = self.over_lines;
        let blank = |b: &u8| matches!(b, b' ' | b'\t') || newlines && *b == b'\n';
        self.at += self.rest().iter().take_while(|b| blank(b)).count();
    }

    /// What is left of the stretch.
    pub(super) fn rest(&self) -> &[u8] {
        &self.pieces.scan.code[self.at..self.end]
    }

    /// The byte behind the blanks; none at the end.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.blanks();
        self.rest().first().copied()
    }

    /// Goes past a sign, if it is what comes next.
    pub(super) fn take(&mut self, sign: &str) -> bool {
        self.blanks();
        let found = self.rest().starts_with(sign.as_bytes());
        if found {
            self.at += sign.len();
        }
        found
    }

    /// The word that comes next; empty where there is none.
    pub(super) fn word(&mut self) -> Range<usize> {
        self.blanks();
        self.at..identifier::end(&self.pieces.text[..self.end], self.at)
    }

    pub(super) fn text(&self, range: &Range<usize>) -> &'a str {
        &self.pieces.text[range.clone()]
    }

    pub(super) fn node(&self, kind: Kind, range: Range<usize>) -> Node {
        self.pieces.node(kind, &range)
    }

    /// Reports what is wrong with a range of the text.
    pub(super) fn report(&mut self, range: &Range<usize>, wrong: Diagnostic) -> Reported {
        let place = self.pieces.place(range);
        self.pieces.found.push(wrong.at(place));
        Reported
    }

    /// Reports that what comes next cannot stand there.
    pub(super) fn unexpected(&mut self) -> Reported {
        self.blanks();
        let text = self.pieces.text;
        // Behind the end there may be a comment.
        let code = &self.pieces.scan.code;
        let ends = self.at == self.end && self.end < code.len() && code[self.at] == b' ';
        let wrong = if ends {
            let before = &text[self.start..self.at];
            self.at += code[self.at..]
                .iter()
                .take_while(|b| b" \t".contains(b))
                .count();
            words::incomplete(before, self.inside)
        } else {
            words::unexpected(text, self.at, &(self.start..self.at), self.inside)
        };
        self.report_next(wrong)
    }

    /// Reports what is wrong at what comes next.
    fn report_next(&mut self, wrong: Diagnostic) -> Reported {
        let at = self.at;
        let end = token_end(self.pieces.text, at).max(at);
        self.report(&(at..end), wrong)
    }

    pub(super) fn nothing_left(&mut self) -> Parsed<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// The bracket that opens here.
    pub(super) fn bracket(&mut self) -> Parsed<Bracket> {
        let bracket = self.pieces.scan.at(self.at).cloned();
        match bracket.filter(|b| b.close.end > self.at && b.close.end <= self.end) {
            Some(bracket) => Ok(bracket),
            None => Err(self.unexpected()),
        }
    }

    /// Narrows the stretch to what is in a bracket; gives what [`Self::leave`] restores.
    pub(super) fn enter(&mut self, bracket: &Bracket, over_lines: bool) -> Outer {
        let inside = bracket.inside();
        let outer = Outer {
            start: self.start,
            end: self.end,
            inside: self.inside,
            over_lines: self.over_lines,
        };
        (self.start, self.at, self.end) = (inside.start, inside.start, inside.end);
        (self.inside, self.over_lines) = (Some(bracket.kind), over_lines);
        outer
    }

    /// Goes on behind a bracket.
    pub(super) fn leave(&mut self, bracket: &Bracket, outer: &Outer) {
        (self.start, self.end) = (outer.start, outer.end);
        (self.inside, self.over_lines) = (outer.inside, outer.over_lines);
        self.at = bracket.close.end;
    }

    /// An expression with all that may be in one. What seldom is has a function of its own,
    /// here and below, so that the many levels of a deep text take little of the stack.
    pub(super) fn expression(&mut self) -> Parsed<Node> {
        let node = self.operations()?;
        if self.peek() == Some(b'?') {
            return self.choices(node);
        }
        Ok(node)
    }

    /// What follows the first condition of a row.
    fn choices(&mut self, first: Node) -> Parsed<Node> {
        let start = first.range.start;
        let mut choices = Vec::new();
        let mut node = first;
        while self.peek() == Some(b'?') {
            let then = self.then()?;
            let next = self.operations()?;
            let condition = std::mem::replace(&mut node, next);
            choices.push(Choice { condition, then });
        }
        let end = node.range.end;
        let kind = Kind::Conditional(choices, Box::new(node));
        Ok(Node::new(kind, start..end))
    }

    /// `? value :`
    fn then(&mut self) -> Parsed<Node> {
        let mark = self.at..self.at + 1;
        if self.pieces.conditions >= MAX_CONDITIONS {
            let message = format!("conditions nest deeper than {MAX_CONDITIONS} levels");
            let wrong = Diagnostic::error("nesting", message)
                .label("the level too deep begins here")
                .help("put further choices after the `:`: `a ? 1 : b ? 2 : 3`");
            return Err(self.report(&mark, wrong));
        }
        self.at = mark.end;
        self.pieces.conditions += 1;
        let then = self.expression();
        self.pieces.conditions -= 1;
        let then = then?;
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(then)
            }
            None | Some(b'\n' | b',' | b'=') => {
                let place = self.pieces.place(&mark);
                let wrong = Diagnostic::error("syntax", "a conditional is not complete")
                    .label("expected `:` and the other value")
                    .related("the condition ends here", place);
                Err(self.report_next(wrong))
            }
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Operands and the operators between them.
    fn operations(&mut self) -> Parsed<Node> {
        let operand = self.signed()?;
        if self.operator().is_none() {
            return Ok(operand);
        }
        self.further_operations(operand)
    }

    fn further_operations(&mut self, first: Node) -> Parsed<Node> {
        let mut waiting: Vec<(Node, Operator)> = Vec::new();
        let mut operand = first;
        while let Some((operator, length)) = self.operator() {
            operand = unwind(&mut waiting, operand, operator.rank());
            self.at += length;
            waiting.push((operand, operator));
            operand = self.signed()?;
        }
        Ok(unwind(&mut waiting, operand, 0))
    }

    /// The operator that comes next, and its length.
    fn operator(&mut self) -> Option<(Operator, usize)> {
        self.blanks();
        let operator = match self.rest() {
            [b'|', b'|', ..] => (Operator::Or, 2),
            [b'&', b'&', ..] => (Operator::And, 2),
            [b'=', b'=', ..] => (Operator::Equal, 2),
            [b'!', b'=', ..] => (Operator::NotEqual, 2),
            [b'<', b'=', ..] => (Operator::LessOrEqual, 2),
            [b'>', b'=', ..] => (Operator::GreaterOrEqual, 2),
            [b'<', ..] => (Operator::Less, 1),
            [b'>', ..] => (Operator::Greater, 1),
            [b'+', ..] => (Operator::Add, 1),
            [b'-', ..] => (Operator::Subtract, 1),
            [b'*', ..] => (Operator::Multiply, 1),
            [b'/', ..] => (Operator::Divide, 1),
            [b'%', ..] => (Operator::Modulo, 1),
            _ => return None,
        };
        Some(operator)
    }

    /// An operand, and the signs before it.
    fn signed(&mut self) -> Parsed<Node> {
        if self.sign().is_some() {
            return self.behind_signs();
        }
        let term = self.term()?;
        self.steps(term)
    }

    /// Whether the sign that comes next is `!`; none where there is no sign.
    fn sign(&mut self) -> Option<bool> {
        match self.peek() {
            Some(b'-') => Some(false),
            Some(b'!') if self.rest().get(1) != Some(&b'=') => Some(true),
            _ => None,
        }
    }

    fn behind_signs(&mut self) -> Parsed<Node> {
        let mut signs = Vec::new();
        let first = self.pieces.offsets.range(&(self.at..self.at + 1)).start;
        while let Some(not) = self.sign() {
            let start = self.pieces.offsets.range(&(self.at..self.at + 1)).start;
            signs.push(Sign { not, start });
            self.at += 1;
        }
        let term = self.term()?;
        let operand = self.steps(term)?;
        let range = first..operand.range.end;
        Ok(Node::new(Kind::Signed(signs, Box::new(operand)), range))
    }
}

/// Joins an operand with those waiting whose operators bind at least as strongly as `rank`.
fn unwind(waiting: &mut Vec<(Node, Operator)>, operand: Node, rank: u8) -> Node {
    let mut operand = operand;
    while let Some((left, operator)) = waiting.pop_if(|(_, before)| before.rank() >= rank) {
        operand = joined(left, operator, operand);
    }
    operand
}

/// Two operands and the operator between them. Operations of one rank make one row.
fn joined(left: Node, operator: Operator, operand: Node) -> Node {
    let range = left.range.start..operand.range.end;
    let operation = Operation { operator, operand };
    let kind = match left.kind {
        Kind::Operations(first, mut row)
            if row.last().map(|last| last.operator.rank()) == Some(operator.rank()) =>
        {
            row.push(operation);
            Kind::Operations(first, row)
        }
        kind => {
            let left = Node::new(kind, left.range);
            Kind::Operations(Box::new(left), vec![operation])
        }
    };
    Node::new(kind, range)
}

impl Operator {
    /// How strongly it binds: the weakest is 0.
    fn rank(self) -> u8 {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 3,
            Self::Add | Self::Subtract => 4,
            Self::Multiply | Self::Divide | Self::Modulo => 5,
        }
    }
}
