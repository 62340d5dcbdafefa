//! What holds for every text that somebody writes into the docs.

use packer_sdc::component::ComponentType;
use packer_sdc::diagnostics::Diagnostics;
use packer_sdc::docs::page::Page;
use packer_sdc::docs::{Origin, Partials, Shared, WebDocs, render, webdocs};
use packer_sdc::files::{Node, Plan, Tree, View};
use proptest::prelude::*;
use std::path::Path;

/// Renders a text with a partial `a.mdx`, and says whether there were errors.
fn rendered(page: &[u8], partial: &[u8]) -> (Tree, bool) {
    let root = tempfile::tempdir().unwrap();
    let (docs, partials) = (root.path().join("docs"), root.path().join("docs-partials"));
    let mut plan = Plan::new();
    plan.write(&docs, "page.mdx", page).unwrap();
    plan.write(&partials, "a.mdx", partial).unwrap();
    let partials = Partials::new(&docs, &partials, Shared::BuiltIn, View::Planned(&plan));
    let mut findings = Diagnostics::new();
    let rendered = render(&docs, &partials, &mut findings);
    (rendered.tree, findings.has_errors())
}

/// The component's page that a text becomes.
fn published(page: &[u8], compat: bool) -> Vec<u8> {
    let file = |bytes: &[u8]| Node::File(bytes.to_vec());
    let pages = Tree::from([
        ("README.md".into(), file(page)),
        ("builders/page.mdx".into(), file(page)),
    ]);
    let origin = |_: &Path, _: &str| None::<Origin>;
    let input = WebDocs {
        pages: &pages,
        folder: Path::new("docs"),
        origin: &origin,
        organization: "happy",
        plugin: Some("cloud"),
        compat,
    };
    let mut findings = Diagnostics::new();
    let web = webdocs(&input, &mut findings);
    assert!(!findings.has_errors());
    // Whatever is said about a page can be drawn.
    for finding in &findings {
        let drawn = packer_sdc::diagnostics::human(finding, false);
        assert!(drawn.contains(finding.code));
    }
    let page = [
        "components",
        ComponentType::Builder.name(),
        "page",
        "README.md",
    ];
    match &web[&page.iter().collect::<std::path::PathBuf>()] {
        Node::File(bytes) => bytes.clone(),
        Node::Link(_) => panic!("no link was written"),
    }
}

/// Pieces of pages, put together in ways that nobody means.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = [
        "---\n",
        "# T\n",
        "\n",
        "\r\n",
        "text ",
        "é",
        "\u{feff}",
        "`",
        "```\n",
        "~~~",
        "- ",
        "  ",
        "> ",
        "[a](",
        "/packer/plugins/builders/cloud",
        "/packer/plugins/builders/cloud/page#x",
        "/docs/builders/x",
        ")",
        "](",
        "[",
        "]",
        "<",
        ">",
        "[a]: ",
        "<a href=\"",
        "\"",
        "'",
        "<!--",
        "-->",
        "\\",
        "&amp;",
        "|",
        "|-|\n",
        "![i](i.png)",
        "<img src=",
        "((#a))",
        "===\n",
        "@include 'a.mdx'",
        "@include '",
        "\u{0}",
        "(",
        "#",
        "?",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

/// Text without anything that means something in Markdown.
fn plain() -> impl Strategy<Value = String> {
    "([a-zA-Z0-9é,;/]{1,12}[ ,.]{0,2}|\n|\r\n){0,30}".prop_map(|text| text.replace("\n-", "\n"))
}

proptest! {
    #[test]
    fn a_page_without_includes_is_rendered_as_it_is(page: Vec<u8>) {
        let include = b"@include '";
        prop_assume!(!page.windows(include.len()).any(|bytes| bytes == include));
        let (tree, wrong) = rendered(&page, b"x");
        prop_assert!(!wrong);
        prop_assert_eq!(&tree[Path::new("page.mdx")], &Node::File(page));
    }

    #[test]
    fn rendering_replaces_includes_and_nothing_else(before in nasty(), after in nasty()) {
        let outside = [before, after].map(|text| text.replace("@include", ""));
        let page = outside.join("@include 'a.mdx'");
        let (tree, wrong) = rendered(page.as_bytes(), b"<partial>");
        prop_assert!(!wrong);
        let expected = outside.join("<partial>").into_bytes();
        prop_assert_eq!(&tree[Path::new("page.mdx")], &Node::File(expected));
    }

    #[test]
    fn rendering_never_panics(page in nasty(), partial in nasty()) {
        rendered(page.as_bytes(), partial.as_bytes());
    }

    #[test]
    fn plain_text_is_published_as_it_is_but_for_its_end(page in plain()) {
        let made = String::from_utf8(published(page.as_bytes(), false)).unwrap();
        let ends = ['\r', '\n'];
        prop_assert_eq!(made.trim_end_matches(ends), page.trim_end_matches(ends));
        let end = &made[made.trim_end_matches(ends).len()..];
        prop_assert!(end == "\n" || end == "\r\n");
    }

    #[test]
    fn publishing_never_panics_and_ends_pages_with_one_newline(page in nasty(), bytes: Vec<u8>) {
        let made = published(page.as_bytes(), false);
        prop_assert!(made.ends_with(b"\n"));
        published(&bytes, false);
        for page in [page.as_bytes(), &bytes] {
            prop_assert!(published(page, true).ends_with(b"\n"));
        }
    }

    #[test]
    fn what_a_page_is_made_of_lies_in_its_text(text in nasty()) {
        let page = Page::parse(&text);
        let links = page.links.iter().flat_map(|link| [&link.range, &link.url]);
        let headings = page.headings.iter().map(|heading| &heading.range);
        for range in links.chain(headings).chain(&page.front_matter) {
            prop_assert!(text.get(range.clone()).is_some(), "{:?}", range);
        }
    }
}
