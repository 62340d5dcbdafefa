//! The config structs of a plugin, in Rust or in Go, by the component that each is the
//! configuration of.

use super::plugin::{DocPage, Plugin};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::go_plugin::{GoPlugin, directives};
use crate::model::{ConfigStruct, FieldType, Model, Role};
use crate::read::rust::{self, Input, Library};
use std::collections::BTreeSet;

/// The structs of a plugin, and which component each belongs to.
#[derive(Debug, Default)]
pub(super) struct Structs {
    model: Model,
    library: Library,
    whole: bool,
    in_rust: bool,
}

impl Structs {
    /// Reads the source of a plugin that has any; what is wrong with it is a finding.
    pub(super) fn read(
        plugin: &Plugin,
        go: Option<Model>,
        findings: &mut Diagnostics,
    ) -> Result<Self, Diagnostic> {
        if !plugin.is_rust() {
            // What is generated of them is Go, and not for the rules that know Rust's.
            return Ok(Self {
                model: go.unwrap_or_else(|| read_go(plugin)),
                ..Self::default()
            });
        }
        let reading = rust::read(&rust::Request {
            input: Input::Package(plugin.root.clone()),
            ..rust::Request::default()
        })?;
        let whole = !reading.diagnostics.has_errors();
        findings.extend(reading.diagnostics);
        Ok(Self {
            model: reading.model,
            library: reading.library,
            whole,
            in_rust: true,
        })
    }

    /// Whether they are in Rust: of Go structs the pages say what their comments do, and leave
    /// out what Packer sets itself.
    pub(super) fn are_in_rust(&self) -> bool {
        self.in_rust
    }

    /// Whether all of them could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The model itself.
    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// The crate that their specs name.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// The configuration of a component: the one root struct whose path names the
    /// component's type and slug, as `builder::image::Config` does.
    pub(super) fn of(&self, ty: ComponentType, slug: &str) -> Option<&ConfigStruct> {
        struct_of(&self.model, Role::Config, ty, slug)
    }

    /// The struct of a nested block.
    pub(super) fn nested(&self, ty: &FieldType) -> Option<&ConfigStruct> {
        match ty {
            FieldType::Block { nested, .. } => self.model.get(nested),
            FieldType::Attribute(_) => None,
        }
    }

    /// Whether there is anything to know.
    pub(super) fn is_empty(&self) -> bool {
        self.model.types.is_empty()
    }

    /// The component and its struct that a template means by a name.
    pub(super) fn by_template_name<'a>(
        &'a self,
        plugin: &Plugin,
        ty: ComponentType,
        name: &str,
    ) -> Option<&'a ConfigStruct> {
        let mut pages = plugin
            .component_pages()
            .filter(|((other, _), _)| *other == ty);
        let ((_, slug), _) =
            pages.find(|((_, slug), doc)| template_names(plugin, slug, doc).contains(name))?;
        self.of(ty, slug)
    }
}

/// The one root struct of a component whose path names the component's type and slug.
pub(super) fn struct_of<'a>(
    model: &'a Model,
    role: Role,
    ty: ComponentType,
    slug: &str,
) -> Option<&'a ConfigStruct> {
    let names = |path: &str| {
        let mut parts = path.split("::");
        let typed = parts
            .clone()
            .any(|part| ComponentType::meant_by(part) == Some(ty));
        typed && parts.any(|part| part.replace('_', "-") == slug)
    };
    let roots = model.types.iter().filter(|ty| ty.root && ty.role == role);
    let mut candidates: Vec<_> = roots.filter(|ty| names(&ty.path)).collect();
    if candidates.len() > 1 {
        candidates.retain(|ty| matches!(ty.name.as_str(), "Config" | "DatasourceOutput"));
    }
    match candidates[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// The structs of a plugin in Go, where its modules are at hand: what is wrong with them is
/// for the commands that make specs of them to say.
fn read_go(plugin: &Plugin) -> Model {
    let mut findings = Diagnostics::new();
    if !plugin.project.has_go() {
        return Model::default();
    }
    let Ok(mut go) = GoPlugin::of(plugin.project.clone(), None, None) else {
        return Model::default();
    };
    let lines = directives(&plugin.root, &mut findings);
    let model = go.model(&lines, &mut findings);
    if findings.has_errors() {
        return Model::default();
    }
    model
}

/// What a template may call a component: what its page says, or its slug behind the
/// plugin's name.
fn template_names(plugin: &Plugin, slug: &str, doc: &DocPage) -> BTreeSet<String> {
    let said = doc.text.lines().find_map(|line| {
        let rest = line.trim().strip_prefix("Type: `")?;
        Some(rest.split('`').next().unwrap_or(rest).to_owned())
    });
    let mut names = BTreeSet::from_iter(said);
    if let Some(id) = plugin.metadata.identifier() {
        names.insert(format!("{}-{slug}", id.name));
        if id.name == slug {
            names.insert(slug.to_owned());
        }
    }
    names
}
