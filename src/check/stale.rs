//! Rules on what is generated: it is what its sources come to today, and of what is
//! generated to be included everything is.

use super::plugin::{DocPage, Plugin, Role, is_written_by_hand, top_of};
use crate::diagnostics::{Diagnostic, Diagnostics, Rule, Severity, SourceFile};
use crate::docs::{WebDocs, webdocs_of_parsed};
use crate::files::{Node, Tree, first_difference};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

static WEB_DOCS: Rule = Rule {
    code: "web-docs-stale",
    severity: Severity::Warning,
    summary: "a published page is not what its source comes to",
    why: "Only .web-docs is published. A page in the docs that was changed after `.web-docs` was \
          made is online as it was before.",
    bad: "docs/builders/image.mdx says \"two disks\", .web-docs/components/builder/image/README.md \
          \"one disk\"",
    good: "both say the same, as after `sdc webdocs`",
    fix: None,
};

static UNUSED: Rule = Rule {
    code: "partial-unused",
    severity: Severity::Note,
    summary: "a partial is included by no page",
    why: "Partials are there to be included: what one says that no page includes, nobody can read. \
          Those that are generated are made for every struct, used or not; of these one counts \
          where the page has the struct's other half, its required or its optional fields.",
    bad: "docs-partials/builder/image/Config-required.mdx, which no page includes, next to \
          Config-not-required.mdx, which one does",
    good: "@include 'builder/image/Config-required.mdx' in docs/builders/image.mdx",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&WEB_DOCS, &UNUSED];

/// The code by which the checklist knows that something is out of date.
pub(super) const CODE: &str = "web-docs-stale";

/// What making web docs finds beyond what the rules here look at themselves.
const MAKING: [&str; 5] = [
    "page-twice",
    "page-deep",
    "docs-folder",
    "image-outside",
    "image-missing",
];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    partials(plugin, findings);
    let mut making = Diagnostics::new();
    let tree = web_docs(plugin, false, &mut making);
    making.retain(|finding| MAKING.contains(&finding.code));
    findings.extend(making);
    let mut compat = None;
    let missing = missing_sdk(plugin);
    let mut unjudged = 0;
    for (role, doc) in plugin.site().filter(|(_, doc)| !doc.by_hand) {
        let (path, made) = match role {
            Role::Readme => (PathBuf::from("README.md"), plugin.web_readme.as_ref()),
            Role::Component(ty, slug) => {
                let parts: [&str; 4] = ["components", ty.name(), slug, "README.md"];
                let mut folders = plugin.web.iter();
                let web = folders.find(|web| web.ty == ty.name() && web.slug == slug);
                (
                    parts.iter().collect(),
                    web.and_then(|web| web.readme.as_ref()),
                )
            }
        };
        let (Some(page), Some(made)) = (tree.get(&path), made) else {
            continue;
        };
        if is_same(page, made) {
            continue;
        }
        if missing.is_some() && doc.uses_shared() {
            unjudged += 1;
            continue;
        }
        // The script that plugins have carried so far makes other bytes of the same page.
        let compat = compat.get_or_insert_with(|| web_docs(plugin, true, &mut Diagnostics::new()));
        if compat.get(&path).is_none_or(|page| !is_same(page, made)) {
            findings.push(stale(doc, page, made));
        }
    }
    if let (Some(sdk), true) = (missing, unjudged > 0) {
        let message = format!(
            "whether {unjudged} published pages are out of date cannot be told without the partials of SDK {sdk}"
        );
        let mut finding = WEB_DOCS.finding(message);
        finding.severity = Severity::Note;
        findings.push(finding.help("run `go mod download`, or say that the built-in ones shall stand in: `sdk-partials = \"builtin\"` in sdc.toml"));
    }
}

/// What the docs come to, by this tool or as the script makes it.
fn web_docs(plugin: &Plugin, compat: bool, findings: &mut Diagnostics) -> Tree {
    let Some(id) = plugin.metadata.identifier() else {
        return Tree::new();
    };
    let asked = plugin
        .project
        .makefile()
        .and_then(|make| make.organization.as_ref());
    // The script writes what the Makefile says; that it is wrong is said there.
    let organization = match asked {
        Some(asked) if compat => &asked.value,
        _ => &id.organization,
    };
    let folder = plugin.root.join(&plugin.docs);
    let input = WebDocs {
        pages: &plugin.rendered.tree,
        folder: &folder,
        origin: &|path, _| plugin.rendered.origins.get(path).cloned(),
        organization,
        plugin: Some(&id.name),
        compat,
    };
    let pages: BTreeMap<&Path, &DocPage> = plugin
        .pages
        .iter()
        .map(|doc| (Path::new(&doc.path), doc))
        .collect();
    let parsed = |path: &Path, text: &str| {
        let doc = pages.get(path).filter(|doc| doc.text == text)?;
        Some(&doc.page)
    };
    webdocs_of_parsed(&input, &parsed, findings)
}

fn is_same(page: &Node, made: &SourceFile) -> bool {
    matches!(page, Node::File(bytes) if bytes == made.text().as_bytes())
}

fn stale(doc: &DocPage, page: &Node, made: &Arc<SourceFile>) -> Diagnostic {
    let expected = match page {
        Node::File(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Node::Link(_) => String::new(),
    };
    let source = doc.file.name();
    WEB_DOCS
        .finding(format!("`{}` is not what `{source}` comes to", made.name()))
        .at(first_difference(made, &expected))
        .label("the first line that differs")
        .help("run `sdc generate`, or `sdc renderdocs` and `sdc webdocs`")
}

/// The version of the SDK whose partials a plugin's pages mean, where they are not at hand
/// and nobody has said that ours shall stand in.
fn missing_sdk(plugin: &Plugin) -> Option<&str> {
    let asked = plugin.settings().sdk_partials.is_some();
    let sdk = plugin.project.sdk_version();
    sdk.filter(|_| plugin.shared_is_built_in && !asked)
}

/// Partials that nothing includes, from a page or by way of others.
fn partials(plugin: &Plugin, findings: &mut Diagnostics) {
    let included = |text: &str| -> Vec<String> {
        let parts = text.split("@include '").skip(1);
        let paths = parts.filter_map(|part| part.split('\'').next());
        paths
            .map(|path| path.trim_start_matches('/').to_owned())
            .collect()
    };
    let mut queue: Vec<String> = plugin
        .pages
        .iter()
        .flat_map(|doc| included(doc.file.text()))
        .collect();
    let mut used = BTreeSet::new();
    while let Some(path) = queue.pop() {
        if let Some(file) = plugin.partials.get(&path)
            && used.insert(path)
        {
            queue.extend(included(file.text()));
        }
    }
    for (path, file) in &plugin.partials {
        let Some(name) = path.strip_suffix(".mdx") else {
            continue;
        };
        let other_half = match name.strip_suffix("-not-required") {
            Some(of) => Some(format!("{of}-required.mdx")),
            None => (name.strip_suffix("-required")).map(|of| format!("{of}-not-required.mdx")),
        };
        let is_meant =
            is_written_by_hand(file) || other_half.is_some_and(|other| used.contains(&other));
        if is_meant && !used.contains(path) {
            let finding = UNUSED
                .finding(format!("no page includes `{path}`"))
                .at(top_of(file));
            findings.push(finding);
        }
    }
}
