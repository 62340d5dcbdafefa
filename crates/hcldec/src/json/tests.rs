use crate::diagnostics::{Diagnostics, SourceFile};
use crate::{AttributeSchema, BlockSchema, Context, Schema, parse};

/// Decodes `a` and the blocks `b` (with labels) of a text, and shows values and errors.
fn decode(text: &str, labels: &[&str]) -> String {
    let file = SourceFile::new("t.json", text);
    let mut found = Diagnostics::new();
    let mut scope = Context::new();
    scope.variables.insert("x".to_owned(), "y".into());
    let schema = Schema {
        attributes: vec![AttributeSchema {
            name: "a".to_owned(),
            required: false,
        }],
        blocks: vec![BlockSchema {
            ty: "b".to_owned(),
            labels: labels.iter().map(|&label| label.to_owned()).collect(),
        }],
    };
    let content = parse(&file, &mut found).content(&schema, &mut found);
    let mut shown = Vec::new();
    for attribute in content.attributes.values() {
        let value = attribute.expression.evaluate(&scope, &mut found);
        shown.push(format!("a={}", value.to_json()));
    }
    for block in &content.blocks {
        let inner = block.body.content(&schema, &mut found);
        let value = inner.attributes.get("a");
        let value = value.map(|a| {
            a.expression
                .evaluate(&scope, &mut found)
                .to_json()
                .to_string()
        });
        shown.push(format!("b{:?}={}", block.labels, value.unwrap_or_default()));
    }
    for wrong in &found {
        let range = wrong
            .place
            .as_ref()
            .and_then(crate::diagnostics::Place::range)
            .unwrap_or(0..0);
        shown.push(format!("{}-{} {}", range.start, range.end, wrong.code));
    }
    shown.join("; ")
}

#[test]
fn strings_are_templates_and_arrays_of_objects_are_blocks() {
    for (text, labels, expected) in [
        (r#"{"a": "${x}-1"}"#, &[][..], r#"a="y-1""#),
        (
            r#"{"a": {"${x}": [1, null, true, "$${x}"]}}"#,
            &[],
            r#"a={"y":[1,null,true,"${x}"]}"#,
        ),
        (
            r#"{"a": 123456789012345678901234567890}"#,
            &[],
            "a=123456789012345678901234567890",
        ),
        (r#"{"b": {"a": 1}}"#, &[], "b[]=1"),
        (r#"{"b": [{"a": 1}, {"a": 2}]}"#, &[], "b[]=1; b[]=2"),
        (r#"{"b": null}"#, &[], ""),
        (
            r#"{"b": {"l": {"a": 1}, "m": [{"a": 2}, {"a": 3}]}}"#,
            &["n"],
            r#"b["l"]=1; b["m"]=2; b["m"]=3"#,
        ),
        (r#"{"b": [{"l": {"a": 1}}]}"#, &["n"], r#"b["l"]=1"#),
        (r#"[{"a": 1}, {"b": {}}]"#, &[], "a=1; b[]="),
        (r#"{"//": "remark", "a": 1}"#, &[], "a=1"),
    ] {
        assert_eq!(decode(text, labels), expected, "{text}");
    }
}

#[test]
fn errors_have_the_place_of_what_is_wrong() {
    for (text, labels, expected) in [
        (r#"{"aa": 1}"#, &[][..], "1-5 unsupported-argument"),
        (r#"{"a": 1, "a": 2}"#, &[], "a=1; 9-12 duplicate-argument"),
        (r#"{"b": 1}"#, &[], "b[]=; 6-7 json-body"),
        (r#"{"b": {}}"#, &["n"], "6-7 missing-label"),
        (r#"{"b": ["x"]}"#, &["n"], "7-10 json-body"),
        (r#"{"a": "\"${z}"}"#, &[], "a=null; 11-12 unknown-variable"),
        (
            r#"{"a": "\u0041${z}"}"#,
            &[],
            "a=null; 15-16 unknown-variable",
        ),
        (
            r#"{"a": {"k": 1, "k": 2}}"#,
            &[],
            r#"a={"k":1}; 15-18 duplicate-key"#,
        ),
        ("1", &[], "0-1 json-body"),
        ("", &[], "0-0 json"),
        (r#"{"a": 1,}"#, &[], "7-8 json"),
        (r#"{"a" 1}"#, &[], "5-6 json"),
        (r#"{"a": 01}"#, &[], "6-8 json"),
        (r#"{"a": "b}"#, &[], "6-7 json"),
        (r#"{"a": [1}"#, &[], "8-9 json"),
        (r#"{"a": 1"#, &[], "0-1 json"),
        (r#"{"a": tru}"#, &[], "6-9 json"),
        (r#"{"a": "\x"}"#, &[], "7-9 json"),
    ] {
        assert_eq!(decode(text, labels), expected, "{text}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    for open in ["[", "{\"a\":"] {
        assert!(decode(&open.repeat(1_000_000), &[]).ends_with("nesting"));
    }
    let nested = format!("{{\"a\":{}{}}}", "[".repeat(199), "]".repeat(199));
    assert!(decode(&nested, &[]).ends_with(&"]".repeat(199)));
}
