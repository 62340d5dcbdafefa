//! An expression of a file, ready to be evaluated.

use super::eval::Budget;
use super::syntax::Node;
use super::{Context, Traversal, Value, eval, variables};
use crate::diagnostics::{Diagnostics, Place, SourceFile};
use std::sync::Arc;

/// The value of an attribute, as it is written.
#[derive(Clone, Debug)]
pub struct Expression {
    file: Arc<SourceFile>,
    node: Arc<Node>,
}

impl Expression {
    pub(super) fn new(file: &Arc<SourceFile>, node: Node) -> Self {
        Self {
            file: Arc::clone(file),
            node: Arc::new(node),
        }
    }

    /// Its value. What is wrong with it is reported, and unknown in the value.
    #[must_use]
    pub fn evaluate(&self, context: &Context<'_>, found: &mut Diagnostics) -> Value {
        self.evaluate_within(context, found, &mut Budget::default())
    }

    /// The same, where several expressions share what they may make.
    pub(super) fn evaluate_within(
        &self,
        context: &Context<'_>,
        found: &mut Diagnostics,
        budget: &mut Budget,
    ) -> Value {
        eval::evaluate(&self.file, &self.node, context, found, budget)
    }

    /// The variables it refers to, and the parts of them, in the order of the text.
    #[must_use]
    pub fn variables(&self) -> Vec<Traversal> {
        variables::of(&self.file, &self.node)
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(&self.file, self.node.range.clone())
    }

    /// The text of it, where it is in one piece of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        self.file
            .text()
            .get(self.node.range.clone())
            .unwrap_or_default()
    }

    pub(super) fn node(&self) -> &Node {
        &self.node
    }
}

/// Expressions are equal that are written alike.
impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}
