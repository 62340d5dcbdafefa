//! Whose plugin the docs are of, and what it is called: half of every link to its pages.

use super::links::UrlParts;
use super::page::Page;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::files::{Node, Tree, read_source, show};
use crate::metadata::Metadata;
use crate::project::Project;
use std::collections::BTreeMap;
use std::path::Path;

/// The names of a plugin in URLs of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The organisation that publishes it.
    pub organization: String,
    /// Its own name, if something says it.
    pub plugin: Option<String>,
}

impl Identity {
    /// Finds out who a plugin is. The organisation is `asked`, or what the settings say, or
    /// what the identifier in metadata.hcl says, or the Makefile; a difference of the first
    /// two to the identifier is a warning. The name is the identifier's, or that of the
    /// module, the package or the folder, or the one that the README links to.
    pub fn find(
        project: &Project,
        asked: Option<&str>,
        web_docs: &Path,
        pages: &Tree,
        findings: &mut Diagnostics,
    ) -> Result<Self, Diagnostics> {
        let mut wrong = Diagnostics::new();
        let metadata = read_metadata(project, web_docs, &mut wrong)?;
        let identifier = metadata.as_ref().and_then(|m| m.identifier.as_ref());
        let settings = project.settings().org.as_ref();
        let named = asked.map(|org| (org, None)).or_else(|| {
            let org = settings?;
            Some((org.value.as_str(), Some(&org.place)))
        });
        let makefile = || project.makefile()?.organization.as_ref();
        if let Some((org, _)) = named.filter(|(org, _)| !is_url_safe(org)) {
            let message = format!("`{org}` cannot be an organisation in a URL");
            return Err(usage(message).into());
        }
        if let (Some((org, place)), Some(identifier)) = (named, identifier) {
            let other = &identifier.value.organization;
            if org != other {
                findings.push(disagreement(org, other, place.unwrap_or(&identifier.place)));
            }
        }
        let organization = match (named, identifier) {
            (Some((org, _)), _) => org.to_owned(),
            (None, Some(identifier)) => identifier.value.organization.clone(),
            (None, None) => {
                let Some(org) = makefile().filter(|org| is_url_safe(&org.value)) else {
                    // What is wrong with the file is why nobody knows.
                    if !wrong.has_errors() {
                        wrong.push(unknown(web_docs, metadata.is_some()));
                    }
                    return Err(wrong);
                };
                org.value.clone()
            }
        };
        let plugin = identifier
            .map(|identifier| identifier.value.name.clone())
            .or_else(|| project.name())
            .or_else(|| linked(pages, &organization));
        Ok(Self {
            organization,
            plugin,
        })
    }
}

fn is_url_safe(text: &str) -> bool {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    !text.is_empty() && text.chars().all(is_safe)
}

fn read_metadata(
    project: &Project,
    web_docs: &Path,
    wrong: &mut Diagnostics,
) -> Result<Option<Metadata>, Diagnostic> {
    let beside = web_docs.join("metadata.hcl");
    let usual = project.root().join(project.metadata_name());
    let Some(path) = [beside, usual].into_iter().find(|path| path.exists()) else {
        return Ok(None);
    };
    Ok(Some(Metadata::read(&read_source(&path)?, wrong)))
}

/// The plugin of this organisation that the README links to most.
fn linked(pages: &Tree, organization: &str) -> Option<String> {
    let Node::File(readme) = pages.get(Path::new("README.md"))? else {
        return None;
    };
    let prefix = format!("/packer/integrations/{organization}/");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for link in Page::parse(std::str::from_utf8(readme).ok()?).links {
        let path = UrlParts::of(&link.destination).path;
        let rest = path.strip_prefix(&prefix).unwrap_or_default();
        let name = rest.split('/').next().unwrap_or_default();
        if !name.is_empty() {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(most.0)
}

fn disagreement(org: &str, identifier: &str, place: &Place) -> Diagnostic {
    let message = format!("the organisation is `{org}` here, but `{identifier}` in metadata.hcl");
    Diagnostic::warning("organization", message)
        .at(place.clone())
        .label(format!("links to this plugin's pages are made for `{org}`"))
        .help("if they differ, the links are dead on the site")
}

fn unknown(web_docs: &Path, there: bool) -> Diagnostic {
    let file = show(&web_docs.join("metadata.hcl"));
    let why = if there {
        format!("`{file}` has no usable identifier")
    } else {
        format!("there is no `{file}`")
    };
    usage(format!("whose plugin it is is not known: {why}"))
        .help("say it with `-org`, the setting `org`, or the `identifier` in that file")
}
