//! From hcl-edit's tree of a piece to the tree that is evaluated.

use super::Pieces;
use crate::Value;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Binary, Call, Conditional, For, Kind, Node, Operator};
use hcl_edit::expr::{BinaryOperator, Expression, ForExpr, FuncCall, UnaryOperator};
use hcl_edit::{Decorated, Ident, Span};
use std::ops::Range;

/// One piece that is being lowered.
pub(super) struct Lowering<'p, 'a> {
    pub(super) pieces: &'p mut Pieces<'a>,
    /// Where the piece begins in the text, less what was put before it.
    pub(super) base: usize,
    /// How many brackets are around it.
    pub(super) depth: u16,
}

impl Lowering<'_, '_> {
    /// The range in the text of something in the piece.
    pub(super) fn range(&self, spanned: &impl Span) -> Range<usize> {
        let span = spanned.span().unwrap_or(0..0);
        self.base.wrapping_add(span.start)..self.base.wrapping_add(span.end)
    }

    pub(super) fn made(&self, kind: Kind, range: &Range<usize>) -> Node {
        self.pieces.node(kind, range)
    }

    pub(super) fn boxed(&mut self, expression: &Expression) -> Box<Node> {
        Box::new(self.node(expression))
    }

    pub(super) fn node(&mut self, expression: &Expression) -> Node {
        let range = self.range(expression);
        let kind = match expression {
            Expression::Null(_) => Kind::Literal(Value::NULL),
            Expression::Bool(value) => Kind::Literal(Value::Bool(**value)),
            Expression::Number(_) => self.pieces.number(&range),
            Expression::Variable(name) => Kind::Variable(name.as_str().to_owned()),
            Expression::String(_)
            | Expression::StringTemplate(_)
            | Expression::HeredocTemplate(_) => return self.pieces.string(range.start),
            Expression::Object(_) => {
                let Some(bracket) = self.pieces.scan.at(range.start).cloned() else {
                    return self.made(Kind::Invalid, &range);
                };
                return self.pieces.object(&bracket);
            }
            Expression::Array(array) => match self.pieces.separate_list(range.start, self.depth) {
                Some(bracket) => return self.pieces.piece(&bracket.whole(), bracket.depth),
                None => Kind::Tuple(array.iter().map(|element| self.node(element)).collect()),
            },
            Expression::Parenthesis(inner) => match self.hollow(range.start) {
                Some((inside, depth)) => {
                    Kind::Parens(Box::new(self.pieces.piece(&inside, depth + 1)))
                }
                None => Kind::Parens(self.boxed(inner.inner())),
            },
            Expression::Conditional(conditional) => Kind::Conditional(Box::new(Conditional {
                condition: self.node(&conditional.cond_expr),
                then: self.node(&conditional.true_expr),
                otherwise: self.node(&conditional.false_expr),
            })),
            Expression::FuncCall(call) => return self.call(call, &range),
            Expression::Traversal(traversal) => return self.traversal(traversal, &range),
            Expression::UnaryOp(unary) => {
                let operand = self.boxed(&unary.expr);
                match *unary.operator {
                    UnaryOperator::Neg => Kind::Negative(operand),
                    UnaryOperator::Not => Kind::Not(operand),
                }
            }
            Expression::BinaryOp(binary) => Kind::Binary(Box::new(Binary {
                left: self.node(&binary.lhs_expr),
                operator: operator(*binary.operator),
                right: self.node(&binary.rhs_expr),
            })),
            Expression::ForExpr(each) => match self.hollow(range.start) {
                Some((_, depth)) => return self.pieces.piece(&range, depth),
                None => Kind::For(Box::new(self.for_expression(each))),
            },
        };
        self.made(kind, &range)
    }

    /// What is in the bracket that opens there, and its depth, where it was left out of
    /// the piece.
    pub(super) fn hollow(&self, open: usize) -> Option<(Range<usize>, u16)> {
        let bracket = self.pieces.scan.at(open)?;
        let hollow = Pieces::is_hollow(bracket, self.depth);
        hollow.then(|| (self.pieces.trimmed(bracket.inside()), bracket.depth))
    }

    /// A name that is the key of an object item, which stands for itself.
    pub(super) fn name_key(&self, name: &Decorated<Ident>) -> Node {
        let range = self.range(name);
        self.made(Kind::Literal(Value::string(name.as_str())), &range)
    }

    /// Any other key. Keywords stand for themselves too, and what looks like an
    /// attribute of a variable is more often a mistake than meant.
    pub(super) fn key(&mut self, key: &Expression) -> Node {
        let range = self.range(key);
        match key {
            Expression::Null(_) | Expression::Bool(_) => {
                let word = &self.pieces.text[range.clone()];
                self.made(Kind::Literal(Value::string(word)), &range)
            }
            Expression::Traversal(traversal)
                if matches!(traversal.expr, Expression::Variable(_)) =>
            {
                let text = &self.pieces.text[range.clone()];
                let wrong =
                    Diagnostic::error("object-key", format!("`{text}` is ambiguous as a key"))
                        .at(self.pieces.place(&range))
                        .label("a name with a dot, or the value of a variable?")
                        .help(format!(
                            "for the name write `\"{text}\"`, for the value `({text})`"
                        ));
                self.pieces.found.push(wrong);
                self.made(Kind::Invalid, &range)
            }
            _ => self.node(key),
        }
    }

    fn call(&mut self, call: &FuncCall, range: &Range<usize>) -> Node {
        let name_range = match call.name.namespace.first() {
            Some(first) => self.range(first).start..self.range(&call.name.name).end,
            None => self.range(&call.name.name),
        };
        let open = self.pieces.scan.first_from(name_range.end);
        let Some(bracket) = self.pieces.scan.brackets.get(open) else {
            return self.made(Kind::Invalid, range);
        };
        let close = bracket.close.clone();
        if Pieces::is_hollow(bracket, self.depth) {
            let depth = bracket.depth;
            return self.pieces.piece(range, depth);
        }
        let mut name = String::new();
        for namespace in &call.name.namespace {
            name.push_str(namespace.as_str());
            name.push_str("::");
        }
        name.push_str(call.name.name.as_str());
        let call = Call {
            name,
            name_range: self.pieces.offsets.range(&name_range),
            arguments: call
                .args
                .iter()
                .map(|argument| self.node(argument))
                .collect(),
            expand: call.args.expand_final(),
            close: self.pieces.offsets.range(&close),
        };
        self.made(Kind::Call(Box::new(call)), range)
    }

    fn for_expression(&mut self, each: &ForExpr) -> For {
        let name = |ident: &Decorated<Ident>| ident.as_str().to_owned();
        For {
            key_name: each.intro.key_var.as_ref().map(name),
            value_name: name(&each.intro.value_var),
            collection: self.node(&each.intro.collection_expr),
            key: each.key_expr.as_ref().map(|key| self.node(key)),
            value: self.node(&each.value_expr),
            condition: each
                .cond
                .as_ref()
                .map(|condition| self.node(&condition.expr)),
            grouping: each.grouping,
        }
    }
}

fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Or => Operator::Or,
        BinaryOperator::And => Operator::And,
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::NotEqual,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::LessEq => Operator::LessOrEqual,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::GreaterEq => Operator::GreaterOrEqual,
        BinaryOperator::Plus => Operator::Add,
        BinaryOperator::Minus => Operator::Subtract,
        BinaryOperator::Mul => Operator::Multiply,
        BinaryOperator::Div => Operator::Divide,
        BinaryOperator::Mod => Operator::Modulo,
    }
}
