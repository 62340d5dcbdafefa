//! New plugins and new components: files that the author goes on from. What is there
//! already is added to where that can be done safely, and never overwritten.

mod edit;
mod kind;
mod names;
mod page;
mod templates;
mod texts;

pub use page::page;

use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::files::{Plan, show};
use crate::read::rust::Library;
use kind::Kind;
use serde_json::json;
use std::path::{Path, PathBuf};
use texts::Texts;

const METADATA: &str = ".web-docs/metadata.hcl";

/// A plugin that is to be made.
#[derive(Clone, Debug)]
pub struct NewPlugin {
    /// Its name: the last part of its `source` in a template.
    pub name: String,
    /// The publisher's name.
    pub org: String,
    /// The folder for it.
    pub folder: PathBuf,
    /// The folder of `sdc`'s own source, where the plugin shall depend on that.
    pub source: Option<PathBuf>,
}

/// A component that is to be added to a plugin.
#[derive(Clone, Debug)]
pub struct NewComponent {
    /// The plugin's folder.
    pub plugin: PathBuf,
    /// What it is.
    pub ty: ComponentType,
    /// Its name in the plugin: that of its source file and its page.
    pub name: String,
}

/// What is to be done for something new.
#[derive(Debug)]
pub struct Scaffold {
    /// The files, and the additions to files.
    pub plan: Plan,
    /// What nobody but the author can do, a line each.
    pub left_to_do: Vec<String>,
}

/// Plans the files of a plugin with one builder, called as the plugin is.
///
/// # Errors
///
/// A name that Packer would refuse; a file that is there already.
pub fn plugin(new: &NewPlugin) -> Result<Scaffold, Diagnostics> {
    names::check_plugin(&new.name, &new.org)?;
    let mut texts = Texts::new(&new.folder);
    let data = json!({
        "plugin": new.name,
        "title": title(&new.name),
        "org": new.org,
        "packer_plugin": dependency(new.source.as_deref()),
        "version": env!("CARGO_PKG_VERSION"),
    });
    let mut there = Vec::new();
    for (path, template) in templates::PLUGIN {
        if texts.read(path)?.is_some() {
            there.push(format!("`{path}`"));
        } else {
            texts.write(path, templates::render(template, &data));
        }
    }
    if !there.is_empty() {
        let folder = show(&new.folder);
        let message = format!("`{folder}` holds {} already", there.join(", "));
        let wrong = usage(message).at(Place::whole(folder));
        return Err(wrong
            .help("name another folder: `sdc new plugin NAME DIR`")
            .into());
    }
    let mut left_to_do = add_component(
        &mut texts,
        &new.name,
        &Kind::of(ComponentType::Builder),
        &new.name,
    )?;
    left_to_do.push(format!(
        "check the organisation in {}",
        show(&new.folder.join(".web-docs/metadata.hcl"))
    ));
    Ok(Scaffold {
        plan: texts.plan()?,
        left_to_do,
    })
}

/// Plans what a component needs besides its page: its source, where there is none, and
/// its name wherever the plugin lists its components.
///
/// # Errors
///
/// A name that cannot be a component's; a folder that is no plugin; a component that
/// has its source and its page already.
pub fn component(new: &NewComponent) -> Result<Scaffold, Diagnostics> {
    names::check_component(&new.name)?;
    let mut texts = Texts::new(&new.plugin);
    let plugin = named_in_manifest(&texts)?;
    let page = page_path(new.ty, &new.name);
    let source = source_path(new.ty, &new.name);
    if texts.read(&page)?.is_some() && texts.read(&source)?.is_some() {
        let message = format!(
            "the {} `{}` is there already",
            Kind::of(new.ty).one,
            new.name
        );
        return Err(usage(message)
            .at(Place::whole(show(&new.plugin.join(page))))
            .related(
                "and its source",
                Place::whole(show(&new.plugin.join(source))),
            )
            .into());
    }
    let left_to_do = add_component(&mut texts, &plugin, &Kind::of(new.ty), &new.name)?;
    Ok(Scaffold {
        plan: texts.plan()?,
        left_to_do,
    })
}

/// Where the page of a component lies in its plugin.
#[must_use]
pub fn page_path(ty: ComponentType, name: &str) -> String {
    format!("docs/{}/{name}.mdx", ty.folder())
}

/// Where the source of a component lies in its plugin.
#[must_use]
pub fn source_path(ty: ComponentType, name: &str) -> String {
    format!("src/{}/{}.rs", Kind::of(ty).module, name.replace('-', "_"))
}

/// The name of the plugin in a folder: what follows `packer-plugin-` in its manifest.
///
/// # Errors
///
/// A folder that is no plugin, or one of another name.
pub fn plugin_name(folder: &Path) -> Result<String, Diagnostics> {
    named_in_manifest(&Texts::new(folder))
}

/// What a template calls a component.
#[must_use]
pub fn full_name(plugin: &str, name: &str) -> String {
    if plugin == name {
        name.to_owned()
    } else {
        format!("{plugin}-{name}")
    }
}

