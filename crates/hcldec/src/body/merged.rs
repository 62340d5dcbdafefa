//! Several bodies read as one: the files of a folder, say.

use super::content::missing_argument;
use super::{Attribute, AttributeSchema, Content, Schema};
use crate::diagnostics::{Diagnostic, Diagnostics};
use indexmap::IndexMap;

/// The schema without requirements, which the bodies meet only together.
pub(super) fn relaxed(schema: &Schema) -> Schema {
    let attributes = schema.attributes.iter();
    Schema {
        attributes: attributes
            .map(|attribute| AttributeSchema {
                name: attribute.name.clone(),
                required: false,
            })
            .collect(),
        blocks: schema.blocks.clone(),
    }
}

/// What was found in the bodies, the first one's and the others', as the content of one.
pub(super) fn joined(
    mut all: Content,
    others: impl IntoIterator<Item = Content>,
    schema: &Schema,
    found: &mut Diagnostics,
) -> Content {
    for content in others {
        all.blocks.extend(content.blocks);
        join_attributes(&mut all.attributes, content.attributes, found);
    }
    for attribute in schema
        .attributes
        .iter()
        .filter(|attribute| attribute.required)
    {
        if !all.attributes.contains_key(&attribute.name) {
            found.push(missing_argument(attribute, all.missing_item_place.clone()));
        }
    }
    all
}

/// Adds the attributes of another body. One that is there already is an error.
pub(super) fn join_attributes(
    all: &mut IndexMap<String, Attribute>,
    others: IndexMap<String, Attribute>,
    found: &mut Diagnostics,
) {
    for (name, attribute) in others {
        match all.get(&name) {
            Some(first) => found.push(
                Diagnostic::error(
                    "duplicate-argument",
                    format!("the argument `{name}` is set in two files"),
                )
                .at(attribute.name_place)
                .label("set again here")
                .related("set here first", first.name_place.clone()),
            ),
            None => {
                all.insert(name, attribute);
            }
        }
    }
}
