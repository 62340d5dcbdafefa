//! What all blocks of a spec file have in common: arguments, and blocks within them.

use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::{
    AttributeSchema, Block, BlockSchema, Body, Content, Context, Expression, Schema, Type, Value,
    convert, standard_functions,
};

/// The blocks that are specs.
const KINDS: [&str; 14] = [
    "array",
    "attr",
    "block",
    "block_attrs",
    "block_label",
    "block_list",
    "block_map",
    "block_object",
    "block_set",
    "block_tuple",
    "default",
    "literal",
    "object",
    "transform",
];

/// The blocks within a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Children {
    /// None.
    No,
    /// Specs.
    Specs,
    /// Specs, each with the key that it has in an object.
    Keyed,
}

/// Reads blocks, and collects what is wrong with them.
pub(super) struct Reader {
    pub(super) found: Diagnostics,
    context: Context<'static>,
}

/// A block that is read.
pub(super) struct Item {
    pub(super) kind: String,
    pub(super) header: Place,
    /// Its key in the object around it.
    pub(super) key: Option<String>,
    pub(super) content: Content,
    /// Whether it holds nothing that it may not.
    pub(super) right: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        let mut context = Context::new();
        context.functions = standard_functions();
        Self {
            found: Diagnostics::new(),
            context,
        }
    }

    pub(super) fn report(&mut self, wrong: Diagnostic) {
        self.found.push(wrong);
    }

    /// The content of a body; what else it holds is reported.
    pub(super) fn content(
        &mut self,
        body: &Body,
        arguments: &[&str],
        children: Children,
        further: &[(&str, &[&str])],
    ) -> Content {
        let labels: &[&str] = if children == Children::Keyed {
            &["key"]
        } else {
            &[]
        };
        let kinds = KINDS.iter().filter(|_| children != Children::No);
        let blocks = kinds
            .map(|kind| (*kind, labels))
            .chain(further.iter().copied());
        let blocks = blocks.map(|(ty, labels)| BlockSchema {
            ty: ty.to_owned(),
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        });
        let attributes = arguments.iter().map(|name| AttributeSchema {
            name: (*name).to_owned(),
            required: false,
        });
        let schema = Schema {
            attributes: attributes.collect(),
            blocks: blocks.collect(),
        };
        body.content(&schema, &mut self.found)
    }

    pub(super) fn item(
        &mut self,
        block: &Block,
        key: Option<&str>,
        arguments: &[&str],
        children: Children,
    ) -> Item {
        let before = self.found.len();
        let content = self.content(&block.body, arguments, children, &[]);
        Item {
            kind: block.ty.clone(),
            header: block.header_place.clone(),
            key: key.map(str::to_owned),
            content,
            right: self.found.len() == before,
        }
    }

    /// The value of an expression, which may call the functions of the format.
    pub(super) fn evaluate(&mut self, expression: &Expression) -> Value {
        expression.evaluate(&self.context, &mut self.found)
    }

    pub(super) fn defined_twice(&mut self, name: &str, place: Place) {
        self.report(
            Diagnostic::error("duplicate-name", format!("`{name}` is already defined"))
                .at(place)
                .label("not allowed again"),
        );
    }

    /// An argument that must be there.
    pub(super) fn expression(&mut self, item: &Item, name: &str) -> Option<Expression> {
        match item.content.attributes.get(name) {
            Some(attribute) => Some(attribute.expression.clone()),
            None => self.missing(item, name),
        }
    }

    pub(super) fn missing<T>(&mut self, item: &Item, name: &str) -> Option<T> {
        let message = format!("`{}` needs the argument `{name}`", item.kind);
        self.report(Diagnostic::error("missing-argument", message).at(item.header.clone()));
        None
    }

    /// The argument that names an attribute or block, or the key that stands in for it.
    pub(super) fn named(&mut self, item: &Item, argument: &str) -> Option<String> {
        let name = self.argument(item, argument, &Type::String);
        let name = name
            .as_ref()
            .and_then(Value::as_str)
            .or(item.key.as_deref());
        match name {
            Some("") | None => self.missing(item, argument),
            Some(name) => Some(name.to_owned()),
        }
    }

    /// The value of an argument, where it is given, not null, and right.
    fn argument(&mut self, item: &Item, name: &str, ty: &Type) -> Option<Value> {
        let expression = &item.content.attributes.get(name)?.expression;
        let value = self.evaluate(expression);
        match convert(&value, ty) {
            Ok(value) => Some(value).filter(|v| !v.is_null() && v.is_wholly_known()),
            Err(wrong) => {
                self.report(
                    Diagnostic::error("wrong-type", format!("wrong value for `{name}`: {wrong}"))
                        .at(expression.place())
                        .label(format!("{ty} is expected here")),
                );
                None
            }
        }
    }

    pub(super) fn flag(&mut self, item: &Item, name: &str) -> bool {
        self.argument(item, name, &Type::Bool) == Some(Value::Bool(true))
    }

    pub(super) fn count(&mut self, item: &Item, name: &str) -> Option<usize> {
        let Some(Value::Number(number)) = self.argument(item, name, &Type::Number) else {
            return None;
        };
        let count = number.as_usize();
        if let (None, Some(attribute)) = (count, item.content.attributes.get(name)) {
            let message = format!("`{name}` must be a whole number, and not below zero");
            self.report(Diagnostic::error("wrong-type", message).at(attribute.expression.place()));
        }
        count
    }

    pub(super) fn texts(&mut self, item: &Item, name: &str) -> Vec<String> {
        let list = Type::List(Box::new(Type::String));
        let value = self.argument(item, name, &list);
        let elements = value.as_ref().and_then(Value::elements).unwrap_or_default();
        elements
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// A type expression, or what it is without one; none where it is wrong.
    pub(super) fn type_or(&mut self, item: &Item, name: &str, default: Type) -> Option<Type> {
        match item.content.attributes.get(name) {
            Some(attribute) => Type::from_expression(&attribute.expression, &mut self.found),
            None => Some(default),
        }
    }
}
