//! What a plan does, in numbers.

/// What an applied plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files made or replaced.
    pub written: usize,
    /// Files removed.
    pub removed: usize,
    /// Files that were as they should be, and were not touched.
    pub unchanged: usize,
}

/// What two plans did together.
impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.written += other.written;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }
}

/// What came between two moments of one plan.
impl std::ops::Sub for Summary {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            written: self.written.saturating_sub(before.written),
            removed: self.removed.saturating_sub(before.removed),
            unchanged: self.unchanged.saturating_sub(before.unchanged),
        }
    }
}

/// `2 written, 1 removed, 40 unchanged`, without the parts that are none.
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = [
            (self.written, "written"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        if parts.is_empty() {
            f.write_str("nothing to do")
        } else {
            f.write_str(&parts.join(", "))
        }
    }
}
