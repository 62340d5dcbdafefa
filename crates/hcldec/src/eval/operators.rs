//! The operators, each with the types it works on.

use super::Evaluation;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Node, Operation, Operator, Sign};
use crate::{Context, Number, Type, Value};
use std::ops::Range;

impl Evaluation<'_> {
    /// The signs before an operand, the innermost first.
    pub(super) fn signed(
        &mut self,
        signs: &[Sign],
        operand: &Node,
        context: &Context<'_>,
    ) -> Value {
        let mut value = self.node(operand, context);
        let mut range = operand.range.clone();
        for sign in signs.iter().rev() {
            let (ty, text) = if sign.not {
                (Type::Bool, "!")
            } else {
                (Type::Number, "-")
            };
            value = match self.operand(&value, &range, &ty, text) {
                Value::Bool(value) => Value::Bool(!value),
                Value::Number(number) => Value::Number(-&number),
                _ => Value::Unknown(ty),
            };
            range.start = sign.start;
        }
        value
    }

    /// Operations of one rank, from left to right.
    pub(super) fn operations(
        &mut self,
        first: &Node,
        operations: &[Operation],
        context: &Context<'_>,
    ) -> Value {
        let mut left = self.node(first, context);
        let mut range = first.range.clone();
        for operation in operations {
            left = self.operation(&left, &range, operation, context);
            range.end = operation.operand.range.end;
        }
        left
    }

    fn operation(
        &mut self,
        left: &Value,
        left_range: &Range<usize>,
        operation: &Operation,
        context: &Context<'_>,
    ) -> Value {
        let Operation { operator, operand } = operation;
        let sign = operator.sign();
        match operator {
            Operator::Equal | Operator::NotEqual => {
                let right = self.node(operand, context);
                match left.equals(&right) {
                    Some(equal) => Value::Bool(equal == (*operator == Operator::Equal)),
                    None => Value::Unknown(Type::Bool),
                }
            }
            Operator::And | Operator::Or => {
                let decides = *operator == Operator::Or;
                let left = self.operand(left, left_range, &Type::Bool, sign);
                if left == Value::Bool(decides) {
                    return left;
                }
                let right = self.node(operand, context);
                let right = self.operand(&right, &operand.range, &Type::Bool, sign);
                match (left, right) {
                    (Value::Bool(_), right) => right,
                    _ => Value::Unknown(Type::Bool),
                }
            }
            _ => {
                let left = self.operand(left, left_range, &Type::Number, sign);
                let right = self.node(operand, context);
                let right = self.operand(&right, &operand.range, &Type::Number, sign);
                match (left, right) {
                    (Value::Number(left), Value::Number(right)) => {
                        let range = left_range.start..operand.range.end;
                        self.calculated(&left, *operator, &right, &range)
                    }
                    _ => Value::Unknown(operator.result()),
                }
            }
        }
    }

    fn calculated(
        &mut self,
        left: &Number,
        operator: Operator,
        right: &Number,
        range: &Range<usize>,
    ) -> Value {
        let number = match operator {
            Operator::Less => return Value::Bool(left < right),
            Operator::LessOrEqual => return Value::Bool(left <= right),
            Operator::Greater => return Value::Bool(left > right),
            Operator::GreaterOrEqual => return Value::Bool(left >= right),
            Operator::Add => Some(left + right),
            Operator::Subtract => Some(left - right),
            Operator::Multiply => Some(left * right),
            Operator::Divide => left.checked_div(right),
            _ => left.checked_rem(right),
        };
        match number {
            Some(number) if number.is_in_range() => Value::Number(number),
            Some(_) => {
                let wrong =
                    Diagnostic::error("number", "the result of this calculation is out of range")
                        .label("numbers go up to 10 to the power of 100000");
                self.wrong(range, wrong);
                Value::Unknown(Type::Number)
            }
            None => {
                let wrong = Diagnostic::error("division-by-zero", "division by zero")
                    .label(format!("the right side of `{}` is zero", operator.sign()));
                self.wrong(range, wrong);
                Value::Unknown(Type::Number)
            }
        }
    }

    /// An operand in the type of the operator.
    fn operand(&mut self, value: &Value, range: &Range<usize>, ty: &Type, sign: &str) -> Value {
        if value.is_null() {
            let wrong = Diagnostic::error(
                "null-value",
                format!("an operand of `{sign}` must not be null"),
            )
            .label(format!("this is null, expected {ty}"));
            self.wrong(range, wrong);
            return Value::Unknown(ty.clone());
        }
        let what = format!("an operand of `{sign}` has the wrong type");
        self.converted(value, ty, range, &what)
    }
}

impl Operator {
    fn sign(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
        }
    }

    /// The type of its results.
    fn result(self) -> Type {
        match self {
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Modulo => {
                Type::Number
            }
            _ => Type::Bool,
        }
    }
}
