//! Rules on what the publisher makes of a plugin: whose it is, what is left of the
//! template, and files that metadata.hcl points at.

use super::plugin::Plugin;
use crate::diagnostics::{Diagnostics, Rule, Severity};
use crate::metadata::Located;
use crate::project::owner_and_name;
use std::path::{Component, Path};

static ORGANIZATION: Rule = Rule {
    code: "identifier-organization",
    severity: Severity::Warning,
    summary: "the identifier's organisation does not own the repository",
    why: "The organisation in the identifier is whose plugin it is on the site, and is normally \
          the owner of the repository. Where the repository has moved, the old owner's links \
          go on pointing at the old place.",
    bad: "identifier = \"packer/happy/cloud\", in github.com/other/packer-plugin-cloud",
    good: "identifier = \"packer/happy/cloud\", in github.com/happy/packer-plugin-cloud",
    fix: None,
};

static MAKEFILE: Rule = Rule {
    code: "makefile-organization",
    severity: Severity::Error,
    summary: "the Makefile makes links for another organisation than the identifier's",
    why: "The organisation that the Makefile names is written into every link between the \
          plugin's pages. If it is not the identifier's, all of them are dead on the site.",
    bad: "compile-to-webdocs.sh \".\" \".docs\" \".web-docs\" \"hashicorp\", with the identifier \
          \"packer/happy/cloud\"",
    good: "compile-to-webdocs.sh \".\" \".docs\" \".web-docs\" \"happy\"",
    fix: Some("write the identifier's organisation"),
};

static LICENSE_URL: Rule = Rule {
    code: "license-url",
    severity: Severity::Warning,
    summary: "the licence's URL leads to nothing in this repository",
    why: "The site links to the licence's text. A file that is not there, or that of another \
          repository, is not this plugin's licence.",
    bad: "url = \"https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE.md\", and the \
          file is LICENSE",
    good: "url = \"https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE\"",
    fix: None,
};

static PLACEHOLDER: Rule = Rule {
    code: "metadata-placeholder",
    severity: Severity::Warning,
    summary: "a value of the template was left as it is",
    why: "New plugins begin as a copy of the template. What is left of it is shown on the site \
          as if it were said about this plugin.",
    bad: "name = \"Integration Template\"",
    good: "name = \"Happy Cloud\"",
    fix: None,
};

static README_LOCATION: Rule = Rule {
    code: "readme-location",
    severity: Severity::Error,
    summary: "`readme_location` names a file that is not there",
    why: "It is the first page that people see of the plugin. The path is relative to \
          metadata.hcl; without the file nothing is published.",
    bad: "readme_location = \"../README.txt\"",
    good: "readme_location = \"./README.md\"",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[
    &ORGANIZATION,
    &MAKEFILE,
    &LICENSE_URL,
    &PLACEHOLDER,
    &README_LOCATION,
];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    organization(plugin, findings);
    license(plugin, findings);
    placeholders(plugin, findings);
    readme_location(plugin, findings);
}

fn organization(plugin: &Plugin, findings: &mut Diagnostics) {
    let Some(id) = &plugin.metadata.identifier else {
        return;
    };
    let organization = &id.value.organization;
    if let Some(repository) = &plugin.repository
        && !repository.owner.eq_ignore_ascii_case(organization)
    {
        let finding = ORGANIZATION
            .finding(format!(
                "the identifier says `{organization}`, and `{}` owns the repository",
                repository.owner
            ))
            .at(id.place.clone())
            .related("the repository is named here", repository.place.clone());
        findings.push(finding);
    }
    let named = plugin
        .project
        .makefile()
        .and_then(|make| make.organization.as_ref());
    if let Some(named) = named
        && named.value != *organization
        && !named.value.contains('$')
    {
        let quote = |text: &str| {
            let written = named.place.file().text();
            let quoted = named
                .place
                .range()
                .and_then(|range| written[range].chars().next());
            match quoted.filter(|c| matches!(c, '"' | '\'')) {
                Some(quote) => format!("{quote}{text}{quote}"),
                None => text.to_owned(),
            }
        };
        let finding = MAKEFILE
            .finding(format!(
                "links are made for `{}`, and the identifier says `{organization}`",
                named.value
            ))
            .at(named.place.clone())
            .label(format!("expected `{organization}`"))
            .related("the identifier is here", id.place.clone());
        let plain = named
            .place
            .range()
            .map(|range| &named.place.file().text()[range]);
        if plain.is_some_and(|text| text.trim_matches(['"', '\'']) == named.value) {
            findings.push(finding.fixed_by(quote(organization)));
        } else {
            findings.push(finding);
        }
    }
}

