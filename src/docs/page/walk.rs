//! One walk over the events of a page, which takes down everything a page is made of.

use super::{Fence, Heading, Html, Link, LinkKind, Page, bare, html, mdx, slug, url};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Fills a page whose body is known.
pub(super) fn walk(text: &str, page: Page) -> Page {
    let start = page.body;
    let masked = mdx::masked(&text[start..]);
    let mut walk = Walk {
        text,
        masked: &masked,
        start,
        page,
        slugs: slug::Slugs::default(),
        open_links: Vec::new(),
        images: 0,
        heading: None,
        fence: None,
        in_code: false,
        item: ItemState::No,
        depth: 0,
        paragraph: None,
        module: None,
        run: None,
        inner_end: 0,
        seen_content: false,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        walk.event(event, start + range.start..start + range.end);
    }
    let mut page = walk.page;
    page.links.sort_by_key(|link| link.range.start);
    if page.title().is_some() {
        let sections = page.sections(true);
        page.below_title = Some(sections.into_iter().map(|(_, id)| id).collect());
    }
    page
}

/// Where code begins a list item.
#[derive(PartialEq, Eq)]
enum ItemState {
    No,
    Begun,
    InParagraph,
}

struct Walk<'a> {
    text: &'a str,
    /// What was parsed: the body of the page, masked.
    masked: &'a str,
    start: usize,
    page: Page,
    slugs: slug::Slugs,
    open_links: Vec<Link>,
    /// How many images are open: their text is not shown.
    images: usize,
    heading: Option<Heading>,
    fence: Option<Fence>,
    in_code: bool,
    item: ItemState,
    /// How many blocks and spans are open.
    depth: usize,
    /// Where the text of an open paragraph begins in what is shown, if that is a call-out.
    paragraph: Option<usize>,
    /// Where the text of an open paragraph begins in what is shown, if that is a module.
    module: Option<usize>,
    /// Text without markup that may go on.
    run: Option<Range<usize>>,
    /// Where the last part of an open link's text ends.
    inner_end: usize,
    seen_content: bool,
}

