//! Which findings count: what the settings and the command line allow and deny.

use super::registry;
use crate::diagnostics::{Diagnostic, Diagnostics, Located, Severity, usage};
use crate::settings::CheckSettings;
use std::path::Path;

/// Codes to allow and to deny, in the order in which they were said: the last word on
/// a code counts.
#[derive(Debug, Default)]
pub struct Selection {
    verdicts: Vec<(String, Verdict)>,
    files: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Allow,
    Deny,
}

/// The name that stands for all warnings.
const WARNINGS: &str = "warnings";

impl Selection {
    /// What the plugin's settings say; a code that does not exist is an error at its place.
    pub fn of_settings(settings: &CheckSettings) -> Result<Self, Diagnostics> {
        let mut wrong = Diagnostics::new();
        let mut selection = Self::default();
        let mut known = |code: &Located<String>, warnings: bool| {
            if let Some(finding) = unknown(&code.value, warnings) {
                wrong.push(finding.at(code.place.clone()));
            }
        };
        for code in &settings.allow {
            known(code, false);
            selection
                .verdicts
                .push((code.value.clone(), Verdict::Allow));
        }
        for code in &settings.deny {
            known(code, true);
            selection.verdicts.push((code.value.clone(), Verdict::Deny));
        }
        for (file, codes) in &settings.files {
            for code in codes {
                known(code, false);
                selection
                    .files
                    .push((file.value.clone(), code.value.clone()));
            }
        }
        if wrong.is_empty() {
            Ok(selection)
        } else {
            Err(wrong)
        }
    }

    /// Adds a code from the command line.
    pub fn allow(&mut self, code: &str) -> Result<(), Diagnostic> {
        self.say(code, Verdict::Allow)
    }

    /// Adds a code from the command line, or `warnings`.
    pub fn deny(&mut self, code: &str) -> Result<(), Diagnostic> {
        self.say(code, Verdict::Deny)
    }

    fn say(&mut self, code: &str, verdict: Verdict) -> Result<(), Diagnostic> {
        if let Some(wrong) = unknown(code, verdict == Verdict::Deny) {
            let usage = usage(wrong.message);
            return Err(wrong.help.into_iter().fold(usage, Diagnostic::help));
        }
        self.verdicts.push((code.to_owned(), verdict));
        Ok(())
    }

    /// Drops the findings that are allowed, and makes errors of those that are denied.
    /// Files are named as they lie in the plugin at `root`.
    pub fn apply(&self, root: &Path, findings: &mut Diagnostics) {
        let root = crate::files::show(&root.join(""));
        findings.retain(|diagnostic| {
            let name = diagnostic.place.as_ref().map(|place| place.file().name());
            let name = name.map(|name| name.strip_prefix(&root).unwrap_or(name));
            let here = |(file, code): &(String, String)| {
                Some(file.as_str()) == name && code == diagnostic.code
            };
            if self.files.iter().any(here) {
                return false;
            }
            let said = |(code, _): &&(String, Verdict)| {
                code == diagnostic.code
                    || (code == WARNINGS && diagnostic.severity == Severity::Warning)
            };
            match self.verdicts.iter().rev().find(said) {
                Some((_, Verdict::Allow)) => return false,
                Some((_, Verdict::Deny)) => diagnostic.severity = Severity::Error,
                None => {}
            }
            true
        });
    }
}

fn unknown(code: &str, warnings: bool) -> Option<Diagnostic> {
    if registry::rule(code).is_some() || (warnings && code == WARNINGS) {
        return None;
    }
    let codes = registry::rules().map(|rule| rule.code).chain([WARNINGS]);
    let wrong = Diagnostic::error("settings", format!("no rule has the code `{code}`"));
    Some(
        wrong
            .did_you_mean(code, codes)
            .help("`sdc check --list` shows all codes"),
    )
}
