//! What the spec says of each part of a value while serde walks through it.

use crate::{BlockMapSpec, Spec, Type};

/// What is known of a value from the spec.
#[derive(Clone, Copy)]
pub(super) enum Guide<'a> {
    /// The spec that it was decoded by.
    Spec(&'a Spec),
    /// It is below that many labels of such blocks.
    Labels(&'a BlockMapSpec, usize),
    /// It is within an attribute, and of that type.
    Type(&'a Type),
}

impl Guide<'_> {
    pub(super) const ANY: Self = Guide::Type(&Type::Any);

    /// The guide of the part of that name.
    pub(super) fn key(self, key: &str) -> Self {
        match self {
            Guide::Spec(spec) => match spec {
                Spec::Object(object) => match (object.fields.get(key), &object.rest) {
                    (Some(spec), _) => Guide::Spec(spec),
                    (None, Some(ty)) => Guide::Type(ty),
                    (None, None) => Self::ANY,
                },
                Spec::Attr(attr) => Guide::Type(&attr.ty).key(key),
                Spec::Block(block) => Guide::Spec(&block.nested).key(key),
                Spec::BlockMap(blocks) | Spec::BlockObject(blocks) => {
                    Guide::Labels(blocks, 0).key(key)
                }
                Spec::BlockAttrs(block) => Guide::Type(&block.element_type),
                Spec::Default(default) => Guide::Spec(&default.primary).key(key),
                _ => Self::ANY,
            },
            Guide::Labels(blocks, above) if above + 1 < blocks.label_names.len() => {
                Guide::Labels(blocks, above + 1)
            }
            Guide::Labels(blocks, _) => Guide::Spec(&blocks.nested),
            Guide::Type(Type::Map(element)) => Guide::Type(element),
            Guide::Type(Type::Object { attributes, .. }) => {
                attributes.get(key).map_or(Self::ANY, Guide::Type)
            }
            Guide::Type(_) => Self::ANY,
        }
    }

    /// The guide of the element at that place.
    pub(super) fn index(self, index: usize) -> Self {
        match self {
            Guide::Spec(spec) => match spec {
                Spec::Tuple(specs) => specs.get(index).map_or(Self::ANY, Guide::Spec),
                Spec::Attr(attr) => Guide::Type(&attr.ty).index(index),
                Spec::Block(block) => Guide::Spec(&block.nested).index(index),
                Spec::BlockList(blocks) | Spec::BlockTuple(blocks) | Spec::BlockSet(blocks) => {
                    Guide::Spec(&blocks.nested)
                }
                Spec::Default(default) => Guide::Spec(&default.primary).index(index),
                _ => Self::ANY,
            },
            Guide::Type(Type::List(element) | Type::Set(element)) => Guide::Type(element),
            Guide::Type(Type::Tuple(types)) => types.get(index).map_or(Self::ANY, Guide::Type),
            Guide::Labels(..) | Guide::Type(_) => Self::ANY,
        }
    }

    /// Whether a null of that name stands for what was left out.
    pub(super) fn null_is_absence(self, key: &str) -> bool {
        match self {
            Guide::Spec(Spec::Object(object)) => match object.fields.get(key) {
                Some(Spec::Attr(attr)) => !attr.required,
                Some(_) => true,
                None => false,
            },
            Guide::Spec(Spec::Block(block)) => Guide::Spec(&block.nested).null_is_absence(key),
            Guide::Spec(Spec::Default(default)) => {
                Guide::Spec(&default.primary).null_is_absence(key)
            }
            Guide::Spec(Spec::Attr(attr)) => Guide::Type(&attr.ty).null_is_absence(key),
            Guide::Type(Type::Object { optional, .. }) => optional.contains(key),
            _ => false,
        }
    }
}
