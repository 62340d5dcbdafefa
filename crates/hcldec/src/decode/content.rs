//! What was found in a body of what its spec looks for.

use super::mistakes;
use super::schema::BodySchema;
use crate::diagnostics::{Diagnostics, Place};
use crate::{Attribute, AttributeSchema, Block, Body, Content, Schema, Spec};
use indexmap::IndexMap;
use std::collections::HashMap;

/// The content of a body.
pub(crate) struct Found<'b> {
    body: &'b Body,
    content: Content,
    /// The places in `content.blocks` of the blocks of each type.
    blocks: HashMap<String, Vec<usize>>,
    /// Attributes that only the rest of an object takes.
    pub(crate) rest: IndexMap<String, Attribute>,
}

impl<'b> Found<'b> {
    /// All that a body holds; what the schema does not know is reported.
    pub(crate) fn all(body: &'b Body, schema: &BodySchema, found: &mut Diagnostics) -> Self {
        if !schema.rest {
            let content = body.content(&schema.names, found);
            return Self::new(body, content, schema, found);
        }
        let (content, others) = body.partial_content(&schema.names, found);
        let rest = others.just_attributes(found);
        Self {
            rest,
            ..Self::new(body, content, schema, found)
        }
    }

    /// Content that has been taken out of a body.
    pub(super) fn new(
        body: &'b Body,
        content: Content,
        schema: &BodySchema,
        found: &mut Diagnostics,
    ) -> Self {
        let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, block) in content.blocks.iter().enumerate() {
            match blocks.get_mut(&block.ty) {
                Some(places) => places.push(i),
                None => {
                    blocks.insert(block.ty.clone(), vec![i]);
                }
            }
        }
        for names in &schema.one_of {
            if !names
                .iter()
                .any(|name| content.attributes.contains_key(name))
            {
                found.push(mistakes::missing_argument(
                    names,
                    &content.missing_item_place,
                ));
            }
        }
        Self {
            body,
            content,
            blocks,
            rest: IndexMap::new(),
        }
    }

    /// Where to point for what is missing.
    pub(crate) fn place(&self) -> &Place {
        &self.content.missing_item_place
    }

    /// The attributes that go by one of the names of a spec, in the order of the names.
    pub(crate) fn attributes<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<&Attribute> {
        names
            .filter_map(|name| self.content.attributes.get(name))
            .collect()
    }

    /// The blocks that go by one of the names of a spec, in the order of the body.
    pub(crate) fn blocks(&self, spec: &Spec) -> Vec<&Block> {
        let mut places: Vec<usize> = spec
            .names()
            .filter_map(|name| self.blocks.get(name))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places
            .into_iter()
            .map(|place| &self.content.blocks[place])
            .collect()
    }

    /// Whether a block is there after all, but written as an attribute. That has been
    /// reported, and that the block is missing would only distract.
    pub(super) fn is_written_as_attribute(&self, spec: &Spec) -> bool {
        let attribute = |name: &str| AttributeSchema {
            name: name.to_owned(),
            required: false,
        };
        let schema = Schema {
            attributes: spec.names().map(attribute).collect(),
            ..Schema::default()
        };
        let (content, _) = self.body.partial_content(&schema, &mut Diagnostics::new());
        !self.body.is_json() && !content.attributes.is_empty()
    }
}
