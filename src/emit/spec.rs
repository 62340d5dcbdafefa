//! The model as a [`Spec`]: what `hcldec` decodes by, and what its own writers put down as
//! a spec file and as Packer's protobuf.

use super::form::{Form, Forms, Kind};
use super::target::Target;
use crate::model::{ConfigStruct, Field};
use hcldec::{AttrSpec, BlockListSpec, BlockMapSpec, BlockSpec, ObjectSpec, Spec};

/// What a block's label is called where the source has no name for it.
pub(super) const LABEL: &str = "name";

impl Forms<'_> {
    /// The spec of a body that holds this type of the model.
    #[must_use]
    pub fn spec(&self, ty: &ConfigStruct) -> Spec {
        let mut object = ObjectSpec::new();
        for field in &ty.fields {
            object = object.field(&field.name, self.item(ty, field));
        }
        object.rest.clone_from(&ty.rest);
        object.into()
    }

    fn item(&self, ty: &ConfigStruct, field: &Field) -> Spec {
        let (name, aliases, doc) = (field.name.clone(), field.aliases.clone(), doc(field));
        let (kind, nested) = match self.form(ty, field) {
            Form::Attr(ty) => {
                return Spec::Attr(AttrSpec {
                    name,
                    ty,
                    required: field.required,
                    aliases,
                    doc,
                });
            }
            Form::Blocks(kind, nested) => (kind, Box::new(self.spec(nested))),
        };
        let blocks = |to_spec: fn(BlockListSpec) -> Spec| {
            to_spec(BlockListSpec {
                type_name: name.clone(),
                nested: nested.clone(),
                min_items: self.min_items(field),
                max_items: None,
                aliases: aliases.clone(),
                doc: doc.clone(),
            })
        };
        match kind {
            Kind::List => blocks(Spec::BlockList),
            Kind::Tuple => blocks(Spec::BlockTuple),
            Kind::Set => blocks(Spec::BlockSet),
            Kind::Single => Spec::Block(BlockSpec {
                type_name: name,
                nested,
                required: field.required,
                aliases,
                doc,
            }),
            Kind::Map | Kind::Object => {
                let blocks = BlockMapSpec {
                    type_name: name,
                    label_names: vec![LABEL.to_owned()],
                    nested,
                    aliases,
                    doc,
                };
                if kind == Kind::Map {
                    Spec::BlockMap(blocks)
                } else {
                    Spec::BlockObject(blocks)
                }
            }
        }
    }

    /// How many blocks there must be of a list that is required. Packer's wire has no
    /// word for it.
    pub(super) fn min_items(&self, field: &Field) -> usize {
        usize::from(field.required && self.target == Target::Hcl)
    }
}

/// What a spec says about a field for people: its docs, and what is not to be seen in
/// the spec otherwise.
pub(super) fn doc(field: &Field) -> String {
    let mut paragraphs = Vec::new();
    if !field.doc.trim().is_empty() {
        paragraphs.push(field.doc.trim().to_owned());
    }
    if let Some(note) = &field.deprecated {
        let colon = if note.is_empty() { "." } else { ": " };
        paragraphs.push(format!("Deprecated{colon}{note}"));
    }
    if !field.values.is_empty() {
        let values: Vec<_> = field
            .values
            .iter()
            .map(|v| format!("`{}`", v.name))
            .collect();
        paragraphs.push(format!("One of {}.", values.join(", ")));
    }
    if let Some(default) = &field.default {
        paragraphs.push(format!("Default: `{default}`."));
    }
    paragraphs.join("\n\n")
}
