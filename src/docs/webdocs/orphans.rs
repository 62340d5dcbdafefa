//! Putting web docs in place, and component folders whose page is no longer made: what
//! is left of pages that are gone or were renamed.

use crate::diagnostics::{Diagnostic, Place};
use crate::files::{Destination, Plan, Tree, View, show};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Plans to put web docs in place. What else the folder holds stays, except, with `prune`,
/// folders of components that hold nothing but a page that was made and is gone. Gives
/// those that stay.
pub fn publish(
    web: Tree,
    destination: &Destination,
    prune: bool,
    plan: &mut Plan,
) -> Result<Vec<Orphan>, Diagnostic> {
    let mut orphans = orphans(destination, &web, plan)?;
    if prune {
        let (gone, stay): (Vec<_>, Vec<_>) = orphans.into_iter().partition(|o| o.kept.is_none());
        for orphan in gone {
            plan.remove(destination.path(), &orphan.page)?;
        }
        orphans = stay;
    }
    plan.fill(destination, web)?;
    Ok(orphans)
}

/// A folder `components/TYPE/SLUG` that nothing is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    folder: PathBuf,
    /// The page in it that can be removed.
    page: PathBuf,
    /// Why it is not safe to remove, if it is not.
    kept: Option<&'static str>,
}

impl Orphan {
    /// The finding about one that stays.
    pub fn finding(&self, web_docs: &Path) -> Diagnostic {
        let message = "a component's folder without a page in the docs";
        let finding = Diagnostic::warning("folder-without-source", message)
            .at(Place::whole(show(&web_docs.join(&self.folder))));
        match self.kept {
            Some(why) => finding.help(format!("{why}: if it is not needed, remove it yourself")),
            None => finding.help("`--prune` removes it"),
        }
    }
}

/// The orphans among the web docs that are there, by what is made now.
fn orphans(
    destination: &Destination,
    made: &Tree,
    plan: &mut Plan,
) -> Result<Vec<Orphan>, Diagnostic> {
    let components = Path::new("components");
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in View::Disk.names(&destination.path().join(components))? {
        let parts: Vec<_> = path.iter().collect();
        if let [ty, slug, _, ..] = parts[..] {
            let folder = components.join(ty).join(slug);
            folders
                .entry(folder)
                .or_default()
                .push(components.join(path));
        }
    }
    folders.retain(|folder, _| !made.keys().any(|path| path.starts_with(folder)));
    let orphans = folders.into_iter().map(|(folder, files)| {
        let page = folder.join("README.md");
        let kept = if files != [page.clone()] {
            Some("it holds more than a page that this command made")
        } else if plan.is_recorded(destination.path(), &page) {
            None
        } else {
            Some("sdc has no record of having made it")
        };
        Orphan { folder, page, kept }
    });
    Ok(orphans.collect())
}
