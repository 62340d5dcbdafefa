//! Function calls.

use super::Evaluation;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Call, Node};
use crate::{CallError, Context, Function, Value};
use std::ops::Range;

/// Arguments, and where each comes from.
type Arguments = Vec<(Value, Range<usize>)>;

impl Evaluation<'_> {
    pub(super) fn call(
        &mut self,
        call: &Call,
        range: &Range<usize>,
        context: &Context<'_>,
    ) -> Value {
        let name = &call.name;
        let Some(function) = context.function(name) else {
            let wrong =
                Diagnostic::error("unknown-function", format!("there is no function `{name}`"));
            let (wrong, range) = if context.function_names().next().is_none() {
                (wrong.label("functions cannot be called here"), range)
            } else {
                let wrong = wrong
                    .label("not defined")
                    .did_you_mean(name, context.function_names());
                (wrong, &call.name_range)
            };
            return self.wrong(range, wrong);
        };
        let before = self.found.len();
        let Some(expanded) = self.last_expanded(call, context) else {
            return Value::UNKNOWN;
        };
        let single = call.arguments.len() - usize::from(call.expand);
        let single = &call.arguments[..single];
        // Where the number of arguments is wrong, none of them is worth looking at.
        if let Err(wrong) = function.check_count(single.len() + expanded.len()) {
            let ranges = single
                .iter()
                .map(|node| (Value::UNKNOWN, node.range.clone()));
            let arguments = ranges.chain(expanded).collect();
            return self.call_error(wrong, call, function, &arguments, range);
        }
        let single = single.iter();
        let single = single.map(|node| (self.node(node, context), node.range.clone()));
        let mut arguments: Arguments = single.collect();
        arguments.extend(expanded);
        if self.found.len() > before {
            return Value::UNKNOWN;
        }
        let values: Vec<Value> = arguments.iter().map(|(value, _)| value.clone()).collect();
        match function.call(&values) {
            Ok(value) => self.made(value, range),
            Err(wrong) => self.call_error(wrong, call, function, &arguments, range),
        }
    }

    /// What the last argument of `f(…, list...)` is expanded to, nothing of another call;
    /// none where it is unknown or wrong.
    fn last_expanded(&mut self, call: &Call, context: &Context<'_>) -> Option<Arguments> {
        match call.arguments.last() {
            Some(last) if call.expand => {
                let value = self.node(last, context);
                self.expanded(value, last)
            }
            _ => Some(Vec::new()),
        }
    }

    fn expanded(&mut self, value: Value, node: &Node) -> Option<Arguments> {
        match value {
            Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => Some(
                elements
                    .into_iter()
                    .map(|value| (value, node.range.clone()))
                    .collect(),
            ),
            Value::Unknown(_) => None,
            other => {
                let message = if other.is_null() {
                    "null cannot be expanded to arguments".to_owned()
                } else {
                    format!("{} cannot be expanded to arguments", other.ty())
                };
                let wrong = Diagnostic::error("wrong-argument", message)
                    .label("expected a list, a set or a tuple before `...`");
                self.wrong(&node.range, wrong);
                None
            }
        }
    }

    fn call_error(
        &mut self,
        wrong: CallError,
        call: &Call,
        function: &Function,
        arguments: &Arguments,
        range: &Range<usize>,
    ) -> Value {
        let name = &call.name;
        let count = function.parameters().len();
        let takes = match (count, function.variadic_parameter()) {
            (n, Some(_)) => format!("`{name}` takes at least {n} arguments"),
            (1, None) => format!("`{name}` takes one argument"),
            (n, None) => format!("`{name}` takes {n} arguments"),
        };
        match wrong {
            CallError::Count {
                missing: Some(missing),
            } => {
                let wrong = Diagnostic::error("wrong-argument", takes)
                    .label(format!("expected an argument for `{missing}`"));
                self.wrong(&call.close, wrong)
            }
            CallError::Count { missing: None } => {
                let surplus = arguments
                    .get(count)
                    .map_or(range, |(_, range)| range)
                    .clone();
                let wrong = Diagnostic::error("wrong-argument", takes).label("one too many");
                self.wrong(&surplus, wrong)
            }
            CallError::Argument(i, why) => {
                let argument = arguments.get(i).map_or(range, |(_, range)| range).clone();
                let parameter = function.parameter(i).map_or("", |p| p.name.as_str());
                let message = format!("wrong argument for `{parameter}` of `{name}`: {why}");
                let wrong = Diagnostic::error("wrong-argument", message)
                    .label(format!("the argument for `{parameter}`"));
                self.wrong(&argument, wrong)
            }
            CallError::Failed(why) => {
                let wrong = Diagnostic::error("function-failed", format!("`{name}` failed: {why}"))
                    .label("called here");
                self.wrong(range, wrong)
            }
        }
    }
}
