//! The steps behind a value: names, indexes and splats.

use super::lower::Lowering;
use crate::diagnostics::Diagnostic;
use crate::syntax::{Kind, Node, Step, StepKind};
use hcl_edit::Decorated;
use hcl_edit::expr::{Traversal, TraversalOperator};
use std::ops::Range;

/// How many splats may follow each other. No value is nested that deep.
const MAX_SPLATS: usize = 50;

/// A step, and whether it is in brackets.
type Flat = (Step, bool);

impl Lowering<'_, '_> {
    pub(super) fn traversal(&mut self, traversal: &Traversal, range: &Range<usize>) -> Node {
        let base = self.boxed(&traversal.expr);
        let steps: Vec<Flat> = traversal
            .operators
            .iter()
            .map(|operator| self.step(operator))
            .collect();
        let splats = steps
            .iter()
            .filter(|(step, _)| matches!(step.kind, StepKind::Splat(_)));
        if splats.count() > MAX_SPLATS {
            let wrong =
                Diagnostic::error("nesting", "this expression has too many splats in a row")
                    .at(self.pieces.place(range))
                    .label(format!(
                        "each goes a level deeper, and {MAX_SPLATS} is the limit"
                    ));
            self.pieces.found.push(wrong);
            return self.made(Kind::Invalid, range);
        }
        self.made(Kind::Postfix(base, nest_splats(steps)), range)
    }

    /// One step; a splat has none of its own yet.
    fn step(&mut self, operator: &Decorated<TraversalOperator>) -> Flat {
        let range = self.range(operator);
        let (kind, brackets) = match &**operator {
            TraversalOperator::AttrSplat(_) => (StepKind::Splat(Vec::new()), false),
            TraversalOperator::FullSplat(_) => (StepKind::Splat(Vec::new()), true),
            TraversalOperator::GetAttr(name) => {
                (StepKind::Attribute(name.as_str().to_owned()), false)
            }
            TraversalOperator::LegacyIndex(_) => {
                let digits = self.pieces.trimmed(range.start + 1..range.end);
                let kind = self.pieces.number(&digits);
                (StepKind::Index(self.made(kind, &digits)), false)
            }
            TraversalOperator::Index(index) => {
                let index = match self.hollow(range.start) {
                    Some((inside, depth)) => self.pieces.piece(&inside, depth + 1),
                    None => self.node(index),
                };
                (StepKind::Index(index), true)
            }
        };
        let range = self.pieces.offsets.range(&range);
        (Step { kind, range }, brackets)
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
