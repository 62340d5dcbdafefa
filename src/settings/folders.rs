//! Where a plugin keeps what.

use super::Settings;
use std::path::{Path, PathBuf};

impl Settings {
    /// The folder of the pages of the plugin in `plugin`.
    #[must_use]
    pub fn docs_folder(&self, plugin: &Path) -> PathBuf {
        let named = self.docs.as_ref();
        plugin.join(named.map_or("docs", |named| &named.value))
    }

    /// The folder of its partials: `docs-partials`, or `partials` where only that exists.
    #[must_use]
    pub fn partials_folder(&self, plugin: &Path) -> PathBuf {
        if let Some(named) = &self.partials {
            return plugin.join(&named.value);
        }
        let usual = plugin.join("docs-partials");
        let other = plugin.join("partials");
        if other.is_dir() && !usual.is_dir() {
            other
        } else {
            usual
        }
    }

    /// The folder that is published.
    #[must_use]
    pub fn web_docs_folder(&self, plugin: &Path) -> PathBuf {
        let named = self.web_docs.as_ref();
        plugin.join(named.map_or(".web-docs", |named| &named.value))
    }

    /// The folder for its rendered pages, where they are kept.
    #[must_use]
    pub fn rendered_folder(&self, plugin: &Path) -> Option<PathBuf> {
        let named = self.rendered.as_ref()?;
        Some(plugin.join(&named.value))
    }

    /// The folders outside of it that includes may lead to.
    #[must_use]
    pub fn include_folders(&self, plugin: &Path) -> Vec<PathBuf> {
        let named = self.include_from.iter();
        named.map(|named| plugin.join(&named.value)).collect()
    }

    /// The folder of its templates.
    #[must_use]
    pub fn templates_folder(&self, plugin: &Path) -> PathBuf {
        let named = self.templates.as_ref();
        plugin.join(named.map_or("templates", |named| &named.value))
    }
}
