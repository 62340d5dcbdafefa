//! A Markdown page as its readers see it: front matter, headings, links, code fences,
//! HTML and prose, each with the bytes it stands at. `CommonMark` decides, through
//! pulldown-cmark; ranges are always into the text that was given.

mod between;
mod html;
mod slug;
mod url;

pub use slug::slugify;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
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
    pub html: Vec<Range<usize>>,
    /// The pieces of running text, without code and HTML, in order.
    pub prose: Vec<Range<usize>>,
    /// The code that list items begin with, where fields are documented, in order.
    pub items: Vec<Range<usize>>,
    /// Names that a fragment of a URL can point at.
    pub anchors: BTreeSet<String>,
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
    /// The anchor that the site gives it.
    pub slug: String,
    /// Whether it is the first thing on the page, comments aside.
    pub first: bool,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](url)`
    Inline,
    /// `[text][label]`, with the URL in the label's definition.
    Reference,
    /// `<https://…>`
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
        let start = front_matter.as_ref().map_or(bom(text), |range| range.end);
        let page = Self {
            front_matter,
            body: start,
            ..Self::default()
        };
        let mut walk = Walk {
            text,
            start,
            page,
            slugs: slug::Slugs::default(),
            open_links: Vec::new(),
            heading: None,
            fence: None,
            in_code: false,
            item: ItemState::No,
            inner_end: 0,
            seen_content: false,
        };
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
            walk.event(event, start + range.start..start + range.end);
        }
        walk.page.links.sort_by_key(|link| link.range.start);
        walk.page
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

/// A list item that begins with code has an anchor of its own on the site.
#[derive(PartialEq, Eq)]
enum ItemState {
    No,
    Begun,
    InParagraph,
}

struct Walk<'a> {
    text: &'a str,
    start: usize,
    page: Page,
    slugs: slug::Slugs,
    open_links: Vec<Link>,
    heading: Option<Heading>,
    fence: Option<Fence>,
    in_code: bool,
    item: ItemState,
    /// Where the last part of an open link's text ends.
    inner_end: usize,
    seen_content: bool,
}

