//! The edits that make a page of the docs one of the site.

use super::layout::Role;
use super::{About, Page};
use crate::docs::links::{OwnPage, Site, UrlParts, Verdict, is_alive};
use crate::docs::page::Link;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// What pages are rewritten by.
pub(super) struct Rewrite<'a> {
    pub(super) site: &'a Site,
    pub(super) pages: &'a BTreeMap<&'a Role, &'a Page>,
}

/// A range of the page, and what it becomes.
type Edit = (Range<usize>, String);

impl Rewrite<'_> {
    /// The text of a page as it is published.
    pub(super) fn page(&self, role: &Role, about: &mut About<'_>) -> String {
        let page = self.pages[role];
        let text = about.text;
        let mut edits = match role {
            Role::Root => Vec::new(),
            Role::Component(..) => head(text, page),
        };
        for link in page.links.iter().filter(|link| !link.image) {
            edits.extend(self.link(link, page, about));
        }
        match role {
            Role::Root => apply(text, text.len(), edits),
            Role::Component(..) => {
                let end = text.trim_end_matches(['\r', '\n']).len();
                apply(text, end, edits) + newline(text, end)
            }
        }
    }

    fn link(&self, link: &Link, page: &Page, about: &mut About<'_>) -> Option<Edit> {
        // What the site drops is rewritten for those who read the page elsewhere.
        let is_shown = link.is_shown(page);
        match self.site.judge(&link.destination) {
            Verdict::Keep => None,
            Verdict::Broken(problem) => {
                if is_shown {
                    about.push(problem.finding(), link.url.clone());
                }
                None
            }
            Verdict::Rewrite(path, own, problem) => {
                match (problem, own) {
                    (Some(problem), _) if is_shown => {
                        about.push(problem.finding(), link.url.clone());
                    }
                    (None, Some(own)) if is_shown => self.check_anchor(&own, link, about),
                    _ => {}
                }
                path_edit(about.text, link, path)
            }
        }
    }

    fn check_anchor(&self, own: &OwnPage, link: &Link, about: &mut About<'_>) {
        let role = match own {
            OwnPage::Root => Role::Root,
            OwnPage::Component(ty, slug) => Role::Component(*ty, slug.clone()),
        };
        let fragment = UrlParts::of(&link.destination).fragment();
        let (Some(fragment), Some(page)) = (fragment, self.pages.get(&role)) else {
            return;
        };
        let anchors = page.anchors_of(matches!(own, OwnPage::Component(..)));
        if is_alive(fragment, anchors) {
            return;
        }
        let problem = Site::dead_anchor(own, fragment, anchors.iter().map(String::as_str));
        about.push(problem.finding(), link.url.clone());
    }
}

/// Puts a path in place of the one in a link's URL: query and fragment stay.
fn path_edit(text: &str, link: &Link, new: String) -> Option<Edit> {
    if link.url == link.range {
        // The URL of a definition that is written with escapes: its place is not known.
        return None;
    }
    let written = written_path(&text[link.url.clone()], &link.destination);
    let new = if link.destination.starts_with(written) {
        new
    } else {
        without_escapes(&new)
    };
    Some((link.url.start..link.url.start + written.len(), new))
}

/// The path of a URL as it is written, by what the URL comes to without its escapes.
fn written_path<'a>(written: &'a str, destination: &str) -> &'a str {
    let suffix = UrlParts::of(destination).suffix;
    written.strip_suffix(suffix).unwrap_or_else(|| {
        // The sign in `&#119;` begins no fragment.
        let mut ends = written.match_indices(['?', '#']);
        let end = ends.find(|(at, _)| !written[..*at].ends_with('&'));
        &written[..end.map_or(written.len(), |(at, _)| at)]
    })
}

/// A path that needs no escapes in Markdown or HTML, where it needed some before.
fn without_escapes(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b'%' => {
                plain.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(plain, "%{byte:02X}")),
        }
    }
    plain
}

