//! The page of a component, made once from its struct: a section for each group of
//! fields and each nested block, and an example with all that is required.

use super::kind::Kind;
use super::{NewComponent, full_name, page_path, source_path, templates, title};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::emit::partials::{Layout, Options, Sections, Templates, partials};
use crate::files::{Plan, show};
use crate::model::{ConfigStruct, Field, FieldType, Model, Role};
use crate::project::Project;
use crate::read::rust::{self, Input};
use crate::settings::Settings;
use hcldec::Type;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Plans the page of a component whose source is in place, unless it has one.
///
/// # Errors
///
/// A source that cannot be read or has no config struct; a page in the way of nothing:
/// one that is there already is left as it is.
pub fn page(new: &NewComponent, plugin: &str) -> Result<Plan, Diagnostics> {
    let mut plan = Plan::new();
    let path = page_path(new.ty, &new.name);
    if new.plugin.join(&path).symlink_metadata().is_ok() {
        return Ok(plan);
    }
    let reading = rust::read(&rust::Request {
        input: Input::Package(new.plugin.clone()),
        ..rust::Request::default()
    })?;
    if reading.diagnostics.has_errors() {
        return Err(reading.diagnostics);
    }
    let project = Project::open(&new.plugin)?;
    let file = source_path(new.ty, &new.name);
    let text = Page::new(&reading.model, &file, project.settings())
        .ok_or_else(|| no_struct(&show(&new.plugin.join(&file))))?
        .text(new, plugin)?;
    plan.edit(&new.plugin, path, text)?;
    Ok(plan)
}

fn no_struct(file: &str) -> Diagnostic {
    let message = format!("`{file}` has no config struct to make a page of");
    Diagnostic::error("no-types", message)
        .at(Place::whole(file))
        .help("give it a struct `Config` that derives `serde::Deserialize`")
}

/// What a page is made of.
struct Page<'a> {
    model: &'a Model,
    config: &'a ConfigStruct,
    output: Option<&'a ConfigStruct>,
    layout: Layout,
}

impl<'a> Page<'a> {
    fn new(model: &'a Model, file: &str, settings: &Settings) -> Option<Self> {
        let here = |role| {
            let types = model.types.iter();
            types.filter(move |ty| ty.file == file && ty.role == role)
        };
        let mut configs = here(Role::Config);
        let config = configs.clone().find(|ty| ty.name == "Config");
        Some(Self {
            model,
            config: config.or_else(|| configs.find(|ty| ty.root))?,
            output: here(Role::Output).next(),
            layout: Layout::of(model, &settings.partial_paths).0,
        })
    }

    fn text(&self, new: &NewComponent, plugin: &str) -> Result<String, Diagnostics> {
        let options = Options {
            layout: &self.layout,
            templates: &Templates::built_in(),
            sections: &Sections::default(),
        };
        let (files, findings) = partials(self.model, &options);
        if findings.has_errors() {
            return Err(findings);
        }
        let mut sections = Vec::new();
        self.sections(self.config, "## ", &files, &mut sections);
        for nested in self.nested() {
            let at = sections.len();
            self.sections(nested, "### ", &files, &mut sections);
            // The first of them stands below the name of the block.
            if let Some(first) = sections.get_mut(at) {
                let heading = first["heading"].as_str().unwrap_or_default();
                let below = if heading.is_empty() {
                    String::new()
                } else {
                    format!("\n\n{heading}")
                };
                first["heading"] = format!("## {}{below}", nested.name).into();
            }
        }
        if let Some(output) = self.output {
            sections.extend(self.include(output, "", "## Output", &files));
        }
        let kind = Kind::of(new.ty);
        let name = full_name(plugin, &new.name);
        let data = json!({
            "description": self.description(&name, &kind),
            "title": title(&name),
            "kinds": kind.heading,
            "name": name,
            "sections": sections,
            "example": self.example(new.ty, &name),
        });
        Ok(templates::render(templates::PAGE, &data))
    }

