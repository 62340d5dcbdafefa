//! Findings of a check: diagnostics, some with an edit that puts them right.

use crate::diagnostics::{Diagnostic, Diagnostics, Place};

/// A change of one place that puts a finding right and changes nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// What stands there afterwards.
    pub text: String,
}

/// Something that is wrong, and what can be done about it without asking.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The edit, where there is a safe one.
    pub fix: Option<Fix>,
}

/// What a check has found.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let fix = None;
        self.0.push(Finding { diagnostic, fix });
    }

    /// Adds a finding at whose place another text is right.
    pub fn push_fixable(&mut self, diagnostic: Diagnostic, text: impl Into<String>) {
        let text = text.into();
        let fix = diagnostic.place.clone().map(|place| Fix { place, text });
        self.0.push(Finding { diagnostic, fix });
    }

    /// Adds a finding that an edit puts right.
    pub fn push_with(&mut self, diagnostic: Diagnostic, fix: Fix) {
        let fix = Some(fix);
        self.0.push(Finding { diagnostic, fix });
    }

    /// In their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// Keeps those that are wanted, and lets them be changed.
    pub fn retain(&mut self, keep: impl FnMut(&mut Finding) -> bool) {
        self.0.retain_mut(keep);
    }

    /// Orders them by place. Of those that say the same at the same place one is kept:
    /// a partial is included by many pages, and is wrong once.
    pub fn sort(&mut self) {
        let key = |f: &Finding| {
            let d = &f.diagnostic;
            (d.place.clone(), d.code, d.message.clone())
        };
        self.0.sort_by_cached_key(key);
        self.0.dedup_by(|a, b| key(a) == key(b));
    }

    /// The diagnostics alone.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        let mut all = Diagnostics::new();
        all.extend(self.0.iter().map(|finding| finding.diagnostic.clone()));
        all
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        diagnostics.into_iter().for_each(|d| self.push(d));
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
