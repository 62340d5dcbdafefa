//! Published plugins in Go, with the specs and partials that packer-sdc made of them, in
//! the folder that `SDC_GO_CORPUS` names.

use crate::support::copy;
use packer_sdc::diagnostics::SourceFile;
use packer_sdc::read::go::parse;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use walkdir::WalkDir;

fn root() -> PathBuf {
    let root = env::var_os("SDC_GO_CORPUS").expect("SDC_GO_CORPUS names the corpus");
    fs::canonicalize(root).expect("the corpus is there")
}

/// Runs the command as `go generate` does.
fn generate(folder: &Path, file: &str, command: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(command.split(' '))
        .current_dir(folder)
        .env("GOFILE", file)
        .env("GOPACKAGE", "not looked at")
        .env("GOMODCACHE", root().join("mod"))
        .output()
        .expect("sdc runs")
}

#[test]
#[ignore = "needs SDC_GO_CORPUS"]
fn every_command_makes_the_bytes_that_are_published() {
    let temp = tempfile::tempdir().unwrap();
    let commands = fs::read_to_string(root().join("commands.tsv")).unwrap();
    let mut done = 0;
    for line in commands.lines().skip(1) {
        let [plugin, folder, file, command, outputs] = line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}");
        };
        let published = root().join("plugins").join(plugin);
        let copied = temp.path().join(plugin);
        if !copied.is_dir() {
            copy(&published, &copied);
        }
        for output in outputs.split(' ') {
            // Another line may have made it again.
            let _ = fs::remove_file(copied.join(output));
        }
        let ran = generate(&copied.join(folder), file, command);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{line}\n{said}");
        for output in outputs.split(' ') {
            let made = fs::read_to_string(copied.join(output)).expect(output);
            let expected = fs::read_to_string(published.join(output)).unwrap();
            assert_eq!(made, expected, "{line}");
        }
        done += 1;
    }
    assert_eq!(done, 139);
    // And nothing besides.
    let walk = WalkDir::new(temp.path()).into_iter();
    for entry in walk.filter_entry(|entry| entry.file_name() != ".sdc") {
        let entry = entry.unwrap();
        let relative = entry.path().strip_prefix(temp.path()).unwrap();
        assert!(
            root().join("plugins").join(relative).exists(),
            "{relative:?}"
        );
    }
}

