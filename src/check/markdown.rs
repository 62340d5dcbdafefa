//! Rules on single pages: fences, headings, titles, and text that is read as markup.

use super::plugin::{DocPage, Plugin, is_written_by_hand, top_of};
use crate::diagnostics::{Diagnostics, Rule, Severity, nearest};
use std::collections::BTreeSet;
use std::ops::Range;

static FENCE: Rule = Rule {
    code: "fence-unclosed",
    severity: Severity::Error,
    summary: "a code fence is never closed",
    why: "Everything behind it, to the end of the page or of the list item, is shown as code: \
          headings and links with it.",
    bad: "```hcl\nname = \"x\"\n\n## Next",
    good: "```hcl\nname = \"x\"\n```\n\n## Next",
    fix: None,
};

static TAG: Rule = Rule {
    code: "mdx-tag",
    severity: Severity::Warning,
    summary: "text in angle brackets is read as a tag",
    why: "Outside of code, `<your-name>` is a tag that no browser knows: readers do not see it, \
          and MDX, which looks for a component of that name, refuses the page.",
    bad: "Set it to <your-name>.",
    good: "Set it to `<your-name>`.",
    fix: Some("escape the bracket"),
};

static EXPRESSION: Rule = Rule {
    code: "mdx-expression",
    severity: Severity::Note,
    summary: "text in braces is read as an expression by MDX",
    why: "Outside of code, MDX takes what stands in braces for JavaScript and runs it. Most often \
          it is a template for Packer, and the page cannot be built.",
    bad: "Use {{timestamp}} in the name.",
    good: "Use `{{timestamp}}` in the name.",
    fix: Some("escape the braces"),
};

static TITLE: Rule = Rule {
    code: "page-title",
    severity: Severity::Warning,
    summary: "a component's page has no title",
    why: "The title names the page in search results and in the browser. It is the `page_title` of \
          the front matter, or the first heading.",
    bad: "Type: `happy-image`",
    good: "---\npage_title: Happy Image - Builders\n---\n\n# Happy Image\n\nType: `happy-image`",
    fix: None,
};

static DESCRIPTION: Rule = Rule {
    code: "page-description",
    severity: Severity::Note,
    summary: "a component's page has no description",
    why: "Search results show the `description` of the front matter below the title, or else \
          whatever the page begins with.",
    bad: "---\npage_title: Happy Image - Builders\n---",
    good: "---\npage_title: Happy Image - Builders\ndescription: Builds images on Happy Cloud.\n---",
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

pub(super) static RULES: &[&Rule] = &[
    &FENCE,
    &TAG,
    &EXPRESSION,
    &TITLE,
    &DESCRIPTION,
    &MANY_H1,
    &SKIP,
];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    for (_, doc) in plugin.site() {
        for fence in doc.page.fences.iter().filter(|fence| !fence.closed) {
            let finding = FENCE
                .finding("this code fence is never closed")
                .at(doc.place(fence.opening.clone()))
                .help("close it with a line of as many backticks");
            findings.push(finding);
        }
        tags(doc, findings);
        expressions(doc, findings);
        headings(doc, findings);
    }
    for (_, doc) in plugin.component_pages() {
        titles(doc, findings);
    }
}

fn tags(doc: &DocPage, findings: &mut Diagnostics) {
    for range in &doc.page.html {
        let mut at = range.start;
        while let Some(open) = doc.text[at..range.end].find('<').map(|open| at + open) {
            let rest = &doc.text[open..range.end];
            if rest.starts_with("<!") || rest.starts_with("<?") {
                let end = rest.find("-->").map_or(range.end, |end| open + end);
                at = end.max(open + 1);
                continue;
            }
            let end = rest.find('>').map_or(range.end, |end| open + end + 1);
            tag(doc, open..end, findings);
            at = end;
        }
    }
}

fn tag(doc: &DocPage, range: Range<usize>, findings: &mut Diagnostics) {
    let text = &doc.text[range.clone()];
    let name: String = text
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    let component = name.starts_with(|c: char| c.is_ascii_uppercase())
        && (text.ends_with("/>") || doc.text.contains(&format!("</{name}>")));
    if name.is_empty() || component || ELEMENTS.contains(&name.to_lowercase().as_str()) {
        return;
    }
    let finding = TAG
        .finding(format!("`{text}` is read as a tag"))
        .label("readers do not see this")
        .help("put it in backticks, or write `\\<`");
    let finding = match nearest(&name, ELEMENTS.iter().copied()).filter(|_| text.starts_with("</"))
    {
        Some(near) => finding.help(format!("did you mean `</{near}>`?")),
        None => finding,
    };
    doc.push(finding, range.clone(), Some(format!("\\{text}")), findings);
}

fn expressions(doc: &DocPage, findings: &mut Diagnostics) {
    let mut until = 0;
    for range in &doc.page.prose {
        for (at, _) in doc.text[range.clone()].match_indices('{') {
            let start = range.start + at;
            if start < until || doc.text[..start].ends_with('\\') {
                continue;
            }
            let line = doc.text[start..].lines().next().unwrap_or_default();
            let Some(length) = closing_brace(line) else {
                continue;
            };
            until = start + length;
            // The generator of Go plugins writes types so; nobody can change them.
            let is_type = doc.text[..start].ends_with("[]");
            if is_type && !is_written_by_hand(doc.place(start..until).file()) {
                continue;
            }
            let text = &doc.text[start..until];
            let quoted = if text.contains('`') {
                text.to_owned()
            } else {
                format!("`{text}`")
            };
            let finding = EXPRESSION
                .finding(format!("{quoted} is an expression to MDX"))
                .help("put it in backticks, or write `\\{`");
            // Braces in code within are code.
            let fixed = text.replace('{', "\\{").replace('}', "\\}");
            let fixed = (!text.contains('`')).then_some(fixed);
            doc.push(finding, start..until, fixed, findings);
        }
    }
}

/// The length of the text up to the brace that closes the first one.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
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

fn titles(doc: &DocPage, findings: &mut Diagnostics) {
    let front = doc.page.front_matter.clone();
    let front = front.map_or("", |range| &doc.text[range]);
    let keys: BTreeSet<&str> = front
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key.trim())
        .collect();
    let titled = keys.contains("page_title") || keys.contains("title");
    if !titled && doc.page.headings.iter().all(|heading| heading.level > 1) {
        let finding = TITLE
            .finding("this page has no title")
            .at(top_of(&doc.file))
            .help("begin with front matter that has a `page_title`, or with a heading `# …`");
        findings.push(finding);
    }
    if !keys.contains("description") {
        let finding = DESCRIPTION
            .finding("this page has no description")
            .at(top_of(&doc.file))
            .help("add `description: …` to the front matter");
        findings.push(finding);
    }
}

/// The elements of HTML that a page may hold, and old ones that browsers still know.
const ELEMENTS: [&str; 119] = [
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];
