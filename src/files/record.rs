//! The record: which files were made here, and what was in them. It is how a file that
//! may be replaced is told from one that somebody has changed since.
//!
//! It is in the form of `sha256sum`, a line a file, and never committed. Lines that cannot
//! be read are passed over: a lost record leads to questions, not to loss.

use super::digest::Digest;
use super::names::{escape, unescape};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was made, by its path relative to the folder that the record is kept in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record(BTreeMap<PathBuf, Digest>);

impl Record {
    pub(super) fn parse(text: &str) -> Self {
        let entry = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((unescape(path)?, Digest::parse(digest)?))
        };
        Self(text.lines().filter_map(entry).collect())
    }

    pub(super) fn text(&self) -> String {
        let lines = self.0.iter();
        lines
            .map(|(path, digest)| format!("{digest}  {}\n", escape(path)))
            .collect()
    }

    pub(super) fn get(&self, path: &Path) -> Option<Digest> {
        self.0.get(path).copied()
    }

    pub(super) fn set(&mut self, path: &Path, digest: Digest) {
        self.0.insert(path.to_owned(), digest);
    }

    pub(super) fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }

    /// The files that were made below a folder.
    pub(super) fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        let paths = self.0.keys().map(PathBuf::as_path);
        paths.filter(move |path| path.starts_with(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Node;

    #[test]
    fn a_record_reads_back_and_passes_over_what_it_cannot_read() {
        let digest = Digest::of(&Node::File(b"x".to_vec()));
        let mut record = Record::default();
        record.set(Path::new(".docs/a\n b.mdx"), digest);
        record.set(Path::new("src/a.hcl2spec.rs"), digest);
        let text = record.text();
        assert_eq!(Record::parse(&text), record);
        assert_eq!(Record::parse(&format!("garbage\n{text}\0\n")), record);
        let below: Vec<_> = record.below(Path::new(".docs")).collect();
        assert_eq!(below, [Path::new(".docs/a\n b.mdx")]);
    }
}
