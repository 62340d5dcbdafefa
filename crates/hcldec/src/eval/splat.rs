//! Splats: `list[*].name` is the `name` of each element.

use super::Evaluation;
use crate::diagnostics::Diagnostic;
use crate::syntax::Step;
use crate::{Context, Type, Value};
use std::ops::Range;

impl Evaluation<'_> {
    /// What is no list counts as a list of itself, and null as one of nothing.
    pub(super) fn splat(
        &mut self,
        value: &Value,
        each: &[Step],
        range: &Range<usize>,
        context: &Context<'_>,
    ) -> Value {
        let elements = match value {
            Value::Null(Type::List(_) | Type::Set(_) | Type::Tuple(_)) => {
                let wrong = Diagnostic::error("null-value", "a null list has no elements")
                    .label("the value before this splat is null");
                return self.wrong(range, wrong);
            }
            Value::Null(_) => return Value::Tuple(Vec::new()),
            Value::Unknown(_) => return Value::UNKNOWN,
            Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
                elements.as_slice()
            }
            single => std::slice::from_ref(single),
        };
        let results: Vec<Value> = elements
            .iter()
            .map(|element| self.steps(element.clone(), each, context))
            .collect();
        if !matches!(value, Value::List(..) | Value::Set(..)) {
            return Value::Tuple(results);
        }
        // Elements of one type have parts of one type, save where parts are unknown.
        match results.first().map(Value::ty) {
            Some(ty) if results.iter().all(|result| result.ty() == ty) => Value::list(ty, results),
            Some(_) => Value::Tuple(results),
            None => Value::list(Type::Any, results),
        }
    }
}
