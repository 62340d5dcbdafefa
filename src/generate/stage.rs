//! What a stage of a run did, in a line.

use crate::files::Summary;

/// A stage that has been done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What it is called.
    pub name: &'static str,
    /// What it read or found, in words.
    pub about: String,
    /// What it added to the plan.
    pub summary: Summary,
}

impl Stage {
    /// The line that says so; of a plan that is only `checked`, files are stale, not written.
    #[must_use]
    pub fn line(&self, checked: bool) -> String {
        let Self {
            name,
            about,
            summary,
        } = self;
        let stale = summary.written + summary.removed;
        let files = match (checked, stale, summary.unchanged) {
            (_, 0, 0) => String::new(),
            (true, 0, _) => ": up to date".to_owned(),
            (true, stale, _) => format!(": {stale} stale"),
            (false, ..) => format!(": {summary}"),
        };
        format!("{name:<9} {about}{files}")
    }
}

/// `1 page`, `2 pages`.
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_changes_and_what_is_stale() {
        let mut stage = Stage {
            name: "docs",
            about: count(2, "page"),
            summary: Summary {
                written: 1,
                removed: 1,
                unchanged: 3,
            },
        };
        assert_eq!(
            stage.line(false),
            "docs      2 pages: 1 written, 1 removed, 3 unchanged"
        );
        assert_eq!(stage.line(true), "docs      2 pages: 2 stale");
        stage.summary.written = 0;
        stage.summary.removed = 0;
        assert_eq!(stage.line(true), "docs      2 pages: up to date");
        stage.summary.unchanged = 0;
        assert_eq!(stage.line(false), "docs      2 pages");
    }
}
