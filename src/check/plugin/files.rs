//! Reading the files of a plugin: one that cannot be read is a finding, not the end.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Rule, Severity, SourceFile};
use crate::files::show;
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

/// The text of a file, if it is there and is one.
pub(super) fn read(
    root: &Path,
    relative: &str,
    findings: &mut Diagnostics,
) -> Option<Arc<SourceFile>> {
    let path = root.join(relative);
    let name = show(&path);
    let bytes = match fs::read(&path) {
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

/// The files below a folder, by their paths in it, in order; none where it is not there.
pub(super) fn files_below(folder: &Path) -> Result<Vec<String>, Diagnostic> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Diagnostic::unreadable(&path, &error.into())
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.push(show(relative));
        }
    }
    Ok(files)
}
