//! A source text with its name, and places in it. Places are byte ranges; lines
//! and columns are worked out only when somebody is shown one.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A named text that places point into.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Names a text. The name is what messages show: a path with forward slashes,
    /// relative to where the user stands.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, as it is in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte, both from 1; columns count characters.
    /// A byte past the end is taken for the end.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let starts = self.line_starts.get_or_init(|| {
            let newlines = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(newlines).collect()
        });
        let line = starts.partition_point(|start| *start <= byte);
        let column = self.text[starts[line - 1]..byte].chars().count() + 1;
        (line, column)
    }
}

/// A range of bytes in a source, or a source as a whole.
#[derive(Clone, Debug)]
pub struct Place {
    file: Arc<SourceFile>,
    range: Option<Range<usize>>,
}

impl Place {
    /// A range of bytes in a source.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, range: Range<usize>) -> Self {
        Self {
            file: Arc::clone(file),
            range: Some(range),
        }
    }

    /// A file or folder as a whole, for what has no text or no single line to blame.
    pub fn whole(name: impl Into<String>) -> Self {
        Self {
            file: SourceFile::new(name, ""),
            range: None,
        }
    }

    /// The source.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The bytes; none where the whole file is meant.
    #[must_use]
    pub fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }

    /// Line and column of the first byte, both from 1.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let range = self.range.as_ref()?;
        Some(self.file.line_column(range.start))
    }

    fn key(&self) -> (&str, Option<(usize, usize)>) {
        let range = self.range.as_ref().map(|r| (r.start, r.end));
        (&self.file.name, range)
    }
}

/// `file:line:column`, or `file` where the whole is meant.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file.name)?;
        match self.line_column() {
            Some((line, column)) => write!(f, ":{line}:{column}"),
            None => Ok(()),
        }
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// A value, and where it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// What it is.
    pub value: T,
    /// Where it stands; a string with its quotes.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_clamp() {
        let file = SourceFile::new("a", "äb\r\nc");
        assert_eq!(file.line_column(2), (1, 2));
        assert_eq!(file.line_column(1), (1, 1));
        assert_eq!(file.line_column(5), (2, 1));
        assert_eq!(file.line_column(99), (2, 2));
        assert_eq!(Place::new(&file, 5..6).to_string(), "a:2:1");
        assert_eq!(Place::whole("docs").to_string(), "docs");
    }
}
