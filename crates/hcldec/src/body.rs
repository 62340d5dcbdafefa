//! Bodies as a decoder sees them, whichever of HCL's two syntaxes they are written in.
//!
//! What is in a body depends on who asks: in JSON a property may be an attribute or a
//! block, and only a [`Schema`] says which. So a body is asked for the content that a
//! schema describes, as in Go's `hcl.Body`.

mod content;
mod json;
mod merged;
mod native;

pub(super) use native::{NativeAttribute, NativeBlock, NativeBody};

use super::expression::Expression;
use crate::diagnostics::{Diagnostics, Place, SourceFile};
use indexmap::IndexMap;
use json::JsonBody;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is looked for in a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The attributes.
    pub attributes: Vec<AttributeSchema>,
    /// The types of blocks.
    pub blocks: Vec<BlockSchema>,
}

/// An attribute that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeSchema {
    /// Its name.
    pub name: String,
    /// Whether its absence is an error.
    pub required: bool,
}

/// A type of blocks that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockSchema {
    /// The type, which is the first word of the block.
    pub ty: String,
    /// What the labels mean, for messages. A block must have as many.
    pub labels: Vec<String>,
}

/// What was found in a body.
#[derive(Clone, Debug)]
pub struct Content {
    /// The attributes that are there, by name, in the order of the body.
    pub attributes: IndexMap<String, Attribute>,
    /// The blocks, in the order of the body, those with wrong labels left out.
    pub blocks: Vec<Block>,
    /// Where to report that something is missing.
    pub missing_item_place: Place,
}

/// `name = value`
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// Where the name is.
    pub name_place: Place,
    /// Where all of it is.
    pub place: Place,
    /// The value.
    pub expression: Expression,
}

/// `type "label" { … }`
#[derive(Clone, Debug)]
pub struct Block {
    /// The type.
    pub ty: String,
    /// The labels.
    pub labels: Vec<String>,
    /// What is between the braces.
    pub body: Body,
    /// Where the type is.
    pub type_place: Place,
    /// Where the labels are.
    pub label_places: Vec<Place>,
    /// From the type to the last label.
    pub header_place: Place,
    /// From the type to the closing brace.
    pub place: Place,
}

/// The content of a file or a block, in either syntax.
///
/// ```
/// use hcldec::diagnostics::{Diagnostics, SourceFile};
/// use hcldec::{AttributeSchema, Context, Schema, parse};
///
/// let file = SourceFile::new("a.hcl", "size = 2 * 3\n");
/// let mut found = Diagnostics::new();
/// let body = parse(&file, &mut found);
/// let size = AttributeSchema { name: "size".to_owned(), required: true };
/// let schema = Schema { attributes: vec![size], ..Schema::default() };
/// let content = body.content(&schema, &mut found);
/// let value = content.attributes["size"].expression.evaluate(&Context::new(), &mut found);
/// assert_eq!(value, 6.into());
/// assert!(found.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Body {
    inner: Inner,
    /// What an earlier schema has taken out of it.
    hidden: Arc<Hidden>,
}

#[derive(Clone, Debug)]
enum Inner {
    Native(Arc<NativeBody>),
    Json(Arc<JsonBody>),
    Merged(Box<Body>, Vec<Body>),
}

/// The names that are no longer part of a body.
#[derive(Clone, Debug, Default)]
struct Hidden {
    attributes: BTreeSet<String>,
    blocks: BTreeSet<String>,
}

impl Body {
    pub(super) fn native(body: Arc<NativeBody>) -> Self {
        Self {
            inner: Inner::Native(body),
            hidden: Arc::default(),
        }
    }

