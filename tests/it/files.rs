//! Output is put in place whole or not at all, and nothing that somebody else has is lost.

use crate::support::git;
use packer_sdc::files::{Destination, Node, Plan, Tree, read_tree};
use std::fs;
use std::path::Path;

fn tree(files: &[(&str, &str)]) -> Tree {
    let node = |(name, text): &(&str, &str)| ((*name).into(), Node::File((*text).into()));
    files.iter().map(node).collect()
}

fn fill(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The files of a folder, without what is known about them.
fn content(root: &Path) -> Tree {
    let mut tree = read_tree(root).unwrap();
    tree.retain(|path, _| !path.starts_with(".sdc"));
    tree
}

fn mirrored(out: &Path, wanted: &Tree) -> Result<String, String> {
    let mut plan = Plan::new();
    let destination = Destination::new(out, &[]).unwrap();
    plan.mirror(&destination, wanted.clone()).unwrap();
    let applied = plan.apply().map_err(|wrong| wrong.to_string())?;
    Ok(applied.findings.to_string())
}

#[test]
fn a_failure_half_way_takes_everything_back() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    mirrored(&out, &tree(&[("a", "1"), ("b/c", "2"), ("z", "3")])).unwrap();
    let mut plan = Plan::new();
    plan.write(&out, "a", "new").unwrap();
    plan.write(&out, "fresh/file", "new").unwrap();
    plan.remove(&out, "b/c").unwrap();
    plan.write(&out, "z", "new").unwrap();
    // Somebody saves a file after the plan was made.
    fill(&out, &[("z", "somebody's")]);

    let wrong = plan.apply().unwrap_err();

    assert!(wrong.to_string().contains("changed"), "{wrong}");
    let expected = tree(&[("a", "1"), ("b/c", "2"), ("z", "somebody's")]);
    assert_eq!(content(&out), expected);
    assert!(!out.join("fresh").exists());
    let left: Vec<_> = fs::read_dir(root.path().join(".sdc"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(
        left.len(),
        3,
        "{left:?}: the lock, the record and .gitignore"
    );
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    mirrored(&out, &tree(&[("a", "1"), ("b", "2")])).unwrap();
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = fs::File::options().write(true).open(out.join("a"));
    file.unwrap().set_modified(past).unwrap();

    mirrored(&out, &tree(&[("a", "1"), ("b", "new")])).unwrap();

    let modified = fs::metadata(out.join("a")).unwrap().modified();
    assert_eq!(modified.unwrap(), past);
}

#[test]
fn a_file_takes_the_place_of_a_folder_and_back() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    for wanted in [
        tree(&[("a", "1")]),
        tree(&[("a/b", "1"), ("c", "2")]),
        tree(&[("a", "2")]),
    ] {
        mirrored(&out, &wanted).unwrap();
        assert_eq!(read_tree(&out).unwrap(), wanted);
    }
    fs::remove_file(out.join("a")).unwrap();
    fill(&out, &[("a/mine", "1")]);
    let wrong = mirrored(&out, &tree(&[("a", "3")])).unwrap_err();
    assert!(wrong.contains("a folder with files in it"), "{wrong}");
    assert_eq!(read_tree(&out).unwrap(), tree(&[("a/mine", "1")]));
}

#[test]
fn what_was_made_is_replaced_and_removed_and_what_was_not_is_not() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    fill(&out, &[("mine", "precious")]);
    mirrored(&out, &tree(&[("a", "1"), ("b", "1")])).unwrap();
    mirrored(&out, &tree(&[("a", "2")])).unwrap();
    let expected = tree(&[("a", "2"), ("mine", "precious")]);
    assert_eq!(read_tree(&out).unwrap(), expected);

    fill(&out, &[("a", "edited")]);
    let wrong = mirrored(&out, &tree(&[("a", "3"), ("c", "1"), ("mine", "3")])).unwrap_err();
    assert!(
        wrong.contains("out/a` was changed since sdc made it"),
        "{wrong}"
    );
    assert!(wrong.contains("out/mine` was not made by sdc"), "{wrong}");
    assert!(!out.join("c").exists());

    let said = mirrored(&out, &tree(&[])).unwrap();
    assert!(said.contains("out/a` is no longer made"), "{said}");
    assert!(out.join("a").exists());

    fs::remove_dir_all(root.path().join(".sdc")).unwrap();
    fill(&out, &[("a", "2")]);
    let wrong = mirrored(&out, &tree(&[("a", "3")])).unwrap_err();
    assert!(
        wrong.contains("was not made by sdc"),
        "a lost record: {wrong}"
    );
}

