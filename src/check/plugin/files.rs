//! Reading the files of a plugin: one that cannot be read is a finding, not the end.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Rule, Severity, SourceFile};
use crate::files::{View, show};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

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

/// The files of a plugin.
pub(super) struct Files<'a> {
    pub(super) view: View<'a>,
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
        let bytes = match self.view.read(&path) {
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

    /// A file that need not be text: nothing is said of one that is not.
    pub(super) fn read_if_text(&self, root: &Path, relative: &str) -> Option<Arc<SourceFile>> {
        let path = root.join(relative);
        let text = String::from_utf8(self.view.read(&path).ok()?).ok()?;
        Some(SourceFile::new(show(&path), text))
    }

    /// The files below a folder, by their paths in it, in order; none where it is not
    /// there.
    pub(super) fn below(&self, folder: &Path) -> Result<BTreeSet<String>, Diagnostic> {
        let names = self.view.names(folder)?;
        Ok(names.iter().map(|path| show(path)).collect())
    }
}