#[test]
#[ignore = "needs SDC_GO_CORPUS"]
fn odd_types_are_what_packer_sdc_makes_of_them_or_right() {
    let temp = tempfile::tempdir().unwrap();
    copy(&root().join("cases/spec"), temp.path());
    let folder = temp.path().join("packer-plugin-tricky/builder/t");
    let source = fs::read_to_string(folder.join("t.go")).unwrap();
    let made = |ty: &str| {
        let _ = fs::remove_file(folder.join("t.hcl2spec.go"));
        let ran = generate(&folder, "t.go", &format!("mapstructure-to-hcl2 -type {ty}"));
        let said = String::from_utf8(ran.stderr).unwrap();
        (fs::read_to_string(folder.join("t.hcl2spec.go")).ok(), said)
    };
    let expected = |ty: &str| {
        let path = temp.path().join(format!("expected/{ty}.hcl2spec.go"));
        fs::read_to_string(path).unwrap()
    };
    // What cannot be right is said at its place, and keeps the file from being written.
    let (none, said) = made("Good");
    assert_eq!(none, None);
    let wrong = [
        (32, "T "),
        (33, "PT "),
        (62, "BadTag "),
        (68, "Net "),
        (69, "URL "),
        (70, "PURL "),
        (73, "PSq "),
    ];
    for (line, _) in wrong {
        assert!(said.contains(&format!("t.go:{line}:")), "{line}\n{said}");
    }
    let is_wrong = |line: &str| {
        wrong
            .iter()
            .any(|(_, name)| line.starts_with(&format!("\t{name}")))
    };
    let without = |text: &str, drop: &dyn Fn(&str) -> bool| -> String {
        let lines = text.split_inclusive('\n');
        lines.filter(|line| !drop(line)).collect()
    };
    fs::write(folder.join("t.go"), without(&source, &is_wrong)).unwrap();
    let gone = [
        "\"time\"",
        "\"net/url\"",
        "*time.Flat",
        "*net.Flat",
        "*url.Flat",
    ];
    let lost = |line: &str| gone.iter().any(|word| line.contains(word));
    assert_eq!(made("Good").0.unwrap(), without(&expected("Good"), &lost));
    fs::write(folder.join("t.go"), &source).unwrap();

    for ty in ["A7", "A10"] {
        assert_eq!(made(ty).0.unwrap(), expected(ty));
    }
    for (ty, field, entry) in [
        ("A1", "F *other.FlatS `", "&hcldec.BlockSpec{"),
        ("A2", "F []other.FlatS `", "&hcldec.BlockListSpec{"),
        ("A3", "F []other.FlatS `", "&hcldec.BlockListSpec{"),
        ("A4", "F []other.Str `", "Type: cty.List(cty.String)"),
        ("A6", "F struct{ A int } `", "Type: cty.Bool"),
        ("A11", "F []FlatLocal `", "(*FlatLocal)(nil).HCL2Spec()"),
    ] {
        let text = made(ty).0.unwrap();
        assert!(text.contains(field) && text.contains(entry), "{text}");
    }
    for (ty, places) in [
        ("A5", vec!["t.go:84:20"]),
        ("A8", vec!["t.go:87:52", "o.go:12:2"]),
        ("A9", vec!["t.go:88:47", "t.go:88:18", "`x`"]),
        ("A12", vec!["t.go:91:21"]),
        ("A13", vec!["t.go:92:21"]),
        ("A14", vec!["t.go:93:21"]),
        ("A15", vec!["t.go:94:6"]),
        ("Nope", vec!["no struct `Nope`"]),
    ] {
        let (text, said) = made(ty);
        assert_eq!(text, None, "{ty}");
        assert!(places.iter().all(|place| said.contains(place)), "{said}");
    }
}

#[test]
#[ignore = "needs SDC_GO_CORPUS"]
fn odd_comments_are_what_packer_sdc_makes_of_them_or_right() {
    let temp = tempfile::tempdir().unwrap();
    let case = root().join("cases/markdown/packer-plugin-md");
    copy(&case, temp.path());
    fs::remove_dir_all(temp.path().join("docs-partials")).unwrap();
    let ran = generate(&temp.path().join("builder/m"), "m.go", "struct-markdown");
    assert!(ran.status.success());
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(
        said.contains("m.go:33:2") && said.contains("TODO"),
        "{said}"
    );
    let partials = |root: &Path| {
        let files = WalkDir::new(root.join("docs-partials")).sort_by_file_name();
        let files = files.into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let read = |path: &Path| (name(path), fs::read_to_string(path).unwrap());
        files.map(|entry| read(entry.path())).collect::<Vec<_>>()
    };
    let (mut made, mut expected) = (partials(temp.path()), partials(&case));
    // Of a group all structs are there, each with its own comment.
    made.retain(|(name, _)| !name.starts_with("C.") && !name.starts_with("C-"));
    for (name, text) in &mut expected {
        if name == "B.mdx" {
            *text = text.replace("Group doc.", "B doc.");
        }
    }
    assert_eq!(made, expected);
}

/// The Makefile of a plugin, with the lines that its SOURCE in the corpus of docs says.
fn makefile(source: &str) -> Option<String> {
    let command = |name: &str| {
        let line = source.lines().find_map(|line| line.strip_prefix(name))?;
        line.strip_prefix("GNUmakefile: ")
            .or(line.strip_prefix("Makefile: "))
    };
    let (render, publish) = (command("renderdocs: ")?, command("compile-to-webdocs: ")?);
    Some(format!(
        "install-packer-sdc:\n\tgo install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@latest\n\n\
         plugin-check: install-packer-sdc build\n\tpacker-sdc plugin-check ${{BINARY}}\n\n\
         generate: install-packer-sdc\n\t@go generate ./...\n\t@rm -rf .docs\n\t{render}\n\t{publish}\n\t@rm -r \".docs\"\n"
    ))
}

