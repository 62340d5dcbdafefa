//! Names lead where rustc would take them, through modules, files, globs, aliases and
//! crates; a type is shown by the path of what it led to.

use packer_sdc::model::{FieldType, Model};
use packer_sdc::read::rust::{Features, Input, Reading, Request, read};
use std::fs;

const MANIFEST: &str =
    "[package]\nname = \"a\"\nedition = \"2024\"\n[dependencies]\nserde = \"1\"\n";

fn reading(files: &[(&str, &str)], request: Request) -> Reading {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    for (path, text) in [&[("Cargo.toml", MANIFEST)], files].concat() {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
        fs::write(
            path,
            text.replace("@D", "#[derive(serde::Deserialize)] pub"),
        )
        .expect("it is writable");
    }
    let input = Input::Package(dir.path().to_owned());
    read(&Request { input, ..request }).expect("there is a package")
}

/// The fields of `Config`: `name -> what it is`, without diagnostics.
fn config(files: &[(&str, &str)]) -> Vec<String> {
    let request = Request {
        types: vec!["Config".to_owned()],
        ..Request::default()
    };
    let reading = reading(files, request);
    assert!(reading.diagnostics.is_empty(), "{}", reading.diagnostics);
    fields(&reading.model)
}

fn fields(model: &Model) -> Vec<String> {
    let fields = model
        .types
        .first()
        .map(|ty| ty.fields.as_slice())
        .unwrap_or_default();
    let shown = fields.iter().map(|field| match &field.ty {
        FieldType::Block { nested, .. } => format!("{} -> {nested}", field.name),
        FieldType::Attribute(ty) => format!("{} -> {ty}", field.name),
    });
    shown.collect()
}

fn errors(files: &[(&str, &str)]) -> Vec<String> {
    let request = Request {
        types: vec!["Config".to_owned()],
        ..Request::default()
    };
    let reading = reading(files, request);
    reading
        .diagnostics
        .iter()
        .map(|d| d.message.clone())
        .collect()
}

