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

/// The remote `origin` of a checkout.
pub(super) fn of_git(root: &Path) -> Option<Repository> {
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

/// The repository of an address that a file holds.
pub(super) fn repository(file: &Arc<SourceFile>, written: &str) -> Option<Repository> {
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
}
