//! Whatever people, git and runs do to a folder in whatever order: no byte that somebody else
//! wrote is lost, a run that ends well has made what it wanted, and one that does not has
//! changed nothing. `PROPTEST_CASES` says how many orders are tried.

use crate::support::{git, try_git};
use packer_sdc::files::{Destination, Node, Plan, Tree};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Few, so that what is done meets again; some are below others.
const PATHS: [&str; 7] = ["a", "b", "c", "c/d", "c/e", "f/g/h", "f/g"];
const FOLDERS: [&str; 3] = ["out", ".docs", "partials"];

#[derive(Clone, Debug)]
enum Step {
    /// Somebody writes a file of their own, one that looks generated, or a link.
    Write(usize, usize, Kind),
    Delete(usize, usize),
    Add(usize, usize),
    Commit,
    LoseRecord,
    /// A run that wants these files, with the contents of a version; one of them may be
    /// overwritten.
    Run {
        folder: usize,
        wanted: Vec<usize>,
        version: u8,
        marked: bool,
        overwrite: Option<usize>,
    },
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Plain,
    Marked,
    OfPacker,
    Link,
}

fn step() -> impl Strategy<Value = Step> {
    let folder = 0..FOLDERS.len();
    let path = 0..PATHS.len();
    let kind = prop_oneof![
        4 => Just(Kind::Plain),
        1 => Just(Kind::Marked),
        1 => Just(Kind::OfPacker),
        1 => Just(Kind::Link),
    ];
    let run = (
        folder.clone(),
        prop::collection::vec(path.clone(), 0..4),
        0..3_u8,
        any::<bool>(),
        prop::option::weighted(0.2, path.clone()),
    );
    prop_oneof![
        3 => (folder.clone(), path.clone(), kind).prop_map(|(f, p, k)| Step::Write(f, p, k)),
        1 => (folder.clone(), path.clone()).prop_map(|(f, p)| Step::Delete(f, p)),
        2 => (folder, path).prop_map(|(f, p)| Step::Add(f, p)),
        1 => Just(Step::Commit),
        1 => Just(Step::LoseRecord),
        5 => run.prop_map(|(folder, wanted, version, marked, overwrite)| Step::Run {
            folder,
            wanted,
            version,
            marked,
            overwrite,
        }),
    ]
}

struct World {
    root: tempfile::TempDir,
    /// How many things somebody has written, so that no two are alike.
    written: usize,
    index: BTreeMap<String, Vec<u8>>,
    head: BTreeMap<String, Vec<u8>>,
}

const FOREIGN: &str = "somebody's own, number ";

