//! The rooms know each other as docs/architecture.md says, and in no other way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The rooms of each crate that the page lists, by the folder of its sources, from the top.
fn listed() -> BTreeMap<String, Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let text = fs::read_to_string(path).expect("the page is there");
    let mut crates = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(folder) = line.strip_prefix("```rooms ") else {
            continue;
        };
        let rows = lines.by_ref().take_while(|line| *line != "```");
        // Two spaces part the names from what is said of them.
        let names = rows.map(|row| row.split("  ").next().unwrap_or(row));
        let rooms = names.flat_map(|names| names.split(' ')).map(str::to_owned);
        crates.insert(folder.to_owned(), rooms.collect());
    }
    crates
}

/// The first names of all paths in a source that begin at the root of its crate.
fn reached(text: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: Vec<&str> = code.collect();
    let code = code.join("\n");
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let listed = rest.strip_prefix('{').map(|list| list.split('}').next());
        let list = listed.flatten().unwrap_or(rest);
        let paths = list
            .split(',')
            .take(if listed.is_some() { usize::MAX } else { 1 });
        names.extend(paths.filter_map(|path| {
            let mut words = path
                .trim()
                .split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.next().map(str::to_owned)
        }));
    }
    names
}

/// The rooms that the public names at the root of a crate come from.
fn homes(lib: &str) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for statement in lib.split("pub use ").skip(1) {
        let Some((path, _)) = statement.split_once(';') else {
            continue;
        };
        let Some((room, names)) = path.split_once("::") else {
            continue;
        };
        let names = names.trim_matches(['{', '}']).split(',').map(str::trim);
        homes.extend(names.map(|name| (name.to_owned(), room.to_owned())));
    }
    homes
}

/// The source with those of its relative paths that lead to the root of the crate written from
/// there. A file at the top is one `super` below it.
fn from_the_root(text: &str, path: &Path) -> String {
    let depth = path.components().count();
    let supers = "super::".repeat(depth);
    text.lines()
        .map(|line| match line.strip_prefix("use ") {
            Some(rest)
                if rest.starts_with(&supers) && !rest[supers.len()..].starts_with("super") =>
            {
                format!("use crate::{}", &rest[supers.len()..])
            }
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn no_room_uses_one_above_its_own() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let crates = listed();
    assert!(!crates.is_empty());
    for (folder, rooms) in &crates {
        let floor = |name: &str| rooms.iter().position(|room| room == name);
        let mut wrong = Vec::new();
        let mut seen = 0;
        let lib = fs::read_to_string(project.join(folder).join("lib.rs"));
        let homes = homes(&lib.expect("a crate has a root"));
        for entry in WalkDir::new(project.join(folder)) {
            let entry = entry.expect("the sources can be read");
            let path = entry
                .path()
                .strip_prefix(project.join(folder))
                .expect("below");
            let shown = path.display();
            let room = path
                .components()
                .next()
                .map(|c| Path::new(&c).with_extension(""));
            let room = room.and_then(|room| room.to_str().map(str::to_owned));
            let is_source = path.extension().is_some_and(|end| end == "rs");
            // Tests may look at a room from above.
            let is_test = path.file_name().is_some_and(|name| name == "tests.rs");
            let Some(room) = room.filter(|room| is_source && !is_test && room != "lib") else {
                continue;
            };
            let Some(own) = floor(&room) else {
                wrong.push(format!("{shown}: `{room}` is not in docs/architecture.md"));
                continue;
            };
            let text = fs::read_to_string(entry.path()).expect("a source is text");
            for name in reached(&from_the_root(&text, path)) {
                let name = homes.get(&name).unwrap_or(&name);
                let Some(other) = floor(name) else { continue };
                seen += 1;
                if other < own {
                    wrong.push(format!(
                        "{shown}: `{room}` uses `{name}`, which is above it"
                    ));
                }
            }
        }
        assert!(seen > 0, "{folder} has no arrows");
        assert!(wrong.is_empty(), "{folder}:\n{}", wrong.join("\n"));
    }
}

/// Names of crates that are somebody else's, or that nobody may depend on.
#[test]
fn nothing_calls_the_crate_by_the_name_of_another() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // On crates.io `sdc` reads point clouds.
    let wrong = [
        "sdc::",
        "sdc = {",
        "sdc = \"",
        "cargo install sdc",
        "cargo add sdc",
    ];
    let mut found = Vec::new();
    let own = root.join(file!());
    for top in [
        "README.md",
        "Cargo.toml",
        "Makefile",
        "src",
        "crates",
        "templates",
        "docs",
        "partials",
        ".web-docs",
        "testdata",
        "tests",
        "benches",
    ] {
        let enter = |entry: &walkdir::DirEntry| entry.file_name() != "target";
        for entry in WalkDir::new(root.join(top)).into_iter().filter_entry(enter) {
            let entry = entry.expect("the project can be read");
            if entry.path() == own || !entry.file_type().is_file() {
                continue;
            }
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue;
            };
            for name in wrong {
                let hits = text.match_indices(name).filter(|(at, _)| {
                    let before = text[..*at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-')
                });
                found.extend(hits.map(|_| format!("{}: {name}", entry.path().display())));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
