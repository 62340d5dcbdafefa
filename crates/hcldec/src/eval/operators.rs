//! The operators, each with the types it works on.

use super::Evaluation;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Binary, Node, Operator};
use crate::{Context, Number, Type, Value};
use std::ops::Range;

impl Evaluation<'_> {
    pub(super) fn not(&mut self, operand: &Node, context: &Context<'_>) -> Value {
        match self.operand(operand, &Type::Bool, "!", context) {
            Value::Bool(value) => Value::Bool(!value),
            _ => Value::Unknown(Type::Bool),
        }
    }

    pub(super) fn negative(&mut self, operand: &Node, context: &Context<'_>) -> Value {
        match self.operand(operand, &Type::Number, "-", context) {
            Value::Number(number) => Value::Number(-&number),
            _ => Value::Unknown(Type::Number),
        }
    }

    pub(super) fn binary(
        &mut self,
        binary: &Binary,
        range: &Range<usize>,
        context: &Context<'_>,
    ) -> Value {
        let Binary {
            left,
            operator,
            right,
        } = binary;
        match operator {
            Operator::Equal | Operator::NotEqual => {
                let left = self.node(left, context);
                let right = self.node(right, context);
                match left.equals(&right) {
                    Some(equal) => Value::Bool(equal == (*operator == Operator::Equal)),
                    None => Value::Unknown(Type::Bool),
                }
            }
            Operator::And | Operator::Or => {
                let decides = *operator == Operator::Or;
                let left = self.operand(left, &Type::Bool, operator.sign(), context);
                if left == Value::Bool(decides) {
                    return left;
                }
                let right = self.operand(right, &Type::Bool, operator.sign(), context);
                match (left, right) {
                    (Value::Bool(_), right) => right,
                    _ => Value::Unknown(Type::Bool),
                }
            }
            _ => {
                let left = self.operand(left, &Type::Number, operator.sign(), context);
                let right = self.operand(right, &Type::Number, operator.sign(), context);
                match (left, right) {
                    (Value::Number(left), Value::Number(right)) => {
                        self.calculated(&left, *operator, &right, range)
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
    fn operand(&mut self, node: &Node, ty: &Type, sign: &str, context: &Context<'_>) -> Value {
        let value = self.node(node, context);
        if value.is_null() {
            let wrong = Diagnostic::error(
                "null-value",
                format!("an operand of `{sign}` must not be null"),
            )
            .label(format!("this is null, expected {ty}"));
            self.wrong(&node.range, wrong);
            return Value::Unknown(ty.clone());
        }
        let what = format!("an operand of `{sign}` has the wrong type");
        self.converted(&value, ty, &node.range, &what)
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
