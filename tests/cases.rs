//! Runs every case below `testdata/cases`: a folder with an input tree, command
//! lines, and all that must come of them. Adding one needs no code, see
//! `testdata/README.md`. `SDC_UPDATE=1` writes what came instead of comparing.

use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};
use walkdir::WalkDir;

fn main() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let cases = testdata.join("cases");
    let trials = WalkDir::new(&cases)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("the cases can be read"))
        .filter(|entry| entry.file_name() == "cmd" && entry.file_type().is_file())
        .map(|entry| {
            let dir = entry
                .path()
                .parent()
                .expect("a file has a folder")
                .to_owned();
            let name = dir.strip_prefix(&cases).expect("it was found there");
            let name = name.to_string_lossy().replace('\\', "/");
            let testdata = testdata.clone();
            Trial::test(name, move || run(&testdata, &Case { dir }))
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

struct Case {
    dir: PathBuf,
}

/// What a file or link of a tree is.
#[derive(Clone, PartialEq, Eq)]
enum Node {
    File(Vec<u8>),
    Link(PathBuf),
}

type Tree = BTreeMap<String, Node>;

fn run(testdata: &Path, case: &Case) -> Result<(), Failed> {
    let temp = tempfile::tempdir()?;
    let mut before = Tree::new();
    if let Ok(from) = fs::read_to_string(case.dir.join("from")) {
        before.extend(read_tree(&testdata.join(from.trim()))?);
    }
    before.extend(read_tree(&case.dir.join("in"))?);
    write_tree(temp.path(), &before)?;
    before.retain(|name, _| !is_passed_over(name));
    if case.dir.join("git").exists() {
        git(temp.path(), "init -q")?;
        git(temp.path(), "add -A")?;
    }

    let (mut stdout, mut stderr, mut code) = (Vec::new(), Vec::new(), 0);
    for line in fs::read_to_string(case.dir.join("cmd"))?.lines() {
        let words = split_words(line);
        let Some((program, args)) = words.split_first() else {
            continue;
        };
        if program != "sdc" {
            return Err(format!("a line of `cmd` begins with `sdc`, not `{program}`").into());
        }
        let output = Command::new(env!("CARGO_BIN_EXE_sdc"))
            .args(args)
            .current_dir(temp.path())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .output()?;
        stdout.extend(output.stdout);
        stderr.extend(output.stderr);
        code = output.status.code().ok_or("the command was killed")?;
    }
    let code = if code == 0 {
        String::new()
    } else {
        format!("{code}\n")
    };
    let mut after = read_tree(temp.path())?;
    after.retain(|name, _| !is_passed_over(name));

    if std::env::var_os("SDC_UPDATE").is_some() {
        return Ok(update(case, &before, &after, &stdout, &stderr, &code)?);
    }
    let mut wrong = String::new();
    let mut compare = |what: &str, expected: Option<&[u8]>, found: Option<&[u8]>| {
        if expected != found {
            wrong += &difference(what, expected, found);
        }
    };
    let read = |name| fs::read(case.dir.join(name)).unwrap_or_default();
    compare("code", Some(&read("code")), Some(code.as_bytes()));
    compare("stderr", Some(&read("stderr")), Some(&stderr));
    compare("stdout", Some(&read("stdout")), Some(&stdout));
    let mut expected = before;
    for gone in String::from_utf8_lossy(&read("gone")).lines() {
        expected.remove(gone);
    }
    expected.extend(read_tree(&case.dir.join("out"))?);
    let mut names: Vec<&String> = expected.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let bytes = |tree: &Tree| tree.get(name).map(node_bytes);
        compare(name, bytes(&expected).as_deref(), bytes(&after).as_deref());
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.into())
    }
}

/// Writes what came into the case, as little as says it all.
fn update(
    case: &Case,
    before: &Tree,
    after: &Tree,
    stdout: &[u8],
    stderr: &[u8],
    code: &str,
) -> io::Result<()> {
    let gone: String = before
        .keys()
        .filter(|name| !after.contains_key(*name))
        .map(|name| format!("{name}\n"))
        .collect();
    let files: [(&str, &[u8]); 4] = [
        ("stdout", stdout),
        ("stderr", stderr),
        ("code", code.as_bytes()),
        ("gone", gone.as_bytes()),
    ];
    for (name, bytes) in files {
        let path = case.dir.join(name);
        if !bytes.is_empty() {
            fs::write(path, bytes)?;
        } else if path.exists() {
            fs::remove_file(path)?;
        }
    }
    let out = case.dir.join("out");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let changed = after
        .iter()
        .filter(|(name, node)| before.get(*name) != Some(node));
    write_tree(
        &out,
        &changed.map(|(k, v)| (k.clone(), v.clone())).collect(),
    )
}

fn read_tree(root: &Path) -> io::Result<Tree> {
    let mut tree = Tree::new();
    if !root.exists() {
        return Ok(tree);
    }
    // What cargo made when somebody built the sample plugin by hand is not input.
    let walk = WalkDir::new(root).into_iter();
    for entry in walk.filter_entry(|entry| entry.file_name() != "target") {
        let entry = entry?;
        let name = entry.path().strip_prefix(root).expect("it was found there");
        let name = name.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_symlink() {
            tree.insert(name, Node::Link(fs::read_link(entry.path())?));
        } else if entry.file_type().is_file() {
            tree.insert(name, Node::File(fs::read(entry.path())?));
        }
    }
    Ok(tree)
}

/// What git keeps, and what sdc knows about its files, is no output; old files that it kept
/// are.
fn is_passed_over(name: &str) -> bool {
    let below = |folder| name.starts_with(folder) || name.contains(&format!("/{folder}"));
    below(".git/") || below(".sdc/") && !below(".sdc/replaced/")
}

fn git(folder: &Path, args: &str) -> Result<(), Failed> {
    let done = Command::new("git")
        .args(args.split(' '))
        .current_dir(folder)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()?;
    if done.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned().into())
    }
}

fn write_tree(root: &Path, tree: &Tree) -> io::Result<()> {
    for (name, node) in tree {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it lies below the root"))?;
        match node {
            Node::File(bytes) => fs::write(path, bytes)?,
            #[cfg(unix)]
            Node::Link(to) => std::os::unix::fs::symlink(to, path)?,
            #[cfg(not(unix))]
            Node::Link(_) => {}
        }
    }
    Ok(())
}

fn node_bytes(node: &Node) -> Vec<u8> {
    match node {
        Node::File(bytes) => bytes.clone(),
        Node::Link(to) => format!("link to {}", to.display()).into_bytes(),
    }
}

fn difference(what: &str, expected: Option<&[u8]>, found: Option<&[u8]>) -> String {
    match (expected, found) {
        (Some(_), None) => format!("{what}: expected, but it is not there\n"),
        (None, Some(_)) => format!("{what}: not expected, but it is there\n"),
        _ => {
            let text = |bytes: Option<&[u8]>| {
                String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
            };
            let (expected, found) = (text(expected), text(found));
            let diff = similar::TextDiff::from_lines(&expected, &found);
            let diff = diff.unified_diff().header("expected", "found").to_string();
            format!("{what} differs:\n{diff}\n")
        }
    }
}

/// Splits a line at blanks; single quotes hold blanks together; `#` begins a remark.
fn split_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '#' if !quoted && word.is_none() => break,
            ' ' | '\t' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
