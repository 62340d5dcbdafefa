//! Where a plugin's source is hosted, as far as its own files say.

use crate::diagnostics::{Place, SourceFile};
use std::path::Path;
use std::sync::Arc;
use std::{fs, ops::Range};

/// `github.com/OWNER/NAME`, and where that is written.
#[derive(Debug)]
pub(crate) struct Repository {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// The Go side of a plugin.
#[derive(Debug, Default)]
pub(crate) struct GoModule {
    pub(crate) repository: Option<Repository>,
    /// The version of the plugin SDK, with its `v`.
    pub(crate) sdk: Option<String>,
}

impl GoModule {
    pub(crate) fn read(file: &Arc<SourceFile>) -> Self {
        let mut module = Self::default();
        for line in file.text().lines() {
            let line = line.split("//").next().unwrap_or_default();
            let mut words = line.split_whitespace().filter(|word| *word != "require");
            match (words.next(), words.next()) {
                (Some("module"), Some(path)) => module.repository = repository(file, path),
                (Some("github.com/hashicorp/packer-plugin-sdk"), Some(version)) => {
                    module.sdk = Some(version.to_owned());
                }
                _ => {}
            }
        }
        module
    }
}

/// The `repository` of a Cargo.toml.
pub(crate) fn of_cargo(file: &Arc<SourceFile>) -> Option<Repository> {
    let manifest: toml::Table = toml::from_str(file.text()).ok()?;
    let url = manifest.get("package")?.get("repository")?.as_str()?;
    repository(file, url)
}

/// The remote `origin` of a checkout.
pub(crate) fn of_git(root: &Path) -> Option<Repository> {
    let path = root.join(".git/config");
    let file = SourceFile::new(crate::files::show(&path), fs::read_to_string(&path).ok()?);
    let (_, origin) = file.text().split_once("[remote \"origin\"]")?;
    let url = origin
        .lines()
        .skip(1)
        .take_while(|line| !line.trim_start().starts_with('['))
        .find_map(|line| line.trim().strip_prefix("url"))?;
    let url = url.trim_start().strip_prefix('=')?.trim();
    repository(&file, url)
}

fn repository(file: &Arc<SourceFile>, written: &str) -> Option<Repository> {
    let at = file.text().find(written)?;
    let (owner, name) = owner_and_name(written)?;
    Some(Repository {
        owner: owner.to_owned(),
        name: name.to_owned(),
        place: Place::new(file, at..at + written.len()),
    })
}

/// Owner and name in any form of address of a GitHub repository, and of what lies in
/// it: `git@github.com:a/b.git`, `https://github.com/a/b/blob/main/c`, `github.com/a/b/v2`.
pub(crate) fn owner_and_name(address: &str) -> Option<(&str, &str)> {
    let after: Range<usize> = {
        let host = address.find("github.com")?;
        host + "github.com".len()..address.len()
    };
    let path = address[after].strip_prefix(['/', ':'])?;
    let mut parts = path.split(['/', '#', '?']);
    let owner = parts.next().filter(|part| !part.is_empty())?;
    let name = parts.next().filter(|part| !part.is_empty())?;
    Some((owner, name.strip_suffix(".git").unwrap_or(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_address_is_understood() {
        for address in [
            "git@github.com:a/b.git",
            "https://github.com/a/b/blob/main/LICENSE",
            "github.com/a/b/v2",
        ] {
            assert_eq!(owner_and_name(address), Some(("a", "b")), "{address}");
        }
        assert_eq!(owner_and_name("https://example.com/a/b"), None);
    }

    #[test]
    fn a_go_module_says_its_owner_and_its_sdk() {
        let text = "module github.com/a/packer-plugin-b\n\nrequire (\n\tgithub.com/hashicorp/packer-plugin-sdk v0.6.1 // x\n)\n";
        let module = GoModule::read(&SourceFile::new("go.mod", text));
        assert_eq!(module.repository.unwrap().owner, "a");
        assert_eq!(module.sdk.as_deref(), Some("v0.6.1"));
    }
}
