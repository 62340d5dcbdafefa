//! Rules on tags: the site drops all of them, whether they were meant as tags or not.

use super::plugin::{DocPage, Plugin};
use crate::diagnostics::{Diagnostics, Rule, Severity, nearest};
use crate::docs::page::Html;
use std::collections::BTreeSet;
use std::ops::Range;

static TAG: Rule = Rule {
    code: "mdx-tag",
    severity: Severity::Warning,
    summary: "text in angle brackets is taken for a tag",
    why: "Outside of code, `<your-name>` is a tag to the site, and it drops every tag; one that \
          begins a line takes all text to the next blank line with it. `\\<` does not help: the \
          backslash stays.",
    bad: "Set it to <your-name>, or leave it out.",
    good: "Set it to &lt;your-name>, or leave it out.",
    fix: Some("write `&lt;` for the bracket"),
};

static HTML: Rule = Rule {
    code: "html-dropped",
    severity: Severity::Warning,
    summary: "HTML, which the site drops",
    why: "The site keeps the text between tags in a line, and drops the tags; of HTML that begins \
          a line it drops everything, to the next blank line.",
    bad: "The disk is <b>erased</b>.\n\n<div>There is no way back.</div>",
    good: "The disk is **erased**.\n\nThere is no way back.",
    fix: None,
};

static MODULE: Rule = Rule {
    code: "mdx-module",
    severity: Severity::Error,
    summary: "a paragraph that begins with `import` or `export`",
    why: "MDX takes a paragraph that begins so for JavaScript: the site drops it, and refuses the \
          whole page where it is none.",
    bad: "export the image before you run the builder.",
    good: "Export the image before you run the builder.",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&TAG, &HTML, &MODULE];

pub(super) fn check(plugin: &Plugin, findings: &mut Diagnostics) {
    for (_, doc) in plugin.site() {
        let closed = closed(doc);
        let mut open = BTreeSet::new();
        for html in &doc.page.html {
            if !doc.text[html.range.clone()].starts_with("<!--") {
                piece(doc, html, &closed, &mut open, findings);
            }
        }
        for module in &doc.page.modules {
            let line = doc.text[module.clone()].lines().next().unwrap_or_default();
            let word = line.split_whitespace().next().unwrap_or_default();
            let finding = MODULE
                .finding(format!("MDX takes this `{word}` for JavaScript"))
                .help("begin the sentence with another word");
            let range = module.start..module.start + line.len();
            doc.push(finding, range, None, findings);
        }
    }
}

/// The names that have a closing tag on the page.
fn closed(doc: &DocPage) -> BTreeSet<String> {
    let pieces = doc.page.html.iter();
    let tags = pieces.flat_map(|html| tags(&doc.text, html.range.clone()));
    tags.filter(|tag| tag.closing).map(|tag| tag.name).collect()
}

/// A piece of HTML: of tags that are meant as such the first is told, and of texts in
/// brackets each.
fn piece(
    doc: &DocPage,
    html: &Html,
    closed: &BTreeSet<String>,
    open: &mut BTreeSet<String>,
    findings: &mut Diagnostics,
) {
    let mut told = false;
    for tag in tags(&doc.text, html.range.clone()) {
        let element = tag.is_element(&doc.text, closed);
        if element && tag.closing {
            told |= open.remove(&tag.name);
        } else if element {
            open.insert(tag.name.clone());
        }
        if !element && !told {
            placeholder(doc, html, &tag, findings);
        } else if element && !told {
            told = true;
            dropped(doc, html, &tag, findings);
        }
    }
}

fn placeholder(doc: &DocPage, html: &Html, tag: &Tag, findings: &mut Diagnostics) {
    let text = &doc.text[tag.range.clone()];
    let label = if html.block && !doc.text[tag.range.end..html.range.end].trim().is_empty() {
        "readers see neither this nor what follows, to the next blank line"
    } else {
        "readers do not see this"
    };
    let escaped = is_escaped(&doc.text[..tag.range.start]);
    let help = if escaped {
        "put it in back-ticks, or write `&lt;` for `\\<`, whose backslash stays on the page"
    } else {
        "put it in back-ticks, or write `&lt;` for `<`"
    };
    let mut finding = TAG
        .finding(format!("`{text}` is taken for a tag"))
        .label(label)
        .help(help);
    if tag.closing
        && let Some(near) = nearest(&tag.name, elements())
    {
        finding = finding.help(format!("did you mean `</{near}>`?"));
    }
    let start = tag.range.start - usize::from(escaped);
    let right = format!("&lt;{}", &text[1..]);
    doc.push(finding, start..tag.range.end, Some(right), findings);
}