    /// The first paragraph of the struct's docs, in one line.
    fn description(&self, name: &str, kind: &Kind) -> String {
        let first = self.config.doc.split("\n\n").next().unwrap_or_default();
        let words: Vec<&str> = first.split_whitespace().collect();
        if words.is_empty() {
            format!("The {name} {}.", kind.one)
        } else {
            words.join(" ").replace('`', "")
        }
    }

    /// The structs of its blocks, and of theirs, each once.
    fn nested(&self) -> Vec<&'a ConfigStruct> {
        let mut found = vec![self.config];
        let mut next = 0;
        while let Some(ty) = found.get(next) {
            next += 1;
            let blocks = ty.fields.iter().filter(|field| !field.hidden);
            let blocks = blocks.filter_map(|field| match &field.ty {
                FieldType::Block { nested, .. } => self.model.get(nested),
                FieldType::Attribute(_) => None,
            });
            for block in blocks.collect::<Vec<_>>() {
                if !found.iter().any(|known| known.path == block.path) {
                    found.push(block);
                }
            }
        }
        found.split_off(1)
    }

    fn sections(
        &self,
        ty: &ConfigStruct,
        level: &str,
        files: &BTreeMap<String, String>,
        sections: &mut Vec<Value>,
    ) {
        sections.extend(self.include(ty, "", "", files));
        let groups = [("-required", "Required"), ("-not-required", "Optional")];
        for (suffix, heading) in groups {
            let heading = format!("{level}{heading}");
            sections.extend(self.include(ty, suffix, &heading, files));
        }
    }

    fn include(
        &self,
        ty: &ConfigStruct,
        suffix: &str,
        heading: &str,
        files: &BTreeMap<String, String>,
    ) -> Option<Value> {
        let include = format!("{}{suffix}.mdx", self.layout.stem(&ty.path)?);
        let there = files.contains_key(&include);
        there.then(|| json!({ "heading": heading, "include": include }))
    }

    fn example(&self, ty: ComponentType, name: &str) -> String {
        let label = match ty {
            ComponentType::Builder | ComponentType::DataSource => " \"example\"",
            ComponentType::Provisioner | ComponentType::PostProcessor => "",
        };
        let mut lines = vec![format!("{} \"{name}\"{label} {{", ty.block())];
        self.body(self.config, 1, &mut lines);
        lines.push("}".to_owned());
        lines.join("\n")
    }

    /// All that is required, with values that say what they are for.
    fn body(&self, ty: &ConfigStruct, depth: usize, lines: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        let required = ty.fields.iter().filter(|field| field.required);
        let (mut attributes, mut blocks) = (Vec::new(), Vec::new());
        for field in required {
            match &field.ty {
                FieldType::Attribute(ty) => attributes.push((&field.name, value(field, ty))),
                FieldType::Block { nested, .. } => blocks.push((&field.name, nested)),
            }
        }
        let width = attributes
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or(0);
        for (name, value) in attributes {
            lines.push(format!("{indent}{name:width$} = {value}"));
        }
        for (name, nested) in blocks {
            if lines.len() > 1 {
                lines.push(String::new());
            }
            lines.push(format!("{indent}{name} {{"));
            // What contains itself cannot be required without end; a limit all the same.
            if let Some(nested) = self.model.get(nested).filter(|_| depth < 16) {
                self.body(nested, depth + 1, lines);
            }
            lines.push(format!("{indent}}}"));
        }
    }
}

/// A value of a type, for an example.
fn value(field: &Field, ty: &Type) -> String {
    match ty {
        Type::Number => "1".to_owned(),
        Type::Bool => "true".to_owned(),
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => "[]".to_owned(),
        Type::Map(_) | Type::Object { .. } => "{}".to_owned(),
        _ => {
            let value = field.values.first().map_or("…", |value| &value.name);
            format!("\"{value}\"")
        }
    }
}
