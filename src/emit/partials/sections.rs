//! Where pages explain a type: under the heading above the first include of its
//! partials. An item links there, if the page that shows it is the one.

use crate::docs::page::{Heading, Page};
use std::collections::BTreeMap;

/// The includes of each page, with the anchor of the section they stand in.
#[derive(Debug, Default)]
pub struct Sections {
    pages: Vec<BTreeMap<String, String>>,
}

impl Sections {
    /// Looks through the texts of pages.
    pub fn of<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        let pages = pages.into_iter().filter(|text| text.contains("@include"));
        Self {
            pages: pages.map(read).collect(),
        }
    }

    /// The anchor under which every page that shows the partials of `from` shows those
    /// of `to` as well; none where one page does not.
    pub(super) fn link(&self, from: &str, to: &str) -> Option<&str> {
        let mut anchor = None;
        let showing = |page: &&BTreeMap<String, String>| {
            ["-required", "-not-required"]
                .iter()
                .any(|suffix| page.contains_key(&format!("{from}{suffix}")))
        };
        for page in self.pages.iter().filter(showing) {
            let here = ["", "-required", "-not-required"]
                .iter()
                .find_map(|suffix| page.get(&format!("{to}{suffix}")))?;
            if here.is_empty() || *anchor.get_or_insert(here) != here {
                return None;
            }
        }
        anchor.map(String::as_str)
    }
}

fn read(text: &str) -> BTreeMap<String, String> {
    let page = Page::parse(text);
    let mut includes = BTreeMap::new();
    for (at, _) in text.match_indices("@include '") {
        let path = &text[at + "@include '".len()..];
        let Some((path, _)) = path.split_once('\'') else {
            continue;
        };
        let stem = path.trim_start_matches('/').trim_end_matches(".mdx");
        let anchor = section(&page.headings, at).map_or("", |heading| &heading.slug);
        includes
            .entry(stem.to_owned())
            .or_insert_with(|| anchor.to_owned());
    }
    includes
}

/// The heading of the section that a byte lies in. One that only says which of a type's
/// fields follow is a part of the section above it.
fn section(headings: &[Heading], at: usize) -> Option<&Heading> {
    let mut level = u8::MAX;
    let above = headings
        .iter()
        .rev()
        .filter(|heading| heading.range.end <= at);
    let mut enclosing = above.filter(|heading| {
        let encloses = heading.level < level;
        level = level.min(heading.level);
        encloses
    });
    enclosing.find(|heading| {
        let text = heading.text.to_lowercase();
        let first = text.split([' ', ':']).next().unwrap_or_default();
        !matches!(first, "required" | "optional" | "not-required")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Page\n\n## Configuration\n\n@include 'b/Config-required.mdx'\n\n\
        ## The disk\n\nText.\n\n### Required:\n\n@include '/b/Disk-required.mdx'\n";

    #[test]
    fn a_link_leads_to_the_section_of_the_same_page() {
        let sections = Sections::of([PAGE]);
        assert_eq!(sections.link("b/Config", "b/Disk"), Some("the-disk"));
        assert_eq!(sections.link("b/Disk", "b/Config"), Some("configuration"));
        assert_eq!(sections.link("b/Config", "b/Other"), None);
    }

    #[test]
    fn there_is_no_link_where_one_page_cannot_follow_it() {
        let other = "# Other\n\n@include 'b/Config-required.mdx'\n";
        assert_eq!(Sections::of([PAGE, other]).link("b/Config", "b/Disk"), None);
        assert_eq!(
            Sections::of([PAGE, PAGE]).link("b/Config", "b/Disk"),
            Some("the-disk")
        );
    }
}
