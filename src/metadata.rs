//! `metadata.hcl`, with which a plugin is published: its typed form, where each part
//! of it stands, and what is wrong with the file by itself.
//!
//! The publisher drops what it does not know without a word, so that a misspelt key
//! is a page that stays empty. Here every such place is a finding, and all problems
//! of a file are told at once: what can be read is read, whatever else is wrong.

mod integration;
mod reader;
mod rules;
mod spdx;

pub use rules::{REFUSED, RULES};

use crate::component::ComponentType;
pub use crate::diagnostics::Located;
use crate::diagnostics::{Diagnostics, Place, SourceFile};
use std::sync::Arc;

/// Where the file lies in a plugin.
pub const FILE: &str = ".web-docs/metadata.hcl";

/// The flags that the publisher knows.
pub const FLAGS: [&str; 4] = ["hcp-ready", "archived", "builtin", "enterprise"];

/// The content of a metadata.hcl. What is missing or cannot be used is `None`; the
/// findings say why.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The word `integration`.
    pub integration: Option<Place>,
    /// The plugin's name, for people.
    pub name: Option<Located<String>>,
    /// A sentence about the plugin.
    pub description: Option<Located<String>>,
    /// What names the plugin on the site.
    pub identifier: Option<Located<Identifier>>,
    /// Marks such as `hcp-ready`; unknown ones too.
    pub flags: Vec<Located<String>>,
    /// Whether the site leaves out the list of versions.
    pub hide_versions: Option<Located<bool>>,
    /// The kind of integration, for products that have more than one.
    pub integration_type: Option<Located<String>>,
    /// How the docs are published.
    pub docs: Option<Docs>,
    /// The licence.
    pub license: Option<License>,
    /// The components, in their order.
    pub components: Vec<Component>,
}

/// `product/organization/name`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Always `packer` in a correct file.
    pub product: String,
    /// Who publishes it: the owner in URLs of the site.
    pub organization: String,
    /// The plugin's name in URLs.
    pub name: String,
}

/// The `docs` block.
#[derive(Clone, Debug)]
pub struct Docs {
    /// The word `docs`.
    pub place: Place,
    /// Whether the pages are published; they are where the file does not say.
    pub process_docs: Option<Located<bool>>,
    /// Where the plugin's README lies, relative to the file.
    pub readme_location: Option<Located<String>>,
    /// Where else the docs are.
    pub external_url: Option<Located<String>>,
}

/// The `license` block.
#[derive(Clone, Debug)]
pub struct License {
    /// The word `license`.
    pub place: Place,
    /// An SPDX name.
    pub kind: Option<Located<String>>,
    /// Where its text is.
    pub url: Option<Located<String>>,
}

/// A `component` block.
#[derive(Clone, Debug)]
pub struct Component {
    /// The word `component`.
    pub place: Place,
    /// What it is.
    pub ty: Option<Located<ComponentType>>,
    /// Its name, for people.
    pub name: Option<Located<String>>,
    /// Its name in URLs and folders.
    pub slug: Option<Located<String>>,
}

impl Component {
    /// Type and slug, where both could be read.
    #[must_use]
    pub fn key(&self) -> Option<(ComponentType, &str)> {
        Some((self.ty.as_ref()?.value, &self.slug.as_ref()?.value))
    }

    /// The slug's place, or the block's where it has none.
    #[must_use]
    pub fn best_place(&self) -> &Place {
        self.slug.as_ref().map_or(&self.place, |slug| &slug.place)
    }
}

impl Metadata {
    /// Reads a metadata.hcl, and adds all that is wrong with it to the findings.
    ///
    /// ```
    /// use packer_sdc::diagnostics::{Diagnostics, SourceFile};
    /// use packer_sdc::metadata::Metadata;
    ///
    /// let file = SourceFile::new(
    ///     ".web-docs/metadata.hcl",
    ///     r#"integration {
    ///          name        = "Happy Cloud"
    ///          description = "Builds images on Happy Cloud."
    ///          identifier  = "packer/happy/cloud"
    ///          component {
    ///            type = "bilder"
    ///            name = "Image"
    ///            slug = "image"
    ///          }
    ///        }"#,
    /// );
    /// let mut findings = Diagnostics::new();
    /// let metadata = Metadata::read(&file, &mut findings);
    /// assert_eq!(metadata.identifier().unwrap().organization, "happy");
    /// assert_eq!(
    ///     findings.to_string(),
    ///     ".web-docs/metadata.hcl:6:19: error[component-type]: `bilder` is not a type of component\n",
    /// );
    /// ```
    pub fn read(file: &Arc<SourceFile>, findings: &mut Diagnostics) -> Self {
        integration::read(file, findings)
    }

    /// What names the plugin, where that can be read.
    #[must_use]
    pub fn identifier(&self) -> Option<&Identifier> {
        self.identifier.as_ref().map(|id| &id.value)
    }

    /// Whether the pages are to be published.
    #[must_use]
    pub fn processes_docs(&self) -> bool {
        let said = self
            .docs
            .as_ref()
            .and_then(|docs| docs.process_docs.as_ref());
        said.is_none_or(|process| process.value)
    }

    /// Type and slug of each component that has both.
    pub fn component_keys(&self) -> impl Iterator<Item = (ComponentType, &str)> {
        self.components.iter().filter_map(Component::key)
    }
}
