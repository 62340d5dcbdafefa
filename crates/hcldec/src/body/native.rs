//! A body in HCL's native syntax: what is an attribute and what is a block is plain
//! from the text.

use super::content::{
    extraneous_label, missing_argument, missing_label, unsupported_argument, unsupported_block,
};
use super::{Attribute, Block, BlockSchema, Body, Content, Hidden, Schema};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::expression::Expression;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// A parsed body.
#[derive(Debug)]
pub(crate) struct NativeBody {
    pub(crate) file: Arc<SourceFile>,
    pub(crate) attributes: IndexMap<String, NativeAttribute>,
    pub(crate) blocks: Vec<NativeBlock>,
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) struct NativeAttribute {
    pub(crate) name_range: Range<usize>,
    pub(crate) range: Range<usize>,
    pub(crate) expression: Expression,
}

#[derive(Debug)]
pub(crate) struct NativeBlock {
    pub(crate) ty: String,
    pub(crate) labels: Vec<String>,
    pub(crate) type_range: Range<usize>,
    pub(crate) label_ranges: Vec<Range<usize>>,
    pub(crate) open_brace: Range<usize>,
    pub(crate) end: usize,
    pub(crate) body: Arc<NativeBody>,
}

impl NativeBody {
    fn at(&self, range: &Range<usize>) -> Place {
        Place::new(&self.file, range.clone())
    }

    pub(super) fn place(&self) -> Place {
        self.at(&self.range)
    }

    /// The start of the body: for a block that is its opening brace.
    pub(super) fn missing_item_place(&self) -> Place {
        self.at(&(self.range.start..self.range.start))
    }

    pub(super) fn content(
        &self,
        hidden: &Hidden,
        schema: &Schema,
        found: &mut Diagnostics,
    ) -> Content {
        let mut wanted = HashSet::new();
        for attribute in &schema.attributes {
            let name = attribute.name.as_str();
            let there = self.attributes.contains_key(name) && !hidden.attributes.contains(name);
            if there {
                wanted.insert(name);
            } else if attribute.required && !self.blocks.iter().any(|b| b.ty == name) {
                // One that is written as a block is reported as that.
                found.push(missing_argument(attribute, self.missing_item_place()));
            }
        }
        let attributes = self
            .attributes
            .iter()
            .filter(|(name, _)| wanted.contains(name.as_str()));
        let attributes = attributes
            .map(|(name, a)| (name.clone(), self.attribute(name, a)))
            .collect();

        let types: HashMap<&str, &BlockSchema> =
            schema.blocks.iter().map(|b| (b.ty.as_str(), b)).collect();
        let mut blocks = Vec::new();
        for block in &self.blocks {
            let Some(schema) = types.get(block.ty.as_str()) else {
                continue;
            };
            if hidden.blocks.contains(&block.ty) {
                continue;
            }
            if let Some(surplus) = block.label_ranges.get(schema.labels.len()) {
                found.push(extraneous_label(schema, self.at(surplus)));
            } else if block.labels.len() < schema.labels.len() {
                let place = self.at(&block.open_brace);
                found.push(missing_label(schema, block.labels.len(), place));
            } else {
                blocks.push(self.block(block));
            }
        }
        Content {
            attributes,
            blocks,
            missing_item_place: self.missing_item_place(),
        }
    }

    pub(super) fn report_unexpected(
        &self,
        hidden: &Hidden,
        schema: &Schema,
        content: &Content,
        found: &mut Diagnostics,
    ) {
        let attributes: HashSet<&str> = schema.attributes.iter().map(|a| a.name.as_str()).collect();
        for (name, attribute) in &self.attributes {
            if !attributes.contains(name.as_str()) && !hidden.attributes.contains(name) {
                let place = self.at(&attribute.name_range);
                found.push(unsupported_argument(name, place, schema, content));
            }
        }
        let types: HashSet<&str> = schema.blocks.iter().map(|b| b.ty.as_str()).collect();
        for block in &self.blocks {
            if !types.contains(block.ty.as_str()) && !hidden.blocks.contains(&block.ty) {
                found.push(unsupported_block(
                    &block.ty,
                    self.at(&block.type_range),
                    schema,
                ));
            }
        }
    }

    pub(super) fn everything(&self, hidden: &Hidden) -> Content {
        let blocks = self.blocks.iter();
        Content {
            attributes: self.visible_attributes(hidden),
            blocks: blocks
                .filter(|block| !hidden.blocks.contains(&block.ty))
                .map(|block| self.block(block))
                .collect(),
            missing_item_place: self.missing_item_place(),
        }
    }

    pub(super) fn just_attributes(
        &self,
        hidden: &Hidden,
        found: &mut Diagnostics,
    ) -> IndexMap<String, Attribute> {
        // One block is enough to say that none may be here.
        if let Some(block) = self.blocks.iter().find(|b| !hidden.blocks.contains(&b.ty)) {
            let message = format!("no blocks are allowed here, but there is `{}`", block.ty);
            found.push(
                Diagnostic::error("unexpected-block", message)
                    .at(self.at(&block.type_range))
                    .label("only arguments are allowed here")
                    .help(format!("to set an argument, write `{} = …`", block.ty)),
            );
        }
        self.visible_attributes(hidden)
    }

    fn visible_attributes(&self, hidden: &Hidden) -> IndexMap<String, Attribute> {
        self.attributes
            .iter()
            .filter(|(name, _)| !hidden.attributes.contains(*name))
            .map(|(name, attribute)| (name.clone(), self.attribute(name, attribute)))
            .collect()
    }

    fn attribute(&self, name: &str, attribute: &NativeAttribute) -> Attribute {
        Attribute {
            name: name.to_owned(),
            name_place: self.at(&attribute.name_range),
            place: self.at(&attribute.range),
            expression: attribute.expression.clone(),
        }
    }

    fn block(&self, block: &NativeBlock) -> Block {
        let start = block.type_range.start;
        let header_end = block.label_ranges.last().unwrap_or(&block.type_range).end;
        Block {
            ty: block.ty.clone(),
            labels: block.labels.clone(),
            body: Body::native(Arc::clone(&block.body)),
            type_place: self.at(&block.type_range),
            label_places: block
                .label_ranges
                .iter()
                .map(|range| self.at(range))
                .collect(),
            header_place: self.at(&(start..header_end)),
            place: self.at(&(start..block.end)),
        }
    }
}
