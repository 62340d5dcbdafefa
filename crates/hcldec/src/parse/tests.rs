use super::*;
use crate::diagnostics::Place;
use crate::{Context, Schema};

/// What is in a body, in a line: `a=1 b["l"]{c=2}`, and the errors as `start-end code`.
fn shown(text: &str) -> String {
    let file = SourceFile::new("t.hcl", text);
    let mut found = Diagnostics::new();
    let body = parse(&file, &mut found);
    let mut parts = show(&body, &mut found);
    for wrong in &found {
        let range = wrong.place.as_ref().and_then(Place::range).unwrap_or(0..0);
        parts.push(format!("{}-{} {}", range.start, range.end, wrong.code));
    }
    parts.join(" ")
}

fn show(body: &Body, found: &mut Diagnostics) -> Vec<String> {
    let mut parts = Vec::new();
    for (name, attribute) in body.just_attributes(&mut Diagnostics::new()) {
        let value = attribute.expression.evaluate(&Context::new(), found);
        parts.push(format!("{name}={}", value.to_json()));
    }
    for labels in [vec![], vec!["l".to_owned()]] {
        let block = crate::BlockSchema {
            ty: "b".to_owned(),
            labels,
        };
        let schema = Schema {
            blocks: vec![block],
            ..Schema::default()
        };
        let (content, _) = body.partial_content(&schema, &mut Diagnostics::new());
        for block in content.blocks {
            let inner = show(&block.body, found).join(" ");
            parts.push(format!("b{:?}{{{inner}}}", block.labels));
        }
    }
    parts
}