fn license(plugin: &Plugin, findings: &mut Diagnostics) {
    let url = plugin
        .metadata
        .license
        .as_ref()
        .and_then(|license| license.url.as_ref());
    let (Some(url), Some(repository)) = (url, &plugin.repository) else {
        return;
    };
    let Some((owner, name)) = owner_and_name(&url.value) else {
        return;
    };
    let at = |finding: crate::diagnostics::Diagnostic| finding.at(url.place.clone());
    if !name.eq_ignore_ascii_case(&repository.name) {
        let message = format!("the licence is that of `{owner}/{name}`");
        let finding = at(LICENSE_URL.finding(message));
        let place = repository.place.clone();
        findings.push(finding.related("this repository is named here", place));
        return;
    }
    // `…/blob/BRANCH/PATH`; that the branch is this one is the common case.
    let path = url
        .value
        .split_once("/blob/")
        .and_then(|(_, rest)| rest.split_once('/'));
    if let Some((_, path)) = path {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        if stays_inside(path) && !plugin.root.join(path).exists() {
            let there = ["LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING"]
                .into_iter()
                .find(|name| plugin.root.join(name).exists());
            let finding = at(LICENSE_URL.finding(format!("`{path}` is not in this repository")));
            findings.push(match there {
                Some(name) => finding.help(format!("the licence here is `{name}`")),
                None => finding,
            });
        }
    }
}

fn stays_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|c| matches!(c, Component::Normal(_)))
}

/// What the template says, and the finding's name for it.
fn placeholders(plugin: &Plugin, findings: &mut Diagnostics) {
    let metadata = &plugin.metadata;
    let mut left = |what: &str, value: Option<&Located<String>>, is: fn(&str) -> bool| {
        if let Some(value) = value.filter(|value| is(&value.value)) {
            let finding = PLACEHOLDER
                .finding(format!("{what} is still the template's"))
                .at(value.place.clone());
            findings.push(finding);
        }
    };
    let template_url = |url: &str| {
        let template = |(owner, name): (&str, &str)| {
            name == "integration-template"
                || (name == "packer-plugin-scaffolding" && owner != "hashicorp")
        };
        owner_and_name(url).is_some_and(template)
    };
    left("the name", metadata.name.as_ref(), |name| {
        ["integration template", "scaffolding"].contains(&name.trim().to_lowercase().as_str())
    });
    left("the description", metadata.description.as_ref(), |text| {
        let text = text.trim().trim_end_matches('.').to_lowercase();
        text == "this is an integration template"
    });
    let docs = metadata.docs.as_ref();
    left(
        "the URL",
        docs.and_then(|docs| docs.external_url.as_ref()),
        template_url,
    );
    let license = metadata.license.as_ref();
    left(
        "the URL",
        license.and_then(|l| l.url.as_ref()),
        template_url,
    );
    for component in &metadata.components {
        left("the component's name", component.name.as_ref(), |name| {
            name.trim().to_lowercase().starts_with("component name")
        });
    }
    let id = metadata.identifier.as_ref();
    let unnamed = |id: &&Located<crate::metadata::Identifier>| {
        matches!(id.value.organization.as_str(), "organization" | "your-org")
    };
    if let Some(id) = id.filter(unnamed) {
        let finding = PLACEHOLDER.finding("the identifier is still the template's");
        findings.push(finding.at(id.place.clone()));
    }
}

fn readme_location(plugin: &Plugin, findings: &mut Diagnostics) {
    let metadata = &plugin.metadata;
    if metadata.integration.is_none() || !metadata.processes_docs() {
        return;
    }
    let location = metadata
        .docs
        .as_ref()
        .and_then(|docs| docs.readme_location.as_ref());
    // The default is looked at with the READMEs.
    if let Some(location) = location
        && !plugin.has_file(Path::new(&plugin.web_docs).join(&location.value))
    {
        let finding = README_LOCATION
            .finding(format!("`{}` is not there", location.value))
            .at(location.place.clone())
            .label("looked for beside metadata.hcl")
            .help("the default is `./README.md`, which `sdc webdocs` makes");
        findings.push(finding);
    }
}