/// Puts a component wherever its plugin lists them; gives what could not be done.
fn add_component(
    texts: &mut Texts,
    plugin: &str,
    kind: &Kind,
    name: &str,
) -> Result<Vec<String>, Diagnostic> {
    let mut left_to_do = Vec::new();
    let module = name.replace('-', "_");
    let full = full_name(plugin, name);
    let source = source_path(kind.ty, name);
    if texts.read(&source)?.is_none() {
        let data = json!({ "name": full, "module": module });
        let template = templates::component(kind.ty);
        texts.write(&source, templates::render(template, &data));
    }
    let list = format!("src/{}.rs", kind.module);
    let text = texts.read(&list)?;
    let text = text.unwrap_or_else(|| format!("//! {}.\n", kind.heading));
    texts.write(&list, edit::add_module(&text, &module));
    match texts.read("src/lib.rs")? {
        Some(text) => texts.write("src/lib.rs", edit::add_module(&text, kind.module)),
        None => left_to_do.push(format!("bring `mod {};` into your crate", kind.module)),
    }
    let described = if plugin == name {
        "packer_plugin::DEFAULT".to_owned()
    } else {
        format!("\"{name}\"")
    };
    let library = format!("packer_plugin_{}", plugin.replace('-', "_"));
    let component = format!("{library}::{}::{module}::Component", kind.module);
    let listed = format!(".{}({described}, {component})", kind.method);
    let main = texts.read("src/main.rs")?;
    match main.and_then(|text| edit::add_to_set(&text, &listed)) {
        Some(text) => texts.write("src/main.rs", text),
        None => left_to_do.push(format!("give the `Set` that `main` runs its `{listed}`")),
    }
    let example = format!("example/{}-{name}.pkr.hcl", kind.ty.name());
    if texts.read(&example)?.is_none() {
        let data = json!({
            "plugin": plugin,
            "org": organisation(texts)?.unwrap_or_else(|| plugin.to_owned()),
            "name": full,
            "builder": plugin,
        });
        let template = templates::example(kind.ty);
        texts.write(&example, templates::render(template, &data));
    }
    let metadata = texts.read(METADATA)?;
    let title = title(&full);
    match metadata.and_then(|text| edit::add_to_metadata(&text, kind.ty.name(), &title, name)) {
        Some(text) => texts.write(METADATA, text),
        None => left_to_do.push(format!("declare the component in {METADATA}")),
    }
    if let Some(text) = texts.read("docs/README.md")? {
        let link = format!("/packer/plugins/{}/{plugin}/{name}", kind.ty.folder());
        if !text.contains(&link) {
            let item = format!("- [{full}]({link}) - {}", kind.purpose);
            let text = edit::add_to_readme(&text, kind.heading, &item);
            texts.write("docs/README.md", text);
        }
    }
    Ok(left_to_do)
}

/// The publisher that metadata.hcl names in its `identifier`.
fn organisation(texts: &Texts) -> Result<Option<String>, Diagnostic> {
    let metadata = texts.read(METADATA)?.unwrap_or_default();
    let identifier = metadata.split_once("\"packer/");
    let organisation = identifier.and_then(|(_, rest)| rest.split_once('/'));
    Ok(organisation.map(|(organisation, _)| organisation.to_owned()))
}

fn named_in_manifest(texts: &Texts) -> Result<String, Diagnostics> {
    let Some(manifest) = texts.read("Cargo.toml")? else {
        let folder = show(texts.root());
        if texts.root().join("go.mod").is_file() {
            let wrong = usage(format!(
                "`{folder}` is a plugin in Go, and `sdc new` writes Rust"
            ));
            let wrong = wrong.at(Place::whole(show(&texts.root().join("go.mod"))));
            return Err(wrong
                .help("write the component in Go, with `//go:generate packer-sdc` lines, and run `sdc generate`")
                .into());
        }
        let wrong = usage(format!("`{folder}` has no Cargo.toml: it is not a plugin"));
        return Err(wrong
            .help("make one with `sdc new plugin NAME`, or name its folder with `--plugin`")
            .into());
    };
    let parsed: Option<toml::Table> = toml::from_str(&manifest).ok();
    let name = parsed
        .as_ref()
        .and_then(|table| table.get("package")?.get("name")?.as_str());
    if let Some(name) = name.and_then(|name| name.strip_prefix("packer-plugin-")) {
        return Ok(name.to_owned());
    }
    let path = show(&texts.root().join("Cargo.toml"));
    let wrong = usage("the package is not called `packer-plugin-NAME`");
    let wrong = wrong.at(Place::whole(path));
    Err(wrong.help("Packer finds plugins by that name").into())
}

/// How a plugin depends on this crate.
fn dependency(source: Option<&Path>) -> String {
    let from = match source {
        Some(path) => {
            let library = path.join("crates").join(Library::PLUGIN);
            format!("path = {}", toml::Value::from(show(&library)))
        }
        None => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
    };
    format!("{{ {from} }}")
}

/// `happy-cloud` is `Happy Cloud`.
fn title(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}
