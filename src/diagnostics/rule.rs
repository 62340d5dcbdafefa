//! Rules: what kinds of findings there are, told in a way that a reader of the
//! finding can ask about them. A finding made from its rule cannot have a code that
//! nobody can explain.

use super::{Diagnostic, Severity};

/// A kind of finding.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, in kebab case.
    pub code: &'static str,
    /// How bad such a finding is, where the user says nothing else.
    pub severity: Severity,
    /// What is wrong, in a line.
    pub summary: &'static str,
    /// Why it matters, in one paragraph.
    pub why: &'static str,
    /// A text that has it.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
    /// What can be done about it without asking, if anything.
    pub fix: Option<&'static str>,
}

impl Rule {
    /// A finding of this kind.
    pub fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, self.code, message)
    }
}
