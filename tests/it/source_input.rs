//! Reading takes any text: it ends, and says what is wrong, whatever stands in a file.

use packer_sdc::read::rust::{Input, Reading, Request, read};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;

fn read_text(text: &str) -> Reading {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    fs::create_dir(dir.path().join("src")).expect("it is empty");
    fs::write(dir.path().join("Cargo.toml"), "[package]\nname = 'a'\n").expect("it is writable");
    fs::write(dir.path().join("src/lib.rs"), text).expect("it is writable");
    let request = Request {
        input: Input::Package(dir.path().to_owned()),
        ..Request::default()
    };
    read(&request).expect("there is a package")
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.diagnostics.iter().map(|d| d.code).collect()
}

const WORDS: [&str; 60] = [
    "struct",
    "enum",
    "A",
    "B",
    "T",
    "Config",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "[",
    "]",
    ":",
    "::",
    ",",
    ";",
    "=",
    "#",
    "!",
    "&",
    "'a",
    "->",
    "|",
    "u8",
    "String",
    "Option",
    "Vec",
    "Box",
    "Self",
    "self",
    "super",
    "crate",
    "use",
    "as",
    "*",
    "mod",
    "pub",
    "impl",
    "Default",
    "for",
    "fn",
    "type",
    "const",
    "where",
    "dyn",
    "#[derive(Deserialize)]",
    "#[serde(default)]",
    "#[serde(flatten)]",
    "#[serde(tag = \"t\")]",
    "#[serde(default = \"A::f\")]",
    "#[serde(rename_all = \"camelCase\")]",
    "#[serde(from = \"A\")]",
    "#[cfg_attr(all(), serde(alias = \"x\"))]",
    "\"x\"",
    "1",
    "r#type",
    "/// doc\n",
    "include!(\"lib.rs\");",
];

/// Struct-like text in which almost everything refers to everything.
fn items() -> impl Strategy<Value = String> {
    let ty = prop::sample::select(vec![
        "A",
        "B<A>",
        "C",
        "D",
        "Option<A>",
        "Vec<B<u8>>",
        "Box<C>",
        "B<B<D>>",
        "[D; 3]",
        "(A, C)",
        "E",
        "F",
        "std::time::Duration",
        "HashMap<String, C>",
        "<A as Tr>::Out",
        "Self",
        "super::A",
        "missing::X",
    ]);
    let attr = prop::sample::select(vec![
        "",
        "",
        "",
        "#[serde(default)]",
        "#[serde(flatten)]",
        "#[serde(skip)]",
        "#[serde(default = \"f\")]",
        "#[serde(with = \"g\")]",
        "#[serde(rename = \"a\")]",
    ]);
    let field = (attr.clone(), ty.clone()).prop_map(|(attr, ty)| format!("{attr} NAME: {ty},"));
    let fields = prop::collection::vec(field, 0..4).prop_map(|fields| {
        let named = fields
            .iter()
            .enumerate()
            .map(|(i, f)| f.replace("NAME", &format!("f{i}")));
        named.collect::<String>()
    });
    let on_struct = prop::sample::select(vec![
        "",
        "#[serde(default)]",
        "#[serde(transparent)]",
        "#[serde(from = \"C\")]",
        "#[serde(deny_unknown_fields)]",
    ]);
    let on_enum = prop::sample::select(vec![
        "",
        "#[serde(untagged)]",
        "#[serde(tag = \"f0\")]",
        "#[serde(tag = \"t\", content = \"c\")]",
    ]);
    (
        prop::collection::vec((on_struct, fields.clone()), 4),
        prop::collection::vec((on_enum, fields, ty.clone()), 2),
        ty,
    )
        .prop_map(|(structs, enums, alias)| {
            let names = ["A", "B<T>", "C", "D"];
            let mut text = "use serde::Deserialize; use std::collections::HashMap; use self::m::*; mod m { pub use super::*; }\n".to_owned();
            for ((attr, fields), name) in structs.iter().zip(names) {
                let _ = writeln!(text, "#[derive(Deserialize, Default)] {attr} struct {name} {{ {fields} }}");
            }
            for ((attr, fields, ty), name) in enums.iter().zip(["E", "F"]) {
                let _ = writeln!(text, "#[derive(Deserialize)] {attr} enum {name} {{ V({ty}), W {{ {fields} }}, U }}");
            }
            text + &format!("type Al = {alias}; trait Tr {{ type Out; }} impl Tr for A {{ type Out = Al; }} fn f() -> u8 {{ f() }}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
        read_text(&words.join(" "));
    }

    #[test]
    fn any_structs_that_refer_to_each_other_are_read(text in items()) {
        read_text(&text);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}") {
        read_text(&format!("#[derive(Deserialize)] struct A {{ a: B }} {text}"));
    }
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let deep = |open: &str, close: &str, n: usize| {
        format!("struct A {{ a: {}u8{} }}", open.repeat(n), close.repeat(n))
    };
    for text in [
        deep("(", ")", 100_000),
        deep("Vec<", ">", 50_000),
        deep("&", "", 100_000),
        format!("const A: u8 = {}1;", "-".repeat(100_000)),
        format!("fn f() {{ {}{{}} }}", "if a {} else ".repeat(50_000)),
        format!("const A: u8 = {}1;", "a = ".repeat(50_000)),
    ] {
        assert_eq!(
            codes(&read_text(&format!("// Deserialize\n{text}"))),
            ["too-deep"]
        );
    }
}

#[test]
fn what_is_nested_deeply_but_not_too_deeply_is_read() {
    let text = format!(
        "#[derive(Deserialize)] struct A {{ a: {}u8{} }}",
        "Vec<".repeat(2_000),
        ">".repeat(2_000)
    );
    let reading = read_text(&text);
    assert_eq!(codes(&reading), [] as [&str; 0]);
    let text = format!(
        "const A: u8 = {}1{}; // Deserialize",
        "(".repeat(5_000),
        ")".repeat(5_000)
    );
    assert_eq!(codes(&read_text(&text)), [] as [&str; 0]);
}

#[test]
fn ten_thousand_fields_are_read() {
    let fields: String = (0..10_000)
        .map(|i| format!("    /// Field {i}.\n    field_{i}: Option<String>,\n"))
        .collect();
    let reading = read_text(&format!("#[derive(Deserialize)] struct A {{\n{fields}}}"));
    assert_eq!(codes(&reading), [] as [&str; 0]);
    let fields = &reading.model.types[0].fields;
    assert_eq!(fields.len(), 10_000);
    assert_eq!(fields[9_999].doc, "Field 9999.");
    assert_eq!(fields[9_999].place.line_column(), Some((20_001, 5)));
}
