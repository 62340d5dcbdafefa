//! Whether a built plugin serves the specs that its source has now: what Packer reads a template
//! by is compiled into it, and may be older than the source, or come from another struct.

use super::structs::struct_of;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::emit::{Forms, Target};
use crate::files::show;
use crate::go_plugin::{GoPlugin, directives};
use crate::model::{ConfigStruct, FieldType, Model, Role};
use crate::plugin::{DEFAULT_NAME, Served};
use crate::project::Project;
use crate::read::rust;
use hcldec::{ObjectSpec, Spec};
use packer_plugin::wire_form;
use std::path::Path;

/// Compares what a plugin of that name serves with the source in a folder, and says how many
/// specs were compared.
pub fn served(folder: &Path, plugin: &str, served: &[Served], findings: &mut Diagnostics) -> usize {
    let model = match model(folder) {
        Ok(model) => model,
        Err(wrong) => {
            let message = "the specs are not compared with the source, which has errors";
            let why = wrong.iter().find(|wrong| wrong.place.is_some());
            let finding = Diagnostic::note(CODE, message);
            let place = why.and_then(|wrong| wrong.place.clone());
            let finding = finding.at(place.unwrap_or_else(|| Place::whole(show(folder))));
            findings.push(finding.help("`sdc gen-spec --check` says what is wrong with it"));
            return 0;
        }
    };
    let forms = Forms::new(&model, Target::Packer);
    if forms.too_large_findings().has_errors() {
        return 0;
    }
    let mut compared = 0;
    for component in served {
        let slug = match component.name.as_str() {
            DEFAULT_NAME => plugin,
            name => name,
        };
        let sides = [
            (Role::Config, Some(&component.config)),
            (Role::Output, component.output.as_ref()),
        ];
        for (role, spec) in sides {
            let ty = struct_of(&model, role, component.ty, slug);
            let (Some(spec), Some(ty)) = (spec, ty) else {
                continue;
            };
            // What has no form on the wire cannot have been served.
            let Some(expected) = on_the_wire(forms.spec(ty), role) else {
                continue;
            };
            compared += 1;
            let comparison = Comparison {
                component: component.ty,
                slug,
                model: &model,
            };
            comparison.objects(ty, "", spec, &expected, findings);
        }
    }
    compared
}

const CODE: &str = "served-spec";

/// The structs of a plugin, where all of them can be read.
fn model(folder: &Path) -> Result<Model, Diagnostics> {
    let mut findings = Diagnostics::new();
    let mut model = Model::default();
    let project = Project::open(folder)?;
    if project.has_rust() {
        let reading = rust::read(&rust::Request {
            input: rust::Input::Package(folder.to_owned()),
            ..rust::Request::default()
        })?;
        findings.extend(reading.diagnostics);
        model.types.extend(reading.model.types);
    }
    if project.has_go() {
        let mut plugin = GoPlugin::of(project, None, None)?;
        let lines = directives(folder, &mut findings);
        model
            .types
            .extend(plugin.model(&lines, &mut findings).types);
    }
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(model)
}

/// A spec as it comes out of the form in which it is served.
fn on_the_wire(spec: Spec, role: Role) -> Option<Spec> {
    let spec = match role {
        Role::Config => spec,
        Role::Output => wire_form::output(spec),
    };
    wire_form::decode(&wire_form::encode(&spec).ok()?).ok()
}

/// The specs of one component, held against each other.
struct Comparison<'a> {
    component: ComponentType,
    slug: &'a str,
    model: &'a Model,
}

impl Comparison<'_> {
    fn objects(
        &self,
        ty: &ConfigStruct,
        path: &str,
        served: &Spec,
        expected: &Spec,
        findings: &mut Diagnostics,
    ) {
        let (Spec::Object(served), Spec::Object(expected)) = (served, expected) else {
            return;
        };
        for (name, expected) in &expected.fields {
            let path = format!("{path}{name}");
            match served.fields.get(name) {
                None => self.differs(ty, name, &path, "is missing", "has it", findings),
                Some(served) => self.items(ty, name, &path, served, expected, findings),
            }
        }
        for name in only_in(served, expected) {
            let path = format!("{path}{name}");
            self.differs(ty, name, &path, "is there", "has no such field", findings);
        }
    }

    fn items(
        &self,
        ty: &ConfigStruct,
        name: &str,
        path: &str,
        served: &Spec,
        expected: &Spec,
        findings: &mut Diagnostics,
    ) {
        let (has, wants) = (words(served), words(expected));
        if has != wants {
            let wants = format!("says {wants}");
            return self.differs(ty, name, path, &format!("is {has}"), &wants, findings);
        }
        let field = ty.fields.iter().find(|field| field.name == name);
        let nested = field.and_then(|field| match &field.ty {
            FieldType::Block { nested, .. } => self.model.get(nested),
            FieldType::Attribute(_) => None,
        });
        if let (Some(served), Some(expected)) = (body(served), body(expected)) {
            let inner = format!("{path}.");
            self.objects(nested.unwrap_or(ty), &inner, served, expected, findings);
        }
    }

    fn differs(
        &self,
        ty: &ConfigStruct,
        name: &str,
        path: &str,
        has: &str,
        wants: &str,
        findings: &mut Diagnostics,
    ) {
        let field = ty.fields.iter().find(|field| field.name == name);
        let place = field.map_or(&ty.place, |field| &field.place);
        let message = format!(
            "`{path}` {has} in what the {} `{}` serves, and `{}` {wants}",
            self.component.words(),
            self.slug,
            ty.path
        );
        let finding = Diagnostic::error(CODE, message).at(place.clone());
        findings.push(finding.help(
            "generate the specs and build the plugin again: Packer reads templates by what is \
             compiled into it",
        ));
    }
}

/// The fields that only the first has.
fn only_in<'a>(one: &'a ObjectSpec, other: &'a ObjectSpec) -> impl Iterator<Item = &'a String> {
    one.fields
        .keys()
        .filter(|name| !other.fields.contains_key(*name))
}

/// What an item is, without what is in it.
fn words(spec: &Spec) -> String {
    let required = |required: bool| if required { "required " } else { "" };
    match spec {
        Spec::Attr(attr) => format!("{}`{}`", required(attr.required), attr.ty),
        Spec::Block(block) => format!("a {}block", required(block.required)),
        Spec::BlockList(_) => "a repeated block".to_owned(),
        other => format!("{:?}", other.implied_type()),
    }
}

/// The body of a block.
fn body(spec: &Spec) -> Option<&Spec> {
    match spec {
        Spec::Block(block) => Some(&block.nested),
        Spec::BlockList(blocks) => Some(&blocks.nested),
        _ => None,
    }
}
