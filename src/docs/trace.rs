//! Origins of pages that were rendered by an earlier run. The sources are rendered
//! again in memory, and the pages laid beside them line by line: what is equal came from
//! there, also where a page is out of date or was made with other shared partials.

use super::{Origin, Partials, Rendered, render};
use crate::diagnostics::SourceFile;
use crate::files::{Node, View};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The sources of rendered pages, read when they are first asked about.
#[derive(Debug)]
pub struct Trace {
    source: PathBuf,
    partials: PathBuf,
    shared: super::Shared,
    include_from: Vec<PathBuf>,
    rendered: OnceCell<Rendered>,
}

impl Trace {
    /// Takes the pages in `source` with the partials in `partials` for what rendered
    /// pages were made from. Neither need exist.
    #[must_use]
    pub fn new(source: &Path, partials: &Path, shared: super::Shared) -> Self {
        Self {
            source: source.to_owned(),
            partials: partials.to_owned(),
            shared,
            include_from: Vec::new(),
            rendered: OnceCell::new(),
        }
    }

    /// As [`Partials::including_from`].
    #[must_use]
    pub fn including_from(mut self, folders: Vec<PathBuf>) -> Self {
        self.include_from = folders;
        self
    }

    /// Where the bytes of a page came from: the page is at `path` in both folders, and
    /// `name` is its file among the rendered ones.
    #[must_use]
    pub fn origin(&self, path: &Path, name: &str, text: &str) -> Origin {
        let rendered = self.rendered.get_or_init(|| {
            let shared = self.shared.clone();
            let partials = Partials::new(&self.source, &self.partials, shared, View::Disk)
                .including_from(self.include_from.clone());
            render::leniently(&self.source, &partials)
        });
        let known = rendered.tree.get(path).zip(rendered.origins.get(path));
        match known {
            Some((Node::File(bytes), origin)) if bytes == text.as_bytes() => origin.clone(),
            Some((Node::File(bytes), origin)) => beside(bytes, origin, name, text),
            _ => Origin::of_file(&SourceFile::new(name, text)),
        }
    }
}

/// Lays a page beside one whose origin is known.
fn beside(bytes: &[u8], known: &Origin, name: &str, text: &str) -> Origin {
    let file = SourceFile::new(name, text);
    let (old, new) = (lines(bytes), lines(text.as_bytes()));
    let equal = equal_lines(&old, &new);
    let mut origin = Origin::default();
    let old_starts = starts(&old);
    let new_starts = starts(&new);
    // Lines that follow each other in both are one piece.
    let mut line = 0;
    while line < new.len() {
        let from = equal[line];
        let run = (line..new.len())
            .take_while(|next| equal[*next] == from.map(|from| from + (next - line)))
            .count();
        let start = new_starts[line];
        match from {
            Some(from) => {
                origin.append_part(start, known, old_starts[from]..old_starts[from + run]);
            }
            None => origin.push(start, &file, Some(start)),
        }
        line += run;
    }
    origin
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Where each line begins, and where the last one ends.
fn starts(lines: &[&[u8]]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// For each new line the old one that it is: lines that both have just once, and what is
/// equal around them. What moved is found as well, and for less than by a true difference.
fn equal_lines(old: &[&[u8]], new: &[&[u8]]) -> Vec<Option<usize>> {
    let (in_old, in_new) = (single_lines(old), single_lines(new));
    let mut equal: Vec<Option<usize>> = new
        .iter()
        .map(|line| in_new[line].and(*in_old.get(line)?))
        .collect();
    let pair = |before: Option<usize>, line: usize| {
        before.filter(|before| old.get(*before) == Some(&new[line]))
    };
    // The beginning is known as what follows on nothing, and so is the end.
    let mut before = Some(0);
    for (line, equal) in equal.iter_mut().enumerate() {
        *equal = equal.or_else(|| pair(before, line));
        before = equal.map(|old| old + 1);
    }
    let mut behind = old.len().checked_sub(1);
    for (line, equal) in equal.iter_mut().enumerate().rev() {
        *equal = equal.or_else(|| pair(behind, line));
        behind = equal.and_then(|old| old.checked_sub(1));
    }
    equal
}

/// Every line, with its number if it is there just once.
fn single_lines<'a>(lines: &[&'a [u8]]) -> HashMap<&'a [u8], Option<usize>> {
    let mut single = HashMap::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let seen = single.entry(*line);
        seen.and_modify(|one| *one = None).or_insert(Some(number));
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_equal_came_from_the_same_place() {
        let source = SourceFile::new("docs/a.mdx", "one\ntwo\nthree\n");
        let partial = SourceFile::new("docs-partials/b.mdx", "x\ny\n");
        let mut known = Origin::of_file(&source);
        known.push(8, &partial, Some(0));
        known.push(12, &source, Some(8));
        let old = b"one\ntwo\nx\ny\nthree\n";

        let text = "one\nnew\nx\ny\nthree\n";
        let origin = beside(old, &known, ".docs/a.mdx", text);

        let place = |part: &str| {
            let at = text.find(part).unwrap();
            origin.place(at..at + part.len()).unwrap().to_string()
        };
        assert_eq!(place("one"), "docs/a.mdx:1:1");
        assert_eq!(place("new"), ".docs/a.mdx:2:1");
        assert_eq!(place("y"), "docs-partials/b.mdx:2:1");
        assert_eq!(place("three"), "docs/a.mdx:3:1");
    }
    #[test]
    fn lines_that_are_there_twice_are_known_by_those_around_them() {
        let lines =
            |text: &'static str| -> Vec<&[u8]> { text.split(' ').map(str::as_bytes).collect() };
        let equal = equal_lines(&lines("x - a - b - y - x"), &lines("x - b - c - a - x"));
        let [x, a, b] = [Some(0), Some(2), Some(4)];
        assert_eq!(equal[0], x);
        assert_eq!((equal[2], equal[6]), (b, a));
        assert_eq!(equal[3], Some(5), "behind `b`");
        assert_eq!(equal[4], None);
        assert_eq!(equal[8], Some(8), "the end");
    }
}
