//! Doc comments fitted into a page: the Markdown that rustdoc reads becomes Markdown
//! that means the same below somebody else's heading and inside a list item.
//!
//! The text is edited at the places where the parser says that something must change,
//! and is otherwise the author's, byte for byte: a serialiser would rewrite his tables,
//! his HTML and the width of his lines.

mod code;
mod edits;
mod links;

use edits::Edits;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// What rustdoc turns on, so that both read the same.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Fits docs into a page: headings go down by `demote` levels, intra-doc links become
/// code spans, what rustdoc hides in examples goes, and nothing is left open at the end.
///
/// `name` gives the name in HCL of a path that an intra-doc link leads to
/// (`Self::image`, `Config::image`), where it leads to a field that has one. The labels of
/// footnotes hold for a whole page, so they begin with `whose` docs these are.
pub(super) fn fit(
    doc: &str,
    demote: usize,
    whose: &str,
    name: &dyn Fn(&str) -> Option<String>,
) -> String {
    let doc = &*normalise(doc);
    let mut edits = Edits::default();
    let mut links = links::Links::new(doc, name);
    let broken = |link: BrokenLink<'_>| {
        let known = links::is_unwritten_path(&link.reference, link.link_type, name);
        known.then(|| (CowStr::from(link.reference.into_string()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(doc, options(), Some(broken));
    let mut unclosed = String::new();
    let mut depth = 0_usize;
    let mut rust = false;
    let mut events = parser.into_offset_iter();
    for (event, range) in events.by_ref() {
        match &event {
            Event::Start(Tag::Heading { level, .. }) => {
                edits::demote(&mut edits, doc, range.clone(), *level as usize + demote);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                rust = code::is_rust(kind);
                if let CodeBlockKind::Fenced(info) = kind {
                    code::plain_info(&mut edits, doc, range.clone(), info);
                    if depth == 0 {
                        unclosed = code::missing_fence(doc, range.clone()).unwrap_or_default();
                    }
                }
            }
            Event::End(TagEnd::CodeBlock) => rust = false,
            Event::Start(Tag::HtmlBlock) if depth == 0 => {
                unclosed = missing_end(&doc[range.clone()]).map_or_else(String::new, str::to_owned);
            }
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                // Both begin with `[^`.
                let at = range.start + 2;
                edits.replace(at..at, format!("{}-", label(whose)));
            }
            Event::Text(_) if rust => code::drop_hidden(&mut edits, doc, range.clone()),
            _ => links.see(&mut edits, &event, range.clone()),
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for (_, definition) in events.reference_definitions().iter() {
        // Definitions reach over a whole page, where another item may use the same
        // label: the links have been written out, so they can go.
        edits.remove_lines(doc, definition.span.clone());
    }
    let mut fitted = edits.apply(doc).trim_end().to_owned();
    if !unclosed.is_empty() {
        fitted += "\n";
        fitted += &unclosed;
    }
    let blank = fitted.len() - fitted.trim_start_matches([' ', '\n']).len();
    fitted.split_off(edits::line_start(&fitted, blank))
}

/// Whether text can go on in the line of what it explains: it begins with a paragraph,
/// not with a list, a fence or a table, and behind other words it still does. A type may
/// have a bar in it, as the head of a table has.
pub(super) fn begins_inline(fitted: &str) -> bool {
    ["", "x - ", "x | x - "].iter().all(|before| {
        let text = format!("{before}{fitted}");
        let first = Parser::new_ext(&text, options()).next();
        matches!(first, Some(Event::Start(Tag::Paragraph)))
    })
}

/// A code span that holds a text, whatever back-ticks are in it.
pub(super) fn code_span(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let runs = text.split(|c| c != '`').map(str::len);
    let longest = runs.max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A name as it can stand in the label of a footnote.
fn label(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    name.chars().map(plain).collect()
}

/// The end of a block of HTML that goes on until it, blank lines or not, where it is missing.
fn missing_end(html: &str) -> Option<&'static str> {
    let html = html.trim_start().to_lowercase();
    let (_, end) = [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![cdata[", "]]>"),
        ("<pre", "</pre>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ]
    .into_iter()
    .find(|(start, end)| html.starts_with(start) && !html.contains(end))?;
    Some(end)
}

/// Line ends become newlines, and tabs that indent become blanks: in a list item a tab
/// would reach less far than where it was written.
fn normalise(doc: &str) -> Cow<'_, str> {
    if !doc.contains(['\t', '\r', '\0']) {
        return Cow::Borrowed(doc);
    }
    let doc = doc.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    let lines = doc.split('\n').map(|line| {
        let rest = line.trim_start_matches([' ', '\t']);
        let mut indent = String::new();
        for c in line[..line.len() - rest.len()].chars() {
            let width = if c == '\t' { 4 - indent.len() % 4 } else { 1 };
            indent.extend(std::iter::repeat_n(' ', width));
        }
        indent + rest
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(doc: &str) -> String {
        fit(doc, 2, "Config.disk", &|path| {
            let field = path.strip_prefix("Self::")?;
            (field == "disk").then(|| "disk_size".to_owned())
        })
    }

    #[test]
    fn headings_go_down() {
        assert_eq!(fitted("# A\n\n##### B"), "### A\n\n###### B");
        assert_eq!(fitted("Two\nlines\n===\nx"), "### Two lines\nx");
        assert_eq!(fitted("> # A\n"), "> ### A");
        assert_eq!(fitted("```sh\n# not one\n```"), "```sh\n# not one\n```");
    }

    #[test]
    fn intra_doc_links_become_code_spans() {
        assert_eq!(
            fitted("see [Config] and [`Disk`]"),
            "see `Config` and `Disk`"
        );
        assert_eq!(
            fitted("[`Self::disk`], [Self::disk]"),
            "`disk_size`, `disk_size`"
        );
        assert_eq!(fitted("[the size](Self::disk)"), "the size (`disk_size`)");
        assert_eq!(fitted("[Disk](crate::disk::Disk)"), "`Disk`");
        assert_eq!(fitted("[a size][crate::Size]"), "a size");
        assert_eq!(fitted("[`Disk`]\n\n[`Disk`]: crate::Disk"), "`Disk`");
        assert_eq!(fitted("[struct@Disk], [new()](fn@new)"), "`Disk`, `new()`");
    }

    #[test]
    fn other_links_stay() {
        for same in [
            "[a](https://x.y/z)",
            "[a](#b) and [`c`](#c)",
            "[a](/packer/docs)",
            "a [note] in brackets, an array [1], [ ] and \\[Config]",
            "<https://x.y> `[Config]`",
            "Format: [LOCAL:REMOTE]",
            "![a](b.png)",
        ] {
            assert_eq!(fitted(same), same);
        }
    }

    #[test]
    fn references_are_written_out() {
        assert_eq!(
            fitted("[a][x], [x], ![p][x]\n\n[X]: <https://x.y/ (z> \"T\"\n"),
            "[a](<https://x.y/ (z> \"T\"), [x](<https://x.y/ (z> \"T\"), ![p](<https://x.y/ (z> \"T\")"
        );
    }

    #[test]
    fn collapsed_references_are_links_as_a_whole() {
        assert_eq!(
            fitted("see [x][], ![x][], [`Self::disk`][], [Disk][]\n\n[x]: https://e.org/a.png"),
            "see [x](https://e.org/a.png), ![x](https://e.org/a.png), `disk_size`, `Disk`"
        );
    }

    #[test]
    fn footnotes_are_told_apart_by_whose_they_are() {
        assert_eq!(
            fitted("one[^1], two[^a b]\n\n[^1]: first\n\n[^a b]: second [^1]"),
            "one[^Config-disk-1], two[^Config-disk-a b]\n\n[^Config-disk-1]: first\n\n\
             [^Config-disk-a b]: second [^Config-disk-1]"
        );
    }

    #[test]
    fn hidden_lines_of_examples_go() {
        assert_eq!(
            fitted("```rust,no_run\n# use a::b;\n#\nlet x = 1;\n## y\n#[z]\n```"),
            "```rust\nlet x = 1;\n# y\n#[z]\n```"
        );
        assert_eq!(fitted("- ```\n  # hidden\n  x\n  ```"), "- ```\n  x\n  ```");
        assert_eq!(fitted("```hcl\n# shown\n```"), "```hcl\n# shown\n```");
    }

    #[test]
    fn nothing_is_left_open() {
        assert_eq!(fitted("a\n~~~~hcl\nx"), "a\n~~~~hcl\nx\n~~~~");
        assert_eq!(fitted("```hcl"), "```hcl\n```");
        assert_eq!(fitted("a\n\n<!-- b\n\nc"), "a\n\n<!-- b\n\nc\n-->");
        assert_eq!(fitted("- a\n  ```\n  x"), "- a\n  ```\n  x");
    }

    #[test]
    fn tables_html_and_tabs_keep_their_meaning() {
        let table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>x</b>\n<!-- y -->";
        assert_eq!(fitted(table), table);
        assert_eq!(fitted("a\r\n\r\n\tcode"), "a\n\n    code");
        assert_eq!(fitted(" \n=\n"), "=");
        assert_eq!(fitted("\n    code\n"), "    code");
    }

    #[test]
    fn only_a_paragraph_goes_on_in_a_line() {
        assert!(begins_inline("a *b*\n- c"));
        for block in [
            "- a",
            "1. a",
            "```\na\n```",
            "# a",
            "|a|\n|-|",
            "<p>a</p>",
            "> a",
            "|\n|-",
            "---",
        ] {
            assert!(!begins_inline(block), "{block}");
        }
    }

    #[test]
    fn code_spans_hold_back_ticks() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
    }
}
