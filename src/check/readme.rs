//! Rules on the README: the first page of a plugin, which leads to all others.

use super::plugin::{DocPage, Plugin, Role};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostics, Place, Rule, Severity, SourceFile};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

static MISSING: Rule = Rule {
    code: "readme-missing",
    severity: Severity::Error,
    summary: "there is no README.md to publish",
    why: "The README is the page that the site shows for the plugin. Without one there is \
          nothing to show, and the script that makes the docs does not say so.",
    bad: "docs/builders/image.mdx alone",
    good: "docs/README.md and docs/builders/image.mdx",
    fix: None,
};

static WITHOUT_SOURCE: Rule = Rule {
    code: "readme-without-source",
    severity: Severity::Warning,
    summary: "the docs have no README.md",
    why: "The README that is published is made of the one in the docs. Without that it is written \
          by hand, and the next run that makes `.web-docs` has nothing to make it of.",
    bad: "docs/builders/image.mdx and .web-docs/README.md",
    good: "docs/builders/image.mdx, docs/README.md and .web-docs/README.md",
    fix: None,
};

static TEMPLATE: Rule = Rule {
    code: "readme-template",
    severity: Severity::Warning,
    summary: "a text of the template was left in the README",
    why: "New plugins begin as a copy of the template. Its names lead readers to commands and \
          pages that do not exist; its remarks are there for the author.",
    bad: "packer plugins install github.com/organization/plugin-name",
    good: "packer plugins install github.com/happy/cloud",
    fix: None,
};

static UNLINKED: Rule = Rule {
    code: "readme-component-unlinked",
    severity: Severity::Warning,
    summary: "the README does not lead to a component",
    why: "Readers find the pages of a plugin from its README. A component that it does not link \
          to is hard to find.",
    bad: "- the `happy-image` builder",
    good: "- the [happy-image](/packer/integrations/happy/cloud/latest/components/builder/image) builder",
    fix: None,
};

static SOURCE: Rule = Rule {
    code: "readme-source",
    severity: Severity::Warning,
    summary: "the README installs this plugin from another organisation",
    why: "Packer fetches a plugin from where its `source` says, and the site shows the plugin below \
          the organisation of its identifier: where the two differ readers get another plugin, or \
          none.",
    bad: "source = \"github.com/other/cloud\", with the identifier \"packer/happy/cloud\"",
    good: "source = \"github.com/happy/cloud\"",
    fix: Some("write the identifier's organisation"),
};

pub(super) static RULES: &[&Rule] = &[&MISSING, &WITHOUT_SOURCE, &TEMPLATE, &UNLINKED, &SOURCE];

/// What the template's README says that no plugin's does, longest first: of texts that
/// overlap the first is told.
const TEMPLATE_TEXTS: [&str; 15] = [
    "The Scaffolding plugin is intended as a starting point",
    "The scaffolding builder is used to create endless",
    "Include a short overview about the plugin",
    "github.com/organization/plugin-name",
    "github.com/organization/name",
    "organization/plugin-name",
    "export scaffolding builds",
    "export scaffolding data",
    "post-processor-name",
    "postprocessor-name",
    "data-source-name",
    "provisioner-name",
    "datasource-name",
    "builder-name",
    "plugin-name",
];

/// Whether a text stands by itself, and is not the end or beginning of a longer name.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !text[..range.start].ends_with(part) && !text[range.end..].starts_with(part)
}

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    let from_docs = plugin.readme();
    let location = plugin
        .metadata
        .docs
        .as_ref()
        .and_then(|docs| docs.readme_location.as_ref());
    if plugin.web_readme.is_none() && location.is_none() && plugin.metadata.processes_docs() {
        let path = plugin.web_path("README.md");
        let finding = MISSING
            .finding(format!("`{path}` is missing"))
            .at(plugin.whole(&path));
        findings.push(match from_docs {
            Some(_) => finding.help("run `sdc webdocs` to make it"),
            None => finding.help(format!("write `{}`", plugin.docs_path("README.md"))),
        });
    } else if from_docs.is_none() && !plugin.docs_files.is_empty() {
        let path = plugin.docs_path("README.md");
        let finding = WITHOUT_SOURCE
            .finding(format!("`{path}` is missing"))
            .at(plugin.whole(&path))
            .help("the README that is published is made of it");
        findings.push(finding);
    }
    if let Some((_, readme)) = plugin.site().find(|(role, _)| *role == Role::Readme) {
        template(&readme.file, findings);
        links(plugin, readme, findings);
        source(plugin, readme, findings);
    }
}