/// Whether a backslash, which is not escaped itself, stands at the end of a text.
fn is_escaped(before: &str) -> bool {
    before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

fn dropped(doc: &DocPage, html: &Html, tag: &Tag, findings: &mut Diagnostics) {
    let text = &doc.text[html.range.clone()];
    let loses = html.block && !text_of(&doc.text, html.range.clone()).trim().is_empty();
    let message = match (loses, tag.is_component()) {
        (true, _) => format!("the site drops `<{}>` and the text behind it", tag.name),
        (_, true) => format!("the site has no component `{}`, and drops it", tag.name),
        _ => format!("the site drops `<{}>`", tag.name),
    };
    let label = if loses {
        "readers see nothing from here to the next blank line"
    } else {
        "readers get the page without this"
    };
    let finding = HTML.finding(message).label(label);
    let named = [" id=", " name="]
        .iter()
        .any(|name| doc.text[tag.range.clone()].contains(name));
    let finding = match instead_of(&tag.name) {
        _ if named => finding.help("link to a heading: it has an id by itself"),
        Some(other) => finding.help(format!("write {other}")),
        None => finding.help("write Markdown in its place"),
    };
    let line = text.lines().next().unwrap_or_default().len();
    let range = if html.block {
        html.range.start..(html.range.start + line).max(tag.range.start.min(html.range.end))
    } else {
        tag.range.clone()
    };
    let whole = image(&doc.text, html, tag);
    match whole {
        Some((range, markdown)) => doc.push(finding, range, Some(markdown), findings),
        None => doc.push(finding, range, None, findings),
    }
}

/// An image in HTML that says no more than one in Markdown can, and that one.
fn image(text: &str, html: &Html, tag: &Tag) -> Option<(Range<usize>, String)> {
    let alone = html.range == tag.range;
    if tag.name != "img" || !alone {
        return None;
    }
    let mut rest = text[tag.range.clone()].strip_prefix("<img")?;
    rest = rest.trim_end_matches('>').trim_end_matches('/').trim();
    let (mut source, mut alt) = (None, "");
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=')?;
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = behind[1..].split_once(quote)?;
        match name.trim() {
            "src" => source = Some(value),
            "alt" => alt = value,
            _ => {}
        }
        rest = after.trim_start();
    }
    let plain = |text: &str| !text.contains(['[', ']', '(', ')', '<', '>', ' ', '\n']);
    let source = source.filter(|source| plain(source) && !source.is_empty())?;
    let named = !alt.contains(['[', ']', '\n', '<']);
    named.then(|| (tag.range.clone(), format!("![{alt}]({source})")))
}

/// A tag, and where it stands.
struct Tag {
    name: String,
    closing: bool,
    range: Range<usize>,
}

impl Tag {
    fn is_component(&self) -> bool {
        self.name.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Whether it was meant as a tag: it is an element of HTML or a component, and it stands
    /// for itself, has attributes, or is closed somewhere. `<track>` alone is a placeholder.
    fn is_element(&self, text: &str, closed: &BTreeSet<String>) -> bool {
        let inner = text[self.range.clone()].trim_start_matches(['<', '/']);
        let behind = inner[self.name.len().min(inner.len())..].trim_end_matches('>');
        let known = self.is_component()
            || elements().any(|element| element.eq_ignore_ascii_case(&self.name));
        let lone = ["br", "hr", "wbr"].contains(&self.name.to_ascii_lowercase().as_str());
        let attributes = behind.contains('=') || behind.trim_end().ends_with('/');
        known && (lone || attributes || self.closing || closed.contains(&self.name))
    }
}

/// The tags in a piece of HTML, comments aside.
fn tags(text: &str, piece: Range<usize>) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = piece.start;
    while let Some(open) = text[at..piece.end].find('<').map(|open| at + open) {
        let rest = &text[open..piece.end];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(piece.end, |end| open + end + 3);
            continue;
        }
        let closing = rest[1..].starts_with('/');
        let name: String = rest[1 + usize::from(closing)..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
            .collect();
        at = open + 1;
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = rest.find('>').map_or(piece.end, |end| open + end + 1);
            tags.push(Tag {
                name,
                closing,
                range: open..at,
            });
        }
    }
    tags
}

/// What stands between the tags of a piece.
fn text_of(text: &str, piece: Range<usize>) -> String {
    let mut between = String::new();
    let mut at = piece.start;
    for tag in tags(text, piece.clone()) {
        between.push_str(&text[at.min(tag.range.start)..tag.range.start]);
        at = tag.range.end;
    }
    between.push_str(&text[at..piece.end]);
    between
}

/// What to write for an element.
fn instead_of(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "a" => "`[text](address)`; headings have ids by themselves",
        "b" | "strong" => "`**text**`",
        "i" | "em" | "cite" | "dfn" => "`*text*`",
        "code" | "tt" | "kbd" | "samp" | "var" => "the text in back-ticks",
        "s" | "del" | "strike" => "`~~text~~`",
        "br" | "wbr" => "two blanks at the end of the line, or begin a new paragraph",
        "hr" => "`---` between blank lines",
        "img" | "picture" | "svg" => "`![what it shows](file.png)`",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "a heading with `#`",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => "a table with `|`, a line for each row",
        "ul" | "li" => "a list with `-`",
        "ol" => "a list with `1.`",
        "dl" | "dt" | "dd" => "a list with `-`, or a heading for each term",
        "pre" => "a code fence",
        "blockquote" => "`> text`",
        "details" | "summary" => "a heading, and the text below it",
        "sup" | "sub" => "the text without it",
        "p" | "div" | "span" | "center" | "font" | "section" | "u" | "small" => {
            "the text in Markdown, without it"
        }
        _ => return None,
    })
}

fn elements() -> impl Iterator<Item = &'static str> {
    ELEMENTS.split_whitespace()
}

/// The elements of HTML, and old ones that browsers still know.
const ELEMENTS: &str = "
    a abbr address area article aside audio b base bdi bdo blockquote body br button canvas
    caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em
    embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr
    html i iframe img input ins kbd label legend li link main map mark menu meta meter nav
    noscript object ol optgroup option output p param path picture pre progress q rp rt ruby s
    samp script search section select slot small source span strike strong style sub summary
    sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr";
