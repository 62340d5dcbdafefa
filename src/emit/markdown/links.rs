//! Links: those into Rust's own docs lead nowhere on a page and become code spans, and
//! references are written out where they stand.

use super::code_span;
use super::edits::Edits;
use pulldown_cmark::{CowStr, Event, LinkType, Tag};
use std::ops::Range;

/// Rustdoc's words for what kind of thing a path names.
const KINDS: [&str; 24] = [
    "struct",
    "enum",
    "trait",
    "union",
    "mod",
    "module",
    "type",
    "fn",
    "function",
    "method",
    "const",
    "constant",
    "static",
    "value",
    "field",
    "variant",
    "derive",
    "macro",
    "attr",
    "attribute",
    "prim",
    "primitive",
    "tyalias",
    "typealias",
];

/// A link whose end is not yet seen.
struct Open {
    kind: LinkType,
    to: String,
    title: String,
    image: bool,
    range: Range<usize>,
    /// Where its text ends, so far.
    text_end: usize,
    /// How many things are in it, and the code if it is a code span.
    parts: usize,
    code: Option<String>,
}

/// Watches for links, and says how to change them.
pub(super) struct Links<'a> {
    doc: &'a str,
    name: &'a dyn Fn(&str) -> Option<String>,
    open: Vec<Open>,
}

impl<'a> Links<'a> {
    pub(super) fn new(doc: &'a str, name: &'a dyn Fn(&str) -> Option<String>) -> Self {
        let open = Vec::new();
        Self { doc, name, open }
    }

    pub(super) fn see(&mut self, edits: &mut Edits, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(
                tag @ (Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    ..
                }),
            ) => {
                let image = matches!(tag, Tag::Image { .. });
                self.part(&range, None);
                let text_end = range.start + if image { 2 } else { 1 };
                self.open.push(Open {
                    kind: *link_type,
                    to: dest_url.to_string(),
                    title: title.to_string(),
                    image,
                    range,
                    text_end,
                    parts: 0,
                    code: None,
                });
            }
            Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) => {
                if let Some(link) = self.open.pop() {
                    self.close(edits, &link);
                }
            }
            Event::Code(code) => self.part(&range, Some(code)),
            Event::End(_) => {}
            _ => self.part(&range, None),
        }
    }

    fn part(&mut self, range: &Range<usize>, code: Option<&CowStr<'_>>) {
        for link in &mut self.open {
            link.text_end = link.text_end.max(range.end);
            link.parts += 1;
            link.code = code.filter(|_| link.parts == 1).map(ToString::to_string);
        }
    }

    fn close(&self, edits: &mut Edits, link: &Open) {
        let written_out = matches!(link.kind, LinkType::Autolink | LinkType::Email);
        if written_out || link.image && is_unknown(link.kind) {
            return;
        }
        // The brackets of a collapsed reference belong to it.
        let collapsed = matches!(link.kind, LinkType::Collapsed | LinkType::CollapsedUnknown);
        let behind = collapsed && self.doc[link.range.end..].starts_with("[]");
        let end = link.range.end + if behind { 2 } else { 0 };
        let tail = link.text_end..end;
        if !link.image && (is_unknown(link.kind) || is_path(&link.to)) {
            let text = &self.doc[link.range.start + 1..link.text_end];
            let path = bare(&link.to);
            let whole = |text: String| (link.range.start..end, text);
            let (range, text) = match ((self.name)(path), &link.code) {
                (Some(name), Some(_)) => whole(code_span(&name)),
                (Some(name), None) if is_path(text) => whole(code_span(&name)),
                (Some(name), None) => whole(format!("{text} ({})", code_span(&name))),
                (None, Some(code)) => whole(code_span(bare(code))),
                (None, None) if is_path(text) => whole(code_span(bare(text))),
                (None, None) => {
                    edits.replace(link.range.start..link.range.start + 1, "");
                    (tail, String::new())
                }
            };
            edits.replace(range, text);
        } else if link.kind != LinkType::Inline {
            edits.replace(tail, format!("]({})", target(&link.to, &link.title)));
        }
    }
}

fn is_unknown(kind: LinkType) -> bool {
    matches!(
        kind,
        LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown
    )
}

/// A destination and a title as they stand in an inline link.
fn target(to: &str, title: &str) -> String {
    let plain = !to.is_empty() && !to.contains(|c: char| " ()<>".contains(c) || c.is_control());
    let to = if plain {
        to.to_owned()
    } else {
        format!("<{}>", to.replace('<', "%3C").replace('>', "%3E"))
    };
    if title.is_empty() {
        to
    } else {
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{to} \"{title}\"")
    }
}

/// A path without its back-ticks, the word for its kind, and the place in its page.
fn bare(link: &str) -> &str {
    let link = link.trim().trim_matches('`');
    let link = link.split_once('#').map_or(link, |(path, _)| path);
    match link.split_once('@') {
        Some((kind, path)) if KINDS.contains(&kind) => path,
        _ => link,
    }
}

/// Whether a destination is a Rust path, as rustdoc tells them from addresses.
fn is_path(to: &str) -> bool {
    let path = bare(to);
    let allowed = |c: char| c.is_alphanumeric() || "_:<>,!*&;()".contains(c);
    !path.is_empty()
        && path.chars().all(allowed)
        && path.chars().any(char::is_alphabetic)
        && !path.replace("::", "").contains(':')
}

/// Whether brackets without any destination name something of Rust: here a word in
/// brackets may be just that, so it must look like more.
pub(super) fn is_unwritten_path(
    text: &str,
    kind: LinkType,
    name: &dyn Fn(&str) -> Option<String>,
) -> bool {
    if !is_path(text) {
        return false;
    }
    let path = bare(text);
    let ticked = text.len() > 2 && text.starts_with('`') && text.ends_with('`');
    let camel = path.starts_with(char::is_uppercase) && path.contains(char::is_lowercase);
    let written = !matches!(kind, LinkType::Shortcut | LinkType::ShortcutUnknown);
    ticked
        || written
        || camel
        || path != text
        || path.contains("::")
        || path.ends_with("()")
        || name(path).is_some()
}
