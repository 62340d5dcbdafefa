//! Markdown between the tags of a block of HTML. To `CommonMark` it is text as it is,
//! but pages are MDX, where what stands in `<Tab>` is Markdown like any other.

use super::{Link, LinkKind, Page};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// Adds the inline links of the lines in a range that holds no tag.
pub(super) fn read(text: &str, range: Range<usize>, page: &mut Page) {
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let shown = line.trim_start();
        if shown.contains("](") {
            links(shown, start + line.len() - shown.len(), page);
        }
        start += line.len();
    }
}

fn links(line: &str, start: usize, page: &mut Page) {
    for (event, range) in Parser::new_ext(line, Options::ENABLE_TABLES).into_offset_iter() {
        let (image, ty, url) = match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => (false, link_type, dest_url),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => (true, link_type, dest_url),
            _ => continue,
        };
        // One with escapes is not a slice of the line, and too rare to look for.
        let (LinkType::Inline, CowStr::Borrowed(url)) = (ty, url) else {
            continue;
        };
        let at = (url.as_ptr() as usize).checked_sub(line.as_ptr() as usize);
        let Some(at) = at.filter(|at| line.get(*at..at + url.len()) == Some(url)) else {
            continue;
        };
        page.links.push(Link {
            kind: LinkKind::Inline,
            image,
            range: start + range.start..start + range.end,
            url: start + at..start + at + url.len(),
            destination: url.to_owned(),
            empty: false,
        });
    }
}

/// The fenced code in a block of HTML: nothing in it is a link.
pub(super) fn fences(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut start = block.start;
    for line in text[block.clone()].split_inclusive('\n') {
        let shown = line.trim_start();
        let end = start + line.len();
        match open {
            Some((from, mark)) if shown.starts_with(mark) => {
                fences.push(from..end);
                open = None;
            }
            None => {
                let marks = ["```", "~~~"].into_iter();
                open = marks
                    .filter(|mark| shown.starts_with(mark))
                    .map(|mark| (start, mark))
                    .next();
            }
            Some(_) => {}
        }
        start = end;
    }
    fences.extend(open.map(|(from, _)| from..block.end));
    fences
}
