//! The errors that both syntaxes report alike.

use super::{AttributeSchema, BlockSchema, Content, Schema};
use crate::diagnostics::{Diagnostic, Place, nearest};

pub(super) fn missing_argument(schema: &AttributeSchema, place: Place) -> Diagnostic {
    let name = &schema.name;
    Diagnostic::error(
        "missing-argument",
        format!("the argument `{name}` is required"),
    )
    .at(place)
    .label(format!("`{name}` is not set here"))
}

/// An attribute that the schema does not know.
pub(super) fn unsupported_argument(
    name: &str,
    place: Place,
    schema: &Schema,
    content: &Content,
) -> Diagnostic {
    let wrong = Diagnostic::error(
        "unsupported-argument",
        format!("no argument `{name}` is expected here"),
    )
    .at(place)
    .label("not expected here");
    if let Some(block) = schema.blocks.iter().find(|block| block.ty == name) {
        let labels: String = block.labels.iter().map(|l| format!(" \"<{l}>\"")).collect();
        let each = if labels.is_empty() {
            ""
        } else {
            ", once for each"
        };
        return Diagnostic {
            code: "block-as-argument",
            message: format!("`{name}` is a block, not an argument"),
            label: "this must be a block".to_owned(),
            ..wrong
        }
        .help(format!(
            "write `{name}{labels} {{ … }}`{each}, without the equals sign"
        ));
    }
    let unused = schema.attributes.iter().map(|a| a.name.as_str());
    let unused = unused.filter(|name| !content.attributes.contains_key(*name));
    let blocks = schema.blocks.iter().map(|b| b.ty.as_str());
    wrong.did_you_mean(name, unused.chain(blocks))
}

/// A block of a type that the schema does not know.
pub(super) fn unsupported_block(ty: &str, place: Place, schema: &Schema) -> Diagnostic {
    let wrong = Diagnostic::error(
        "unsupported-block",
        format!("no block of type `{ty}` is expected here"),
    )
    .at(place)
    .label("not expected here");
    if schema.attributes.iter().any(|a| a.name == ty) {
        return Diagnostic {
            code: "argument-as-block",
            message: format!("`{ty}` is an argument, not a block"),
            label: "this must be an argument".to_owned(),
            ..wrong
        }
        .help(format!("write `{ty} = …`, with an equals sign"));
    }
    let blocks = schema.blocks.iter().map(|b| b.ty.as_str());
    match nearest(ty, blocks) {
        Some(_) => wrong.did_you_mean(ty, schema.blocks.iter().map(|b| b.ty.as_str())),
        None => wrong.did_you_mean(ty, schema.attributes.iter().map(|a| a.name.as_str())),
    }
}

/// A property of the JSON syntax that the schema does not know.
pub(super) fn extraneous_property(name: &str, place: Place, schema: &Schema) -> Diagnostic {
    let attributes = schema.attributes.iter().map(|a| a.name.as_str());
    let known = attributes.chain(schema.blocks.iter().map(|b| b.ty.as_str()));
    Diagnostic::error(
        "unsupported-argument",
        format!("no argument or block `{name}` is expected here"),
    )
    .at(place)
    .label("not expected here")
    .did_you_mean(name, known)
}

/// Too many labels; `place` is the first that is too many.
pub(super) fn extraneous_label(schema: &BlockSchema, place: Place) -> Diagnostic {
    let ty = &schema.ty;
    Diagnostic::error("extraneous-label", format!("too many labels on `{ty}`"))
        .at(place)
        .label(expected_labels(schema))
}

/// Too few labels.
pub(super) fn missing_label(schema: &BlockSchema, labels: usize, place: Place) -> Diagnostic {
    let ty = &schema.ty;
    let name = schema.labels.get(labels).map_or("label", String::as_str);
    Diagnostic::error("missing-label", format!("`{ty}` has no label `{name}`"))
        .at(place)
        .label(expected_labels(schema))
}

fn expected_labels(schema: &BlockSchema) -> String {
    let ty = &schema.ty;
    match schema.labels.as_slice() {
        [] => format!("`{ty}` blocks have no labels"),
        [one] => format!("`{ty}` blocks have one label, `{one}`"),
        many => format!(
            "`{ty}` blocks have {} labels: {}",
            many.len(),
            many.join(", ")
        ),
    }
}
