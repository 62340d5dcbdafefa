//! Flat structs as the model that specs of every form, and the check, are made of.

use super::comment;
use super::flat::{Cty, Entry, FlatField, FlatStruct};
use super::packages::{Decl, Packages};
use super::types::Ty;
use crate::diagnostics::Diagnostics;
use crate::model::{ConfigStruct, Field, FieldType, Model, Nesting, Role};
use hcldec::Type;
use std::collections::BTreeSet;
use std::rc::Rc;

impl Packages {
    /// The model of structs that were asked for, and of those that they reach.
    pub(crate) fn model(&mut self, structs: &[FlatStruct]) -> Model {
        let mut model = Model::default();
        let mut seen = BTreeSet::new();
        for one in structs {
            if seen.insert(self.model_path(&one.decl)) {
                self.model_struct(one, true, &mut model, &mut seen);
            } else if let Some(ty) = known(&mut model, &self.model_path(&one.decl)) {
                ty.root = true;
            }
        }
        model
    }

    fn model_struct(
        &mut self,
        one: &FlatStruct,
        root: bool,
        model: &mut Model,
        seen: &mut BTreeSet<String>,
    ) {
        let mut nested = Vec::new();
        let mut ty = self.config_struct(&one.decl, root);
        for field in &one.fields {
            ty.fields.push(self.model_field(field, &mut nested));
        }
        model.types.push(ty);
        for decl in nested {
            if !seen.insert(self.model_path(&decl)) {
                continue;
            }
            // What is wrong with it is for the line that asks for its spec to say.
            let mut wrong = Diagnostics::new();
            let flat = if decl.get().params.is_empty() {
                self.flat_struct(&decl, &mut wrong)
            } else {
                None
            };
            match flat {
                Some(flat) if !wrong.has_errors() => self.model_struct(&flat, false, model, seen),
                _ => {
                    let mut ty = self.config_struct(&decl, false);
                    ty.rest = Some(Type::Any);
                    model.types.push(ty);
                }
            }
        }
    }

    /// The path of a struct: from the root of the plugin, or that of its import.
    fn model_path(&self, decl: &Decl) -> String {
        let path = &self.get(decl.package).path;
        match self.in_module(path) {
            Some("") => decl.name().to_owned(),
            Some(folder) => format!("{}::{}", folder.replace('/', "::"), decl.name()),
            None => format!("{path}.{}", decl.name()),
        }
    }

    /// The folder of a package, if it is in the plugin's module.
    fn in_module<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.modules.path.as_str())?;
        if rest.is_empty() {
            Some(rest)
        } else {
            rest.strip_prefix('/')
        }
    }

    fn config_struct(&self, decl: &Rc<Decl>, root: bool) -> ConfigStruct {
        let name = decl.name().to_owned();
        let doc = decl.get().doc.or(decl.get().group_doc);
        let doc = doc.map(|doc| comment::text(decl.file.text(doc)));
        ConfigStruct {
            path: self.model_path(decl),
            role: if name.ends_with("Output") {
                Role::Output
            } else {
                Role::Config
            },
            name,
            root,
            local: self.in_module(&self.get(decl.package).path).is_some(),
            file: decl.file.source.name().to_owned(),
            file_module: String::new(),
            visible_in: None,
            place: decl.place(),
            doc: doc.unwrap_or_default().trim().to_owned(),
            deprecated: None,
            fields: Vec::new(),
            rest: None,
            deny_unknown: true,
        }
    }

    fn model_field(&mut self, field: &FlatField, nested: &mut Vec<Rc<Decl>>) -> Field {
        let mut block = |nesting, named: &super::types::Named| match &named.decl {
            Ok(decl) => {
                nested.push(Rc::clone(decl));
                FieldType::Block {
                    nesting,
                    nested: self.model_path(decl),
                }
            }
            Err(_) => FieldType::Attribute(Type::Any),
        };
        let ty = match &field.entry {
            Entry::Attr(cty) => FieldType::Attribute(hcl_type(cty)),
            // What the spec says, which is what Packer will hold values against.
            Entry::Unknown => FieldType::Attribute(Type::Bool),
            Entry::Block(named) => block(Nesting::Single, named),
            Entry::Blocks(named) => block(Nesting::List, named),
            Entry::SelfDefined => FieldType::Attribute(Type::Any),
        };
        let of = &field.field;
        let doc = of.doc.map(|doc| comment::text(of.file.text(doc)));
        Field {
            name: field.name.clone(),
            source_name: of.name.clone(),
            source_path: of.name.clone(),
            source_type: of.file.text(of.type_span).to_owned(),
            ty,
            // To Packer every field is optional; what is required is checked by the plugin.
            required: false,
            documented_as_required: Some(field.tags.name("required") == Some("true")),
            default: None,
            aliases: Vec::new(),
            values: Vec::new(),
            deprecated: None,
            hidden: field.tags.name("undocumented") == Some("true"),
            format: matches!(&of.ty, Ty::Named(named) if named.name == "Duration")
                .then_some("duration"),
            opaque: None,
            variants: Vec::new(),
            flattened_from: None,
            doc: doc.unwrap_or_default().trim().to_owned(),
            place: of.place(),
        }
    }
}

fn known<'a>(model: &'a mut Model, path: &str) -> Option<&'a mut ConfigStruct> {
    model.types.iter_mut().find(|ty| ty.path == path)
}

fn hcl_type(cty: &Cty) -> Type {
    match cty {
        Cty::Bool => Type::Bool,
        Cty::Number => Type::Number,
        Cty::String => Type::String,
        Cty::Map => Type::Map(Box::new(Type::String)),
        Cty::List(of) => Type::List(Box::new(hcl_type(of))),
    }
}
