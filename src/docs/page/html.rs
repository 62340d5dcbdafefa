//! What HTML on a page links to: `href` and `src`. The site drops such links; elsewhere, as
//! on GitHub, they are followed.

use super::{Link, LinkKind, Page, between};
use std::ops::Range;

/// Adds the links of a block of HTML: of its tags, and of the Markdown
/// between them.
pub(super) fn block(text: &str, block: Range<usize>, page: &mut Page) {
    if text[block.clone()].trim_start().starts_with("<!--") {
        // What looks like code there is a comment.
        return tags(text, block, page);
    }
    let mut start = block.start;
    for fence in between::fences(text, block.clone()) {
        tags(text, start..fence.start, page);
        start = fence.end;
    }
    tags(text, start..block.end, page);
}

/// Elements whose text is no Markdown.
const RAW: [&str; 4] = ["pre", "code", "script", "style"];

/// Adds the links of the tags in a range of the text, and of the Markdown
/// between them.
pub(super) fn tags(text: &str, range: Range<usize>, page: &mut Page) {
    let mut at = range.start;
    let mut shown = range.start;
    let mut raw = false;
    while let Some(open) = text[at..range.end].find('<').map(|open| at + open) {
        let rest = &text[open..range.end];
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "!/".contains(c)) {
            at = open + 1;
            continue;
        }
        if !raw {
            between::read(text, shown..open, page);
        }
        at = if rest.starts_with("<!--") {
            rest.find("-->").map_or(range.end, |end| open + end + 3)
        } else {
            end_of_tag(text, open..range.end)
        };
        shown = at;
        let name = rest[1..].trim_start_matches('/');
        let length = name.find(|c: char| !c.is_ascii_alphanumeric());
        if RAW.contains(&&name[..length.unwrap_or(name.len())]) {
            raw = !rest.starts_with("</");
        }
        if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            tag(text, open..at, page);
        }
    }
    if !raw {
        between::read(text, shown..range.end, page);
    }
}

/// Behind the `>` of a tag; one in quotes is part of a value.
fn end_of_tag(text: &str, range: Range<usize>) -> usize {
    let mut quote = None;
    for (at, c) in text[range.clone()].char_indices() {
        match (quote, c) {
            (None, '>') => return range.start + at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    range.end
}

fn tag(text: &str, range: Range<usize>, page: &mut Page) {
    let image = text.as_bytes()[range.clone()]
        .get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case(b"<img"));
    for (name, value) in attributes(text, range.clone()) {
        if matches!(name.as_str(), "href" | "src") {
            page.links.push(Link {
                kind: LinkKind::Html,
                image,
                range: range.clone(),
                destination: text[value.clone()].to_owned(),
                url: value,
                empty: false,
            });
        }
    }
}

/// The attributes of a tag that have a value: name and place of the value.
fn attributes(text: &str, tag: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = tag.start;
    while let Some(equals) = text[at..tag.end].find('=').map(|equals| at + equals) {
        let before = text[at..equals].trim_end();
        let name = before
            .rfind(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .map_or(before, |blank| {
                before[blank..].trim_start_matches(['"', '\'']).trim_start()
            });
        let behind = text[equals + 1..tag.end].trim_start();
        let start = tag.end - behind.len();
        let value = if let Some(quote @ ('"' | '\'')) = behind.chars().next() {
            let Some(length) = behind[1..].find(quote) else {
                break;
            };
            at = start + 1 + length + 1;
            start + 1..start + 1 + length
        } else {
            let length = behind.find(|c: char| c.is_whitespace() || c == '>');
            at = start + length.unwrap_or(behind.len());
            start..at
        };
        found.push((name.to_ascii_lowercase(), value));
    }
    found
}
