//! A body in HCL's JSON syntax, where only the schema tells whether a property is an
//! argument or a block.

use super::content::{extraneous_property, missing_argument};
use super::{Attribute, Block, BlockSchema, Body, Content, Hidden, Schema};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::json::{Json, JsonKind, Member, expression, read};
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// The name of properties that are comments.
const COMMENT: &str = "//";

/// An object or an array of objects, which may be a part of a larger value.
#[derive(Debug)]
pub(crate) struct JsonBody {
    file: Arc<SourceFile>,
    root: Arc<Json>,
    /// The way from the root to this value: members and elements by index.
    path: Vec<usize>,
}

/// The labels of a block that is being unpacked, and where they are.
#[derive(Clone, Default)]
struct Labels {
    names: Vec<String>,
    places: Vec<Place>,
}

impl JsonBody {
    fn new(file: &Arc<SourceFile>, root: Arc<Json>) -> Self {
        Self {
            file: Arc::clone(file),
            root,
            path: Vec::new(),
        }
    }

    fn json(&self) -> &Json {
        let mut json = &*self.root;
        for index in &self.path {
            json = match &json.kind {
                JsonKind::Array(elements) => &elements[*index],
                JsonKind::Object(members) => &members[*index].value,
                _ => return json,
            };
        }
        json
    }

    fn at(&self, range: &Range<usize>) -> Place {
        Place::new(&self.file, range.clone())
    }

    pub(super) fn place(&self) -> Place {
        self.at(&self.json().range)
    }

    /// The closing brace of an object, the opening bracket of an array.
    pub(super) fn missing_item_place(&self) -> Place {
        let json = self.json();
        let range = &json.range;
        match json.kind {
            JsonKind::Object(_) => {
                self.at(&(range.end.saturating_sub(1).max(range.start)..range.end))
            }
            JsonKind::Array(_) => self.at(&Self::start(json)),
            _ => self.at(range),
        }
    }

    /// The first character of a value.
    fn start(json: &Json) -> Range<usize> {
        match json.kind {
            JsonKind::Object(_) | JsonKind::Array(_) => {
                json.range.start..(json.range.start + 1).min(json.range.end)
            }
            _ => json.range.clone(),
        }
    }

    /// The members of the body, each with the way to it from here. `label` says what
    /// they are where they are not arguments and blocks.
    fn members<'j>(
        &self,
        json: &'j Json,
        label: Option<&str>,
        found: &mut Diagnostics,
    ) -> Vec<(Vec<usize>, &'j Member)> {
        let mut members = Vec::new();
        let objects: Vec<(Option<usize>, &Json)> = match &json.kind {
            JsonKind::Array(elements) => elements
                .iter()
                .enumerate()
                .map(|(i, e)| (Some(i), e))
                .collect(),
            _ => vec![(None, json)],
        };
        for (index, object) in objects {
            match &object.kind {
                JsonKind::Object(all) => {
                    let way = |i| index.into_iter().chain([i]).collect();
                    members.extend(all.iter().enumerate().map(|(i, member)| (way(i), member)));
                }
                JsonKind::Null if index.is_none() => {}
                other => {
                    let what = match label {
                        Some(label) => {
                            format!("an object whose names are labels (`{label}`) is expected here")
                        }
                        None => "an object with arguments and blocks is expected here".to_owned(),
                    };
                    let wrong = Diagnostic::error("json-body", what)
                        .at(self.at(&Self::start(object)))
                        .label(format!("this is {}", other.name()));
                    found.push(wrong);
                }
            }
        }
        members
    }

    pub(super) fn content(
        &self,
        hidden: &Hidden,
        schema: &Schema,
        found: &mut Diagnostics,
    ) -> Content {
        let attributes: HashSet<&str> = schema.attributes.iter().map(|a| a.name.as_str()).collect();
        let types: HashMap<&str, &BlockSchema> =
            schema.blocks.iter().map(|b| (b.ty.as_str(), b)).collect();
        let mut content = Content {
            attributes: IndexMap::new(),
            blocks: Vec::new(),
            missing_item_place: self.missing_item_place(),
        };
        for (way, member) in self.members(self.json(), None, found) {
            let name = member.name.value.as_str();
            if attributes.contains(name) && !hidden.attributes.contains(name) {
                self.add_attribute(&mut content.attributes, member, found);
            }
            if let Some(schema) = types.get(name).filter(|_| !hidden.blocks.contains(name)) {
                let path = self.path.iter().copied().chain(way).collect();
                let block = Unpacking {
                    body: self,
                    schema,
                    type_place: self.at(&member.name_range),
                };
                block.unpack(
                    &member.value,
                    path,
                    &Labels::default(),
                    &mut content.blocks,
                    found,
                );
            }
        }
        for attribute in &schema.attributes {
            if attribute.required && !content.attributes.contains_key(&attribute.name) {
                found.push(missing_argument(attribute, self.missing_item_place()));
            }
        }
        content
    }

    pub(super) fn report_unexpected(
        &self,
        hidden: &Hidden,
        schema: &Schema,
        found: &mut Diagnostics,
    ) {
        let attributes = schema.attributes.iter().map(|a| a.name.as_str());
        let known: HashSet<&str> = attributes
            .chain(schema.blocks.iter().map(|b| b.ty.as_str()))
            .collect();
        // What is no object has been reported when its content was asked for.
        for (_, member) in self.members(self.json(), None, &mut Diagnostics::new()) {
            let name = member.name.value.as_str();
            let is_known = known.contains(name)
                || hidden.attributes.contains(name)
                || hidden.blocks.contains(name)
                || name == COMMENT;
            if !is_known {
                found.push(extraneous_property(
                    name,
                    self.at(&member.name_range),
                    schema,
                ));
            }
        }
    }

    pub(super) fn just_attributes(
        &self,
        hidden: &Hidden,
        found: &mut Diagnostics,
    ) -> IndexMap<String, Attribute> {
        let mut attributes = IndexMap::new();
        for (_, member) in self.members(self.json(), None, found) {
            let name = member.name.value.as_str();
            if name != COMMENT && !hidden.attributes.contains(name) {
                self.add_attribute(&mut attributes, member, found);
            }
        }
        attributes
    }

    fn add_attribute(
        &self,
        attributes: &mut IndexMap<String, Attribute>,
        member: &Member,
        found: &mut Diagnostics,
    ) {
        let name_place = self.at(&member.name_range);
        match attributes.entry(member.name.value.clone()) {
            Entry::Vacant(entry) => {
                let name = entry.key().clone();
                entry.insert(Attribute {
                    name,
                    name_place,
                    place: self.at(&(member.name_range.start..member.value.range.end)),
                    expression: expression(&self.file, &member.value),
                });
            }
            Entry::Occupied(entry) => {
                let message = format!("the argument `{}` is set twice", entry.key());
                let wrong = Diagnostic::error("duplicate-argument", message)
                    .at(name_place)
                    .label("set again here")
                    .related("set here first", entry.get().name_place.clone());
                found.push(wrong);
            }
        }
    }
}

