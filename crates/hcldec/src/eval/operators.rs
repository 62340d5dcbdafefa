//! The operators, each with the types it works on.

use super::Evaluation;
use crate::diagnostics::{Diagnostic, Diagnostics};
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
        if operations.iter().any(|o| o.operator.is_logical()) {
            return self.logical(first, operations, context);
        }
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

    /// A row of `&&` or of `||`. Both sides of each are evaluated and must be of the right
    /// type; what else is wrong with a side counts only where the other does not decide.
    fn logical(&mut self, first: &Node, operations: &[Operation], context: &Context<'_>) -> Value {
        let (mut left, mut found) = self.apart(first, context);
        let mut range = first.range.clone();
        for Operation { operator, operand } in operations {
            let right = self.apart(operand, context);
            let mut inner = Diagnostics::new();
            left = self.with(&mut inner).logical_pair(
                (left, &range, found),
                *operator,
                (right.0, &operand.range, right.1),
            );
            found = inner;
            range.end = operand.range.end;
        }
        self.found.extend(found);
        left
    }

    fn logical_pair(
        &mut self,
        (left, left_range, left_found): (Value, &Range<usize>, Diagnostics),
        operator: Operator,
        (right, right_range, right_found): (Value, &Range<usize>, Diagnostics),
    ) -> Value {
        let sign = operator.sign();
        let what = format!("an operand of `{sign}` has the wrong type");
        let left = self.converted(&left, &Type::Bool, left_range, &what);
        let right = self.converted(&right, &Type::Bool, right_range, &what);
        let decides = Value::Bool(operator == Operator::Or);
        let other = Value::Bool(operator == Operator::And);
        let unknown = Value::Unknown(Type::Bool);
        // Null is no truth, which is enough for `&&`.
        let is_enough =
            |value: &Value| *value == decides || operator == Operator::And && value.is_null();
        if self.found.is_empty() {
            let (value, found) = match (&left, &right) {
                (left, _) if is_enough(left) => (decides.clone(), left_found),
                (_, right) if is_enough(right) => (decides.clone(), right_found),
                (Value::Unknown(_), right) if *right == other => (unknown, left_found),
                (left, Value::Unknown(_)) if *left == other => (unknown, right_found),
                (Value::Unknown(_), Value::Unknown(_)) if !left_found.has_errors() => {
                    (unknown, left_found)
                }
                _ => {
                    self.found.extend(left_found);
                    self.found.extend(right_found);
                    self.operand(&left, left_range, &Type::Bool, sign);
                    self.operand(&right, right_range, &Type::Bool, sign);
                    return if left == other && right == other {
                        other
                    } else {
                        unknown
                    };
                }
            };
            self.found.extend(found);
            return value;
        }
        self.found.extend(left_found);
        self.found.extend(right_found);
        unknown
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
            // As cty has it: what is left over when nothing is taken away.
            _ => Some(left.checked_rem(right).unwrap_or_else(|| left.clone())),
        };
        match number {
            Some(number) if number.is_in_range() => self.made(Value::Number(number), range),
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
    fn is_logical(self) -> bool {
        matches!(self, Self::And | Self::Or)
    }

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