#[test]
fn reads_attributes_and_blocks() {
    for (text, expected) in [
        ("", ""),
        ("a = 1", "a=1"),
        ("a = 1\nb {\n  c = 2\n}\n", "a=1 b[]{c=2}"),
        ("b \"x\" {\n}\nb y {}\n", r#"b["x"]{} b["y"]{}"#),
        ("b { a = 1 }\n", "b[]{a=1}"),
        ("b { a = {b = 1, c = 2} }\n", r#"b[]{a={"b":1,"c":2}}"#),
        ("b {\n  b {\n    a = 1\n  }\n}", "b[]{b[]{a=1}}"),
        ("a = [\n  1, # one\n  2, // two\n]\n", "a=[1,2]"),
        ("/* x\n */ a = 1 /* y */\n# z", "a=1"),
        (
            "\u{feff}a = 1\r\nb {\r\n  c = \"d\"\r\n}\r\n",
            r#"a=1 b[]{c="d"}"#,
        ),
        ("a = <<E\r\nx\r\nE\r\nb {}\r\n", r#"a="x\r\n" b[]{}"#),
        ("a = 1 == 1\na-b = 2\nä = 3\n", "a=true a-b=2 ä=3"),
        ("b \"a\\\"\\u00e9\" {}\n", r#"b["a\"é"]{}"#),
        ("a = <<E\nx # y\n}\nE\n", r#"a="x # y\n}\n""#),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

/// All errors of a file, with the ranges that HCL's own parser gives the first of them.
#[test]
fn reports_every_wrong_line_and_keeps_the_others() {
    for (text, expected) in [
        ("a = 1, b = 2\nc = 3\n", "a=null c=3 5-6 syntax"),
        ("a {\n", "2-3 syntax"),
        ("b { a = \"x\", c = 1 }\n", "b[]{a=\"x\"} 11-12 syntax"),
        ("b { a = \"x\" c = 1 }\n", "b[]{a=\"x\"} 12-13 syntax"),
        ("b { a = \"x\"\n}\n", "b[]{a=\"x\"} 11-12 syntax"),
        ("b { c {} }\n", "b[]{} 4-7 syntax"),
        ("b { 1 }\n", "b[]{} 4-5 syntax"),
        ("a\nc = 3\n", "c=3 0-1 syntax"),
        ("a = \nc = 3\n", "a=null c=3 4-5 syntax"),
        ("\"a\" = 1\nc = 3\n", "c=3 0-1 syntax"),
        ("\"b\" \"l\" {}\n", "0-1 syntax"),
        ("b \"l\"\n{\n}\n", "5-6 syntax 6-7 syntax"),
        ("b = {\n", "b=null 4-5 syntax"),
        ("b \"${x}\" {}\n", "b[\"${x}\"]{} 3-5 syntax"),
        ("b {} c {}\n", "b[]{} 5-6 syntax"),
        ("a = 1\na = 2\n", "a=1 6-7 duplicate-argument"),
        ("a = [1\nb = 2\n", "a=null 4-5 syntax"),
        (
            "a = )\nb = +\nc = \"${1\"\nd = 4",
            "a=null b=null c=null d=4 4-5 syntax 17-19 syntax 10-11 syntax",
        ),
        ("a = 1\0\n", "5-6 syntax"),
        ("}\na = 1\n", "a=1 0-1 syntax"),
        ("b \"l\" = {\n}\n", "6-7 syntax"),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

#[test]
fn bytes_that_are_not_text_are_an_error_with_a_place() {
    let mut found = Diagnostics::new();
    parse_bytes("t.hcl", b"a = \"\xff\"\n".to_vec(), &mut found);
    let place = found.iter().next().and_then(|wrong| wrong.place.clone());
    assert_eq!(place.and_then(|place| place.line_column()), Some((1, 6)));
}

#[test]
fn a_hundred_thousand_of_anything_is_refused_or_read_without_harm() {
    for piece in [
        "a {\n",
        "b { a = ",
        "(",
        "a = [",
        "a = {",
        "}",
        "\"",
        "a \"",
        "<<E\n",
        "a = <<-E\n",
        "=",
        "\\",
    ] {
        let file = SourceFile::new("t.hcl", piece.repeat(100_000));
        let mut found = Diagnostics::new();
        parse(&file, &mut found);
        assert!(found.has_errors(), "{piece}");
    }
    let lines: String = (0..20_000).map(|i| format!("a{i} = {{\n")).collect();
    let mut found = Diagnostics::new();
    parse(&SourceFile::new("t.hcl", lines), &mut found);
    assert!(found.has_errors());
}

#[test]
fn a_file_beyond_all_measure_is_refused() {
    let file = SourceFile::new("t.hcl", "\n".repeat(MAX_SIZE + 1));
    let mut found = Diagnostics::new();
    parse(&file, &mut found);
    assert_eq!(
        found.iter().map(|wrong| wrong.code).collect::<Vec<_>>(),
        ["too-large"]
    );
}

/// Pieces of text that mean something to the scanner, in any order.
const FRAGMENTS: &[&str] = &[
    "a", "b", "v", "for", "in", "if", "else", "endif", "endfor", "null", "true", " ", "\n", "\r\n",
    "\t", "=", "==", "=>", ":", ",", ".", "...", "*", "+", "-", "!", "?", "&&", "/", "//", "/*",
    "*/", "#", "(", ")", "[", "]", "{", "}", "\"", "\\", "\\\"", "\\u00e9", "$", "${", "${~", "~}",
    "%{", "%{~", "$${", "<<E", "<<-E", "E", "<<", "0", "1.5", "1e9", "é", "\u{301}", "😀",
    "\u{feff}", "\0", "'", "[*]", ".*",
];

proptest::proptest! {
    #[test]
    fn no_text_does_harm(picks in proptest::collection::vec(0..FRAGMENTS.len(), 0..40), json: bool) {
        let text: String = picks.into_iter().map(|i| FRAGMENTS[i]).collect();
        let file = SourceFile::new(if json { "t.json" } else { "t.hcl" }, format!("v = {text}"));
        let mut found = Diagnostics::new();
        let body = parse(&file, &mut found);
        for attribute in body.just_attributes(&mut found).values() {
            let _ = attribute.expression.evaluate(&Context::new(), &mut found);
            let _ = attribute.expression.variables();
        }
        // Every place can be shown.
        for wrong in &found {
            let range = wrong.place.as_ref().and_then(Place::range).unwrap_or(0..0);
            proptest::prop_assert!(file.text().get(range.clone()).is_some(), "{:?} {:?}", file.text(), range);
        }
    }
}
