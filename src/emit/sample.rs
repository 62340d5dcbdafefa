//! Small models for the tests of this room.

use crate::diagnostics::{Place, SourceFile};
use crate::model::{ConfigStruct, Field, FieldType, Model, Nesting, Role};
use hcldec::Type;

/// A model of types by name, the first of which was asked for.
pub(super) fn model<'a>(types: impl IntoIterator<Item = (&'a str, Vec<Field>)>) -> Model {
    let types = types.into_iter().enumerate().map(|(i, (path, fields))| {
        let mut ty = config_struct(path);
        ty.root = i == 0;
        ty.fields = fields;
        ty
    });
    Model {
        types: types.collect(),
    }
}

fn config_struct(path: &str) -> ConfigStruct {
    ConfigStruct {
        path: path.to_owned(),
        name: path.rsplit("::").next().unwrap_or(path).to_owned(),
        root: false,
        local: true,
        role: Role::Config,
        file: "src/lib.rs".to_owned(),
        file_module: String::new(),
        visible_in: Some(String::new()),
        place: Place::new(&SourceFile::new("src/lib.rs", path), 0..path.len()),
        doc: String::new(),
        deprecated: None,
        fields: Vec::new(),
        rest: None,
        deny_unknown: false,
    }
}

/// An optional attribute.
pub(super) fn attribute(name: &str, ty: Type) -> Field {
    field(name, FieldType::Attribute(ty))
}

/// An optional block.
pub(super) fn block(name: &str, nesting: Nesting, nested: &str) -> Field {
    let nested = nested.to_owned();
    field(name, FieldType::Block { nesting, nested })
}

fn field(name: &str, ty: FieldType) -> Field {
    Field {
        name: name.to_owned(),
        source_name: name.to_owned(),
        source_path: name.to_owned(),
        source_type: String::new(),
        ty,
        required: false,
        default: None,
        aliases: Vec::new(),
        values: Vec::new(),
        deprecated: None,
        hidden: false,
        format: None,
        opaque: None,
        variants: Vec::new(),
        documented_as_required: None,
        flattened_from: None,
        doc: String::new(),
        place: Place::new(&SourceFile::new("src/lib.rs", name), 0..name.len()),
    }
}
