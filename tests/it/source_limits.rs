//! Source that goes round in circles, or grows without end where it is followed: an answer
//! in a moment, and never a crash.

use packer_sdc::read::rust::{Input, Reading, Request, read};
use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

const MANIFEST: &str = "[package]\nname = \"a\"\nedition = \"2024\"\n";

/// Reads all of a package, in a debug build on a busy machine too.
fn reading(files: &[(&str, &str)]) -> Reading {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    for (path, text) in [&[("Cargo.toml", MANIFEST)], files].concat() {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
        let text = text.replace("@D", "#[derive(serde::Deserialize)] pub");
        fs::write(path, text).expect("it is writable");
    }
    let start = Instant::now();
    let input = Input::Package(dir.path().to_owned());
    let request = Request {
        input,
        ..Request::default()
    };
    let reading = read(&request).expect("there is a package");
    assert!(start.elapsed() < Duration::from_secs(20));
    reading
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn a_glob_of_nothing_gives_nothing() {
    for first in [
        "use log::*;",
        "foo!{} use q::*;",
        "#[cfg(feature=\"z\")] mod q {} use q::*;",
        "use a::*; use b::*;",
        "pub use self::q::*; use q::r::*;",
    ] {
        let text = format!("{first}\n@D struct C {{ kind: String }}");
        let found = reading(&[("src/lib.rs", &text)]);
        assert_eq!(codes(&found), [""; 0], "{first}");
        let text = format!("{first}\n@D struct C {{ kind: Kind }}");
        let found = reading(&[("src/lib.rs", &text)]);
        assert!(found.diagnostics.has_errors(), "{first}");
    }
}

#[test]
fn modules_and_files_that_hold_themselves_are_told() {
    let itself = "@D struct C { a: u8 } #[path = \"lib.rs\"] mod x;";
    assert_eq!(
        codes(&reading(&[("src/lib.rs", itself)])),
        ["circular-modules"]
    );
    let found = reading(&[
        ("src/lib.rs", "@D struct C { a: u8 } mod one;"),
        ("src/one.rs", "#[path = \"two.rs\"] pub mod two;"),
        ("src/one/two.rs", "#[path = \"../one.rs\"] pub mod one;"),
        ("src/two.rs", "#[path = \"one.rs\"] pub mod one;"),
    ]);
    assert_eq!(codes(&found), ["circular-modules"]);
    let twice = "include!(\"lib.rs\"); include!(\"lib.rs\"); @D struct C { a: u8 }";
    let found = reading(&[("src/lib.rs", twice)]);
    assert_eq!(codes(&found), ["include-cycle", "include-cycle"]);
}

#[test]
fn each_name_of_a_module_is_looked_up_once() {
    let mut ladder = String::new();
    for i in 0..40 {
        for name in ["a", "b"] {
            let next = i + 1;
            let _ = writeln!(
                ladder,
                "pub mod {name}{i} {{ pub use super::a{next}::*; pub use super::b{next}::*; }}"
            );
        }
    }
    ladder += "pub mod a40 {} pub mod b40 {} use a0::*; @D struct D { a: Zed }";
    assert_eq!(
        codes(&reading(&[("src/lib.rs", &ladder)])),
        ["unknown-name"]
    );
    let mut round = String::new();
    for i in 0..10 {
        let globs = (0..10).map(|j| format!("pub use super::m{j}::*;"));
        let _ = writeln!(
            round,
            "pub mod m{i} {{ {} @D struct S{i} {{ a: S{} }} }}",
            globs.collect::<String>(),
            (i + 1) % 10
        );
    }
    round += "use m0::*; @D struct D { a: S7, b: Missing }";
    assert_eq!(codes(&reading(&[("src/lib.rs", &round)])), ["unknown-name"]);
    let mut named = String::new();
    for i in 0..30 {
        let next = (i + 1) % 30;
        let _ = writeln!(
            named,
            "pub mod m{i} {{ pub use super::m{next}::Zed; pub use super::m{next}::*; }}"
        );
    }
    named += "@D struct D { a: m0::Zed }";
    assert_eq!(codes(&reading(&[("src/lib.rs", &named)])), ["unknown-name"]);
}

#[test]
fn what_doubles_with_every_line_has_a_limit() {
    let mut macros = String::new();
    for i in 0..40 {
        let next = i + 1;
        let _ = writeln!(
            macros,
            "macro_rules! m{i} {{ () => {{ m{next}!{{}} m{next}!{{}} }} }}"
        );
    }
    macros += "macro_rules! m40 { () => {} } m0!{} @D struct D { a: u8 }";
    assert_eq!(codes(&reading(&[("src/lib.rs", &macros)])), ["macro-limit"]);
    let endless =
        "macro_rules! m { ($($t:tt)*) => { m!{ $($t)* $($t)* } } } m!{a} @D struct D { a: u8 }";
    assert_eq!(codes(&reading(&[("src/lib.rs", endless)])), ["macro-limit"]);
    let mut aliases = String::new();
    for i in 0..30 {
        let _ = writeln!(aliases, "type A{i} = (A{0}, A{0});", i + 1);
    }
    aliases += "type A30 = u8; @D struct D { a: A0 }";
    assert_eq!(codes(&reading(&[("src/lib.rs", &aliases)])), ["too-large"]);
    let mut tuples = String::new();
    for i in 0..30 {
        let _ = writeln!(tuples, "@D struct T{i}(T{0}, T{0});", i + 1);
    }
    tuples += "@D struct T30(u8, u8); @D struct D { a: T0 }";
    let found = reading(&[("src/lib.rs", &tuples)]);
    assert!(!found.diagnostics.has_errors(), "{}", found.diagnostics);
    let generic = "@D struct P<T> { a: Option<Box<P<(T, T)>>> } @D struct D { a: P<u8> }";
    assert_eq!(codes(&reading(&[("src/lib.rs", generic)])), ["too-large"]);
    let objects: String = (0..30)
        .map(|i| {
            format!(
                "@D struct S{i} {{ a: (S{0}, S{0}), b: (S{0}, S{0}) }}\n",
                i + 1
            )
        })
        .collect();
    let objects = objects + "@D struct S30 { a: u8 } @D struct D { a: S0 }";
    let found = reading(&[("src/lib.rs", &objects)]);
    assert!(!found.diagnostics.has_errors(), "{}", found.diagnostics);
}