impl World {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        git(root.path(), "init -q");
        Self {
            root,
            written: 0,
            index: BTreeMap::new(),
            head: BTreeMap::new(),
        }
    }

    fn at(&self, folder: usize, path: usize) -> (String, PathBuf) {
        let name = format!("{}/{}", FOLDERS[folder], PATHS[path]);
        let path = self.root.path().join(&name);
        (name, path)
    }

    /// All files and links, by their paths; `.sdc` too, but for what is of no value.
    fn disk(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let walk = WalkDir::new(self.root.path()).into_iter();
        let walk = walk.filter_entry(|entry| entry.file_name() != ".git");
        let files = walk.map(Result::unwrap).filter(|e| !e.file_type().is_dir());
        files
            .map(|entry| (entry.path().to_owned(), content(entry.path())))
            .collect()
    }

    /// What somebody has written and can still get at.
    fn foreign(&self) -> BTreeSet<Vec<u8>> {
        let disk = self.disk().into_values();
        let git = self.index.values().chain(self.head.values()).cloned();
        let is_foreign = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(FOREIGN);
        disk.chain(git).filter(is_foreign).collect()
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Write(folder, path, kind) => {
                let (_, path) = self.at(*folder, *path);
                let parent = path.parent().unwrap();
                if path.is_dir() || fs::create_dir_all(parent).is_err() {
                    return;
                }
                self.written += 1;
                let text = format!("{FOREIGN}{}\n", self.written);
                let mark = |file| {
                    format!(
                        "<!-- Code generated from the comments of the C struct in {file}; DO NOT EDIT MANUALLY -->\n"
                    )
                };
                let _ = fs::remove_file(&path);
                match kind {
                    #[cfg(unix)]
                    Kind::Link => std::os::unix::fs::symlink(text.trim_end(), path).unwrap(),
                    #[cfg(not(unix))]
                    Kind::Link => {}
                    Kind::Plain => fs::write(path, text).unwrap(),
                    Kind::Marked => fs::write(path, mark("src/c.rs") + &text).unwrap(),
                    Kind::OfPacker => fs::write(path, mark("c.go") + &text).unwrap(),
                }
            }
            Step::Delete(folder, path) => {
                let (_, path) = self.at(*folder, *path);
                let _ = fs::remove_file(path);
            }
            Step::Add(folder, path) => {
                let (name, path) = self.at(*folder, *path);
                let is_there = path.symlink_metadata().is_ok_and(|meta| !meta.is_dir());
                if is_there && try_git(self.root.path(), &format!("add -f {name}")) {
                    // A file in the index has the place of a folder there, and the other way.
                    let above = |other: &str| name.starts_with(&format!("{other}/"));
                    let below = |other: &str| other.starts_with(&format!("{name}/"));
                    self.index.retain(|other, _| !above(other) && !below(other));
                    self.index.insert(name, content(&path));
                }
            }
            Step::Commit => {
                if try_git(self.root.path(), "commit -qm x") {
                    self.head = self.index.clone();
                }
            }
            Step::LoseRecord => {
                let _ = fs::remove_file(self.root.path().join(".sdc/record"));
            }
            Step::Run {
                folder,
                wanted,
                version,
                marked,
                overwrite,
            } => {
                let overwrite = overwrite.map(|path| self.at(*folder, path).1);
                let mut tree = Tree::new();
                for path in wanted {
                    // No file is a folder as well.
                    let clash = |other: &PathBuf| {
                        other.starts_with(PATHS[*path])
                            || Path::new(PATHS[*path]).starts_with(other)
                    };
                    if !tree.keys().any(clash) {
                        let mark = if *marked {
                            "// Code generated by sdc\n"
                        } else {
                            ""
                        };
                        let text = format!("{mark}made, version {version} of {path}\n");
                        tree.insert(PATHS[*path].into(), Node::File(text.into_bytes()));
                    }
                }
                self.run(*folder, &tree, overwrite.as_slice());
            }
        }
    }

    fn run(&self, folder: usize, tree: &Tree, overwrite: &[PathBuf]) {
        let out = self.root.path().join(FOLDERS[folder]);
        let (disk, foreign) = (self.disk(), self.foreign());
        let mut plan = Plan::new().overwriting(overwrite);
        plan.begin(&out).unwrap();
        plan.mirror(&Destination::new(&out, &[]).unwrap(), tree.clone())
            .unwrap();
        let applied = plan.apply();

        let lost: Vec<_> = foreign.difference(&self.foreign()).cloned().collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        let after = self.disk();
        let in_store = |path: &Path| path.starts_with(self.root.path().join(".sdc"));
        if let Err(wrong) = applied {
            let of_others = |disk: BTreeMap<PathBuf, Vec<u8>>| {
                let others = disk.into_iter().filter(|(path, _)| !in_store(path));
                others.collect::<BTreeMap<_, _>>()
            };
            assert_eq!(of_others(disk), of_others(after), "{wrong}");
        } else {
            for (path, node) in tree {
                let Node::File(bytes) = node else { continue };
                assert_eq!(
                    after.get(&out.join(path)),
                    Some(bytes),
                    "{}",
                    path.display()
                );
            }
            for (path, bytes) in &disk {
                let stays = !path.starts_with(&out) && !in_store(path);
                assert!(
                    !stays || after.get(path) == Some(bytes),
                    "{}",
                    path.display()
                );
            }
        }
        let left = ["journal", "rollback", "staging"];
        for name in left {
            assert!(!self.root.path().join(".sdc").join(name).exists(), "{name}");
        }
    }
}

fn content(path: &Path) -> Vec<u8> {
    match fs::read_link(path) {
        Ok(to) => to.into_os_string().into_encoded_bytes(),
        Err(_) => fs::read(path).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(40, |cases| cases.parse().unwrap()),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nobody_loses_a_byte(steps in prop::collection::vec(step(), 1..16)) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
    }
}
