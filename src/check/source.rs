//! Rules on how pages are written: what is meant for the tools that make the docs, and has
//! not the form that they know.

use super::plugin::{DocPage, Plugin, Role};
use crate::diagnostics::{Diagnostics, Rule, Severity};
use std::ops::Range;
use std::path::Path;

static INCLUDE: Rule = Rule {
    code: "include-quotes",
    severity: Severity::Error,
    summary: "an include that is not written in single quotes",
    why: "Only `@include '…'` is replaced by the partial; the site shows any other form as text.",
    bad: "@include \"builder/image/Config-required.mdx\"",
    good: "@include 'builder/image/Config-required.mdx'",
    fix: Some("write single quotes"),
};

static FRONT_MATTER: Rule = Rule {
    code: "front-matter",
    severity: Severity::Warning,
    summary: "front matter that is published as text",
    why: "The lines between a first line `---` and the next are taken off the page of a component; \
          without the first, and on the README, the site shows them as a heading.",
    bad: "page_title: Happy Image\n---\n\nAn image.",
    good: "---\npage_title: Happy Image\n---\n\nAn image.",
    fix: Some("write the first `---`"),
};

pub(super) static RULES: &[&Rule] = &[&INCLUDE, &FRONT_MATTER];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    for (role, doc) in plugin.site() {
        includes(doc, findings);
        front_matter(role, doc, findings);
    }
}

fn includes(doc: &DocPage, findings: &mut Diagnostics) {
    for (at, word) in doc.text.match_indices("@include") {
        let line_start = doc.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let alone = doc.text[line_start..at].trim().is_empty();
        let in_code = doc
            .page
            .fences
            .iter()
            .any(|fence| fence.range.contains(&at));
        let rest = doc.text[at + word.len()..]
            .lines()
            .next()
            .unwrap_or_default();
        let path = rest.trim();
        let spaced = rest.starts_with([' ', '\t', '"', '\'', '(']);
        // What begins with a single quote and is still here is told of where it is expanded.
        let right = rest.starts_with(" '");
        let bare = path.trim_matches(['"', '\'', '`', '(', ')', '<', '>', '“', '”', '‘', '’', ';']);
        let is_path = Path::new(bare)
            .extension()
            .is_some_and(|end| end == "mdx" || end == "md");
        if !alone || in_code || !spaced || right || !is_path || bare.contains(' ') {
            continue;
        }
        let range = at..at + word.len() + rest.trim_end().len();
        let finding = INCLUDE
            .finding(format!("`{}` is no include", &doc.text[range.clone()]))
            .label("the site shows this line")
            .help(format!("write `@include '{bare}'`"));
        doc.push(finding, range, Some(format!("@include '{bare}'")), findings);
    }
}

/// Keys that the front matter of Packer's pages has.
const KEYS: [&str; 7] = [
    "page_title",
    "title",
    "description",
    "nav_title",
    "sidebar_title",
    "sidebar_current",
    "layout",
];

fn front_matter(role: Role<'_>, doc: &DocPage, findings: &mut Diagnostics) {
    if let Some(range) = doc.page.front_matter.clone() {
        if role == Role::Readme {
            let finding = FRONT_MATTER
                .finding("the README keeps its front matter")
                .label("the site shows it as a heading")
                .help("take it out: the title of the page is the name in metadata.hcl");
            doc.push(finding, first_line(&doc.text, range.start), None, findings);
        }
        return;
    }
    let start = doc.page.body + doc.text[doc.page.body..].len()
        - doc.text[doc.page.body..].trim_start().len();
    let mut lines = doc.text[start..].lines();
    let is_key = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key.trim());
        key.is_some_and(|key| KEYS.contains(&key))
    };
    let begins = lines.next().is_some_and(is_key);
    // Text of several lines is indented.
    let closed =
        lines.find(|line| !is_key(line) && !line.starts_with([' ', '\t', '>']) && !line.is_empty());
    if begins && closed.is_some_and(|line| line.trim_end() == "---") {
        let range = first_line(&doc.text, start);
        let finding = FRONT_MATTER
            .finding("the front matter has no first `---`")
            .label("the site shows it as a heading")
            .help("begin the page with a line `---`");
        let right = format!("---\n{}", &doc.text[range.clone()]);
        doc.push(finding, range, Some(right), findings);
    }
}

fn first_line(text: &str, start: usize) -> Range<usize> {
    let line = text[start..].lines().next().unwrap_or_default();
    start..start + line.len()
}
