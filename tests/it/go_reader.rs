//! The reader of Go against what is out there: all files of Go's own library and of Go's
//! module cache, another parser, and files that nobody would write.

use gosyn::ast;
use packer_sdc::diagnostics::SourceFile;
use packer_sdc::read::go::{File, TypeKind, parse};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use walkdir::WalkDir;

/// Folders of Go files on this machine: ours, Go's own library, and what `SDC_GO_FILES` names.
fn folders() -> Vec<PathBuf> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut folders = vec![testdata];
    for name in ["SDC_GO_CORPUS", "SDC_GO_FILES"] {
        folders.extend(env::var_os(name).map(PathBuf::from));
    }
    let asked = Command::new("go").args(["env", "GOROOT"]).output();
    let root = asked
        .ok()
        .and_then(|out| String::from_utf8(out.stdout).ok());
    folders.extend(root.map(|root| Path::new(root.trim()).join("src")));
    folders.retain(|folder| folder.is_dir());
    folders
}

fn go_files() -> impl Iterator<Item = (PathBuf, String)> {
    let all = folders().into_iter().flat_map(WalkDir::new);
    let all = all.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let go = all.filter(|path| path.extension().is_some_and(|extension| extension == "go"));
    go.filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
}

fn read(text: &str) -> (File, String) {
    let (file, findings) = parse(&SourceFile::new("a.go", text));
    (file, findings.to_string())
}

/// A struct: its name, and the names and the tag of each line of fields.
type Struct = (String, Vec<(Vec<String>, Option<String>)>);

/// The structs of a file, with the names and tags of their fields.
fn structs(file: &File) -> Vec<Struct> {
    let text = |span| file.text(span).to_owned();
    let of = |decl: &packer_sdc::read::go::TypeDecl| {
        let TypeKind::Struct(fields) = &decl.ty.kind else {
            return None;
        };
        let fields = fields.iter().map(|field| {
            let names = field.names.iter().map(|name| text(*name)).collect();
            (names, field.tag.map(text))
        });
        Some((text(decl.name), fields.collect()))
    };
    file.types.iter().filter_map(of).collect()
}

/// The same of another parser.
fn structs_of_gosyn(file: &ast::File) -> Vec<Struct> {
    let mut all = Vec::new();
    for declaration in &file.decl {
        let ast::Declaration::Type(types) = declaration else {
            continue;
        };
        for spec in &types.specs {
            let ast::Expression::TypeStruct(it) = &spec.typ else {
                continue;
            };
            let fields = it.fields.iter().map(|field| {
                let names = field.name.iter().map(|name| name.name.clone()).collect();
                (names, field.tag.as_ref().map(|tag| tag.value.clone()))
            });
            all.push((spec.name.name.clone(), fields.collect()));
        }
    }
    all
}

#[test]
#[ignore = "reads all Go files on this machine"]
fn all_go_files_of_this_machine_are_read() {
    let (mut files, mut bytes, mut time) = (0, 0, std::time::Duration::ZERO);
    for (path, text) in go_files() {
        // Tests of Go's own tools, which are not to be Go.
        if path
            .components()
            .any(|part| part.as_os_str() == "testdata" || part.as_os_str() == "test")
        {
            let _ = read(&text);
            continue;
        }
        files += 1;
        bytes += text.len();
        let start = std::time::Instant::now();
        let (_, wrong) = read(&text);
        time += start.elapsed();
        assert_eq!(wrong, "", "{}", path.display());
    }
    println!("{files} files, {bytes} bytes in {time:?}");
}

#[test]
#[ignore = "reads all Go files on this machine"]
fn another_parser_sees_the_same_structs() {
    let (mut same, mut refused, mut found) = (0, 0, 0);
    for (path, text) in go_files() {
        // It does not end on a few.
        if text.len() > 500_000 || path.components().any(|part| part.as_os_str() == "testdata") {
            continue;
        }
        let Ok(Ok(other)) = std::panic::catch_unwind(|| gosyn::parse_source(&text)) else {
            refused += 1;
            continue;
        };
        let (file, _) = read(&text);
        let ours = structs(&file);
        assert_eq!(ours, structs_of_gosyn(&other), "{}", path.display());
        same += 1;
        found += ours.len();
    }
    println!("{same} files with {found} structs are the same, gosyn refuses {refused}");
    assert!(same > 0);
}

const SAMPLE: &str = include_str!("../../testdata/packer-plugin-odd/builder/odd/odd.go");
const SHADOW: &str = include_str!("../../testdata/packer-plugin-odd/builder/odd/shadow.go");

#[test]
fn a_file_may_end_anywhere() {
    for (sample, step) in [(SAMPLE, 5), (SHADOW, 1)] {
        let ends = (0..sample.len()).step_by(step);
        for end in ends.filter(|end| sample.is_char_boundary(*end)) {
            let (file, _) = read(&sample[..end]);
            let _ = structs(&file);
        }
    }
}

#[test]
fn nothing_nests_too_deeply() {
    for (before, open, close) in [
        ("type T ", "[]", ""),
        ("type T ", "*", ""),
        ("type T ", "(", ")"),
        ("type T ", "struct { F ", "}"),
        ("type T ", "func(", ")"),
        ("type T ", "func(a, b func(a, b ", "))"),
        ("type T ", "map[string]", ""),
        ("type T ", "interface { ", "}"),
        ("type T ", "G[", "]"),
        ("type T", "[P ", "any]"),
        ("const c = ", "(", ")"),
        ("var v = ", "[", "]"),
        ("func f() ", "{", "}"),
    ] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        let _ = read(&format!("package p\n\n{before}{open} int {close}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_file_ends_the_reader(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec![
                "", "{", "}", "(", ")", "[", "]", "\"", "'", "`", "\n", "\r\n", "/*", "*/", "//", ";", ",",
                ".", "*", "=", "~", "|", "<-", "...", "type ", "struct ", "func ", "interface ", "map",
                "chan ", "const ", "é", "\u{feff}", "\0", "0x", "\\",
            ]), 0_usize..40),
            1..6,
        )
    ) {
        let mut text = SAMPLE.to_owned();
        for (at, insert, remove) in changes {
            let at = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((at + remove).min(text.len())).max(at);
            text.replace_range(at..end, insert);
        }
        let (file, _) = read(&text);
        let _ = structs(&file);
    }
}
