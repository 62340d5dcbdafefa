//! What a spec says before any body is read.

use super::{BlockMapSpec, DefaultSpec, Spec};
use crate::diagnostics::Diagnostics;
use crate::{Type, Value};
use std::collections::BTreeMap;

impl Spec {
    /// The type of what a body decodes to by this spec. It is [`Type::Any`] where that
    /// depends on the body.
    #[must_use]
    pub fn implied_type(&self) -> Type {
        match self {
            Self::Object(object) if object.rest.is_some() => Type::Any,
            Self::Object(object) => Type::Object {
                attributes: object
                    .fields
                    .iter()
                    .map(|(key, spec)| (key.clone(), spec.implied_type()))
                    .collect(),
                optional: [].into(),
            },
            Self::Tuple(specs) => Type::Tuple(specs.iter().map(Self::implied_type).collect()),
            Self::Attr(attr) => attr.ty.clone(),
            Self::Block(block) => block.nested.implied_type(),
            Self::BlockList(blocks) => Type::List(Box::new(blocks.nested.implied_type())),
            Self::BlockSet(blocks) => Type::Set(Box::new(blocks.nested.implied_type())),
            Self::BlockMap(blocks) => map_type(blocks),
            Self::BlockTuple(_) | Self::BlockObject(_) => Type::Any,
            Self::BlockAttrs(block) => Type::Map(Box::new(block.element_type.clone())),
            Self::BlockLabel(_) => Type::String,
            Self::Literal(value) => value.ty(),
            Self::Default(default) => default.primary.implied_type(),
            Self::Transform(transform) => {
                let unknown = Value::Unknown(transform.wrapped.implied_type());
                transform.apply(unknown, &mut Diagnostics::new()).ty()
            }
        }
    }

    /// Whether all values are of the implied type, save for parts of it that are open.
    pub(crate) fn is_of_one_type(&self) -> bool {
        match self {
            Self::Default(either) => {
                let DefaultSpec { primary, default } = &**either;
                primary.is_of_one_type()
                    && default.is_of_one_type()
                    && primary.implied_type() == default.implied_type()
            }
            // Its result may be anything.
            Self::Transform(_) => false,
            Self::Object(object) => object.fields.values().all(Self::is_of_one_type),
            Self::Tuple(specs) => specs.iter().all(Self::is_of_one_type),
            _ => self.nested().is_none_or(Self::is_of_one_type),
        }
    }

    /// The types of the blocks that a body of this spec may hold, each with the spec of
    /// what they hold. Blocks that hold any attributes are not among them.
    #[must_use]
    pub fn child_block_types(&self) -> BTreeMap<&str, &Spec> {
        let mut types = BTreeMap::new();
        self.add_child_block_types(&mut types);
        types
    }

    fn add_child_block_types<'a>(&'a self, types: &mut BTreeMap<&'a str, &'a Spec>) {
        if let Some(nested) = self.nested() {
            types.extend(self.names().map(|name| (name, nested)));
        }
        self.visit_same_body(&mut |spec| spec.add_child_block_types(types));
    }

    /// What the blocks hold that this is a spec of.
    pub(crate) fn nested(&self) -> Option<&Spec> {
        match self {
            Self::Block(block) => Some(&block.nested),
            Self::BlockList(blocks) | Self::BlockTuple(blocks) | Self::BlockSet(blocks) => {
                Some(&blocks.nested)
            }
            Self::BlockMap(blocks) | Self::BlockObject(blocks) => Some(&blocks.nested),
            _ => None,
        }
    }

    /// All names of the attribute or block that this is a spec of, its own first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let name = match self {
            Self::Attr(attr) => Some(&attr.name),
            Self::Block(block) => Some(&block.type_name),
            Self::BlockList(blocks) | Self::BlockTuple(blocks) | Self::BlockSet(blocks) => {
                Some(&blocks.type_name)
            }
            Self::BlockMap(blocks) | Self::BlockObject(blocks) => Some(&blocks.type_name),
            Self::BlockAttrs(block) => Some(&block.type_name),
            _ => None,
        };
        name.into_iter().chain(self.aliases()).map(String::as_str)
    }

    /// The other accepted names of the attribute or block that this is a spec of.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        match self {
            Self::Attr(attr) => &attr.aliases,
            Self::Block(block) => &block.aliases,
            Self::BlockList(blocks) | Self::BlockTuple(blocks) | Self::BlockSet(blocks) => {
                &blocks.aliases
            }
            Self::BlockMap(blocks) | Self::BlockObject(blocks) => &blocks.aliases,
            Self::BlockAttrs(block) => &block.aliases,
            _ => &[],
        }
    }

    /// What it says to people.
    pub(crate) fn doc(&self) -> &str {
        match self {
            Self::Attr(attr) => &attr.doc,
            Self::Block(block) => &block.doc,
            Self::BlockList(blocks) | Self::BlockTuple(blocks) | Self::BlockSet(blocks) => {
                &blocks.doc
            }
            Self::BlockMap(blocks) | Self::BlockObject(blocks) => &blocks.doc,
            Self::BlockAttrs(block) => &block.doc,
            _ => "",
        }
    }

    /// Calls back for each spec directly within this one that reads the same body.
    pub(crate) fn visit_same_body<'a>(&'a self, visit: &mut impl FnMut(&'a Spec)) {
        match self {
            Self::Object(object) => object.fields.values().for_each(visit),
            Self::Tuple(specs) => specs.iter().for_each(visit),
            Self::Default(default) => {
                visit(&default.primary);
                visit(&default.default);
            }
            Self::Transform(transform) => visit(&transform.wrapped),
            _ => {}
        }
    }
}

/// One level of map for each label.
fn map_type(blocks: &BlockMapSpec) -> Type {
    blocks
        .label_names
        .iter()
        .fold(blocks.nested.implied_type(), |ty, _| {
            Type::Map(Box::new(ty))
        })
}
