//! Where the bytes of a rendered page came from. A finding about a page points at
//! the file that its author can change: the page's source, or the partial.

use crate::diagnostics::{Place, SourceFile};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// The origins of pages, by their path in the docs folder.
pub type Origins = BTreeMap<PathBuf, Origin>;

/// A run of bytes that were copied from one file.
#[derive(Clone, Debug)]
struct Segment {
    /// Where it begins in the page.
    start: usize,
    file: Arc<SourceFile>,
    /// Where it begins in that file; none in a file that is not text.
    offset: Option<usize>,
}

/// For every byte of a page the file and the byte it was copied from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    segments: Vec<Segment>,
}

impl Origin {
    /// A page that is a file as it is.
    #[must_use]
    pub fn of_file(file: &Arc<SourceFile>) -> Self {
        let mut origin = Self::default();
        origin.push(0, file, Some(0));
        origin
    }

    /// Says that the bytes from `start` on were copied from a file, from `offset` on.
    pub(super) fn push(&mut self, start: usize, file: &Arc<SourceFile>, offset: Option<usize>) {
        // What is empty leaves no bytes to ask about.
        if self.segments.last().is_some_and(|last| last.start == start) {
            self.segments.pop();
        }
        self.segments.push(Segment {
            start,
            file: Arc::clone(file),
            offset,
        });
    }

    /// Says that the bytes from `start` on were copied from a page with this origin.
    pub(super) fn append(&mut self, start: usize, other: &Self) {
        for segment in &other.segments {
            self.push(start + segment.start, &segment.file, segment.offset);
        }
    }

    /// Says that the bytes from `start` on were copied from a part of such a page.
    pub(super) fn append_part(&mut self, start: usize, other: &Self, part: Range<usize>) {
        let first = other.segments.partition_point(|s| s.start <= part.start);
        for segment in &other.segments[first.saturating_sub(1)..] {
            if segment.start >= part.end {
                break;
            }
            let skipped = part.start.saturating_sub(segment.start);
            let offset = segment.offset.map(|offset| offset + skipped);
            let start = start + segment.start.saturating_sub(part.start);
            self.push(start, &segment.file, offset);
        }
    }

    /// The place that a range of the page came from: of its first byte, and as much of
    /// the rest as came from the same piece of the same file.
    ///
    /// ```
    /// use packer_sdc::diagnostics::SourceFile;
    /// use packer_sdc::docs::Origin;
    ///
    /// let origin = Origin::of_file(&SourceFile::new("docs/a.mdx", "one\ntwo\n"));
    /// assert_eq!(origin.place(4..7).unwrap().to_string(), "docs/a.mdx:2:1");
    /// ```
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Option<Place> {
        let next = self.segments.partition_point(|s| s.start <= range.start);
        let segment = &self.segments[next.checked_sub(1)?];
        let Some(offset) = segment.offset else {
            return Some(Place::whole(segment.file.name()));
        };
        let end = self.segments.get(next).map_or(range.end, |next| next.start);
        let end = range.end.min(end).max(range.start);
        let moved = |byte: usize| offset + byte - segment.start;
        Some(Place::new(&segment.file, moved(range.start)..moved(end)))
    }
}
