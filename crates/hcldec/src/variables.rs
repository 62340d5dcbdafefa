//! Which variables an expression refers to, without evaluating it.

use super::syntax::{Kind, Node, Part, Step, StepKind};
use super::traversal::{Traversal, TraversalStep};
use crate::diagnostics::{Place, SourceFile};
use std::ops::Range;
use std::sync::Arc;

/// The references in an expression, in the order of the text. Names that the
/// expression itself introduces are not among them.
pub(super) fn of(file: &Arc<SourceFile>, node: &Node) -> Vec<Traversal> {
    let mut walk = Walk {
        file,
        found: Vec::new(),
        local: Vec::new(),
    };
    walk.node(node);
    walk.found
}

struct Walk<'a> {
    file: &'a Arc<SourceFile>,
    found: Vec<Traversal>,
    /// Names of `for` expressions around what is looked at.
    local: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &'a Node) {
        match &node.kind {
            Kind::Literal(_) | Kind::AmbiguousKey(_) | Kind::Invalid => {}
            Kind::Template(parts) => self.parts(parts),
            Kind::Wrapped(inner) | Kind::Parens(inner) | Kind::Signed(_, inner) => {
                self.node(inner);
            }
            Kind::Variable(name) => self.reference(name, &node.range, &[]),
            Kind::Postfix(base, steps) => {
                if let Kind::Variable(name) = &base.kind {
                    self.reference(name, &base.range, steps);
                } else {
                    self.node(base);
                    self.steps(steps);
                }
            }
            Kind::Operations(first, operations) => {
                self.node(first);
                for operation in operations {
                    self.node(&operation.operand);
                }
            }
            Kind::Conditional(choices, otherwise) => {
                for choice in choices {
                    self.node(&choice.condition);
                    self.node(&choice.then);
                }
                self.node(otherwise);
            }
            Kind::Tuple(elements) => self.nodes(elements),
            Kind::Object(items) | Kind::UniqueObject(items) => items.iter().for_each(|item| {
                self.node(&item.key);
                self.node(&item.value);
            }),
            Kind::TextOrTemplate(either) => self.node(&either.template),
            Kind::For(each) => {
                self.node(&each.collection);
                self.scoped(each.key_name.as_deref(), &each.value_name, |walk| {
                    each.key.iter().for_each(|key| walk.node(key));
                    walk.node(&each.value);
                    each.condition
                        .iter()
                        .for_each(|condition| walk.node(condition));
                });
            }
            Kind::Call(call) => self.nodes(&call.arguments),
        }
    }

    fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Value(value) => self.node(value),
                Part::If {
                    condition,
                    then,
                    otherwise,
                } => {
                    self.node(condition);
                    self.parts(then);
                    self.parts(otherwise);
                }
                Part::For {
                    key,
                    value,
                    collection,
                    body,
                } => {
                    self.node(collection);
                    self.scoped(key.as_deref(), value, |walk| walk.parts(body));
                }
            }
        }
    }

    fn scoped(&mut self, key: Option<&'a str>, value: &'a str, run: impl FnOnce(&mut Self)) {
        let before = self.local.len();
        self.local.extend(key);
        self.local.push(value);
        run(self);
        self.local.truncate(before);
    }

    /// A variable, with the steps behind it that are known beforehand.
    fn reference(&mut self, name: &str, range: &Range<usize>, steps: &'a [Step]) {
        let known = steps
            .iter()
            .map_while(|step| self.known(step))
            .collect::<Vec<_>>();
        let rest = &steps[known.len()..];
        if !self.local.contains(&name) {
            self.found.push(Traversal {
                root: name.to_owned(),
                root_place: Place::new(self.file, range.clone()),
                steps: known,
            });
        }
        self.steps(rest);
    }

    fn known(&self, step: &Step) -> Option<TraversalStep> {
        let place = Place::new(self.file, step.range.clone());
        match &step.kind {
            StepKind::Attribute(name) => Some(TraversalStep::Attribute(name.clone(), place)),
            StepKind::Index(index) => Some(TraversalStep::Index(index.as_key()?.clone(), place)),
            StepKind::Splat(_) => None,
        }
    }

    fn steps(&mut self, steps: &'a [Step]) {
        for step in steps {
            match &step.kind {
                StepKind::Attribute(_) => {}
                StepKind::Index(index) => self.node(index),
                StepKind::Splat(each) => self.steps(each),
            }
        }
    }
}
