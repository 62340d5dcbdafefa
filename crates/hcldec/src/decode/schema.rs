//! What a spec looks for in a body.

use crate::{AttributeSchema, BlockSchema, Schema, Spec};
use std::collections::{BTreeMap, HashMap};

/// What a body may hold by a spec, and what it must.
#[derive(Debug, Default)]
pub(crate) struct BodySchema {
    /// Each name that an attribute or block may go by.
    pub(super) names: Schema,
    /// Names of which at least one must be there.
    pub(super) one_of: Vec<Vec<String>>,
    /// Whether any other attribute may be there.
    pub(super) rest: bool,
}

impl BodySchema {
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut collected = Collected::default();
        collected.add(spec);
        let mut schema = collected.schema;
        let attributes = collected.attributes.into_iter();
        schema.names.attributes = attributes
            .map(|(name, required)| AttributeSchema {
                name: name.to_owned(),
                required,
            })
            .collect();
        schema
    }
}

#[derive(Default)]
struct Collected<'s> {
    schema: BodySchema,
    /// Each attribute, and whether it is required.
    attributes: indexmap::IndexMap<&'s str, bool>,
    blocks: HashMap<&'s str, usize>,
}

impl<'s> Collected<'s> {
    fn add(&mut self, spec: &'s Spec) {
        match spec {
            Spec::Attr(attr) if attr.aliases.is_empty() => {
                *self.attributes.entry(&attr.name).or_default() |= attr.required;
            }
            Spec::Attr(attr) => {
                for name in spec.names() {
                    self.attributes.entry(name).or_default();
                }
                if attr.required {
                    self.schema
                        .one_of
                        .push(spec.names().map(str::to_owned).collect());
                }
            }
            Spec::Object(object) => self.schema.rest |= object.rest.is_some(),
            _ => {
                for ty in spec.names() {
                    self.add_block(ty, spec);
                }
            }
        }
        spec.visit_same_body(&mut |spec| self.add(spec));
    }

    /// Where two specs read the same blocks, the first says what their labels are.
    fn add_block(&mut self, ty: &'s str, spec: &Spec) {
        let blocks = &mut self.schema.names.blocks;
        if self.blocks.insert(ty, blocks.len()).is_none() {
            blocks.push(BlockSchema {
                ty: ty.to_owned(),
                labels: label_names(spec),
            });
        }
    }
}

/// What the labels of the block are that this is the spec of.
fn label_names(spec: &Spec) -> Vec<String> {
    let mut names = match spec {
        Spec::BlockMap(blocks) | Spec::BlockObject(blocks) => blocks.label_names.clone(),
        _ => Vec::new(),
    };
    let mut labels = BTreeMap::new();
    if let Some(nested) = spec.nested() {
        find_labels(nested, &mut labels);
    }
    // A gap in the indices is a mistake in the spec; what is beyond it cannot be asked for.
    let in_a_row = labels.into_iter().zip(0..);
    let in_a_row = in_a_row.take_while(|((index, _), i)| index == i);
    names.extend(in_a_row.map(|((_, name), _)| name.to_owned()));
    names
}

fn find_labels<'s>(spec: &'s Spec, labels: &mut BTreeMap<usize, &'s str>) {
    if let Spec::BlockLabel(label) = spec {
        labels.entry(label.index).or_insert(&label.name);
    }
    spec.visit_same_body(&mut |spec| find_labels(spec, labels));
}
