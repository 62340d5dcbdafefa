//! Rules on single pages: fences and headings.

use super::plugin::{DocPage, Plugin};
use crate::diagnostics::{Diagnostics, Rule, Severity};

static FENCE: Rule = Rule {
    code: "fence-unclosed",
    severity: Severity::Error,
    summary: "a code fence is never closed",
    why: "The site shows everything behind it as code, to the end of the page or of the list item; \
          where only code follows that does no harm, and is a warning.",
    bad: "```hcl\nname = \"x\"\n\n## Next",
    good: "```hcl\nname = \"x\"\n```\n\n## Next",
    fix: None,
};

static MANY_H1: Rule = Rule {
    code: "heading-many-h1",
    severity: Severity::Warning,
    summary: "a page has more than one heading of the first level",
    why: "The first is the page's title, and is taken off when the page is published. A second \
          looks like a second title.",
    bad: "# Happy Image\n\n# Authentication",
    good: "# Happy Image\n\n## Authentication",
    fix: None,
};

static SKIP: Rule = Rule {
    code: "heading-skip",
    severity: Severity::Note,
    summary: "a heading is more than one level below the one before it",
    why: "The outline beside the page and the screen readers' list of headings are made of the \
          levels; a level that is skipped is a gap in both.",
    bad: "## Configuration\n\n#### Required",
    good: "## Configuration\n\n### Required",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&FENCE, &MANY_H1, &SKIP];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    for (_, doc) in plugin.site() {
        for fence in doc.page.fences.iter().filter(|fence| !fence.closed) {
            let mut finding = FENCE
                .finding("this code fence is never closed")
                .at(doc.place(fence.opening.clone()));
            let code = fence.code(&doc.text);
            match code.lines().find(|line| is_markup(line)) {
                Some(line) => {
                    finding = finding.label(format!("`{}` below is shown as code", line.trim()));
                }
                None => finding.severity = Severity::Warning,
            }
            findings.push(finding.help("close it with a line of as many backticks"));
        }
        headings(doc, findings);
    }
}

/// Whether a line is hardly one of code: a heading, another fence, a call-out, a link, or an
/// option.
fn is_markup(line: &str) -> bool {
    let line = line.trim_start();
    let behind = line.trim_start_matches('#');
    let heading = (2..=6).contains(&(line.len() - behind.len())) && behind.starts_with(' ');
    let other = [
        "```", "~~~", "-> ", "=> ", "~> ", "!> ", "- `", "* `", "- [", "* [",
    ];
    heading || other.iter().any(|mark| line.starts_with(mark)) || line.contains("](")
}

fn headings(doc: &DocPage, findings: &mut Diagnostics) {
    let mut first: Option<&crate::docs::page::Heading> = None;
    let mut before = None;
    for heading in &doc.page.headings {
        let place = || doc.place(heading.range.clone());
        if heading.level == 1 {
            if let Some(first) = first {
                let finding = MANY_H1
                    .finding("a second heading of the first level")
                    .at(place())
                    .related("the first is here", doc.place(first.range.clone()));
                findings.push(finding);
            }
            first = first.or(Some(heading));
        }
        if let Some(before) = before.filter(|before| heading.level > before + 1) {
            let finding = SKIP
                .finding(format!("level {} follows level {before}", heading.level))
                .at(place());
            findings.push(finding);
        }
        before = Some(heading.level);
    }
}