    /// The body of a file in the JSON syntax.
    pub(super) fn of_json(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Self {
        Self::json(Arc::new(json::parse(file, found)))
    }

    fn json(body: Arc<JsonBody>) -> Self {
        Self {
            inner: Inner::Json(body),
            hidden: Arc::default(),
        }
    }

    /// Several bodies as one. What is missing is reported in the first.
    #[must_use]
    pub fn merge(first: Self, others: Vec<Self>) -> Self {
        if others.is_empty() {
            return first;
        }
        Self {
            inner: Inner::Merged(Box::new(first), others),
            hidden: Arc::default(),
        }
    }

    /// What the schema describes. All else is an error, and so is a required attribute
    /// that is not there and a block with too few or too many labels.
    pub fn content(&self, schema: &Schema, found: &mut Diagnostics) -> Content {
        match &self.inner {
            Inner::Native(body) => {
                let content = body.content(&self.hidden, schema, found);
                body.report_unexpected(&self.hidden, schema, &content, found);
                content
            }
            Inner::Json(body) => {
                let content = body.content(&self.hidden, schema, found);
                body.report_unexpected(&self.hidden, schema, found);
                content
            }
            Inner::Merged(first, others) => {
                let relaxed = merged::relaxed(schema);
                let first = first.content(&relaxed, found);
                let others = others.iter().map(|body| body.content(&relaxed, found));
                let others: Vec<Content> = others.collect();
                merged::joined(first, others, schema, found)
            }
        }
    }

    /// What the schema describes, and a body with the rest, for another schema.
    pub fn partial_content(&self, schema: &Schema, found: &mut Diagnostics) -> (Content, Self) {
        let content = match &self.inner {
            Inner::Native(body) => body.content(&self.hidden, schema, found),
            Inner::Json(body) => body.content(&self.hidden, schema, found),
            Inner::Merged(first, others) => {
                let relaxed = merged::relaxed(schema);
                let (first, first_rest) = first.partial_content(&relaxed, found);
                let others = others.iter();
                let others = others.map(|body| body.partial_content(&relaxed, found));
                let (others, rests): (Vec<Content>, Vec<Self>) = others.unzip();
                let content = merged::joined(first, others, schema, found);
                return (content, Self::merge(first_rest, rests));
            }
        };
        let mut hidden = (*self.hidden).clone();
        let attributes = schema.attributes.iter();
        hidden
            .attributes
            .extend(attributes.map(|attribute| attribute.name.clone()));
        let blocks = schema.blocks.iter();
        hidden.blocks.extend(blocks.map(|block| block.ty.clone()));
        let rest = Self {
            inner: self.inner.clone(),
            hidden: Arc::new(hidden),
        };
        (content, rest)
    }

    /// All attributes, whatever their names. Blocks are an error.
    pub fn just_attributes(&self, found: &mut Diagnostics) -> IndexMap<String, Attribute> {
        match &self.inner {
            Inner::Native(body) => body.just_attributes(&self.hidden, found),
            Inner::Json(body) => body.just_attributes(&self.hidden, found),
            Inner::Merged(first, others) => {
                let mut all = first.just_attributes(found);
                for body in others {
                    let attributes = body.just_attributes(found);
                    merged::join_attributes(&mut all, attributes, found);
                }
                all
            }
        }
    }

    /// All that is in it, whatever its names and labels, for a reader that judges them
    /// itself. None in the JSON syntax, where only a schema tells attributes from blocks,
    /// and of bodies that are merged.
    ///
    /// ```
    /// use hcldec::diagnostics::{Diagnostics, SourceFile};
    ///
    /// let file = SourceFile::new("a.hcl", "size = 2\ndisk \"a\" {}\n");
    /// let body = hcldec::parse(&file, &mut Diagnostics::new());
    /// let all = body.everything().unwrap();
    /// assert_eq!(all.attributes["size"].expression.text(), "2");
    /// assert_eq!(all.blocks[0].label_places[0].to_string(), "a.hcl:2:6");
    /// ```
    #[must_use]
    pub fn everything(&self) -> Option<Content> {
        match &self.inner {
            Inner::Native(body) => Some(body.everything(&self.hidden)),
            Inner::Json(_) | Inner::Merged(..) => None,
        }
    }

    /// Where to report that something is missing from it.
    #[must_use]
    pub fn missing_item_place(&self) -> Place {
        match &self.inner {
            Inner::Native(body) => body.missing_item_place(),
            Inner::Json(body) => body.missing_item_place(),
            Inner::Merged(first, _) => first.missing_item_place(),
        }
    }

    /// Where all of it is; of several, the first.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.inner {
            Inner::Native(body) => body.place(),
            Inner::Json(body) => body.place(),
            Inner::Merged(first, _) => first.place(),
        }
    }

    /// Whether it is written in the JSON syntax.
    #[must_use]
    pub fn is_json(&self) -> bool {
        match &self.inner {
            Inner::Native(_) => false,
            Inner::Json(_) => true,
            Inner::Merged(first, _) => first.is_json(),
        }
    }
}
