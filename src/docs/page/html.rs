//! What HTML on a page links to and names: `href`, `src`, `id` and `name`.

use super::{Link, LinkKind, Page};
use std::ops::Range;

/// Adds the links and anchors of the tags in a range of the text.
pub(super) fn read(text: &str, range: Range<usize>, page: &mut Page) {
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find('<').map(|open| at + open) {
        if text[open..range.end].starts_with("<!--") {
            let end = text[open..range.end].find("-->");
            at = end.map_or(range.end, |end| open + end);
            continue;
        }
        let close = text[open..range.end].find('>');
        let close = close.map_or(range.end, |close| open + close + 1);
        tag(text, open..close, page);
        at = close.max(open + 1);
    }
}

fn tag(text: &str, range: Range<usize>, page: &mut Page) {
    let image = text[range.clone()].starts_with("<img");
    for (name, value) in attributes(text, range.clone()) {
        match name {
            "id" | "name" => {
                page.anchors.insert(text[value].to_owned());
            }
            "href" | "src" => page.links.push(Link {
                kind: LinkKind::Html,
                image,
                range: range.clone(),
                destination: text[value.clone()].to_owned(),
                url: value,
                empty: false,
            }),
            _ => {}
        }
    }
}

/// The attributes of a tag that have a quoted value: name and place of the value.
fn attributes(text: &str, tag: Range<usize>) -> Vec<(&str, Range<usize>)> {
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
        let Some(quote @ ('"' | '\'')) = behind.chars().next() else {
            at = equals + 1;
            continue;
        };
        let Some(length) = behind[1..].find(quote) else {
            break;
        };
        found.push((name, start + 1..start + 1 + length));
        at = start + 1 + length + 1;
    }
    found
}
