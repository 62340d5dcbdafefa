//! The corpus of public plugins that `SDC_CORPUS` names.

use packer_sdc::files::{Node, Tree, read_tree};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// One plugin of the corpus.
pub(crate) struct Plugin {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

/// Where the corpus is.
pub(crate) fn root() -> PathBuf {
    let root = env::var_os("SDC_CORPUS").expect("SDC_CORPUS names the corpus");
    fs::canonicalize(root).expect("the corpus is there")
}

/// The plugins in a part of the corpus, in order.
pub(crate) fn plugins(part: &str) -> impl Iterator<Item = Plugin> {
    let mut names: Vec<_> = fs::read_dir(root().join(part))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let part = root().join(part);
    names.into_iter().map(move |name| Plugin {
        folder: part.join(&name),
        name,
    })
}

impl Plugin {
    /// What the plugin's SOURCE says for a key.
    pub(crate) fn source(&self, key: &str) -> String {
        let text = fs::read_to_string(self.folder.join("SOURCE")).unwrap();
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("{}: no `{key}`", self.name))
            .to_owned()
    }

    /// The organisation that the Makefile gives the script; none where it has no script.
    pub(crate) fn script_organization(&self) -> Option<String> {
        let line = self.source("compile-to-webdocs");
        let (_, last) = line.trim_end_matches('"').rsplit_once('"')?;
        Some(last.to_owned())
    }
}

/// Compares a folder whole with what it shall hold.
pub(crate) fn assert_same(expected: &Tree, found: &Path) {
    let tree = read_tree(found).unwrap();
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(&tree), "{}", found.display());
    for (path, node) in expected {
        let (Node::File(expected), Node::File(found)) = (node, &tree[path]) else {
            assert!(tree[path] == *node, "{} differs", path.display());
            continue;
        };
        let [expected, found] = [expected, found].map(|bytes| String::from_utf8_lossy(bytes));
        let diff = similar::TextDiff::from_lines(&*expected, &*found);
        let diff = diff.unified_diff().to_string();
        assert!(expected == found, "{} differs:\n{diff}", path.display());
    }
}

/// The rows of a table of the corpus, by the names of its columns.
pub(crate) fn table(name: &str) -> Vec<HashMap<String, String>> {
    let text = fs::read_to_string(root().join(name)).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| {
        let values = line.split('\t').map(str::to_owned);
        columns
            .iter()
            .map(|name| (*name).to_owned())
            .zip(values)
            .collect()
    };
    lines.map(row).collect()
}
