//! Rules on what belongs together: a component is declared in metadata.hcl, has a
//! page in the docs, and a page made of it in `.web-docs`, each under the same name.

use super::plugin::{Plugin, WebFolder, top_of};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostics, Rule, Severity, nearest};

static NO_METADATA: Rule = Rule {
    code: "metadata-missing",
    severity: Severity::Error,
    summary: "there is no .web-docs/metadata.hcl",
    why: "The file is what the publisher looks for: without it the repository has no docs to \
          publish, whatever else is in it.",
    bad: "docs/README.md and docs/builders/image.mdx, nothing else",
    good: "these, and .web-docs/metadata.hcl",
    fix: None,
};

static WITHOUT_SOURCE: Rule = Rule {
    code: "component-without-source",
    severity: Severity::Warning,
    summary: "a declared component has no page in the docs",
    why: "The page that is published is made from the page in the docs. Without one there is \
          nothing to make it from, and what is online can never be brought up to date.",
    bad: "component { type = \"builder\" slug = \"image\" }, and no docs/builders/image.mdx",
    good: "the same with docs/builders/image.mdx",
    fix: None,
};

static WITHOUT_PAGE: Rule = Rule {
    code: "component-without-page",
    severity: Severity::Error,
    summary: "a declared component has no page in .web-docs",
    why: "The publisher takes a component's page from .web-docs/components/TYPE/SLUG/README.md. \
          Where there is none it leaves the component out, and says nothing.",
    bad: "component { type = \"builder\" slug = \"image\" }, and no \
          .web-docs/components/builder/image/README.md",
    good: "the same with .web-docs/components/builder/image/README.md, as `sdc webdocs` makes it",
    fix: None,
};

static PAGE_NOT_DECLARED: Rule = Rule {
    code: "page-not-declared",
    severity: Severity::Error,
    summary: "a component's page is not declared in metadata.hcl",
    why: "Only the components that metadata.hcl lists are published. A page that it does not \
          list is never seen.",
    bad: "docs/builders/image.mdx, and no component \"image\" in metadata.hcl",
    good: "the same with component { type = \"builder\" name = \"Image\" slug = \"image\" }",
    fix: None,
};

static FOLDER_NOT_DECLARED: Rule = Rule {
    code: "folder-not-declared",
    severity: Severity::Warning,
    summary: "a component's folder in .web-docs is not declared in metadata.hcl",
    why: "The publisher passes over it. Either the component is missing in metadata.hcl, or the \
          folder is what is left of one.",
    bad: ".web-docs/components/builder/image, and no component \"image\" in metadata.hcl",
    good: "the folder and the component, or neither",
    fix: None,
};

static FOLDER_WITHOUT_SOURCE: Rule = Rule {
    code: "folder-without-source",
    severity: Severity::Warning,
    summary: "a component's folder in .web-docs has no page in the docs",
    why: "It was made from a page that is gone or was renamed. The old script never removes such \
          folders, so that they stay online for as long as they are declared.",
    bad: ".web-docs/components/builder/image, and no docs/builders/image.mdx",
    good: "neither; `sdc webdocs --prune` takes such folders away",
    fix: None,
};

static FOLDER_TYPE: Rule = Rule {
    code: "folder-type",
    severity: Severity::Error,
    summary: "a folder in .web-docs/components is not a component type",
    why: "The publisher looks in builder, provisioner, post-processor and data-source, and \
          nowhere else. Pages in another folder are never seen.",
    bad: ".web-docs/components/datasource/image/README.md",
    good: ".web-docs/components/data-source/image/README.md",
    fix: None,
};

static FOLDER_FILE: Rule = Rule {
    code: "folder-file",
    severity: Severity::Warning,
    summary: "a file in .web-docs/components lies where no page can be",
    why: "The publisher takes .web-docs/components/TYPE/SLUG/README.md and what that page shows. \
          A file elsewhere is never read.",
    bad: ".web-docs/components/builder/image.md",
    good: ".web-docs/components/builder/image/README.md",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[
    &NO_METADATA,
    &WITHOUT_SOURCE,
    &WITHOUT_PAGE,
    &PAGE_NOT_DECLARED,
    &FOLDER_NOT_DECLARED,
    &FOLDER_WITHOUT_SOURCE,
    &FOLDER_TYPE,
    &FOLDER_FILE,
];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    // One that is there and cannot be read is told of where that was tried.
    let unreadable = || plugin.root.join(&plugin.metadata_path).exists();
    if plugin.metadata_file.is_none() && !unreadable() {
        let finding = NO_METADATA
            .finding(format!("`{}` is missing", plugin.metadata_path))
            .at(plugin.whole(&plugin.metadata_path))
            .help("begin with one block `integration` that has `name`, `description` and `identifier`");
        findings.push(finding);
    } else if plugin.metadata.integration.is_some() {
        declared(plugin, findings);
        pages(plugin, findings);
    }
    for web in &plugin.web {
        web_folder(plugin, web, findings);
    }
    for stray in &plugin.web_strays {
        let path = plugin.web_path(&format!("components/{stray}"));
        let finding = FOLDER_FILE
            .finding(format!("`{path}` is not where a page can be"))
            .at(plugin.whole(&path));
        findings.push(finding);
    }
}

