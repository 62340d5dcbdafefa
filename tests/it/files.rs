//! Output is put in place whole or not at all.

use sdc::files::{Destination, Node, Plan, Tree, read_tree};
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

#[test]
fn a_failure_half_way_takes_everything_back() {
    let root = tempfile::tempdir().unwrap();
    let old = [("a", "1"), ("b/c", "2"), ("z", "3")];
    fill(root.path(), &old);
    let mut plan = Plan::new();
    plan.write(root.path(), "a", "new").unwrap();
    plan.write(root.path(), "fresh/file", "new").unwrap();
    plan.remove(root.path(), "b/c").unwrap();
    plan.write(root.path(), "z", "new").unwrap();
    // Somebody puts a folder in the way after the plan was made.
    fs::remove_file(root.path().join("z")).unwrap();
    fill(root.path(), &[("z/in the way", "")]);

    let error = plan.apply().unwrap_err();

    assert_eq!(error.code, "unwritable");
    let expected = tree(&[("a", "1"), ("b/c", "2"), ("z/in the way", "")]);
    assert_eq!(read_tree(root.path()).unwrap(), expected);
    assert!(!root.path().join("fresh").exists());
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let root = tempfile::tempdir().unwrap();
    fill(root.path(), &[("out/a", "1"), ("out/b", "2")]);
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = fs::File::options()
        .write(true)
        .open(root.path().join("out/a"));
    file.unwrap().set_modified(past).unwrap();

    let destination = Destination::new(&root.path().join("out"), &[]).unwrap();
    let mut plan = Plan::new();
    plan.mirror(&destination, tree(&[("a", "1"), ("b", "new")]));
    plan.apply().unwrap();

    let modified = fs::metadata(root.path().join("out/a")).unwrap().modified();
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
        let mut plan = Plan::new();
        plan.mirror(&Destination::new(&out, &[]).unwrap(), wanted.clone());
        plan.apply().unwrap();
        assert_eq!(read_tree(&out).unwrap(), wanted);
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_never_written_through() {
    let root = tempfile::tempdir().unwrap();
    fill(
        root.path(),
        &[("precious", "1"), ("elsewhere/a", "1"), ("out/x", "1")],
    );
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, root.path().join(at)).unwrap();
    };
    link("../precious", "out/file");
    link("../elsewhere", "out/folder");
    let mut plan = Plan::new();
    plan.write(&root.path().join("out"), "file", "2").unwrap();
    plan.apply().unwrap();
    assert_eq!(
        fs::read_to_string(root.path().join("precious")).unwrap(),
        "1"
    );
    assert_eq!(
        fs::read_to_string(root.path().join("out/file")).unwrap(),
        "2"
    );

    let refused = Plan::new().write(&root.path().join("out"), "folder/a", "2");
    assert!(refused.unwrap_err().message.contains("symbolic link"));

    let mut plan = Plan::new();
    let destination = Destination::new(&root.path().join("out"), &[]).unwrap();
    plan.mirror(&destination, tree(&[("folder/a", "2")]));
    plan.apply().unwrap();
    assert_eq!(
        fs::read_to_string(root.path().join("elsewhere/a")).unwrap(),
        "1"
    );
    assert_eq!(
        fs::read_to_string(root.path().join("out/folder/a")).unwrap(),
        "2"
    );
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
    let refused = |destination: &str, source: &str| {
        let error = Destination::new(&at(destination), &[&at(source)]).unwrap_err();
        assert_eq!(error.code, "usage");
        error
            .message
            .split_once(": ")
            .unwrap()
            .1
            .split(" `")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(refused("docs", "docs"), "it is the source");
    assert_eq!(refused("docs/../docs/.", "docs"), "it is the source");
    assert_eq!(refused(".", "docs"), "it holds the source");
    assert_eq!(refused("docs/out", "docs"), "it lies in the source");
    assert_eq!(refused("repo", "docs"), "it holds");
    assert_eq!(refused("pkg", "docs"), "it holds");
    assert_eq!(refused("f", "docs"), "it is not a folder");
    assert!(Destination::new(&at("docs2"), &[&at("docs")]).is_ok());
    assert!(Destination::new(Path::new("/"), &[]).is_err());
}
