//! No body and no spec makes the decoder fail: what is wrong is a diagnostic.

use crate::specs::spec;
use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{AttrSpec, Context, ObjectSpec, Spec, SpecFile, Type, decode, parse, partial_decode};
use proptest::prelude::*;

/// Bodies that mostly are HCL, and mostly wrong.
fn body() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        "[a-d] = (1|\"x\"|null|true|\\[1, \"y\"\\]|\\{ a = 1 \\}|a\\.b\\[0\\]|f\\(1\\)|\"\\$\\{a\\}\")",
        "[a-d]( \"[a-c]\"| [a-c]){0,2} \\{ ?([a-d] = 1)? ?\\}",
        "[a-d] \\{\n  [a-d] = \"v\"\n  [a-d] \"l\" \\{\\}\n\\}",
        "[a-d \"={}\\[\\]$%<\n-]{0,12}",
    ];
    prop::collection::vec(item, 0..8).prop_map(|items| items.join("\n"))
}

fn check(spec: &Spec, name: &str, text: &str) {
    let mut found = Diagnostics::new();
    let body = parse(&SourceFile::new(name, text), &mut found);
    let (value, wrong) = decode(&body, spec, &Context::new());
    let (_, rest, _) = partial_decode(&body, spec, &Context::new());
    for finding in found.iter().chain(wrong.iter()) {
        let place = finding.place.as_ref().expect("every finding has a place");
        let range = place.range().expect("and a range");
        // What a transformation fails at lies in the spec.
        let text = place.file().text();
        assert!(
            range.start <= range.end && range.end <= text.len(),
            "{finding:?}"
        );
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    }
    let _ = (value.to_json().to_string(), value.ty(), rest.place());
    let _ = (
        spec.variables(&body),
        spec.source_range(&body),
        spec.child_block_types(),
    );
    // What stands in for a null, or is made of a value, may have any type.
    let fixed = !["Default(", "Transform("]
        .iter()
        .any(|kind| format!("{spec:?}").contains(kind));
    if found.is_empty() && wrong.is_empty() && fixed && !spec.implied_type().has_any() {
        assert_eq!(value.ty(), spec.implied_type().without_optional());
    }
}

proptest! {
    #[test]
    fn any_body_is_decoded_or_refused(spec in spec(), text in body()) {
        check(&spec, "input.hcl", &text);
    }

    #[test]
    fn any_json_is_decoded_or_refused(
        spec in spec(),
        text in r#"\{("[a-d]": (1|"x"|null|\[1, \{"a": 2\}\]|\{"b": \{"c": 1\}\}),? ?){0,4}\}?"#,
    ) {
        check(&spec, "input.hcl.json", &text);
    }

    #[test]
    fn any_text_is_a_spec_file_or_refused(text in "(object|attr|block_map|default|[a-d\" ={}\n\\[\\]]){0,30}") {
        if let Err(errors) = SpecFile::parse(&SourceFile::new("a.hcldec", text)) {
            prop_assert!(errors.has_errors());
        }
    }
}

fn any_spec() -> Spec {
    ObjectSpec::new().attr(AttrSpec::new("a", Type::Any)).into()
}

#[test]
fn a_million_brackets_are_a_diagnostic() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{a=", "}"),
        ("\"${", "}\""),
        ("!", ""),
        ("a {\n", "}\n"),
        ("(true ? ", " : 2)"),
        ("[for x in [1] : ", "]"),
    ] {
        for closed in [true, false] {
            let close = if closed {
                close.repeat(1_000_000)
            } else {
                String::new()
            };
            let text = format!("a = {}1{close}\n", open.repeat(1_000_000));
            let text = if open.ends_with('\n') {
                text.trim_start_matches("a = ")
            } else {
                &text
            };
            let mut found = Diagnostics::new();
            let body = parse(&SourceFile::new("deep.hcl", text), &mut found);
            let (_, wrong) = decode(&body, &any_spec(), &Context::new());
            assert!(found.has_errors() || wrong.has_errors(), "{open}");
        }
    }
    let text = format!(
        "{{\"a\": {}1{}}}",
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    let mut found = Diagnostics::new();
    let _ = parse(&SourceFile::new("deep.json", text), &mut found);
    assert!(found.has_errors());
}

#[test]
fn nul_and_lone_surrogates_are_a_diagnostic() {
    for text in ["a = \"\0\"\n", "\0", "a = \"\\ud800\"\n", "a = 1 \u{1}\n"] {
        let mut found = Diagnostics::new();
        let body = parse(&SourceFile::new("odd.hcl", text), &mut found);
        let (_, wrong) = decode(&body, &any_spec(), &Context::new());
        assert!(found.has_errors() || wrong.has_errors(), "{text:?}");
    }
}
