//! Reading the files of a plugin: one that cannot be read is a finding, not the end.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Rule, Severity, SourceFile};
use crate::files::{Node, Plan, show};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};
use walkdir::WalkDir;

static NOT_TEXT: Rule = Rule {
    code: "not-text",
    severity: Severity::Error,
    summary: "a file that should be text is not UTF-8",
    why: "The site reads pages as UTF-8. Bytes that are none show as question marks, or keep \
          the page from being published; nothing else can be checked in the file.",
    bad: "a page saved as Latin-1",
    good: "the same page saved as UTF-8",
    fix: None,
};

static UNREADABLE: Rule = Rule {
    code: "unreadable",
    severity: Severity::Error,
    summary: "a file that cannot be read",
    why: "What cannot be read cannot be checked or published: it may be missing, or the rights \
          to it are.",
    bad: "a page without read permission",
    good: "the same page with it",
    fix: None,
};

pub(crate) static RULES: &[&Rule] = &[&NOT_TEXT, &UNREADABLE];

/// The files of a plugin, as they will be once a plan is in place.
pub(super) struct Files<'a> {
    pub(super) plan: &'a Plan,
}

impl Files<'_> {
    /// The text of a file, if it is there and is one.
    pub(super) fn read(
        &self,
        root: &Path,
        relative: &str,
        findings: &mut Diagnostics,
    ) -> Option<Arc<SourceFile>> {
        let path = root.join(relative);
        let name = show(&path);
        let bytes = match self.bytes(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                let message = format!("cannot read `{name}`: {error}");
                findings.push(UNREADABLE.finding(message).at(Place::whole(name)));
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(SourceFile::new(name, text)),
            Err(wrong) => {
                let valid = wrong.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(wrong.as_bytes()).into_owned();
                let place = Place::new(&SourceFile::new(name, text), valid..valid + 3);
                let finding = NOT_TEXT.finding("not UTF-8 text").at(place);
                findings.push(finding.label("these bytes are no character"));
                None
            }
        }
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.plan.wanted(path) {
            Some(Some(Node::File(bytes))) => Ok(bytes.clone()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            Some(Some(Node::Link(_))) | None => fs::read(path),
        }
    }

    /// The files below a folder, by their paths in it, in order; none where it is not
    /// there.
    pub(super) fn below(&self, folder: &Path) -> Result<BTreeSet<String>, Diagnostic> {
        let mut files = BTreeSet::new();
        if folder.is_dir() {
            for entry in WalkDir::new(folder) {
                let entry = entry.map_err(|error| {
                    let path = error.path().unwrap_or(folder).to_owned();
                    Diagnostic::unreadable(&path, &error.into())
                })?;
                if !entry.file_type().is_dir() {
                    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    files.insert(show(relative));
                }
            }
        }
        for (path, there) in self.plan.changes_below(folder) {
            if there {
                files.insert(show(path));
            } else {
                files.remove(&show(path));
            }
        }
        Ok(files)
    }
}
