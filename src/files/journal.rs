//! The journal: the list of a run's renames, written down in one step before the first of
//! them, so that a run that is killed among them can be completed by the next.
//!
//! A journal is only followed below the folder that it lies in, and never through a link:
//! one that came with somebody's repository can do no harm outside of it.

use super::digest::Digest;
use super::names::{escape, unescape};
use std::path::{Component, Path, PathBuf};

/// What happens to one file. Its new content lies in the staging folder under its number
/// in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The file, relative to the journal's home.
    pub(super) path: PathBuf,
    /// The folder above it that stays, even empty; relative to the home as well.
    pub(super) root: PathBuf,
    /// What is there before.
    pub(super) old: Option<Digest>,
    /// What is there afterwards.
    pub(super) new: Option<Digest>,
    /// Where the old bytes are kept for good, below the folder of replaced files.
    pub(super) keep: Option<PathBuf>,
}

const FIRST: &str = "sdc journal 1";
const LAST: &str = "end";

pub(super) fn text(entries: &[Entry]) -> String {
    let mut text = format!("{FIRST}\n");
    for entry in entries {
        let digest = |digest: Option<Digest>| digest.map_or("-".to_owned(), |d| d.to_string());
        let keep = entry.keep.as_deref().map(escape).unwrap_or_default();
        text += &[
            digest(entry.old),
            digest(entry.new),
            escape(&entry.path),
            escape(&entry.root),
            keep,
        ]
        .join("\t");
        text.push('\n');
    }
    text + LAST + "\n"
}

/// Reads a journal; says why one cannot be followed.
pub(super) fn parse(text: &str) -> Result<Vec<Entry>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(FIRST) {
        return Err("it does not begin as one does".to_owned());
    }
    let mut entries = Vec::new();
    for (number, line) in (2..).zip(lines.by_ref()) {
        if line == LAST {
            return Ok(entries);
        }
        let entry = entry(line).ok_or(format!("its line {number} is not one of a journal"))?;
        for path in [Some(&entry.path), Some(&entry.root), entry.keep.as_ref()] {
            if path.is_some_and(|path| !is_plain(path)) {
                return Err(format!("its line {number} leads out of the folder"));
            }
        }
        entries.push(entry);
    }
    Err("its end is missing".to_owned())
}

fn entry(line: &str) -> Option<Entry> {
    let digest = |word: &str| match word {
        "-" => Some(None),
        word => Digest::parse(word).map(Some),
    };
    let words: Vec<&str> = line.split('\t').collect();
    let [old, new, path, root, keep] = words[..] else {
        return None;
    };
    Some(Entry {
        old: digest(old)?,
        new: digest(new)?,
        path: unescape(path).filter(|path| path.file_name().is_some())?,
        root: unescape(root)?,
        keep: if keep.is_empty() {
            None
        } else {
            Some(unescape(keep)?)
        },
    })
}

/// Whether a path goes down only.
fn is_plain(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Node;

    #[test]
    fn a_journal_reads_back() {
        let digest = Some(Digest::of(&Node::File(b"x".to_vec())));
        let entry = |path: &str, old, new, keep: Option<&str>| Entry {
            path: path.into(),
            root: ".docs".into(),
            old,
            new,
            keep: keep.map(PathBuf::from),
        };
        let entries = [
            entry(".docs/a\tb\nc", digest, None, None),
            entry(".docs/x", digest, digest, Some(".docs/x")),
            entry("new", None, digest, None),
        ];
        assert_eq!(parse(&text(&entries)).as_deref(), Ok(&entries[..]));
        assert_eq!(parse(&text(&[])), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_journal_or_leads_elsewhere_is_not_followed() {
        let wrong = |text: &str| parse(text).unwrap_err();
        assert!(wrong("").contains("begin"));
        assert!(wrong("sdc journal 1\n").contains("end"));
        assert!(wrong("sdc journal 1\nx\nend\n").contains("line 2"));
        for path in ["../../etc/passwd", "/etc/passwd", "a/../b", "", ".."] {
            let line = format!("sdc journal 1\n-\t-\t{path}\t\t\nend\n");
            assert!(parse(&line).is_err(), "{path}");
            let line = format!("sdc journal 1\n-\t-\ta\t{path}x/../..\t\nend\n");
            assert!(parse(&line).is_err(), "{path}");
        }
    }
}