/// Each declared component against its two pages.
fn declared(plugin: &Plugin, findings: &mut Diagnostics) {
    for component in &plugin.metadata.components {
        let Some((ty, slug)) = component.key() else {
            continue;
        };
        let mut source = None;
        if !plugin.has_source(ty, slug) {
            let path = plugin.docs_path(&format!("{}/{slug}.mdx", ty.folder()));
            let here = plugin
                .component_pages()
                .filter(|((other, _), _)| *other == ty)
                .map(|((_, slug), _)| slug);
            let finding = WITHOUT_SOURCE
                .finding(format!("the {ty} `{slug}` has no page in the docs"))
                .at(component.best_place().clone())
                .label(format!("`{path}` is missing"))
                .did_you_mean(slug, here);
            source = Some(finding);
        }
        let path = plugin.web_path(&format!("components/{ty}/{slug}/README.md"));
        let folder = plugin
            .web
            .iter()
            .find(|web| web.ty == ty.name() && web.slug == slug);
        if folder.is_none_or(|web| web.readme.is_none()) {
            let finding = WITHOUT_PAGE
                .finding(format!("the {ty} `{slug}` has no page to publish"))
                .at(component.best_place().clone())
                .label(format!("`{path}` is missing"));
            findings.push(match misplaced(plugin, ty, slug) {
                Some(web) => finding.help(format!(
                    "`{}` is not read: `{}` is no type",
                    plugin.web_path(&format!("components/{}/{slug}", web.ty)),
                    web.ty
                )),
                None if source.is_none() => finding.help("run `sdc webdocs` to make it"),
                None => finding.help(
                    "write its page in the docs and run `sdc webdocs`, or take the component out",
                ),
            });
        }
        if let Some(finding) = source {
            findings.push(finding);
        }
    }
}

/// The component's page in a folder whose name only nearly is its type.
fn misplaced<'a>(plugin: &'a Plugin, ty: ComponentType, slug: &str) -> Option<&'a WebFolder> {
    let near = |web: &&WebFolder| {
        ComponentType::from_name(&web.ty).is_none()
            && ComponentType::meant_by(&web.ty) == Some(ty)
            && web.slug == slug
    };
    plugin.web.iter().find(near)
}

fn pages(plugin: &Plugin, findings: &mut Diagnostics) {
    for ((ty, slug), page) in plugin.component_pages() {
        let declared: Vec<&str> = plugin
            .metadata
            .component_keys()
            .filter_map(|(other, slug)| (other == ty).then_some(slug))
            .collect();
        if plugin.is_declared(ty, slug) {
            continue;
        }
        let finding = PAGE_NOT_DECLARED
            .finding(format!("the {ty} `{slug}` is not declared in metadata.hcl"))
            .at(top_of(&page.file))
            .label("this page is never published");
        findings.push(match nearest(slug, declared) {
            Some(near) => finding.help(format!("metadata.hcl has `{near}`: did you mean that?")),
            None => finding.help(format!(
                "add `component {{ type = \"{ty}\", … slug = \"{slug}\" }}`, or rename the page to a slug that is declared"
            )),
        });
    }
}

fn web_folder(plugin: &Plugin, web: &WebFolder, findings: &mut Diagnostics) {
    let path = plugin.web_path(&format!("components/{}/{}", web.ty, web.slug));
    let place = || {
        web.readme
            .as_ref()
            .map_or_else(|| plugin.whole(&path), top_of)
    };
    let ty = ComponentType::from_name(&web.ty);
    if ty.is_none() {
        let folder = plugin.web_path(&format!("components/{}", web.ty));
        let finding = FOLDER_TYPE
            .finding(format!("`{}` is not a component type", web.ty))
            .at(plugin.whole(&folder));
        findings.push(if let Some(meant) = ComponentType::meant_by(&web.ty) {
            finding.help(format!("rename the folder to `{meant}`"))
        } else {
            let names = ComponentType::ALL.map(ComponentType::name);
            finding.help(format!("the types are: {}", names.join(", ")))
        });
    }
    let declared = |ty| plugin.is_declared(ty, &web.slug);
    if plugin.metadata.integration.is_some() && !ty.is_some_and(declared) {
        let finding = FOLDER_NOT_DECLARED
            .finding(format!("`{path}` is not declared in metadata.hcl"))
            .at(place());
        findings.push(finding);
    }
    let has_source = |ty| plugin.has_source(ty, &web.slug);
    if !ty.is_some_and(has_source) {
        let finding = FOLDER_WITHOUT_SOURCE
            .finding(format!("`{path}` has no page in the docs"))
            .at(place())
            .help("write the page, or remove the folder (`sdc webdocs --prune`)");
        findings.push(finding);
    }
}
