//! Rules on links: where a reader ends up who follows them on the site.

mod anchor;
mod target;

use super::plugin::{DocPage, Plugin, Role};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use crate::docs::links::{OwnPage, Site, UrlParts, Verdict, is_alive, rules};
use crate::docs::page::Link;
use crate::metadata::Identifier;
use std::collections::BTreeMap;
use target::{Own, Target};

static EMPTY: Rule = Rule {
    code: "link-empty",
    severity: Severity::Warning,
    summary: "a link has no text",
    why: "There is nothing to click on, and a screen reader has nothing to say.",
    bad: "See [](#authentication).",
    good: "See [Authentication](#authentication).",
    fix: None,
};

static ORGANIZATION: Rule = Rule {
    code: "link-organization",
    severity: Severity::Warning,
    summary: "a link leads to a plugin of this name, but of another organisation",
    why: "The organisation is a part of the address. Under another than the identifier's there is \
          another plugin, or none: such links are often left from the template, or from before the \
          plugin had moved.",
    bad: "/packer/integrations/hashicorp/cloud, with the identifier \"packer/happy/cloud\"",
    good: "/packer/integrations/happy/cloud",
    fix: None,
};

static FOREIGN: Rule = Rule {
    code: "link-foreign-anchor",
    severity: Severity::Note,
    summary: "a link leads to a section of the page that another plugin once had",
    why: "Plugins used to have a page above those of their components. The site shows their README \
          in its place, and the sections of the old page are seldom there. It cannot be looked at \
          from here.",
    bad: "[credentials](/packer/plugins/builders/amazon#specifying-amazon-credentials)",
    good: "[credentials](/packer/integrations/hashicorp/amazon#authentication)",
    fix: None,
};

static REPOSITORY: Rule = Rule {
    code: "link-repository",
    severity: Severity::Warning,
    summary: "a link to a file of the repository is dead on the site",
    why: "A path from the root leads to the root of the site there, not of the repository.",
    bad: "[example](/example/image.pkr.hcl)",
    good: "[example](https://github.com/happy/packer-plugin-cloud/blob/main/example/image.pkr.hcl)",
    fix: None,
};

static IMAGE: Rule = Rule {
    code: "image-missing",
    severity: Severity::Warning,
    summary: "an image is not there",
    why: "Readers see a broken image. A relative path is looked for beside the page.",
    bad: "![Design](design.png), and no such file",
    good: "![Design](design.png), with docs/builders/design.png",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&EMPTY, &ORGANIZATION, &FOREIGN, &REPOSITORY, &IMAGE];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    let pages: BTreeMap<Own<'_>, &DocPage> = plugin
        .site()
        .map(|(role, doc)| (Own::of(role), doc))
        .collect();
    let id = plugin.metadata.identifier();
    let components = pages.keys().filter_map(|page| match page {
        Own::Component(ty, slug) => Some((*ty, (*slug).to_owned())),
        Own::Readme => None,
    });
    let site = Site {
        organization: id.map_or(String::new(), |id| id.organization.clone()),
        plugin: id.map(|id| id.name.clone()),
        components: components.collect(),
    };
    let mut found = Diagnostics::new();
    for (role, doc) in plugin.site() {
        let mut checker = Checker {
            plugin,
            site: &site,
            pages: &pages,
            role,
            doc,
            findings: &mut found,
        };
        // What is dropped with its tag, or in a block of HTML, is no link on the site.
        for link in doc
            .page
            .links
            .iter()
            .filter(|link| link.is_shown(&doc.page))
        {
            checker.link(link);
        }
    }
    findings.extend(anchor::once(found));
}