/// Front matter and title, each with the blank line that divides it from the rest.
fn head(text: &str, page: &Page) -> Vec<Edit> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    if let Some(front_matter) = &page.front_matter {
        cuts.push(front_matter.start..behind_blank_line(text, front_matter.end));
    }
    if let Some(title) = page.title() {
        let line = text[..title.range.start]
            .rfind('\n')
            .map_or(page.body, |at| at + 1);
        let before = cuts.last().map_or(page.body, |cut| cut.end).min(line);
        let start = if text[before..line].trim().is_empty() {
            before
        } else {
            line
        };
        let end = title.range.end + line_end(&text[title.range.end..]);
        cuts.push(start..behind_blank_line(text, end));
    }
    cuts.into_iter().map(|cut| (cut, String::new())).collect()
}

/// Length of the rest of a line, its end included.
fn line_end(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

fn behind_blank_line(text: &str, at: usize) -> usize {
    let line = line_end(&text[at..]);
    if text[at..at + line].trim().is_empty() {
        at + line
    } else {
        at
    }
}

/// The newline that a page ends with: the one that it has there, or else begins with.
fn newline(text: &str, end: usize) -> &'static str {
    let first_line = text.split_inclusive('\n').next().unwrap_or_default();
    let sample = if end < text.len() {
        &text[end..]
    } else {
        &text[first_line.trim_end_matches(['\r', '\n']).len()..]
    };
    if sample.starts_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    }
}

/// Applies edits to the text up to `end`. Of edits that overlap the first holds: links
/// may share a definition, or stand in the title.
fn apply(text: &str, end: usize, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start >= at && range.start < end {
            edited.push_str(&text[at..range.start]);
            edited.push_str(&new);
            at = range.end;
        }
    }
    edited.push_str(text.get(at..end).unwrap_or_default());
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let edits = head(text, &Page::parse(text));
        apply(text, text.len(), edits)
    }

    #[test]
    fn front_matter_and_title_go_with_their_blank_lines() {
        for (text, rest) in [
            ("---\na: b\n---\n\n# T\n\nx\n", "x\n"),
            ("---\na: [\n---\n# T\nx\n", "x\n"),
            ("---\na\n---\n\n\n  # T\n\n\nx\n", "\nx\n"),
            ("\u{feff}---\r\n---\r\n\r\nT\r\n===\r\n\r\nx", "\u{feff}x"),
            ("---\n---\n\nx\n", "x\n"),
            ("# T\nx\n# U\n", "x\n# U\n"),
            ("<!-- c -->\n\n# T\n\nx", "<!-- c -->\n\nx"),
            ("x\n\n# T\n", "x\n\n# T\n"),
            ("\n\nx\n", "\n\nx\n"),
            ("---\nx\n", "---\nx\n"),
            ("## T\n\nx\n", "## T\n\nx\n"),
        ] {
            assert_eq!(cut(text), rest, "{text:?}");
        }
    }

    #[test]
    fn a_path_ends_where_its_suffix_begins_escapes_or_not() {
        for (written, destination, path) in [
            ("/a", "/a", "/a"),
            ("/a?b#c", "/a?b#c", "/a"),
            ("/&#119;a", "/wa", "/&#119;a"),
            ("/&#119;a#b", "/wa#b", "/&#119;a"),
            (r"/&#119;a#b\|", "/wa#b|", "/&#119;a"),
            (r"/a?b\|", "/a?b|", "/a"),
        ] {
            assert_eq!(written_path(written, destination), path, "{written}");
        }
    }

    #[test]
    fn a_page_ends_as_its_lines_do() {
        assert_eq!(newline("a", 1), "\n");
        assert_eq!(newline("a\r\n\n", 1), "\r\n");
        assert_eq!(newline("a\r\nb", 4), "\r\n");
        assert_eq!(newline("", 0), "\n");
    }
}
