//! The templates of new files, built into the binary.

use crate::component::ComponentType;
use handlebars::{Handlebars, no_escape};
use serde_json::Value;

macro_rules! template {
    ($path:literal) => {
        include_str!(concat!("../../templates/new/", $path))
    };
}

/// The files of a new plugin, before it has a component.
pub(super) const PLUGIN: [(&str, &str); 12] = [
    (
        ".github/workflows/docs.yml",
        template!("plugin/workflows/docs.yml.hbs"),
    ),
    (
        ".github/workflows/release.yml",
        template!("plugin/workflows/release.yml.hbs"),
    ),
    (".gitignore", template!("plugin/gitignore.hbs")),
    (
        ".web-docs/metadata.hcl",
        template!("plugin/metadata.hcl.hbs"),
    ),
    ("Cargo.toml", template!("plugin/Cargo.toml.hbs")),
    ("LICENSE", template!("plugin/LICENSE.hbs")),
    ("Makefile", template!("plugin/Makefile.hbs")),
    ("README.md", template!("plugin/README.md.hbs")),
    ("docs/README.md", template!("plugin/docs-README.md.hbs")),
    ("src/lib.rs", template!("plugin/lib.rs.hbs")),
    ("src/main.rs", template!("plugin/main.rs.hbs")),
    ("tests/acceptance.rs", template!("plugin/acceptance.rs.hbs")),
];

/// The page of a component.
pub(super) const PAGE: &str = template!("component/page.mdx.hbs");

/// The source of a component.
pub(super) fn component(ty: ComponentType) -> &'static str {
    match ty {
        ComponentType::Builder => template!("component/builder.rs.hbs"),
        ComponentType::Provisioner => template!("component/provisioner.rs.hbs"),
        ComponentType::PostProcessor => template!("component/post-processor.rs.hbs"),
        ComponentType::DataSource => template!("component/data-source.rs.hbs"),
    }
}

/// A template for Packer that uses a component.
pub(super) fn example(ty: ComponentType) -> &'static str {
    match ty {
        ComponentType::Builder => template!("component/example-builder.pkr.hcl.hbs"),
        ComponentType::Provisioner => template!("component/example-provisioner.pkr.hcl.hbs"),
        ComponentType::PostProcessor => template!("component/example-post-processor.pkr.hcl.hbs"),
        ComponentType::DataSource => template!("component/example-data-source.pkr.hcl.hbs"),
    }
}

/// Fills a built-in template in.
///
/// # Panics
///
/// Where the template and its data do not fit each other; the tests fill each in.
pub(super) fn render(template: &str, data: &Value) -> String {
    let mut handlebars = Handlebars::new();
    handlebars.register_escape_fn(no_escape);
    handlebars.set_strict_mode(true);
    handlebars
        .render_template(template, data)
        .expect("the built-in templates fit their data")
}