struct Checker<'a> {
    plugin: &'a Plugin,
    site: &'a Site,
    pages: &'a BTreeMap<Own<'a>, &'a DocPage>,
    role: Role<'a>,
    doc: &'a DocPage,
    findings: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn link(&mut self, link: &Link) {
        if link.empty && !link.image {
            let finding = EMPTY.finding("this link has no text");
            self.doc
                .push(finding, link.range.clone(), None, self.findings);
        }
        if link.image {
            return self.image(link);
        }
        match self.site.judge(&link.destination) {
            Verdict::Keep => self.kept(link),
            Verdict::Broken(problem) => self.broken(link, problem.finding()),
            Verdict::Rewrite(_, _, Some(problem)) => self.push(link, problem.finding(), None),
            Verdict::Rewrite(path, own, None) => self.rewritten(link, &path, own),
        }
    }

    /// What the site has at the address that is written.
    fn kept(&mut self, link: &Link) {
        match Target::of(&link.destination, self.plugin.metadata.identifier()) {
            Target::Own(own, anchor) => self.own(link, own, anchor),
            Target::Here(anchor) => self.anchor(link, Own::of(self.role), anchor),
            Target::NoType(ty, slug) => self.no_type(link, ty, slug),
            Target::OtherOrganization(org) => self.other_organization(link, org),
            Target::Root(path) => self.repository(link, path),
            Target::Elsewhere => {}
        }
    }

    fn broken(&mut self, link: &Link, finding: Diagnostic) {
        if finding.code == rules::RELATIVE.code {
            self.relative(link, finding);
        } else {
            self.push(link, finding, None);
        }
    }

    /// A link that is made another one when the page is published.
    fn rewritten(&mut self, link: &Link, path: &str, own: Option<OwnPage>) {
        let parts = UrlParts::of(&link.destination);
        let anchor = parts.fragment().unwrap_or_default();
        if parts.path.starts_with("/docs/") {
            let mut finding = rules::LEGACY
                .finding("`/docs` is where the docs of Packer once were")
                .label("the web docs get the new address")
                .help(format!("the new address is `{path}`"));
            finding.severity = Severity::Note;
            return self.push(link, finding, Some(format!("{path}{}", parts.suffix)));
        }
        match own {
            Some(OwnPage::Root) => self.anchor(link, Own::Readme, anchor),
            Some(OwnPage::Component(ty, slug)) => {
                self.anchor(link, Own::Component(ty, &slug), anchor);
            }
            None if !anchor.is_empty() && parts.path.split('/').count() == 5 => {
                let finding = FOREIGN.finding(format!(
                    "`#{anchor}` is a section of a page that is no more"
                ));
                self.push(
                    link,
                    finding.help(format!("the link leads to `{path}`")),
                    None,
                );
            }
            None => {}
        }
    }

    fn own(&mut self, link: &Link, own: Own<'_>, anchor: &str) {
        let Own::Component(ty, slug) = own else {
            return self.anchor(link, own, anchor);
        };
        if self.pages.contains_key(&own) {
            return self.anchor(link, own, anchor);
        }
        let declared = self
            .plugin
            .metadata
            .component_keys()
            .any(|key| key == (ty, slug));
        if !declared {
            let here = self.pages.keys().filter_map(|page| match page {
                Own::Component(other, slug) if *other == ty => Some(*slug),
                _ => None,
            });
            let finding = rules::COMPONENT
                .finding(format!("there is no {ty} `{slug}`"))
                .did_you_mean(slug, here);
            self.push(link, finding, None);
        }
    }

    /// A plugin of this name that somebody else publishes; seldom what was meant.
    fn other_organization(&mut self, link: &Link, org: &str) {
        let Some(id) = self.plugin.metadata.identifier() else {
            return;
        };
        let finding = ORGANIZATION
            .finding(format!(
                "this plugin is published by `{}`, not by `{org}`",
                id.organization
            ))
            .help("if another plugin of the same name is meant, allow this code for the file");
        self.push(link, finding, None);
    }

    fn no_type(&mut self, link: &Link, ty: &str, slug: &str) {
        let finding = rules::COMPONENT.finding(format!("`{ty}` is not a type of component"));
        let Some(meant) = ComponentType::meant_by(ty) else {
            return self.push(link, finding, None);
        };
        let finding = finding.help(format!("the type is `{meant}`"));
        let there = self.pages.contains_key(&Own::Component(meant, slug));
        let wrong = format!("/{ty}/");
        let right = there.then(|| link.destination.replacen(&wrong, &format!("/{meant}/"), 1));
        self.push(link, finding, right);
    }

    /// Whether a page of the plugin has the anchor; what was meant is looked for.
    fn anchor(&mut self, link: &Link, own: Own<'_>, anchor: &str) {
        let Some(doc) = self.pages.get(&own) else {
            return;
        };
        let loses_title = doc.loses_title();
        if is_alive(anchor, doc.page.anchors_of(loses_title)) || doc.swallows(anchor) {
            return;
        }
        let page = own.page();
        let mut finding = Site::dead_anchor(&page, anchor, []).finding();
        let meant = anchor::meant_by(anchor, doc);
        if let Some(help) = meant.help() {
            finding = finding.help(help);
        }
        let fixed = meant.section().map(|id| {
            let path = link.destination.split('#').next().unwrap_or_default();
            format!("{path}#{id}")
        });
        self.push(link, finding, fixed);
    }

    fn relative(&mut self, link: &Link, finding: Diagnostic) {
        let path = UrlParts::of(&link.destination).path;
        let meant = target::component_in(path)
            .map(|(ty, slug)| Own::Component(ty, slug))
            .filter(|own| self.pages.contains_key(own))
            .or_else(|| path.ends_with("README.md").then_some(Own::Readme));
        let right = meant
            .zip(self.plugin.metadata.identifier())
            .map(|(own, id)| {
                let anchor = link
                    .destination
                    .split_once('#')
                    .map_or(String::new(), |(_, a)| format!("#{a}"));
                own.url(id) + &anchor
            });
        let finding = match &right {
            Some(url) => finding.help(format!("that is `{url}`")),
            None => finding,
        };
        self.push(link, finding, right);
    }

    /// A path from the root: of the site, where most authors mean the repository's.
    fn repository(&mut self, link: &Link, path: &str) {
        let finding = REPOSITORY.finding(format!("`{path}` does not exist on the site"));
        let finding = match &self.plugin.repository {
            Some(repository) => finding.help(format!(
                "if it is a file of the repository, write `https://github.com/{}/{}/blob/main{path}`",
                repository.owner, repository.name
            )),
            None => finding,
        };
        self.push(link, finding, None);
    }

    fn image(&mut self, link: &Link) {
        let path = link
            .destination
            .split(['#', '?'])
            .next()
            .unwrap_or_default();
        if path.is_empty()
            || path.contains("://")
            || path.starts_with("//")
            || path.starts_with("data:")
        {
            return;
        }
        let finding = IMAGE.finding(format!("the image `{path}` is not there"));
        if path.starts_with('/') {
            let finding =
                finding.help("images are looked for beside the page: write a relative path");
            return self.push(link, finding, None);
        }
        if !self.doc.by_hand {
            // Making the web docs of the page looks for it.
            return;
        }
        let folder = self
            .doc
            .file
            .name()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let file = std::path::Path::new(folder).join(path.replace("%20", " "));
        if !file.is_file() {
            self.push(link, finding, None);
        }
    }

    fn push(&mut self, link: &Link, finding: Diagnostic, url: Option<String>) {
        // An escaped URL has no bytes of its own that could be replaced.
        let exact = self.doc.text[link.url.clone()] == link.destination;
        let url = url.filter(|_| exact);
        self.doc.push(finding, link.url.clone(), url, self.findings);
    }
}

impl Own<'_> {
    fn page(&self) -> OwnPage {
        match self {
            Self::Readme => OwnPage::Root,
            Self::Component(ty, slug) => OwnPage::Component(*ty, (*slug).to_owned()),
        }
    }

    /// The address on the site.
    fn url(&self, id: &Identifier) -> String {
        let root = format!("/packer/integrations/{}/{}", id.organization, id.name);
        match self {
            Self::Readme => root,
            Self::Component(ty, slug) => format!("{root}/latest/components/{ty}/{slug}"),
        }
    }
}