#[test]
fn one_file_is_overwritten_where_that_is_asked_for_and_kept_all_the_same() {
    let root = tempfile::tempdir().unwrap();
    fill(root.path(), &[("out/a", "mine"), ("out/b", "mine")]);
    let out = root.path().join("out");
    let run = || {
        let mut plan = Plan::new().overwriting(&[out.join("../out/a")]);
        let wanted = tree(&[("a", "1"), ("b", "1")]);
        plan.mirror(&Destination::new(&out, &[]).unwrap(), wanted)
            .unwrap();
        plan.apply()
    };
    let wrong = run().unwrap_err();
    assert_eq!(wrong.len(), 1, "{wrong}");
    assert!(wrong.to_string().contains("out/b"), "{wrong}");
    fs::remove_file(out.join("b")).unwrap();
    let applied = run().unwrap();
    assert_eq!(applied.findings.len(), 1, "{}", applied.findings);
    assert_eq!(read_tree(&out).unwrap(), tree(&[("a", "1"), ("b", "1")]));
    let kept = read_tree(&root.path().join(".sdc/replaced")).unwrap();
    assert_eq!(kept, tree(&[("out/a", "mine")]));
}

#[test]
fn what_packer_sdc_made_is_replaced_once_and_kept() {
    let root = tempfile::tempdir().unwrap();
    let mark =
        "<!-- Code generated from the comments of the C struct in c.go; DO NOT EDIT MANUALLY -->\n";
    fill(
        root.path(),
        &[
            (".docs/a", "old"),
            ("partials/a", mark),
            (".docs/mine", "x"),
        ],
    );
    let run = |text: &str| {
        let mut plan = Plan::new();
        plan.write(&root.path().join(".docs"), "a", text).unwrap();
        plan.write(&root.path().join("partials"), "a", text)
            .unwrap();
        plan.apply()
    };
    let applied = run("new").unwrap();
    assert!(
        applied.findings.to_string().contains("2 files"),
        "{}",
        applied.findings
    );
    let kept = read_tree(&root.path().join(".sdc/replaced")).unwrap();
    assert_eq!(kept, tree(&[(".docs/a", "old"), ("partials/a", mark)]));

    fs::remove_file(root.path().join(".sdc/record")).unwrap();
    fill(root.path(), &[(".docs/a", "older")]);
    let wrong = run("newer").unwrap_err();
    assert!(wrong.to_string().contains(".docs/a"), "not twice: {wrong}");
}

#[test]
fn what_git_has_may_be_replaced_in_every_state_but_is_not_removed_for_that() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    fill(
        root.path(),
        &[
            ("out/head", "1"),
            ("out/index", "1"),
            ("out/crlf", "1\n2\n"),
        ],
    );
    fill(root.path(), &[("out/side", "base"), ("out/gone", "1")]);
    git(root.path(), "init -q");
    git(root.path(), "add out/head out/side out/crlf out/gone");
    git(root.path(), "commit -qm one");
    git(root.path(), "checkout -qb other");
    fill(root.path(), &[("out/side", "theirs")]);
    git(root.path(), "commit -qam two");
    git(root.path(), "checkout -q -");
    fill(root.path(), &[("out/side", "ours")]);
    git(root.path(), "commit -qam three");
    assert!(!crate::support::try_git(root.path(), "merge -q other"));
    fill(
        root.path(),
        &[("out/side", "theirs"), ("out/crlf", "1\r\n2\r\n")],
    );
    git(root.path(), "add out/index");
    fill(root.path(), &[("out/new", "not in git")]);

    let all = ["head", "index", "side", "crlf", "new"];
    let wanted: Vec<_> = all.iter().map(|name| (*name, "made")).collect();
    let wrong = mirrored(&out, &tree(&wanted)).unwrap_err();
    assert_eq!(wrong.lines().count(), 1, "{wrong}");
    assert!(wrong.contains("out/new"), "{wrong}");
    mirrored(&out, &tree(&wanted[..4])).unwrap();
    assert_eq!(fs::read_to_string(out.join("side")).unwrap(), "made");

    let mut plan = Plan::new();
    plan.remove(&out, "gone").unwrap();
    let applied = plan.apply().unwrap();
    assert_eq!(applied.findings.len(), 1, "{}", applied.findings);
    assert!(out.join("gone").exists());
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_never_written_through() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    fill(
        root.path(),
        &[("precious", "1"), ("elsewhere/a", "1"), ("out/x", "1")],
    );
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, root.path().join(at)).unwrap();
    };
    link("../precious", "out/file");
    link("../elsewhere", "out/folder");
    let mut plan = Plan::new().overwriting(&[out.join("file")]);
    plan.write(&out, "file", "2").unwrap();
    plan.apply().unwrap();
    let read = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert_eq!(
        (read("precious"), read("out/file")),
        ("1".into(), "2".into())
    );

    let mut plan = Plan::new();
    plan.write(&out, "folder/a", "2").unwrap();
    let wrong = plan.apply().unwrap_err();
    assert!(wrong.to_string().contains("symbolic link"), "{wrong}");
    let wrong = mirrored(&out, &tree(&[("folder/a", "2")])).unwrap_err();
    assert!(wrong.contains("symbolic link"), "{wrong}");
    assert_eq!(read("elsewhere/a"), "1");
}