/// The blocks of a type, found by as many levels of labels as it has.
struct Unpacking<'b> {
    body: &'b JsonBody,
    schema: &'b BlockSchema,
    type_place: Place,
}

impl Unpacking<'_> {
    fn unpack(
        &self,
        json: &Json,
        path: Vec<usize>,
        labels: &Labels,
        blocks: &mut Vec<Block>,
        found: &mut Diagnostics,
    ) {
        if let Some(label) = self.schema.labels.get(labels.names.len()) {
            let before = found.len();
            let members = self.body.members(json, Some(label), found);
            let is_object = matches!(json.kind, JsonKind::Object(_) | JsonKind::Array(_));
            if members.is_empty() && is_object && found.len() == before {
                let ty = &self.schema.ty;
                let wrong =
                    Diagnostic::error("missing-label", format!("`{ty}` has no label `{label}`"))
                        .at(self.body.at(&JsonBody::start(json)))
                        .label(format!("expected a property whose name is the `{label}`"));
                found.push(wrong);
            }
            for (way, member) in members {
                let mut labels = labels.clone();
                labels.names.push(member.name.value.clone());
                labels.places.push(self.body.at(&member.name_range));
                let path = path.iter().copied().chain(way).collect();
                self.unpack(&member.value, path, &labels, blocks, found);
            }
            return;
        }
        match &json.kind {
            // A null is no block at all.
            JsonKind::Null => {}
            JsonKind::Array(elements) => {
                for (i, element) in elements.iter().enumerate() {
                    let path = path.iter().copied().chain([i]).collect();
                    blocks.push(self.block(element, path, labels));
                }
            }
            _ => blocks.push(self.block(json, path, labels)),
        }
    }

    fn block(&self, json: &Json, path: Vec<usize>, labels: &Labels) -> Block {
        let body = JsonBody {
            file: Arc::clone(&self.body.file),
            root: Arc::clone(&self.body.root),
            path,
        };
        Block {
            ty: self.schema.ty.clone(),
            labels: labels.names.clone(),
            body: Body::json(Arc::new(body)),
            type_place: self.type_place.clone(),
            label_places: labels.places.clone(),
            header_place: self.body.at(&JsonBody::start(json)),
            place: self.body.at(&json.range),
        }
    }
}

/// The body of a file in the JSON syntax. The rules are those of HCL's JSON specification.
pub(super) fn parse(file: &Arc<SourceFile>, found: &mut Diagnostics) -> JsonBody {
    let root = read(file, found).filter(|root| is_body(file, root, found));
    let end = file.text().len();
    let root = root.unwrap_or_else(|| Json {
        kind: JsonKind::Object(Vec::new()),
        range: end..end,
    });
    JsonBody::new(file, Arc::new(root))
}

fn is_body(file: &Arc<SourceFile>, root: &Json, found: &mut Diagnostics) -> bool {
    if matches!(root.kind, JsonKind::Object(_) | JsonKind::Array(_)) {
        return true;
    }
    let wrong = Diagnostic::error(
        "json-body",
        "the file is neither a JSON object nor an array of objects",
    )
    .at(Place::new(file, root.range.clone()))
    .label(format!("this is {}", root.kind.name()));
    found.push(wrong);
    false
}
