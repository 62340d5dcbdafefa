//! A Markdown page as its readers see it: front matter, headings, links, code fences,
//! HTML and what the site shows, each with the bytes it stands at. `CommonMark` decides,
//! through pulldown-cmark, save where MDX reads other tags; ranges are always into the text
//! that was given.

mod bare;
mod between;
mod html;
mod mdx;
mod slug;
mod url;
mod walk;

pub use slug::slugify;

use std::collections::BTreeSet;
use std::ops::Range;

/// What a page is made of.
#[derive(Debug, Default)]
pub struct Page {
    /// The front matter, from its first `---` to the end of the closing line.
    pub front_matter: Option<Range<usize>>,
    /// Where the Markdown begins: behind a byte order mark and the front matter.
    pub body: usize,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Links and images in Markdown and in HTML, in order.
    pub links: Vec<Link>,
    /// Fenced code blocks, in order.
    pub fences: Vec<Fence>,
    /// Single tags, comments and whole blocks of HTML (JSX looks the same), in order.
    pub html: Vec<Html>,
    /// Paragraphs that MDX takes for `import` and `export`, in order.
    pub modules: Vec<Range<usize>>,
    /// The code that list items begin with, where fields are documented, in order.
    pub items: Vec<Range<usize>>,
    /// Names that a fragment of a URL can point at: the ids of the headings. Where a component's
    /// page is meant, whose title is not published, ask [`anchors_of`](Self::anchors_of).
    pub anchors: BTreeSet<String>,
    /// The same of the page without its title, if it has one.
    below_title: Option<BTreeSet<String>>,
    /// The text that is left on the site, with a blank between blocks.
    pub shown: String,
}

/// A heading.
#[derive(Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The whole heading, without the newline at its end.
    pub range: Range<usize>,
    /// Its text, without markup.
    pub text: String,
    /// The id that the site gives it.
    pub slug: String,
    /// Whether it is the first thing on the page, comments aside.
    pub first: bool,
}

/// A piece of HTML. The site drops all of it: of tags in running text the tags alone, of a
/// block everything, to the next blank line.
#[derive(Debug)]
pub struct Html {
    /// All of it, without the newline at its end.
    pub range: Range<usize>,
    /// Whether it is a block.
    pub block: bool,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](url)`
    Inline,
    /// `[text][label]`, with the URL in the label's definition.
    Reference,
    /// `<https://…>`, or an address in running text.
    Auto,
    /// An attribute of an HTML tag.
    Html,
}

/// A link or an image.
#[derive(Debug)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it shows an image instead of leading somewhere.
    pub image: bool,
    /// All of it; of an HTML link the tag.
    pub range: Range<usize>,
    /// Where its URL stands, for a reference in the definition; the whole link where a
    /// definition's URL is written with escapes.
    pub url: Range<usize>,
    /// The URL, escapes resolved.
    pub destination: String,
    /// Whether it has nothing to click on.
    pub empty: bool,
}

impl Link {
    /// Whether the site shows it as a link: it is none in HTML, which is dropped.
    #[must_use]
    pub fn is_shown(&self, page: &Page) -> bool {
        let at = page
            .html
            .partition_point(|html| html.range.start <= self.range.start);
        let html = page.html[..at].last();
        let dropped = html.is_some_and(|html| html.range.contains(&self.range.start));
        self.kind != LinkKind::Html && !dropped
    }
}

/// A fenced code block.
#[derive(Debug)]
pub struct Fence {
    /// From the opening to the end of the closing line, or of the code if unclosed.
    pub range: Range<usize>,
    /// The opening backticks or tildes, and what follows them.
    pub opening: Range<usize>,
    /// The language: the first word behind the opening, without braces.
    pub language: String,
    /// The code, piece by piece: indentation that belongs to a list item is between.
    pub pieces: Vec<Range<usize>>,
    /// Whether there is a closing line.
    pub closed: bool,
}

impl Fence {
    /// The code.
    #[must_use]
    pub fn code(&self, text: &str) -> String {
        self.pieces
            .iter()
            .map(|piece| &text[piece.clone()])
            .collect()
    }

    /// Where in the page a byte of the [`code`](Self::code) stands.
    #[must_use]
    pub fn origin(&self, byte: usize) -> usize {
        let mut passed = 0;
        for piece in &self.pieces {
            if byte < passed + piece.len() {
                return piece.start + byte - passed;
            }
            passed += piece.len();
        }
        self.pieces
            .last()
            .map_or(self.opening.end, |piece| piece.end)
    }
}

