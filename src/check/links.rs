//! Rules on links: where a reader ends up who follows them on the site.

mod target;

use super::plugin::{DocPage, Plugin, Role};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Rule, Severity, nearest};
use crate::docs::page::{Link, LinkKind, slugify};
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

static ANCHOR: Rule = Rule {
    code: "link-anchor",
    severity: Severity::Warning,
    summary: "a link leads to a place that its page does not have",
    why: "The browser opens the page and stays at its top. Headings get their anchors from their \
          words, and list items that begin with code from that code.",
    bad: "See [below](#Authentication_section).\n\n## Authentication",
    good: "See [below](#authentication).\n\n## Authentication",
    fix: Some("write the anchor as the site does, where only its form is wrong"),
};

static COMPONENT: Rule = Rule {
    code: "link-component",
    severity: Severity::Error,
    summary: "a link leads to a component that the plugin does not have",
    why: "The page does not exist on the site: readers see an error.",
    bad: "/packer/integrations/happy/cloud/latest/components/builder/imgae",
    good: "/packer/integrations/happy/cloud/latest/components/builder/image",
    fix: Some("write the type as the site does, where only its form is wrong"),
};

static RELATIVE: Rule = Rule {
    code: "link-relative",
    severity: Severity::Warning,
    summary: "a relative link is dead on the site",
    why: "A relative link leads from file to file, as on GitHub. On the site there are no such \
          files: the address that comes of it does not exist.",
    bad: "[image](./builders/image.mdx)",
    good: "[image](/packer/integrations/happy/cloud/latest/components/builder/image)",
    fix: Some("write the address of the component that is meant"),
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

pub(super) static RULES: &[&Rule] = &[&EMPTY, &ANCHOR, &COMPONENT, &RELATIVE, &REPOSITORY, &IMAGE];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    let pages: BTreeMap<Own<'_>, &DocPage> = plugin
        .site()
        .map(|(role, doc)| (Own::of(role), doc))
        .collect();
    for (role, doc) in plugin.site() {
        let mut checker = Checker {
            plugin,
            pages: &pages,
            role,
            doc,
            findings,
        };
        for link in &doc.page.links {
            checker.link(link);
        }
    }
}

struct Checker<'a> {
    plugin: &'a Plugin,
    pages: &'a BTreeMap<Own<'a>, &'a DocPage>,
    role: Role<'a>,
    doc: &'a DocPage,
    findings: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn link(&mut self, link: &Link) {
        if link.empty && !link.image && link.kind != LinkKind::Html {
            let finding = EMPTY.finding("this link has no text");
            self.doc
                .push(finding, link.range.clone(), None, self.findings);
        }
        if link.image {
            return self.image(link);
        }
        let id = self.plugin.metadata.identifier();
        match Target::of(&link.destination, id) {
            Target::Own(own, anchor) => self.own(link, own, anchor),
            Target::Here(anchor) => self.anchor(link, Own::of(self.role), anchor),
            Target::NoType(ty, slug) => self.no_type(link, ty, slug),
            Target::Relative(path) => self.relative(link, path),
            Target::Root(path) => self.repository(link, path),
            Target::Elsewhere => {}
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
            let finding = COMPONENT
                .finding(format!("there is no {ty} `{slug}`"))
                .did_you_mean(slug, here);
            self.push(link, finding, None);
        }
    }

    fn no_type(&mut self, link: &Link, ty: &str, slug: &str) {
        let finding = COMPONENT.finding(format!("`{ty}` is not a type of component"));
        let Some(meant) = ComponentType::meant_by(ty) else {
            return self.push(link, finding, None);
        };
        let finding = finding.help(format!("the type is `{meant}`"));
        let there = self.pages.contains_key(&Own::Component(meant, slug));
        let wrong = format!("/{ty}/");
        let right = there.then(|| link.destination.replacen(&wrong, &format!("/{meant}/"), 1));
        self.push(link, finding, right);
    }

    /// Whether a page of the plugin has the anchor.
    fn anchor(&mut self, link: &Link, own: Own<'_>, anchor: &str) {
        let Some(page) = self.pages.get(&own) else {
            return;
        };
        let anchors = &page.page.anchors;
        if anchor.is_empty() || anchor == "top" || anchors.contains(anchor) {
            return;
        }
        let path = page.file.name();
        let finding = ANCHOR
            .finding(format!("there is no `#{anchor}` on this page"))
            .label(format!("looked for in {path}"));
        let slug = slugify(anchor);
        if anchors.contains(&slug) {
            let right = link
                .destination
                .replacen(&format!("#{anchor}"), &format!("#{slug}"), 1);
            return self.push(link, finding.help(format!("write `#{slug}`")), Some(right));
        }
        let near = nearest(anchor, anchors.iter().map(String::as_str));
        let finding = match near {
            Some(near) => finding.help(format!("did you mean `#{near}`?")),
            None => finding,
        };
        self.push(link, finding, None);
    }

    fn relative(&mut self, link: &Link, path: &str) {
        let finding = RELATIVE
            .finding("a relative link is dead on the site")
            .help("write the address that the page has on the site");
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
    /// The address on the site.
    fn url(&self, id: &Identifier) -> String {
        let root = format!("/packer/integrations/{}/{}", id.organization, id.name);
        match self {
            Self::Readme => root,
            Self::Component(ty, slug) => format!("{root}/latest/components/{ty}/{slug}"),
        }
    }
}
