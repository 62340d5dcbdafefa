//! Conditionals: `condition ? value : value`, and rows of them.

use super::Evaluation;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::syntax::{Choice, Node};
use crate::{Context, Type, Value};
use std::ops::Range;

/// A result that may be chosen, where it is, and what is wrong with it.
type Branch = (Value, Range<usize>, Diagnostics);

impl Evaluation<'_> {
    /// All branches are evaluated, for their types; what is wrong counts in the chosen
    /// one only. Each choice has what follows as its other branch, so the last is the first
    /// to be made.
    pub(super) fn conditional(
        &mut self,
        choices: &[Choice],
        otherwise: &Node,
        context: &Context<'_>,
    ) -> Value {
        let mut rest = self.branch(otherwise, context);
        for choice in choices.iter().rev() {
            let then = self.branch(&choice.then, context);
            let mut found = Diagnostics::new();
            let mut inner = self.with(&mut found);
            let start = choice.condition.range.start;
            let end = rest.1.end;
            let value = inner.choose(&choice.condition, then, rest, context);
            rest = (value, start..end, found);
        }
        let (value, _, found) = rest;
        self.found.extend(found);
        value
    }

    fn branch(&mut self, node: &Node, context: &Context<'_>) -> Branch {
        let (value, found) = self.apart(node, context);
        (value, node.range.clone(), found)
    }

    fn choose(
        &mut self,
        condition: &Node,
        then: Branch,
        otherwise: Branch,
        context: &Context<'_>,
    ) -> Value {
        let Some(ty) = branch_type(&then.0, &otherwise.0) else {
            let wrong = Diagnostic::error(
                "inconsistent-types",
                "the two results of a condition must have one type",
            )
            .label(format!(
                "one is {}, the other {}",
                then.0.ty(),
                otherwise.0.ty()
            ));
            return self.wrong(&(then.1.start..otherwise.1.end), wrong);
        };
        let Some(condition) = self.condition(condition, context) else {
            return Value::Unknown(ty);
        };
        let (chosen, range, found) = if condition { then } else { otherwise };
        self.found.extend(found);
        self.converted(
            &chosen,
            &ty,
            &range,
            "the results of a condition must have one type",
        )
    }
}

/// The type that both branches of a conditional can have. A null takes on the other's.
fn branch_type(then: &Value, otherwise: &Value) -> Option<Type> {
    match (then, otherwise) {
        (Value::Null(Type::Any), other) | (other, Value::Null(Type::Any)) => Some(other.ty()),
        (Value::Unknown(Type::Any), _) | (_, Value::Unknown(Type::Any)) => Some(Type::Any),
        _ => Type::unify(&[then.ty(), otherwise.ty()]),
    }
}
