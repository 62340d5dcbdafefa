//! What cannot be known can be said: the line that a message shows for the type overrides,
//! put where it says, ends that message.

use packer_sdc::emit::{Forms, Target};
use packer_sdc::read::rust::{Input, Reading, Request, read};
use std::fs;

const MANIFEST: &str = "[package]\nname = \"a\"\nedition = \"2024\"\n\
    [dependencies]\nserde = \"1\"\nnot-fetched = \"1\"\n";

/// The codes and the shown lines of all findings about a package.
fn findings(source: &str, types: &[String], overrides: &[String]) -> Vec<(String, Vec<String>)> {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let write = |path: &str, text: String| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
        fs::write(path, text).expect("it is writable");
    };
    let table = "[package.metadata.sdc.types]\n";
    write(
        "Cargo.toml",
        format!("{MANIFEST}{table}{}", overrides.join("\n")),
    );
    write(
        "src/lib.rs",
        source.replace("@D", "#[derive(serde::Deserialize)] pub"),
    );
    let input = Input::Package(dir.path().to_owned());
    let request = Request {
        input,
        types: types.to_vec(),
        ..Request::default()
    };
    let Reading {
        model, diagnostics, ..
    } = read(&request).expect("there is a package");
    let packer = Forms::new(&model, Target::Packer).findings();
    let hcl = Forms::new(&model, Target::Hcl).findings();
    let all = diagnostics.iter().chain(packer.iter()).chain(hcl.iter());
    all.map(|found| {
        let lines = found.help.iter().filter_map(|help| {
            let (_, line) = help.split_once("[package.metadata.sdc.types]`: `")?;
            Some(line.trim_end_matches('`').to_owned())
        });
        (found.code.to_owned(), lines.collect())
    })
    .collect()
}

/// Follows the advice of each message with one of these codes until there is none.
fn advice_works(source: &str, types: &[&str], codes: &[&str]) {
    let types: Vec<String> = types.iter().map(ToString::to_string).collect();
    let mut overrides: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    for _ in 0..10 {
        let found = findings(source, &types, &overrides);
        let Some((code, lines)) = found.first() else {
            break;
        };
        let line = lines
            .first()
            .unwrap_or_else(|| panic!("{code} shows no line: {source}"));
        assert!(
            !overrides.contains(line),
            "{line} does not end {code}: {source}"
        );
        seen.push(code.clone());
        overrides.push(line.clone());
    }
    assert_eq!(seen, codes, "{source}");
    assert!(
        findings(source, &types, &overrides).is_empty(),
        "{overrides:?}: {source}"
    );
}

#[test]
fn names_that_lead_nowhere() {
    let unknown = "unknown-name";
    advice_works("@D struct Config { a: Missing }", &["Config"], &[unknown]);
    advice_works(
        "@D struct Config { a: Vec<Missing>, b: u8 }",
        &["Config"],
        &[unknown],
    );
    advice_works(
        "@D struct W(Missing); @D struct Config { a: W }",
        &["Config"],
        &[unknown],
    );
    advice_works(
        "@D struct W(Missing); @D struct Config { a: W }",
        &[],
        &[unknown],
    );
    advice_works(
        "mod m { @D struct Inner { a: Missing } } @D struct Config { a: m::Inner }",
        &["Config"],
        &[unknown],
    );
    advice_works(
        "@D struct P<T> { a: T, b: Missing } @D struct Config { a: P<String> }",
        &["Config"],
        &[unknown],
    );
    advice_works(
        "@D enum E { A(Missing), B { x: u8 } } @D struct Config { a: E }",
        &["Config"],
        &[unknown],
    );
    advice_works(
        "mod a { @D struct X { x: u8 } } mod b { @D struct X { y: u8 } } use a::*; use b::*;
         @D struct Config { a: X }",
        &["Config"],
        &["ambiguous-name"],
    );
}

#[test]
fn sources_that_are_not_there() {
    advice_works(
        "@D struct Config { a: not_fetched::Size, b: Option<not_fetched::Size> }",
        &["Config"],
        &["missing-dependency", "missing-dependency"],
    );
}

#[test]
fn types_that_are_not_known() {
    advice_works(
        "pub struct Made; @D struct Config { a: Made, b: Vec<Made> }",
        &["Config"],
        &["no-wire-form", "no-wire-form"],
    );
    advice_works(
        "fn f() {} @D struct Config { #[serde(deserialize_with = \"f\")] a: u8 }",
        &["Config"],
        &["no-wire-form"],
    );
    advice_works(
        "pub struct Made; @D struct Inner { a: Made } @D struct Config { #[serde(flatten)] i: Inner }",
        &["Config"],
        &["no-wire-form"],
    );
    advice_works(
        "pub struct Made; @D #[serde(tag = \"t\")] enum E { A { m: Made }, B { n: u8 } }
         @D struct Config { e: E }"
            .replace("@D #", "#[derive(serde::Deserialize)] #")
            .replace("] enum", "] pub enum")
            .as_str(),
        &["Config"],
        &["no-wire-form"],
    );
    advice_works("pub struct Config { a: u8 }", &["Config"], &["no-body"]);
}
