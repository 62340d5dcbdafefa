//! Expressions as they are evaluated, with the place of everything in the file.
//!
//! What may follow each other without end in a text, such as operators of one rank and
//! conditions, is a row here and not a tree: so the depth of a tree is that of the brackets,
//! which is bounded, and whoever walks it may recurse.

use super::Value;
use crate::diagnostics::Diagnostics;
use std::ops::Range;

/// An expression and where it is.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Literal(Value),
    /// Strings put together.
    Template(Vec<Part>),
    /// `"${value}"`, which is the value itself, whatever its type.
    Wrapped(Box<Node>),
    Variable(String),
    /// Something, and steps to a part of it.
    Postfix(Box<Node>, Vec<Step>),
    Parens(Box<Node>),
    /// Signs before something, as they are written.
    Signed(Vec<Sign>, Box<Node>),
    /// A first operand, and operations of one rank from left to right.
    Operations(Box<Node>, Vec<Operation>),
    /// Choices in their order, and what there is where no condition holds.
    Conditional(Vec<Choice>, Box<Node>),
    Tuple(Vec<Node>),
    Object(Vec<Item>),
    /// An object of the JSON syntax, where two items of one key are an error.
    UniqueObject(Vec<Item>),
    /// A string of the JSON syntax.
    TextOrTemplate(Box<TextOrTemplate>),
    For(Box<For>),
    Call(Box<Call>),
    /// The key of an object that looks like an attribute of a variable. To evaluate it is an
    /// error.
    AmbiguousKey(String),
    /// What could not be parsed. An error has been reported.
    Invalid,
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Value(Node),
    If {
        condition: Node,
        then: Vec<Part>,
        otherwise: Vec<Part>,
    },
    For {
        key: Option<String>,
        value: String,
        collection: Node,
        body: Vec<Part>,
    },
}

/// A step to a part of a value. Its range includes the dot or the brackets.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) kind: StepKind,
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) enum StepKind {
    Attribute(String),
    Index(Node),
    /// `.*` or `[*]`, and the steps that each element takes.
    Splat(Vec<Step>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// `!` or `-` before an operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// Whether it is `!`.
    pub(super) not: bool,
    /// Where it is in the file.
    pub(super) start: usize,
}

/// An operator and what is on the right of it.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) operator: Operator,
    pub(super) operand: Node,
}

/// `condition ? then :`
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) condition: Node,
    pub(super) then: Node,
}

/// `key = value` in an object. A bare name as key is a literal already.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) key: Node,
    pub(super) value: Node,
}

/// What is a template where there are names that it could refer to, else plain text.
#[derive(Debug)]
pub(super) struct TextOrTemplate {
    pub(super) plain: Value,
    pub(super) template: Node,
    /// What is wrong with the template.
    pub(super) found: Diagnostics,
    /// Whether it nests so deep that nobody means it as plain text.
    pub(super) too_deep: bool,
}

#[derive(Debug)]
pub(super) struct For {
    pub(super) key_name: Option<String>,
    pub(super) value_name: String,
    pub(super) collection: Node,
    /// Of an object.
    pub(super) key: Option<Node>,
    pub(super) value: Node,
    pub(super) condition: Option<Node>,
    /// Whether values of one key are collected, by `...`.
    pub(super) grouping: bool,
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) name_range: Range<usize>,
    pub(super) arguments: Vec<Node>,
    /// Whether the elements of the last argument are arguments, by `...`.
    pub(super) expand: bool,
    /// The closing parenthesis.
    pub(super) close: Range<usize>,
}

impl Node {
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, range }
    }

    /// A literal string or number, which makes an index a step of a traversal.
    pub(super) fn as_key(&self) -> Option<&Value> {
        match &self.kind {
            Kind::Literal(key @ (Value::String(_) | Value::Number(_))) => Some(key),
            _ => None,
        }
    }
}
