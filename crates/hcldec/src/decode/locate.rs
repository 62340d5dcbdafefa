//! Back from a value to the text that it came from.

use super::content::Found;
use super::mistakes::part;
use super::schema::BodySchema;
use crate::diagnostics::{Diagnostics, Place};
use crate::{Attribute, Block, BlockMapSpec, Body, PathStep, Spec, Traversal};

impl Spec {
    /// Where in a body the value comes from that this spec makes of it; where nothing is
    /// there, the place where it might be added. Of a spec that reads many items, the first;
    /// none for what does not come from the body.
    #[must_use]
    pub fn source_range(&self, body: &Body) -> Option<Place> {
        match self {
            Self::Literal(_) => None,
            _ => Some(locate(self, body, &[])),
        }
    }

    /// The variables that a body refers to, as far as the spec reads it, in the order of
    /// the spec, and within an item in the order of the text.
    #[must_use]
    pub fn variables(&self, body: &Body) -> Vec<Traversal> {
        let mut variables = Vec::new();
        self.add_variables(&content(self, body), &mut variables);
        variables
    }

    fn add_variables(&self, found: &Found, variables: &mut Vec<Traversal>) {
        for attribute in self.own_attributes(found) {
            variables.extend(attribute.expression.variables());
        }
        for block in found.blocks(self) {
            if let Some(nested) = self.nested() {
                variables.extend(nested.variables(&block.body));
            } else {
                let attributes = block.body.just_attributes(&mut Diagnostics::new());
                let expressions = attributes.into_values().map(|a| a.expression);
                variables.extend(expressions.flat_map(|expression| expression.variables()));
            }
        }
        self.visit_same_body(&mut |spec| spec.add_variables(found, variables));
    }

    /// The attributes that this spec itself reads.
    fn own_attributes<'f>(&self, found: &'f Found) -> Vec<&'f Attribute> {
        match self {
            Self::Attr(_) => found.attributes(self.names()),
            Self::Object(object) if object.rest.is_some() => found.rest.values().collect(),
            _ => Vec::new(),
        }
    }
}

fn content<'b>(spec: &Spec, body: &'b Body) -> Found<'b> {
    Found::all(body, &BodySchema::of(spec), &mut Diagnostics::new())
}

/// The place of a part of the value that a spec makes of a body, as near as the text has it.
///
/// ```
/// use hcldec::diagnostics::{Diagnostics, SourceFile};
/// use hcldec::{AttrSpec, ObjectSpec, PathStep, Type, locate, parse};
///
/// let ports = AttrSpec::new("ports", Type::List(Box::new(Type::Number)));
/// let spec = ObjectSpec::new().attr(ports).into();
/// let file = SourceFile::new("a.hcl", "ports = [22, 80]\n");
/// let body = parse(&file, &mut Diagnostics::new());
/// let second = [PathStep::Attribute("ports".to_owned()), PathStep::Index(1)];
/// assert_eq!(locate(&spec, &body, &second).to_string(), "a.hcl:1:14");
/// ```
#[must_use]
pub fn locate(spec: &Spec, body: &Body, path: &[PathStep]) -> Place {
    in_found(spec, &content(spec, body), None, path)
}

fn in_found(spec: &Spec, found: &Found, block: Option<&Block>, path: &[PathStep]) -> Place {
    let whole = || block.map_or_else(|| found.place().clone(), |b| b.header_place.clone());
    let located = match spec {
        Spec::Object(object) => path.split_first().and_then(|(step, rest)| {
            let key = key(step)?;
            match (object.fields.get(key), found.rest.get(key)) {
                (Some(field), _) => Some(in_found(field, found, block, rest)),
                (None, Some(attribute)) => Some(part(&attribute.expression, rest)),
                (None, None) => None,
            }
        }),
        Spec::Tuple(specs) => path.split_first().and_then(|(step, rest)| {
            let spec = specs.get(index(step)?)?;
            Some(in_found(spec, found, block, rest))
        }),
        Spec::Attr(_) => found
            .attributes(spec.names())
            .first()
            .map(|attribute| part(&attribute.expression, path)),
        Spec::Block(nested) => first(spec, found).map(|b| in_block(&nested.nested, b, path)),
        Spec::BlockList(list) | Spec::BlockTuple(list) => {
            let blocks = found.blocks(spec);
            let (step, rest) = path.split_first().unzip();
            let block = blocks.get(step.and_then(index).unwrap_or_default());
            block.map(|block| in_block(&list.nested, block, rest.unwrap_or_default()))
        }
        // Its elements are no longer in the order of the text.
        Spec::BlockSet(_) => first(spec, found).map(|block| block.header_place.clone()),
        Spec::BlockMap(map) | Spec::BlockObject(map) => in_labelled(spec, map, found, path),
        Spec::BlockAttrs(_) => first(spec, found).map(|block| {
            let attributes = block.body.just_attributes(&mut Diagnostics::new());
            let attribute = path
                .split_first()
                .and_then(|(step, rest)| Some(part(&attributes.get(key(step)?)?.expression, rest)));
            attribute.unwrap_or_else(|| block.header_place.clone())
        }),
        Spec::BlockLabel(label) => block.and_then(|b| b.label_places.get(label.index).cloned()),
        Spec::Literal(_) => None,
        Spec::Default(default) => Some(in_found(&default.primary, found, block, path)),
        Spec::Transform(transform) => Some(in_found(&transform.wrapped, found, block, &[])),
    };
    located.unwrap_or_else(whole)
}

fn in_block(spec: &Spec, block: &Block, path: &[PathStep]) -> Place {
    in_found(spec, &content(spec, &block.body), Some(block), path)
}

fn in_labelled(spec: &Spec, map: &BlockMapSpec, found: &Found, path: &[PathStep]) -> Option<Place> {
    let depth = map.label_names.len().min(path.len());
    let (labels, rest) = path.split_at(depth);
    let labels: Vec<Option<&str>> = labels.iter().map(key).collect();
    let matches = |block: &&Block| {
        let mut pairs = labels.iter().zip(&block.labels);
        pairs.all(|(wanted, label)| *wanted == Some(label))
    };
    let blocks = found.blocks(spec);
    let block = blocks.into_iter().find(matches)?;
    Some(in_block(&map.nested, block, rest))
}

fn first<'f>(spec: &Spec, found: &'f Found) -> Option<&'f Block> {
    found.blocks(spec).first().copied()
}

fn key(step: &PathStep) -> Option<&str> {
    match step {
        PathStep::Attribute(name) | PathStep::Key(name) => Some(name),
        PathStep::Index(_) => None,
    }
}

fn index(step: &PathStep) -> Option<usize> {
    match step {
        PathStep::Index(index) => Some(*index),
        PathStep::Attribute(_) | PathStep::Key(_) => None,
    }
}
