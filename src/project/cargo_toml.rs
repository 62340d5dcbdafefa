//! What a Cargo.toml says of its package: its name and its repository. How it is built is for
//! the reader of Rust.

use super::repository::{Repository, repository};
use crate::diagnostics::SourceFile;
use std::sync::Arc;
use toml::Table;

/// What is known of a package.
#[derive(Clone, Debug, Default)]
pub(crate) struct CargoToml {
    pub(crate) name: Option<String>,
    /// The file, and the address in it.
    address: Option<(Arc<SourceFile>, String)>,
}

impl CargoToml {
    /// Reads one. What is wrong with it is for the reader of Rust to say.
    pub(crate) fn parse(file: &Arc<SourceFile>) -> Self {
        let manifest: Table = toml::from_str(file.text()).unwrap_or_default();
        let said = |key: &str| manifest.get("package")?.get(key)?.as_str();
        Self {
            name: said("name").map(str::to_owned),
            address: said("repository").map(|url| (Arc::clone(file), url.to_owned())),
        }
    }

    pub(crate) fn repository(&self) -> Option<Repository> {
        let (file, url) = self.address.as_ref()?;
        repository(file, url)
    }
}