impl<'a> Walk<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let item = std::mem::replace(&mut self.item, ItemState::No);
        match event {
            Event::Start(Tag::Item) => self.item = ItemState::Begun,
            Event::Start(Tag::Paragraph) if item == ItemState::Begun => {
                self.item = ItemState::InParagraph;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let end = range.start + self.text[range.clone()].trim_end().len();
                self.heading = Some(Heading {
                    level: level as u8,
                    range: range.start..end,
                    text: String::new(),
                    slug: String::new(),
                    first: !self.seen_content,
                });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::CodeBlock(kind)) => self.start_code(&kind, range),
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.page.fences.extend(self.fence.take());
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                self.start_link(link_type, &dest_url, range, false);
                return;
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => {
                self.start_link(link_type, &dest_url, range, true);
                return;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.end_link();
                self.inner_end = range.end;
            }
            Event::Text(text) if self.in_code => {
                if let Some(fence) = self.fence.as_mut().filter(|_| !text.is_empty()) {
                    fence.pieces.push(range);
                }
            }
            Event::Text(text) => {
                self.show(&text);
                self.inner_end = range.end;
                self.page.prose.push(range);
            }
            Event::Code(code) => {
                self.inner_end = range.end;
                if item != ItemState::No {
                    self.page.items.push(range.clone());
                    let slug = self.slugs.next(&code);
                    self.page.anchors.insert(slug);
                }
                self.show(&code);
            }
            Event::Start(Tag::HtmlBlock) => {
                // The whole of it at once: a tag may go over several lines.
                html::block(self.text, range.clone(), &mut self.page);
                let block = self.text[range].trim();
                self.seen_content |= !(block.starts_with("<!--") && block.ends_with("-->"));
                return;
            }
            Event::Html(_) => {
                self.merge_html(range);
                return;
            }
            Event::InlineHtml(_) => {
                html::tags(self.text, range.clone(), &mut self.page);
                self.inner_end = range.end;
                self.seen_content |= !self.text[range.clone()].starts_with("<!--");
                self.page.html.push(range);
                return;
            }
            Event::SoftBreak | Event::HardBreak => self.show(" "),
            Event::End(_) => {
                self.inner_end = range.end;
                return;
            }
            _ => {}
        }
        self.seen_content = true;
    }

    /// A block of HTML comes line by line; it is kept as one.
    fn merge_html(&mut self, range: Range<usize>) {
        match self.page.html.last_mut() {
            Some(last) if last.end == range.start && self.text[..range.start].ends_with('\n') => {
                last.end = range.end;
            }
            _ => self.page.html.push(range),
        }
    }

    fn show(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        for link in &mut self.open_links {
            link.empty &= text.trim().is_empty();
        }
    }

    fn end_heading(&mut self) {
        if let Some(mut heading) = self.heading.take() {
            let source = self.text[heading.range.clone()].trim_start_matches('#');
            heading.slug = self.slugs.next(source);
            self.page.anchors.extend(slug::aliases(source));
            // The site slugs the source of a heading; who reads only its text is not
            // called wrong where that differs.
            self.page.anchors.insert(slugify(&heading.text));
            self.page.anchors.insert(heading.slug.clone());
            self.page.headings.push(heading);
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.in_code = true;
        let CodeBlockKind::Fenced(info) = kind else {
            return;
        };
        let source = &self.text[range.clone()];
        let first_line = source.lines().next().unwrap_or_default().trim_end();
        let mark = first_line.chars().next().unwrap_or('`');
        let width = first_line.chars().take_while(|c| *c == mark).count();
        let last_line = source.trim_end().rsplit('\n').next().unwrap_or_default();
        let last_line = last_line.trim_start_matches([' ', '\t', '>']).trim_end();
        let closed = source.trim_end().contains('\n')
            && last_line.len() >= width
            && last_line.chars().all(|c| c == mark);
        let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
        self.fence = Some(Fence {
            opening: range.start..range.start + first_line.len(),
            language: language.to_lowercase(),
            pieces: Vec::new(),
            closed,
            range,
        });
    }

    fn start_link(&mut self, ty: LinkType, url: &CowStr<'a>, range: Range<usize>, image: bool) {
        let kind = match ty {
            LinkType::Inline => LinkKind::Inline,
            LinkType::Autolink | LinkType::Email => LinkKind::Auto,
            _ => LinkKind::Reference,
        };
        for outer in &mut self.open_links {
            outer.empty = false;
        }
        self.inner_end = range.start + if image { "![" } else { "[" }.len();
        self.open_links.push(Link {
            kind,
            image,
            url: self.url_range(url).unwrap_or_else(|| range.clone()),
            destination: url.to_string(),
            empty: true,
            range,
        });
        self.seen_content = true;
    }

    fn end_link(&mut self) {
        let Some(mut link) = self.open_links.pop() else {
            return;
        };
        if link.url == link.range
            && link.kind == LinkKind::Inline
            && let Some(range) = url::escaped(self.text, self.inner_end..link.range.end)
        {
            link.url = range;
        }
        self.page.links.push(link);
    }

    /// A URL without escapes is a slice of the text, wherever it stands.
    fn url_range(&self, url: &CowStr<'a>) -> Option<Range<usize>> {
        let CowStr::Borrowed(url) = url else {
            return None;
        };
        let body = &self.text[self.start..];
        let at = (url.as_ptr() as usize).checked_sub(body.as_ptr() as usize)?;
        let range = self.start + at..self.start + at + url.len();
        (self.text.get(range.clone()) == Some(*url)).then_some(range)
    }
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
            "## A & B ((#other))\n\n## `x`\n\n- `x` (string) - y\n\n<a id=\"z\"></a>\n",
        );
        let anchors: Vec<_> = page.anchors.iter().map(String::as_str).collect();
        assert_eq!(anchors, ["a-b", "other", "x", "x-1", "z"]);
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