impl<'a> Walk<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        self.follow(&event, &range);
        let item = std::mem::replace(&mut self.item, ItemState::No);
        match event {
            Event::Start(tag) => {
                self.part(tag.to_end());
                self.depth += 1;
                self.start(tag, &item, range);
            }
            Event::End(tag) => {
                self.part(tag);
                self.depth -= 1;
                self.end(tag);
                self.inner_end = range.end;
            }
            Event::Text(text) if self.in_code => {
                let code = self.written(&text, &range);
                self.page.shown.push_str(code);
                if let Some(fence) = self.fence.as_mut().filter(|_| !text.is_empty()) {
                    fence.pieces.push(range);
                }
                self.seen_content = true;
            }
            Event::Text(text) => {
                let text = self.written(&text, &range).to_owned();
                self.inner_end = range.end;
                let sign = CALL_OUTS.iter().find(|sign| text.starts_with(**sign));
                match sign.filter(|_| item == ItemState::Begun) {
                    Some(sign) => self.show(&text[sign.len()..]),
                    None => self.show(&text),
                }
            }
            Event::Code(code) => {
                self.inner_end = range.end;
                // Between its marks, where masking has been in vain.
                let inner = self.text[range.clone()].trim_matches('`').trim();
                let same = code.trim().len() == inner.len();
                let code = if same {
                    inner.to_owned()
                } else {
                    code.to_string()
                };
                if item != ItemState::No {
                    self.page.items.push(range);
                }
                self.show(&code);
            }
            Event::InlineHtml(_) => self.tag(range),
            // The whole block is taken down where it starts.
            Event::Html(_) => {}
            Event::SoftBreak | Event::HardBreak => self.show(" "),
            _ => self.seen_content = true,
        }
    }

    fn start(&mut self, tag: Tag<'a>, item: &ItemState, range: Range<usize>) {
        match tag {
            Tag::HtmlBlock => return self.html_block(range),
            Tag::Item => self.item = ItemState::Begun,
            Tag::Paragraph => self.start_paragraph(item, &range),
            Tag::Heading { level, .. } => {
                let end = range.start + self.text[range.clone()].trim_end().len();
                self.heading = Some(Heading {
                    level: level as u8,
                    range: range.start..end,
                    text: String::new(),
                    slug: String::new(),
                    first: !self.seen_content,
                });
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url, range, false),
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url, range, true),
            _ => {}
        }
        self.seen_content = true;
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.page.fences.extend(self.fence.take());
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, item: &ItemState, range: &Range<usize>) {
        if *item == ItemState::Begun {
            self.item = ItemState::InParagraph;
        }
        let text = &self.text[range.clone()];
        if self.depth == 1 && mdx::is_module(text) {
            let end = range.start + text.trim_end().len();
            self.page.modules.push(range.start..end);
            self.module = Some(self.page.shown.len());
        }
        // One that is indented is none.
        let indented = self.depth == 1 && self.text[..range.start].ends_with(' ');
        let call_out = CALL_OUTS.iter().any(|sign| text.starts_with(sign)) && !indented;
        self.paragraph = call_out.then_some(self.page.shown.len());
    }

    /// A block of HTML, at once: a tag may go over several lines.
    fn html_block(&mut self, range: Range<usize>) {
        html::block(self.text, range.clone(), &mut self.page);
        let block = self.text[range.clone()].trim_end();
        let shown = block.trim_start();
        self.seen_content |= !(shown.starts_with("<!--") && shown.ends_with("-->"));
        let start = range.start + block.len() - shown.len();
        self.page.html.push(Html {
            range: start..range.start + block.len(),
            block: true,
        });
    }

    /// A tag or comment in running text.
    fn tag(&mut self, range: Range<usize>) {
        html::tags(self.text, range.clone(), &mut self.page);
        self.inner_end = range.end;
        let tag = &self.text[range.clone()];
        self.seen_content |= !tag.starts_with("<!--");
        if let Some(heading) = &mut self.heading {
            // Dropped, and yet what ids are made of.
            heading.text.push_str(tag);
        }
        self.page.html.push(Html {
            range,
            block: false,
        });
    }

    /// Takes down the addresses in text that is over.
    fn follow(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let goes_on = matches!(event, Event::Text(_) | Event::SoftBreak) && !self.in_code;
        match &mut self.run {
            Some(run) if goes_on => run.end = range.end,
            run => {
                let over = run.take();
                if goes_on && self.open_links.is_empty() {
                    *run = Some(range.clone());
                }
                let Some(over) = over else { return };
                for (place, destination) in bare::addresses(&self.text[over.clone()]) {
                    let range = over.start + place.start..over.start + place.end;
                    self.page.links.push(Link {
                        kind: LinkKind::Auto,
                        image: false,
                        url: range.clone(),
                        range,
                        destination,
                        empty: false,
                    });
                }
            }
        }
    }

    /// Parts what was shown from what follows.
    fn part(&mut self, tag: TagEnd) {
        if is_block(tag) && !self.page.shown.ends_with(' ') {
            self.page.shown.push(' ');
        }
    }

    /// A text as it is written: what was masked in it is shown as it was.
    fn written<'t>(&self, text: &'t str, range: &Range<usize>) -> &'t str
    where
        'a: 't,
    {
        let masked = &self.masked[range.start - self.start..range.end - self.start];
        if masked == text {
            &self.text[range.clone()]
        } else {
            text
        }
    }

    fn show(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        for link in &mut self.open_links {
            link.empty &= text.trim().is_empty();
        }
        if self.images == 0 {
            self.page.shown.push_str(text);
        }
        self.seen_content = true;
    }

    /// Takes off the sign that makes a call-out of a paragraph, and one that is code.
    fn end_paragraph(&mut self) {
        if let Some(start) = self.module.take() {
            self.page.shown.truncate(start);
        }
        let Some(start) = self.paragraph.take() else {
            return;
        };
        self.page.shown.replace_range(start..start + 3, "");
    }

    fn end_heading(&mut self) {
        if let Some(mut heading) = self.heading.take() {
            heading.slug = self.slugs.next(&heading.text);
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
        self.images += usize::from(image);
        let place = self.url_range(url);
        let mut destination = match &place {
            Some(place) => self.text[place.clone()].to_owned(),
            None => url.to_string(),
        };
        if ty == LinkType::Email {
            destination.insert_str(0, "mailto:");
        }
        self.open_links.push(Link {
            kind,
            image,
            url: place.unwrap_or_else(|| range.clone()),
            destination,
            empty: true,
            range,
        });
        self.seen_content = true;
    }

    fn end_link(&mut self) {
        let Some(mut link) = self.open_links.pop() else {
            return;
        };
        self.images -= usize::from(link.image);
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
        let at = (url.as_ptr() as usize).checked_sub(self.masked.as_ptr() as usize)?;
        let range = at..at + url.len();
        let here = self.masked.get(range.clone()) == Some(*url);
        here.then(|| self.start + range.start..self.start + range.end)
    }
}

/// The signs of call-outs: done, to be known, to be careful of, dangerous.
const CALL_OUTS: [&str; 4] = ["=> ", "-> ", "~> ", "!> "];

/// Whether what is in a tag stands apart from what is around it.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