/// What the README says where the plugin comes from, against its identifier. Where the
/// organisation is that of the repository, the identifier is what is told of.
fn source(plugin: &Plugin, readme: &DocPage, findings: &mut Diagnostics) {
    let Some(id) = &plugin.metadata.identifier else {
        return;
    };
    for (at, host) in readme.text.match_indices("github.com/") {
        let before = readme.text[..at].trim_end();
        let start = before.len() - before.lines().next_back().unwrap_or_default().len();
        let before = before[start..].trim_end_matches('"').trim_end();
        let installs = before.ends_with("plugins install");
        let required = before
            .strip_suffix('=')
            .is_some_and(|before| before.trim_end().ends_with("source"));
        let path = &readme.text[at + host.len()..];
        let end = path.find(|c: char| c.is_whitespace() || matches!(c, '"' | '`' | '\''));
        let path = &path[..end.unwrap_or(path.len())];
        let Some((owner, name)) = path.split_once('/') else {
            continue;
        };
        let own = name == id.value.name && !owner.eq_ignore_ascii_case(&id.value.organization);
        let of_repository = plugin
            .repository
            .as_ref()
            .is_some_and(|repository| repository.owner.eq_ignore_ascii_case(owner));
        if own && (installs || required) && !of_repository {
            let range = at + host.len()..at + host.len() + owner.len();
            let finding = SOURCE
                .finding(format!(
                    "the plugin is installed from `{owner}`, and the identifier says `{}`",
                    id.value.organization
                ))
                .related("the identifier is here", id.place.clone());
            let right = id.value.organization.clone();
            readme.push(finding, range, Some(right), findings);
        }
    }
}

fn template(file: &Arc<SourceFile>, findings: &mut Diagnostics) {
    let mut seen: Vec<Range<usize>> = Vec::new();
    for text in TEMPLATE_TEXTS {
        for (at, _) in file.text().match_indices(text) {
            let range = at..at + text.len();
            let overlaps =
                |other: &Range<usize>| range.start < other.end && other.start < range.end;
            if is_whole(file.text(), &range) && !seen.iter().any(overlaps) {
                let finding = TEMPLATE
                    .finding(format!("`{text}` is still the template's"))
                    .at(Place::new(file, range.clone()));
                findings.push(finding);
                seen.push(range);
            }
        }
    }
}

/// Whether a link of the README leads to each declared component.
fn links(plugin: &Plugin, readme: &DocPage, findings: &mut Diagnostics) {
    let linked = Linked::of(readme);
    for component in &plugin.metadata.components {
        let Some((ty, slug)) = component.key() else {
            continue;
        };
        if linked.has(ty, slug) {
            continue;
        }
        let finding = UNLINKED
            .finding(format!("the README does not link to the {ty} `{slug}`"))
            .at(component.best_place().clone());
        let finding = match plugin.metadata.identifier() {
            Some(id) => finding.help(format!(
                "in `{}`, add a link to `/packer/integrations/{}/{}/latest/components/{ty}/{slug}`",
                readme.file.name(),
                id.organization,
                id.name
            )),
            None => finding,
        };
        findings.push(finding);
    }
}

/// The components that links of a page lead to, in any form that has been in use.
#[derive(Default)]
struct Linked<'a> {
    names: BTreeSet<(ComponentType, &'a str)>,
    /// The old site's names had the plugin's before them.
    legacy: Vec<(ComponentType, &'a str)>,
}

impl<'a> Linked<'a> {
    fn of(doc: &'a DocPage) -> Self {
        let mut linked = Self::default();
        for link in &doc.page.links {
            let path = link.destination.split(['#', '?']).next();
            let path = path.unwrap_or_default().trim_end_matches('/');
            let path = path.strip_suffix("README.md").unwrap_or(path);
            let path = path.trim_end_matches('/');
            let page = path.strip_suffix(".mdx").or(path.strip_suffix(".md"));
            let path = page.unwrap_or(path);
            let Some((folders, last)) = path.rsplit_once('/') else {
                continue;
            };
            let types = folders.split('/').filter_map(|part| {
                ComponentType::from_name(part).or_else(|| ComponentType::from_folder(part))
            });
            for ty in types {
                linked.names.insert((ty, last));
                if path.starts_with("/docs/") {
                    linked.legacy.push((ty, last));
                }
            }
        }
        linked
    }

    fn has(&self, ty: ComponentType, slug: &str) -> bool {
        let is = |(of, name): &(ComponentType, &str)| {
            let before = name.strip_suffix(slug);
            *of == ty && before.is_some_and(|before| before.ends_with('-'))
        };
        self.names.contains(&(ty, slug)) || self.legacy.iter().any(is)
    }
}
