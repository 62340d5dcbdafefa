//! What template authors get wrong, in words that say what to write instead.

use super::Path;
use crate::diagnostics::{Diagnostic, Place};
use crate::expression::Expression;
use crate::syntax::{Kind, Node};
use crate::{Attribute, Block, BlockLabelSpec, BlockListSpec, PathError, PathStep, Type};

/// An attribute of several names, of which one has to be there.
pub(super) fn missing_argument(names: &[String], place: &Place) -> Diagnostic {
    let (name, others) = names
        .split_first()
        .map_or(("", names), |(name, others)| (name, others));
    let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
    Diagnostic::error(
        "missing-argument",
        format!("the argument `{name}` is required"),
    )
    .at(place.clone())
    .label(format!("`{name}` is not set here"))
    .help(format!("it may also be named {}", others.join(", ")))
}

/// A block that has to be there.
pub(super) fn missing_block(ty: &str, place: &Place) -> Diagnostic {
    Diagnostic::error("missing-block", format!("a block `{ty}` is required"))
        .at(place.clone())
        .label(format!("`{ty}` is missing here"))
        .help(format!("add `{ty} {{ … }}`"))
}

/// Fewer blocks than there must be.
pub(super) fn too_few(blocks: &BlockListSpec, found: usize, place: &Place) -> Diagnostic {
    let (ty, min) = (&blocks.type_name, blocks.min_items);
    let are = if min == 1 { "is" } else { "are" };
    let found = match found {
        0 => "there is none".to_owned(),
        1 => "there is only 1".to_owned(),
        found => format!("there are only {found}"),
    };
    let message = format!(
        "at least {} of type `{ty}` {are} required, but {found}",
        count(min)
    );
    Diagnostic::error("too-few-blocks", message)
        .at(place.clone())
        .label(format!("`{ty}` is missing here"))
        .help(format!("add `{ty} {{ … }}`"))
}

/// More blocks than there may be.
pub(super) fn too_many(
    blocks: &BlockListSpec,
    max: usize,
    found: usize,
    surplus: &Block,
) -> Diagnostic {
    let ty = &blocks.type_name;
    let message = format!(
        "at most {} of type `{ty}` may be here, but there are {found}",
        count(max)
    );
    Diagnostic::error("too-many-blocks", message)
        .at(surplus.header_place.clone())
        .label("the first that is too many")
}

fn count(blocks: usize) -> String {
    format!("{blocks} block{}", if blocks == 1 { "" } else { "s" })
}

/// A block that stands again, where it may stand once.
pub(super) fn repeated(again: &Block, first: &Block) -> Diagnostic {
    let message = format!("only one block of type `{}` is allowed", again.ty);
    Diagnostic::error("duplicate-block", message)
        .at(again.header_place.clone())
        .label("not allowed again")
        .related("the first is here", first.header_place.clone())
        .help("put what both say into one block")
}

/// Two blocks with the same labels.
pub(super) fn same_labels(again: &Block, first: &Block) -> Diagnostic {
    let labels: String = again
        .labels
        .iter()
        .map(|label| format!(" {label:?}"))
        .collect();
    let message = format!("the block `{}{labels}` is already there", again.ty);
    Diagnostic::error("duplicate-block", message)
        .at(again.header_place.clone())
        .label("its labels must be its own")
        .related("the first is here", first.header_place.clone())
}

/// One thing given by two of its names.
pub(super) fn two_names(
    (again, again_place): (&str, &Place),
    (first, first_place): (&str, &Place),
    what: &str,
) -> Diagnostic {
    let message = format!("`{again}` and `{first}` are two names of one {what}");
    Diagnostic::error("duplicate-name", message)
        .at(again_place.clone())
        .label("give only one of them")
        .related(format!("`{first}` is here"), first_place.clone())
}

/// A label that the spec reads where no block has one.
pub(super) fn no_such_label(label: &BlockLabelSpec, place: &Place) -> Diagnostic {
    let (index, name) = (label.index, &label.name);
    Diagnostic::error(
        "invalid-spec",
        format!("the spec reads the label `{name}` (index {index}), which no block here has"),
    )
    .at(place.clone())
}

/// Blocks that should give values of one type, and do not.
pub(super) fn inconsistent(
    (odd, odd_type): (&Block, &Type),
    (first, first_type): (&Block, &Type),
) -> Diagnostic {
    let message = format!(
        "all blocks of type `{}` must have values of the same types",
        odd.ty
    );
    Diagnostic::error("inconsistent-blocks", message)
        .at(odd.header_place.clone())
        .label(format!("this is {odd_type}"))
        .related(
            format!("the first is {first_type}"),
            first.header_place.clone(),
        )
}

/// A value that has no form in the type that is asked for.
pub(super) fn wrong_type(
    attribute: &Attribute,
    ty: &Type,
    wrong: &PathError,
    path: Path,
) -> Diagnostic {
    let message = format!(
        "wrong value for `{path}{}`: {}",
        wrong.path(),
        wrong.message
    );
    let diagnostic = Diagnostic::error("wrong-type", message)
        .at(part(&attribute.expression, &wrong.path))
        .label(if wrong.path.is_empty() {
            format!("{ty} is expected here")
        } else {
            format!("{} is expected here, in {ty}", wrong.expected)
        });
    let scalar = |ty: &Type| matches!(ty, Type::Bool | Type::Number | Type::String);
    let list = |ty: &Type| matches!(ty, Type::Tuple(_) | Type::List(_) | Type::Set(_));
    match (&*wrong.expected, &*wrong.found) {
        (expected, found) if scalar(expected) && list(found) => {
            diagnostic.help("one value is meant, not a list: remove the brackets")
        }
        (expected, found) if list(expected) && scalar(found) => {
            diagnostic.help("a list is meant: put the value in brackets, `[…]`")
        }
        (expected, Type::Object { .. } | Type::Map(_)) if list(expected) => {
            diagnostic.help("a list is meant: put the braces in brackets, `[{ … }]`")
        }
        (Type::Map(_) | Type::Object { .. }, found) if list(found) => {
            diagnostic.help("names with values are meant, not a list: `{ name = value }`")
        }
        _ => diagnostic,
    }
}

/// Where the part of a value is written that a path leads to, as far as it is written out.
pub(crate) fn part(expression: &Expression, path: &[PathStep]) -> Place {
    let mut node = expression.node();
    for step in path {
        match child(node, step) {
            Some(child) => node = child,
            None => break,
        }
    }
    Place::new(expression.place().file(), node.range.clone())
}

fn child<'n>(node: &'n Node, step: &PathStep) -> Option<&'n Node> {
    match (&node.kind, step) {
        (Kind::Parens(inner) | Kind::Wrapped(inner), _) => child(inner, step),
        (Kind::Tuple(elements), PathStep::Index(index)) => elements.get(*index),
        (Kind::Object(items), PathStep::Attribute(name) | PathStep::Key(name)) => {
            let key = |node: &Node| {
                node.as_key()
                    .and_then(|key| key.as_str().map(str::to_owned))
            };
            let item = items
                .iter()
                .find(|item| key(&item.key).as_deref() == Some(name));
            item.map(|item| &item.value)
        }
        _ => None,
    }
}
