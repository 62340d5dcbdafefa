//! One way to say what is wrong: a diagnostic has a severity, a code, one line of
//! message, a place in a source text, and what to do about it.
//!
//! Whatever reads or decodes collects its findings in a [`Diagnostics`] and goes on, so
//! that all of them are reported. Here they are shown as plain lines; tools draw them
//! with the source beside them.

mod source;

pub use source::{Located, Place, SourceFile};

use std::fmt;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something worth knowing; nothing needs doing.
    Note,
    /// Likely a mistake; the output is made all the same.
    Warning,
    /// Wrong; what depends on it is not made.
    Error,
}

impl Severity {
    /// The lower-case name, as it is shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A second place that explains the first, such as where an include began.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// What that place has to do with it.
    pub message: String,
    /// Where it is.
    pub place: Place,
}

/// One finding.
///
/// ```
/// use hcldec::diagnostics::{Diagnostic, Place, SourceFile};
///
/// let file = SourceFile::new("docs/a.mdx", "@include 'x.mdx'\n");
/// let wrong = Diagnostic::error("missing-partial", "no partial named `x.mdx`")
///     .at(Place::new(&file, 10..15))
///     .label("looked for here")
///     .help("did you mean `y.mdx`?");
/// assert_eq!(wrong.to_string(), "docs/a.mdx:1:11: error[missing-partial]: no partial named `x.mdx`");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a diagnostic that nobody collects is lost"]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of this kind of finding, in kebab case.
    pub code: &'static str,
    /// What is wrong, in one line, lower case, names in back-ticks.
    pub message: String,
    /// Where it is wrong; none where no single file is to blame.
    pub place: Option<Place>,
    /// What was expected, shown at the marked place; may be empty.
    pub label: String,
    /// Other places that explain it, in the order to read them.
    pub related: Vec<Related>,
    /// What to do, one line each.
    pub help: Vec<String>,
    /// What shall stand at the place instead, where that can be put right without asking.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// A finding of the given severity.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Sets the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the words at the marked place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a place that explains the first.
    pub fn related(mut self, message: impl Into<String>, place: Place) -> Self {
        self.related.push(Related {
            message: message.into(),
            place,
        });
        self
    }

    /// Adds a line that says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Sets what shall stand at the place instead; nothing else is changed by it.
    pub fn fixed_by(mut self, text: impl Into<String>) -> Self {
        self.fix = Some(text.into());
        self
    }

    /// Adds a "did you mean" line where `near` has a name close to `wrong`.
    pub fn did_you_mean<'a>(self, wrong: &str, near: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(wrong, near) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// `file:line:column: severity[code]: message`, without the source line.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// The name in `candidates` that `wrong` was most likely meant to be, if any is
/// near enough; of equally near ones the first in alphabetical order.
#[must_use]
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Of a name of one letter nothing is left when one letter is another.
    let length = wrong.chars().count();
    let mut limit = (length.max(3) / 3).min(length.saturating_sub(1));
    let mut nearest: Option<(usize, &str)> = None;
    for name in candidates {
        if surely_apart(wrong, name) > limit {
            continue;
        }
        let near = (strsim::damerau_levenshtein(wrong, name), name);
        if near.0 <= limit && nearest.is_none_or(|before| near < before) {
            limit = near.0;
            nearest = Some(near);
        }
    }
    nearest.map(|(_, name)| name)
}

/// What the distance of two names is at least: so many letters one has beyond the other's.
/// Most of many names are passed over by this, without the cost of the distance itself.
fn surely_apart(a: &str, b: &str) -> usize {
    let mut surplus = [0_i32; 64];
    let bin = |c: char| c as usize % 64;
    a.chars().for_each(|c| surplus[bin(c)] += 1);
    b.chars().for_each(|c| surplus[bin(c)] -= 1);
    let (mut more, mut fewer) = (0, 0);
    for count in surplus {
        let sum = if count > 0 { &mut more } else { &mut fewer };
        *sum += count.unsigned_abs() as usize;
    }
    more.max(fewer)
}

/// How many findings are kept.
const MOST: usize = 10_000;

/// All the findings of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one. Nobody reads ten thousand: what comes behind these is not kept, and the last
    /// one says so.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.0.len() < MOST {
            self.0.push(diagnostic);
        } else if self.0.len() == MOST {
            let message = format!("there are more than {MOST} findings");
            let mut last = Diagnostic::error("too-many", message)
                .label("this one, and those that come after it, are not shown");
            last.place = diagnostic.place;
            self.0.push(last);
        }
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// How many there are of each severity: `2 errors, 1 warning`, or `no findings`.
    #[must_use]
    pub fn tally(&self) -> String {
        let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .map(|severity| (self.count(severity), severity))
            .filter(|(n, _)| *n > 0)
            .map(|(n, severity)| format!("{n} {severity}{}", if n == 1 { "" } else { "s" }))
            .collect();
        if parts.is_empty() {
            "no findings".to_owned()
        } else {
            parts.join(", ")
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Keeps those that are wanted, and lets them be changed.
    pub fn retain(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.0.retain_mut(keep);
    }

    /// Orders them by file, place, and severity. Of those that say the same of the same place,
    /// the one that helps most is kept.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
        self.0.dedup_by(|later, first| {
            let same = key(later) == key(first);
            let help = |d: &Diagnostic| (d.fix.is_some(), d.help.len(), d.related.len());
            if same && help(later) > help(first) {
                std::mem::swap(later, first);
            }
            same
        });
    }
}

/// The order in which a reader wants them.
fn key(d: &Diagnostic) -> (Option<&Place>, std::cmp::Reverse<Severity>, &str, &str) {
    let severity = std::cmp::Reverse(d.severity);
    (d.place.as_ref(), severity, d.code, &d.message)
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|d| writeln!(f, "{d}"))
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        iter.into_iter()
            .for_each(|diagnostic| self.push(diagnostic));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pair_of_names_is_nearer_than_it_is_surely_apart() {
        let names = "a|ab|ba|abc|disk|disk_size|disk_szie|region|regoin|größe|grösse|x-y|y-x|日本";
        for a in names.split('|') {
            for b in names.split('|') {
                let distance = strsim::damerau_levenshtein(a, b);
                assert!(surely_apart(a, b) <= distance, "{a} {b}");
            }
        }
    }

    #[test]
    fn what_nobody_would_read_is_not_kept() {
        let mut found = Diagnostics::new();
        for _ in 0..20_000 {
            found.push(Diagnostic::warning("x", "m"));
        }
        found.extend(found.clone());
        assert_eq!(found.len(), 10_001);
        assert_eq!(found.count(Severity::Error), 1);
    }

    #[test]
    fn of_equally_near_names_the_first_is_meant() {
        let names = ["disk_type", "disk_sizes", "disc_size", "sizes"];
        assert_eq!(nearest("disk_size", names), Some("disc_size"));
        assert_eq!(nearest("region", names), None);
        assert_eq!(nearest("a", ["b"]), None);
    }
}
