//! From messages to specs.

use super::Path;
use super::wire::{self, Kind, TypeDef};
use hcldec::diagnostics::{Diagnostic, Diagnostics};
use hcldec::{AttrSpec, BlockListSpec, BlockSpec, ObjectSpec, Spec, Type};

/// The spec in a message, which must hold an object.
pub(super) fn root(message: &wire::Spec, errors: &mut Diagnostics) -> Option<Spec> {
    let spec = spec(message, Path::ROOT, errors)?;
    if !matches!(spec, Spec::Object(_)) {
        return incomplete(Path::ROOT, "it is not an object", errors);
    }
    Some(spec)
}

fn spec(message: &wire::Spec, path: Path, errors: &mut Diagnostics) -> Option<Spec> {
    let Some(kind) = &message.block else {
        return incomplete(
            path,
            "its kind is missing, or unknown to this version",
            errors,
        );
    };
    match kind {
        Kind::Object(object) => {
            let mut spec = ObjectSpec::new();
            for (key, message) in &object.attributes {
                if let Some(field) = self::spec(message, path.join(key), errors) {
                    spec = spec.field(key, field);
                }
            }
            Some(spec.into())
        }
        Kind::Attr(attr) => {
            let mut spec = AttrSpec::new(&attr.name, cty_type(attr.ty.as_ref(), path, errors)?);
            spec.required = attr.required;
            Some(spec.into())
        }
        Kind::Block(block) => {
            let mut spec =
                BlockSpec::new(&block.name, nested(block.nested.as_ref(), path, errors)?);
            spec.required = block.required;
            Some(spec.into())
        }
        Kind::BlockList(blocks) => Some(Spec::BlockList(BlockListSpec::new(
            &blocks.name,
            nested(blocks.nested.as_ref(), path, errors)?,
        ))),
    }
}

fn nested(message: Option<&wire::Spec>, path: Path, errors: &mut Diagnostics) -> Option<Spec> {
    match message {
        Some(message) => spec(message, path, errors),
        None => incomplete(path, "the spec of its content is missing", errors),
    }
}

fn cty_type(message: Option<&wire::CtyType>, path: Path, errors: &mut Diagnostics) -> Option<Type> {
    match message.and_then(|message| message.type_def.as_ref()) {
        Some(TypeDef::Primitive(primitive)) => match primitive.type_string.as_str() {
            "cty.String" => Some(Type::String),
            "cty.Number" => Some(Type::Number),
            "cty.Bool" => Some(Type::Bool),
            other => incomplete(path, &format!("it has the unknown type `{other}`"), errors),
        },
        Some(TypeDef::List(element)) => {
            let element = cty_type(element.element_type.as_deref(), path, errors)?;
            Some(Type::List(Box::new(element)))
        }
        Some(TypeDef::Map(element)) => {
            let element = cty_type(element.element_type.as_deref(), path, errors)?;
            Some(Type::Map(Box::new(element)))
        }
        None => incomplete(
            path,
            "its type is missing, or unknown to this version",
            errors,
        ),
    }
}

fn incomplete<T>(path: Path, why: &str, errors: &mut Diagnostics) -> Option<T> {
    errors.push(Diagnostic::error(
        "invalid-proto",
        format!("{path} cannot be read from Packer's protobuf form: {why}"),
    ));
    None
}
