//! From specs to messages.

use super::Path;
use super::wire::{self, Kind, TypeDef};
use hcldec::diagnostics::{Diagnostic, Diagnostics};
use hcldec::{AttrSpec, BlockListSpec, BlockSpec, ObjectSpec, Spec, Type};
use std::collections::BTreeMap;

/// The message for a whole spec, which must be an object.
pub(super) fn root(spec: &Spec, errors: &mut Diagnostics) -> wire::Spec {
    let block = match spec {
        Spec::Object(object) => Some(Kind::Object(self::object(object, Path::ROOT, errors))),
        other => no_form(Path::ROOT, what(other), errors),
    };
    wire::Spec { block }
}

fn object(object: &ObjectSpec, path: Path, errors: &mut Diagnostics) -> wire::Object {
    if object.rest.is_some() {
        no_form::<()>(path, "a rest of any further attributes", errors);
    }
    let mut attributes = BTreeMap::new();
    for (key, spec) in &object.fields {
        let path = path.join(key);
        for (key, kind) in field(key, spec, path, errors) {
            let message = wire::Spec { block: Some(kind) };
            if attributes.insert(key.clone(), message).is_some() {
                errors.push(Diagnostic::error(
                    "no-wire-form",
                    format!("{path}: two items are named `{key}` on Packer's wire"),
                ));
            }
        }
    }
    wire::Object { attributes }
}

/// The item, under its own name and under each other that is accepted.
fn field(key: &str, spec: &Spec, path: Path, errors: &mut Diagnostics) -> Vec<(String, Kind)> {
    let aliases = spec.aliases();
    let Some(mut kind) = kind(spec, path, errors) else {
        return Vec::new();
    };
    if !aliases.is_empty() {
        match &mut kind {
            Kind::Attr(attr) => attr.required = false,
            Kind::Block(block) => block.required = false,
            Kind::Object(_) | Kind::BlockList(_) => {}
        }
    }
    let renamed = aliases.iter().map(|alias| {
        let mut kind = kind.clone();
        match &mut kind {
            Kind::Attr(attr) => attr.name.clone_from(alias),
            Kind::Block(block) => block.name.clone_from(alias),
            Kind::BlockList(blocks) => blocks.name.clone_from(alias),
            Kind::Object(_) => {}
        }
        (alias.clone(), kind)
    });
    let mut all: Vec<_> = renamed.collect();
    all.push((key.to_owned(), kind));
    all
}

fn kind(spec: &Spec, path: Path, errors: &mut Diagnostics) -> Option<Kind> {
    match spec {
        Spec::Object(object) => Some(Kind::Object(self::object(object, path, errors))),
        Spec::Attr(attr) => Some(Kind::Attr(self::attr(attr, path, errors)?)),
        Spec::Block(block) => Some(Kind::Block(Box::new(self::block(block, path, errors)?))),
        Spec::BlockList(blocks) => {
            let blocks = block_list(blocks, path, errors)?;
            Some(Kind::BlockList(Box::new(blocks)))
        }
        other => no_form(path, what(other), errors),
    }
}

fn attr(attr: &AttrSpec, path: Path, errors: &mut Diagnostics) -> Option<wire::Attr> {
    let Some(ty) = cty_type(&attr.ty) else {
        return no_form(path, &format!("type `{}`", attr.ty), errors);
    };
    Some(wire::Attr {
        name: attr.name.clone(),
        ty: Some(ty),
        required: attr.required,
    })
}

fn block(block: &BlockSpec, path: Path, errors: &mut Diagnostics) -> Option<wire::Block> {
    Some(wire::Block {
        name: block.type_name.clone(),
        required: block.required,
        nested: Some(nested(&block.nested, path, errors)?),
    })
}

fn block_list(
    blocks: &BlockListSpec,
    path: Path,
    errors: &mut Diagnostics,
) -> Option<wire::BlockList> {
    if blocks.min_items > 0 || blocks.max_items.is_some() {
        no_form::<()>(path, "a limit on the number of blocks", errors);
    }
    Some(wire::BlockList {
        name: blocks.type_name.clone(),
        nested: Some(nested(&blocks.nested, path, errors)?),
    })
}

fn nested(spec: &Spec, path: Path, errors: &mut Diagnostics) -> Option<wire::Spec> {
    if !spec.aliases().is_empty() {
        return no_form(path, "another name of what is not in an object", errors);
    }
    let block = kind(spec, path, errors)?;
    Some(wire::Spec { block: Some(block) })
}

fn cty_type(ty: &Type) -> Option<wire::CtyType> {
    let element = |ty: &Type| {
        let element_type = Some(Box::new(cty_type(ty)?));
        Some(Box::new(wire::CtyElement { element_type }))
    };
    let primitive = |name: &str| {
        TypeDef::Primitive(wire::CtyPrimitive {
            type_string: name.to_owned(),
        })
    };
    let type_def = match ty {
        Type::String => primitive("cty.String"),
        Type::Number => primitive("cty.Number"),
        Type::Bool => primitive("cty.Bool"),
        Type::List(ty) => TypeDef::List(element(ty)?),
        Type::Map(ty) => TypeDef::Map(element(ty)?),
        Type::Any | Type::Set(_) | Type::Object { .. } | Type::Tuple(_) => return None,
    };
    Some(wire::CtyType {
        type_def: Some(type_def),
    })
}

/// Reports what cannot be sent; gives what stands for nothing sent.
fn no_form<T: Default>(path: Path, what: &str, errors: &mut Diagnostics) -> T {
    errors.push(
        Diagnostic::error(
            "no-wire-form",
            format!("{path}: {what} has no form on Packer's wire"),
        )
        .help(
            "it carries attributes of string, number, bool and lists and maps of them, \
             blocks, and repeated blocks",
        ),
    );
    T::default()
}

/// What a spec that cannot be sent is, in words.
fn what(spec: &Spec) -> &'static str {
    match spec {
        Spec::Object(_) => "an object",
        Spec::Tuple(_) => "a tuple",
        Spec::Attr(_) => "an attribute",
        Spec::Block(_) => "a block",
        Spec::BlockList(_) => "a list of blocks",
        Spec::BlockTuple(_) => "a tuple of blocks",
        Spec::BlockSet(_) => "a set of blocks",
        Spec::BlockMap(_) => "a map of labelled blocks",
        Spec::BlockObject(_) => "an object of labelled blocks",
        Spec::BlockAttrs(_) => "a block of any attributes",
        Spec::BlockLabel(_) => "a block label",
        Spec::Literal(_) => "a literal",
        Spec::Default(_) => "a default",
        Spec::Transform(_) => "a transformation",
    }
}