#[test]
#[ignore = "needs SDC_GO_CORPUS, and SDC_CORPUS for their docs"]
fn every_plugin_moves_over_and_nothing_else_changes() {
    let Some(docs) = env::var_os("SDC_CORPUS").map(PathBuf::from) else {
        return println!("left out: SDC_CORPUS names the corpus of docs");
    };
    let sdc = |folder: &Path, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sdc"));
        command.args(args).current_dir(folder);
        let ran = command.env("GOMODCACHE", root().join("mod")).output();
        let ran = ran.expect("sdc runs");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        (ran.status.success(), said)
    };
    let mut moved = 0;
    for owner in fs::read_dir(root().join("plugins")).unwrap() {
        for plugin in fs::read_dir(owner.unwrap().path()).unwrap() {
            let plugin = plugin.unwrap().path();
            let (name, owner) = (plugin.file_name().unwrap(), plugin.parent().unwrap());
            let owner = owner.file_name().unwrap().to_str().unwrap();
            let with_docs = docs.join(format!("plugins/{owner}__{}", name.to_str().unwrap()));
            let source = fs::read_to_string(with_docs.join("SOURCE")).unwrap_or_default();
            let Some(makefile) = makefile(&source) else {
                continue;
            };
            let temp = tempfile::tempdir().unwrap();
            let folder = temp.path().join(name);
            for part in ["docs", "docs-partials", ".web-docs"] {
                copy_if_there(&with_docs.join(part), &folder.join(part));
            }
            copy(&plugin, &folder);
            fs::write(folder.join("GNUmakefile"), &makefile).unwrap();
            let generate = ["generate", "--sdk-partials", "builtin"];
            let (fine, said) = sdc(&folder, &generate);
            if !fine {
                // Its docs have errors of their own.
                println!("{}: {said}", folder.display());
                continue;
            }
            let before = files(&folder);
            let (fine, said) = sdc(&folder, &["migrate", "--write"]);
            assert!(fine, "{said}");
            let (fine, said) = sdc(&folder, &[&generate[..], &["--check"]].concat());
            assert!(fine, "{}: {said}", folder.display());
            let after = files(&folder);
            assert_eq!(
                before.keys().collect::<Vec<_>>(),
                after.keys().collect::<Vec<_>>()
            );
            for (path, text) in &after {
                if before[path] == *text {
                    continue;
                }
                let is_go = path.extension().is_some_and(|extension| extension == "go");
                assert!(is_go || path.ends_with("GNUmakefile"), "{}", path.display());
                if is_go {
                    // Lines for `go generate`, and no other.
                    let lines = |text: &str| -> Vec<String> {
                        let lines = text.lines();
                        let other = lines.filter(|line| !line.starts_with("//go:generate"));
                        other.map(str::to_owned).collect()
                    };
                    assert_eq!(lines(&before[path]), lines(text));
                }
            }
            assert!(
                after[Path::new("GNUmakefile")].contains("\tsdc generate\n")
                    || after[Path::new("GNUmakefile")].contains("\t@sdc generate\n")
            );
            moved += 1;
        }
    }
    println!("{moved} plugins");
    assert!(moved > 5);
}

fn copy_if_there(from: &Path, to: &Path) {
    if from.is_dir() {
        copy(from, to);
    }
}

/// The texts of a folder, without what this tool keeps for itself.
fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, String> {
    let walk = WalkDir::new(folder).into_iter();
    let walk = walk.filter_entry(|entry| entry.file_name() != ".sdc");
    let files = walk
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    let read = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (path.to_owned(), read(entry.path()))
        })
        .collect()
}

#[test]
#[ignore = "needs SDC_GO_CORPUS"]
fn every_go_file_is_read() {
    let mut bytes = 0;
    let start = std::time::Instant::now();
    for entry in WalkDir::new(root()) {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "go")
        {
            let text = fs::read_to_string(entry.path()).unwrap();
            bytes += text.len();
            let (file, findings) =
                parse(&SourceFile::new(entry.path().display().to_string(), text));
            assert!(findings.is_empty(), "{findings}");
            assert!(!file.text(file.package).is_empty());
        }
    }
    println!("{bytes} bytes in {:?}", start.elapsed());
}