#[test]
fn modules_lie_where_rustc_looks_for_them() {
    let found = config(&[
        (
            "src/lib.rs",
            "mod plain; mod folder; #[path = \"odd/name.rs\"] mod odd;
             mod inline { pub mod below; #[path = \"moved.rs\"] pub mod moved; }
             #[path = \"base\"] mod based { pub mod inner; }
             @D struct Config { a: plain::child::C, b: folder::child::C, c: odd::sibling::C,
                d: inline::below::C, e: inline::moved::C, f: based::inner::C, g: plain::r#type::C }",
        ),
        ("src/plain.rs", "pub mod child; pub mod r#type;"),
        ("src/plain/child.rs", "@D struct C { x: u8 }"),
        ("src/plain/type.rs", "@D struct C { x: u8 }"),
        ("src/folder/mod.rs", "pub mod child;"),
        ("src/folder/child.rs", "@D struct C { x: u8 }"),
        ("src/odd/name.rs", "pub mod sibling;"),
        ("src/odd/sibling.rs", "@D struct C { x: u8 }"),
        ("src/inline/below.rs", "@D struct C { x: u8 }"),
        ("src/inline/moved.rs", "@D struct C { x: u8 }"),
        ("src/base/inner.rs", "@D struct C { x: u8 }"),
    ]);
    assert_eq!(
        found,
        [
            "a -> plain::child::C",
            "b -> folder::child::C",
            "c -> odd::sibling::C",
            "d -> inline::below::C",
            "e -> inline::moved::C",
            "f -> based::inner::C",
            "g -> plain::type::C"
        ]
    );
}

#[test]
fn a_path_attribute_inside_an_inline_module_is_relative_to_its_folder() {
    let found = config(&[
        (
            "src/lib.rs",
            "pub mod outer; @D struct Config { a: outer::inline::moved::C }",
        ),
        (
            "src/outer.rs",
            "pub mod inline { #[path = \"x.rs\"] pub mod moved; }",
        ),
        ("src/outer/inline/x.rs", "@D struct C { x: u8 }"),
    ]);
    assert_eq!(found, ["a -> outer::inline::moved::C"]);
}

#[test]
fn imports_are_renamed_grouped_and_passed_on() {
    let found = config(&[(
        "src/lib.rs",
        "mod m { pub mod n { @D struct A { x: u8 } @D struct B { x: u8 } } pub use self::n::A as Z; pub use n::*; }
         mod p { pub use super::m::{self, Z as Y, n::{self as deep, B}}; pub(crate) use crate::m as whole; }
         use p::{deep as d, whole::n, *};
         @D struct Config { a: Y, b: B, c: d::A, e: n::B, f: crate::p::m::Z, g: self::p::Y, h: m::B }",
    )]);
    let (a, b) = ("m::n::A", "m::n::B");
    let expected = [
        ("a", a),
        ("b", b),
        ("c", a),
        ("e", b),
        ("f", a),
        ("g", a),
        ("h", b),
    ];
    assert_eq!(
        found,
        expected.map(|(name, path)| format!("{name} -> {path}"))
    );
}

#[test]
fn own_items_come_before_imports_and_these_before_globs() {
    let found = config(&[(
        "src/lib.rs",
        "mod x { @D struct A { x: u8 } @D struct B { x: u8 } @D struct String { x: u8 } @D struct Vec { x: u8 } }
         mod y { @D struct B { x: u8 } }
         use x::*; use y::B;
         @D struct A { x: u8 }
         @D struct Config { a: A, b: B, s: String, v: std::vec::Vec<u8>, o: Option<std::string::String> }",
    )]);
    assert_eq!(
        found,
        [
            "a -> A",
            "b -> y::B",
            "s -> x::String",
            "v -> list(number)",
            "o -> string"
        ]
    );
}

#[test]
fn globs_that_lead_to_each_other_end() {
    let text = "mod x { pub use super::y::*; @D struct A { x: u8 } } mod y { pub use super::x::*; @D struct B { x: u8 } }
         @D struct Config { a: y::A, b: x::B";
    let whole = format!("{text} }}");
    assert_eq!(
        config(&[("src/lib.rs", &whole)]),
        ["a -> x::A", "b -> y::B"]
    );
    let missing = format!("{text}, c: x::C }}");
    assert_eq!(
        errors(&[("src/lib.rs", &missing)]),
        ["there is no `C` in `x`"]
    );
}

#[test]
fn globs_and_imports_that_lead_to_each_other_are_followed_until_nothing_new_comes() {
    let found = config(&[
        (
            "src/lib.rs",
            "@D struct Config { a: config::Streaming, b: config::Opt }
             pub mod config { mod streaming; pub use streaming::{Opt, Streaming}; }",
        ),
        (
            "src/config/streaming.rs",
            "use super::*; mod trace; pub use trace::*; @D struct Streaming { o: Opt }",
        ),
        ("src/config/streaming/trace.rs", "@D enum Opt { On, Off }"),
    ]);
    assert_eq!(found, ["a -> config::streaming::Streaming", "b -> string"]);
    // What a glob brings may be the way of another glob, or of an import by name.
    let found = config(&[(
        "src/lib.rs",
        "use a::*; use b::*; use c::Deep;
         mod a { pub mod b { pub mod c { @D struct Deep { x: u8 } @D struct Near { x: u8 } } } }
         use c::*; @D struct Config { a: Deep, b: Near }",
    )]);
    assert_eq!(found, ["a -> a::b::c::Deep", "b -> a::b::c::Near"]);
}

#[test]
fn a_glob_takes_only_what_it_may_see() {
    let text = "mod x { use super::z::A; pub use super::z::A as C; } mod z { @D struct A { x: u8 } } mod y { @D struct A { x: u8 } }
         use x::*; use y::*;
         @D struct Config { a: A, c: C }";
    assert_eq!(config(&[("src/lib.rs", text)]), ["a -> y::A", "c -> z::A"]);
}

#[test]
fn aliases_and_parameters_are_replaced() {
    let found = config(&[(
        "src/lib.rs",
        "use std::collections::HashMap as Map;
         type Named<T, K = String> = Map<K, Vec<T>>; type Opt<T> = Option<T>;
         mod g { @D struct Pair<A, B = bool, const N: usize = 2> { a: A, b: B, c: [A; N] } }
         mod t { pub trait Has { type Out; } pub struct Marker; impl Has for Marker { type Out = super::Named<u8>; } }
         @D struct Config { a: Named<u8>, b: Named<Opt<u8>, char>, c: g::Pair<String>, d: g::Pair<u8, u8, 3>,
            e: <t::Marker as t::Has>::Out, f: Opt<Box<g::Pair<Opt<u8>>>> }",
    )]);
    assert_eq!(
        found,
        [
            "a -> map(list(number))",
            "b -> map(list(number))",
            "c -> g::Pair<String>",
            "d -> g::Pair<u8, u8, 3>",
            "e -> map(list(number))",
            "f -> g::Pair<Option<u8>>"
        ]
    );
}

#[test]
fn a_parameter_comes_before_an_item_of_its_name() {
    let text = "mod m { @D struct T { x: u8 } @D struct Wrap<T> { t: T } } @D struct Config { a: m::Wrap<bool> }";
    let request = Request {
        types: vec!["Config".to_owned()],
        ..Request::default()
    };
    let reading = reading(&[("src/lib.rs", text)], request);
    let wrap = reading.model.get("m::Wrap<bool>").expect("it is reached");
    assert_eq!(format!("{:?}", wrap.fields[0].ty), "Attribute(Bool)");
}

#[test]
fn other_crates_are_followed_by_the_names_they_have_here() {
    let found = config(&[
        (
            "Cargo.toml",
            "[package]\nname = \"a\"\nedition = \"2024\"\n[dependencies]\n\
             renamed = { path = \"other\", package = \"other-crate\", features = [\"extra\"] }\n",
        ),
        (
            "src/lib.rs",
            "extern crate renamed as again;
             @D struct Config { a: renamed::A, b: again::tls::Tls, c: ::renamed::Short, d: renamed::Url }",
        ),
        (
            "other/Cargo.toml",
            "[package]\nname = \"other-crate\"\nedition = \"2024\"\n[lib]\nname = \"other_lib\"\n\
             [features]\nextra = []\n[dependencies]\nold = { path = \"../old\" }\nurl = \"2\"\n",
        ),
        (
            "other/src/lib.rs",
            "@D struct A { x: u8 } pub use old::*; #[cfg(feature = \"extra\")] pub use old::tls::Tls as Short; pub use url::Url;",
        ),
        ("old/Cargo.toml", "[package]\nname = \"old\"\n"),
        ("old/src/lib.rs", "pub mod tls; mod cipher { @D struct C { x: u8 } }"),
        ("old/src/tls.rs", "use cipher::C; @D struct Tls { c: C, d: ::cipher::C }"),
    ]);
    assert_eq!(
        found,
        [
            "a -> other_lib::A",
            "b -> old::tls::Tls",
            "c -> old::tls::Tls",
            "d -> string"
        ]
    );
}

#[test]
fn included_items_are_the_modules_own_and_items_of_functions_are_not() {
    let text = "include!(\"more.inc\"); fn f() { @D struct Local { x: u8 } } @D struct Config { a: More, b: Local }";
    let files = [
        ("src/lib.rs", text),
        ("src/more.inc", "@D struct More { x: u8 }"),
    ];
    assert_eq!(errors(&files), ["there is no `Local` in this scope"]);
}

#[test]
fn what_is_not_compiled_is_not_there() {
    let text = "#[cfg(test)] mod m { @D struct A { test: u8 } } #[cfg(not(test))] mod m { @D struct A { x: u8 } }
         #[cfg(windows)] use w::B; #[cfg(not(windows))] use u::B;
         mod w { @D struct B { x: u8 } } mod u { @D struct B { x: u8 } }
         @D struct Config { a: m::A, b: B, #[cfg(feature = \"f\")] f: u8, #[cfg(windows)] w: u8, #[cfg(unix)] u: u8 }";
    let manifest = format!("{MANIFEST}[features]\ndefault = [\"e\"]\ne = [\"f\"]\nf = []\n");
    let with = |rust_target: &str, no_default| {
        let request = Request {
            types: vec!["Config".to_owned()],
            rust_target: Some(rust_target.to_owned()),
            features: Features {
                no_default,
                ..Features::default()
            },
            ..Request::default()
        };
        let reading = reading(&[("Cargo.toml", &manifest), ("src/lib.rs", text)], request);
        assert!(reading.diagnostics.is_empty(), "{}", reading.diagnostics);
        fields(&reading.model)
    };
    let linux = "x86_64-unknown-linux-gnu";
    assert_eq!(
        with(linux, false),
        ["a -> m::A", "b -> u::B", "f -> number", "u -> number"]
    );
    assert_eq!(
        with("x86_64-pc-windows-msvc", true),
        ["a -> m::A", "b -> w::B", "w -> number"]
    );
}

#[test]
fn two_things_of_one_name_are_named_and_none_is_taken() {
    let text = "mod x { @D struct A { x: u8 } } mod y { @D struct A { y: u8 } } use x::*; use y::*;
         @D struct Config { a: A }";
    assert_eq!(
        errors(&[("src/lib.rs", text)]),
        ["`A` is ambiguous: 2 things have this name"]
    );
}

#[test]
fn only_the_files_that_a_path_enters_are_read() {
    let request = Request {
        types: vec!["a::Config".to_owned()],
        ..Request::default()
    };
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c;"),
        ("src/a.rs", "@D struct Config { b: crate::b::B }"),
        ("src/b.rs", "@D struct B { x: u8 }"),
        ("src/c.rs", "this is not Rust"),
    ];
    let reading = reading(&files, request);
    assert!(reading.diagnostics.is_empty(), "{}", reading.diagnostics);
    let names: Vec<String> = reading
        .files
        .iter()
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names, ["Cargo.toml", "a.rs", "b.rs", "lib.rs"]);
}