impl Page {
    /// Reads a page; every text is one.
    ///
    /// ```
    /// let page = packer_sdc::docs::page::Page::parse("# Happy Cloud\n\nSee [below](#authentication).\n");
    /// assert_eq!(page.headings[0].slug, "happy-cloud");
    /// assert_eq!(page.links[0].destination, "#authentication");
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let front_matter = front_matter(text);
        let body = front_matter.as_ref().map_or(bom(text), |range| range.end);
        let page = Self {
            front_matter,
            body,
            ..Self::default()
        };
        walk::walk(text, page)
    }

    /// The heading that is the page's title: of the first level, with nothing before it.
    #[must_use]
    pub fn title(&self) -> Option<&Heading> {
        self.headings
            .first()
            .filter(|heading| heading.level == 1 && heading.first)
    }

    /// The headings that are published, with the ids that they have on the site, of a page
    /// that loses its title there or keeps it.
    #[must_use]
    pub fn sections(&self, loses_title: bool) -> Vec<(&Heading, String)> {
        let skipped = usize::from(loses_title && self.title().is_some());
        let mut slugs = slug::Slugs::default();
        let headings = self.headings.iter().skip(skipped);
        headings
            .map(|heading| (heading, slugs.next(&heading.text)))
            .collect()
    }

    /// The names that a fragment can point at, of a page that loses its title or keeps it.
    #[must_use]
    pub fn anchors_of(&self, loses_title: bool) -> &BTreeSet<String> {
        let below = self.below_title.as_ref().filter(|_| loses_title);
        below.unwrap_or(&self.anchors)
    }
}

fn bom(text: &str) -> usize {
    text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len()
}

/// Lines between a first line `---` and the next such line, whatever they hold.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let start = bom(text);
    let mut lines = text[start..].split_inclusive('\n');
    let is_mark = |line: &str| line.trim_end() == "---";
    let first = lines.next().filter(|line| is_mark(line))?;
    let mut end = start + first.len();
    for line in lines {
        end += line.len();
        if is_mark(line) {
            return Some(start..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls<'a>(text: &'a str, page: &Page) -> Vec<&'a str> {
        page.links
            .iter()
            .map(|link| &text[link.url.clone()])
            .collect()
    }

    #[test]
    fn every_form_of_link_has_its_url_at_its_place() {
        let text = "\u{feff}---\na: [\n---\n[a](/b \"t\") [c][d] <http://e.f> <a href='/g'>h</a>\n\n\
                    ![](i.png) `[j](k)`\n\n[d]: /l\n";
        let page = Page::parse(text);
        assert_eq!(urls(text, &page), ["/b", "/l", "http://e.f", "/g", "i.png"]);
        assert!(page.links[4].image && page.links[4].empty);
        assert_eq!(&text[page.front_matter.unwrap()], "---\na: [\n---\n");
    }

    #[test]
    fn a_url_with_escapes_is_found_as_it_is_written() {
        let text = "[a\\]](/b\\_c \"t\") [![x](i\\_)](</d e\\>> 't') [](&amp;) [f](/\\(g)\n\n\
                    > [h\n> i](\n> /j\\*)\n";
        let page = Page::parse(text);
        let expected = ["/b\\_c", "/d e\\>", "i\\_", "&amp;", "/\\(g", "/j\\*"];
        assert_eq!(urls(text, &page), expected);
    }

    #[test]
    fn tags_may_be_written_as_html_allows() {
        let text = "<a\n  title=\"a > b\"\n  HREF=/one>x</a>\n\nb < c <IMG src='two'> <!-- <a href='no'> -->\n";
        let page = Page::parse(text);
        assert_eq!(urls(text, &page), ["/one", "two"]);
        assert!(page.links[1].image);
    }

    #[test]
    fn markdown_between_tags_is_markdown_but_for_code() {
        let text = "<Tab heading=\"HCL\">\nSee [a](/one) and `[b](/no)` <b>[c](/two \"t\")</b>.\n    [d](/three)\n\
                    ```md\n[e](/no) <a href=\"/no\">\n```\n<code>[f](/no)</code> [g](/four)\n</Tab>\n";
        assert_eq!(
            urls(text, &Page::parse(text)),
            ["/one", "/two", "/three", "/four"]
        );
    }

    #[test]
    fn anchors_are_those_of_the_site() {
        let page = Page::parse(
            "## A & B\n\n## `x`\n\n### [x](y)\n\n- `z` (string) - y\n\n<a id=\"z\"></a>\n",
        );
        let anchors: Vec<_> = page.anchors.iter().map(String::as_str).collect();
        assert_eq!(anchors, ["a-and-b", "x", "x-1"]);
    }

    #[test]
    fn a_fence_in_a_list_item_ends_with_the_item() {
        let text = "- a\n\n  ```hcl\n  b = 1\n  c = 2\n- d\n\n~~~ json\n{}\n~~~\n";
        let page = Page::parse(text);
        let [first, second] = &page.fences[..] else {
            panic!("two fences");
        };
        assert_eq!(first.code(text), "b = 1\nc = 2\n");
        assert!(!first.closed && second.closed);
        assert_eq!(second.language, "json");
        assert_eq!(&text[first.origin(6)..first.origin(11)], "c = 2");
    }

    #[test]
    fn a_heading_knows_whether_it_comes_first() {
        assert!(Page::parse("<!-- c -->\n\n# a\n").headings[0].first);
        assert!(Page::parse("<!--\nc\n-->\n\n# a\n").headings[0].first);
        assert!(!Page::parse("b\n\n# a\n").headings[0].first);
        assert!(!Page::parse("> # a\n").headings[0].first);
    }
}
