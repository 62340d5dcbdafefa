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
    /// How many characters begin before each so many bytes.
    characters: OnceLock<Vec<usize>>,
}

/// The bytes between two places for which it is known how many characters are before them; so a
/// column is found without going through all of a long line.
const STRIDE: usize = 1024;

impl SourceFile {
    /// Names a text. The name is what messages show: a path with forward slashes,
    /// relative to where the user stands.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
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
        let column = self.characters_before(byte) - self.characters_before(starts[line - 1]) + 1;
        (line, column)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let count = |bytes: &[u8]| {
            let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
            bytes.iter().filter(begins).count()
        };
        let known = self.characters.get_or_init(|| {
            let strides = self.text.as_bytes().chunks(STRIDE);
            let sums = strides.scan(0, |before, stride| {
                *before += count(stride);
                Some(*before)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let stride = byte / STRIDE;
        known[stride] + count(&self.text.as_bytes()[stride * STRIDE..byte])
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
    fn columns_of_long_lines_count_characters() {
        let text = format!("{}\n{}x", "ä".repeat(3000), "日".repeat(5000));
        let file = SourceFile::new("a", text.as_str());
        assert_eq!(file.line_column(5999), (1, 3000));
        assert_eq!(file.line_column(6000), (1, 3001));
        assert_eq!(file.line_column(text.len() - 1), (2, 5001));
        assert_eq!(file.line_column(text.len()), (2, 5002));
    }

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
