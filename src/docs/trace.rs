//! Origins of pages that were rendered by an earlier run. The sources are rendered
//! again in memory, and the pages laid beside them line by line: what is equal came from
//! there, also where a page is out of date or was made with other shared partials.

use super::{Origin, Partials, Rendered, render};
use crate::diagnostics::SourceFile;
use crate::files::{Node, Plan};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// The sources of rendered pages, read when they are first asked about.
#[derive(Debug)]
pub struct Trace {
    source: PathBuf,
    partials: PathBuf,
    shared: super::Shared,
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
            rendered: OnceCell::new(),
        }
    }

    /// Where the bytes of a page came from: the page is at `path` in both folders, and
    /// `name` is its file among the rendered ones.
    #[must_use]
    pub fn origin(&self, path: &Path, name: &str, text: &str) -> Origin {
        let rendered = self.rendered.get_or_init(|| {
            let plan = Plan::new();
            let partials = Partials::new(&self.source, &self.partials, self.shared.clone(), &plan);
            render::leniently(&self.source, &partials, &plan)
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
    let lines =
        |text| <[u8]>::split_inclusive(text, |byte: &u8| *byte == b'\n').collect::<Vec<_>>();
    let (old, new) = (lines(bytes), lines(text.as_bytes()));
    let starts = |lines: &[&[u8]]| {
        let mut starts = vec![0];
        starts.extend(lines.iter().scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        }));
        starts
    };
    let (old_starts, new_starts): (Vec<usize>, Vec<usize>) = (starts(&old), starts(&new));
    let mut origin = Origin::default();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (op.old_range(), op.new_range());
        let start = new_starts[new.start];
        if let DiffOp::Equal { .. } = op {
            let range = old_starts[old.start]..old_starts[old.end];
            origin.append_part(start, known, range);
        } else if !new.is_empty() {
            origin.push(start, &file, Some(start));
        }
    }
    origin
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
}