#[test]
fn output_stays_below_the_folder_it_is_for_and_is_never_an_input() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    for path in ["../a", "/a", "b/../../a"] {
        let wrong = Plan::new().write(&out, path, "1").unwrap_err();
        assert_eq!(wrong.code, "outside", "{path}");
    }
    fill(root.path(), &[("out/a", "1")]);
    let mut plan = Plan::new().overwriting(&[out.join("a")]);
    plan.protect(&[root.path().join("out/../out/a")]);
    plan.write(&out, "a", "2").unwrap();
    let wrong = plan.apply().unwrap_err();
    assert!(
        wrong.to_string().contains("is what the output is made of"),
        "{wrong}"
    );
}

#[test]
fn what_is_known_of_files_lies_in_their_plugin_or_beside_them() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    let has_store = |name: &str| at(name).join(".sdc/record").exists();
    let mut plan = Plan::new();
    plan.write_file(&at("one/a.json"), "1").unwrap();
    plan.write(&at("two/specs"), "a.json", "1").unwrap();
    fill(root.path(), &[("three/go.mod", "")]);
    plan.write_file(&at("three/deep/a.json"), "1").unwrap();
    plan.write(&at("three/deep/out"), "a.json", "1").unwrap();
    plan.apply().unwrap();
    for (folder, expected) in [
        ("one", true),
        ("two", true),
        ("three", true),
        ("two/specs", false),
        ("three/deep", false),
        (".", false),
    ] {
        assert_eq!(has_store(folder), expected, "{folder}");
    }
    let mut new = Plan::new();
    new.edit(&at("new"), "src/lib.rs", "").unwrap();
    let back = new.inverse();
    new.apply().unwrap();
    back.apply().unwrap();
    assert!(!at("new/src").exists());
    assert!(at("new/.sdc").exists() && !at(".sdc").exists());
}

#[test]
fn a_destination_that_could_cost_sources_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    fill(
        root.path(),
        &[
            ("docs/a", ""),
            ("repo/.git/HEAD", ""),
            ("pkg/x/Cargo.toml", ""),
            ("f", ""),
        ],
    );
    let why = |destination: &Path, source: &Path| {
        let error = Destination::new(destination, &[source]).unwrap_err();
        assert_eq!(error.code, "usage");
        error.message.split_once(": ").unwrap().1.to_owned()
    };
    for (destination, reason) in [
        ("docs", "it is the source"),
        ("docs/../docs/.", "it is the source"),
        (".", "it holds the source"),
        ("docs/out", "it lies in the source"),
        ("repo", "it holds"),
        ("pkg", "it holds"),
        ("f", "it is not a folder"),
        ("src", "`src` is not"),
        ("repo/src/deep/down", "`src` is not"),
        ("repo/Templates", "`templates` is not"),
        ("repo/testdata", "`testdata` is not"),
        ("repo/.github/x", "`.github` is not"),
        ("repo/.git", "`.git` is not"),
        (".sdc", "`.sdc` is not"),
    ] {
        let why = why(&at(destination), &at("docs"));
        assert!(why.starts_with(reason), "{destination}: {why}");
    }
    assert!(Destination::new(&at("docs2"), &[&at("docs")]).is_ok());
    assert!(Destination::new(Path::new("/"), &[]).is_err());
    let home = std::env::home_dir().unwrap();
    assert!(Destination::new(&home, &[]).is_err());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("docs2"), at("repo/out")).unwrap();
        fill(root.path(), &[("plugin/go.mod", ""), ("docs2/x", "")]);
        std::os::unix::fs::symlink(at("docs2"), at("plugin/away")).unwrap();
        assert!(why(&at("repo/out"), &at("docs")).starts_with("it is a symbolic link"));
        assert!(why(&at("plugin/away/x/y"), &at("docs")).starts_with("a symbolic link leads"));
        assert!(Destination::new(&at("plugin/../docs2/y"), &[]).is_ok());
    }
}

#[test]
fn a_file_that_stays_is_in_the_way_of_one_that_needs_its_folder_gone() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    mirrored(&out, &tree(&[("f/g/h", "1")])).unwrap();
    fill(&out, &[("f/g/h", "edited")]);
    let wrong = mirrored(&out, &tree(&[("f/g", "1")])).unwrap_err();
    assert!(wrong.contains("a folder with files in it"), "{wrong}");
    assert!(!root.path().join(".sdc/rollback").exists());
}
