//! Functions on numbers.

use super::failed;
use crate::{CallError, Function, Parameter};
use crate::{Number, Type, Value};

pub(super) fn functions() -> Vec<(&'static str, Function)> {
    vec![
        ("abs", unary(Number::abs)),
        ("int", unary(Number::truncated)),
        ("max", extreme(|a, b| a > b)),
        ("min", extreme(|a, b| a < b)),
    ]
}

fn unary(run: fn(&Number) -> Number) -> Function {
    Function::new(
        [Parameter::new("num", Type::Number)],
        Type::Number,
        move |args| match &args[0] {
            Value::Number(number) => Ok(Value::Number(run(number))),
            other => Ok(other.clone()),
        },
    )
}

/// The number that comes before all others.
fn extreme(before: fn(&Number, &Number) -> bool) -> Function {
    let run = move |args: &[Value]| -> Result<Value, CallError> {
        let numbers = args.iter().filter_map(|value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        });
        match numbers.reduce(|a, b| if before(b, a) { b } else { a }) {
            Some(number) => Ok(Value::Number(number.clone())),
            None => failed("there must be at least one number"),
        }
    };
    Function::new([], Type::Number, run).variadic(Parameter::new("numbers", Type::Number))
}
