//! The pages of a plugin's docs, with their includes expanded, and with the way back
//! from what a reader sees to the file that has it.

use super::files::Files;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::docs::page::Page;
use crate::docs::{Origin, Partials, Rendered, render};
use crate::files::Node;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What a page is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role<'a> {
    /// The plugin's first page.
    Readme,
    /// The page of a component.
    Component(ComponentType, &'a str),
}

/// A page, as it is written and as it is read.
#[derive(Debug)]
pub(crate) struct DocPage {
    /// Its path in its folder, with forward slashes.
    pub(crate) path: String,
    pub(crate) file: Arc<SourceFile>,
    /// Its text with all includes expanded.
    pub(crate) text: String,
    origin: Origin,
    /// Whether it lies in `.web-docs` without a source in the docs.
    pub(crate) by_hand: bool,
    pub(crate) page: Page,
}

impl DocPage {
    /// A page that is published as it is written.
    pub(super) fn as_written(path: String, file: &Arc<SourceFile>) -> Self {
        Self {
            page: Page::parse(file.text()),
            path,
            file: Arc::clone(file),
            text: file.text().to_owned(),
            origin: Origin::of_file(file),
            by_hand: true,
        }
    }

    /// What a page of the docs becomes on the site, if it is published.
    pub(super) fn role_in_docs(&self) -> Option<Role<'_>> {
        if self.path == "README.md" {
            return Some(Role::Readme);
        }
        component_of(&self.path).map(|(ty, slug)| Role::Component(ty, slug))
    }

    /// What a page of `.web-docs` is on the site.
    pub(super) fn role_on_site(&self) -> Option<Role<'_>> {
        if self.path == "README.md" {
            return Some(Role::Readme);
        }
        let path = self.path.strip_prefix("components/")?;
        let (ty, slug) = path.strip_suffix("/README.md")?.split_once('/')?;
        Some(Role::Component(ComponentType::from_name(ty)?, slug))
    }

    /// Whether its title is taken off when it is published.
    pub(crate) fn loses_title(&self) -> bool {
        !self.by_hand && component_of(&self.path).is_some()
    }

    /// Whether a section of that id is lost in a fence that is not closed: it is told of there.
    pub(crate) fn swallows(&self, anchor: &str) -> bool {
        let open = self.page.fences.iter().filter(|fence| !fence.closed);
        open.into_iter().any(|fence| {
            let code = fence.code(&self.text);
            let inner = Page::parse(&code);
            inner.anchors.contains(anchor)
        })
    }

    /// Whether it includes a partial that plugins share.
    pub(crate) fn uses_shared(&self) -> bool {
        self.file.text().contains("@include 'packer-plugin-sdk/")
    }

    /// The place in the docs or partials that a range of the text came from.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let place = self.origin.place(range);
        place.unwrap_or_else(|| top_of(&self.file))
    }

    /// Adds a finding at a range of the text, and what shall stand there instead: an edit
    /// only where all of the range came from one file.
    pub(crate) fn push(
        &self,
        finding: Diagnostic,
        range: Range<usize>,
        text: Option<String>,
        findings: &mut Diagnostics,
    ) {
        let length = range.len();
        let place = self.place(range);
        let whole = place.range().is_some_and(|range| range.len() == length);
        let finding = finding.at(place);
        findings.push(match text.filter(|_| whole) {
            Some(text) => finding.fixed_by(text),
            None => finding,
        });
    }
}

/// Whether a file does not say of itself that it was generated.
pub(crate) fn is_written_by_hand(file: &SourceFile) -> bool {
    let start = file.text().lines().take(3);
    !start
        .into_iter()
        .any(|line| line.contains("Code generated") && line.contains("DO NOT EDIT"))
}

/// What names a component in the docs: type and slug, where the path is that of one.
pub(crate) fn component_of(path: &str) -> Option<(ComponentType, &str)> {
    let (folder, name) = path.split_once('/')?;
    let slug = name.strip_suffix(".mdx").or(name.strip_suffix(".md"))?;
    let page = !slug.contains('/') && slug != "index" && slug != "README";
    page.then_some((ComponentType::from_folder(folder)?, slug))
}

/// The top of a file: where findings about a whole page are shown.
pub(crate) fn top_of(file: &Arc<SourceFile>) -> Place {
    let first = file.text().chars().next();
    Place::new(file, 0..first.map_or(0, char::len_utf8))
}

/// All pages, and the paths of all files that lie with them.
#[derive(Debug, Default)]
pub(super) struct Docs {
    pub(super) pages: Vec<DocPage>,
    pub(super) files: BTreeSet<String>,
}

impl Docs {
    /// Reads the pages in a folder. A page with an include that cannot be expanded is
    /// looked at as it is written.
    pub(super) fn read(
        folder: &Path,
        partials: &Partials<'_>,
        files: &Files<'_>,
        findings: &mut Diagnostics,
    ) -> Result<(Self, Rendered), Diagnostic> {
        let mut docs = Self::default();
        let mut wrong = Diagnostics::new();
        let rendered = render(folder, partials, &mut wrong);
        findings.extend(wrong);
        for path in files.below(folder)? {
            let is_page = [".mdx", ".md"].iter().any(|end| path.ends_with(end));
            if is_page && let Some(file) = files.read(folder, &path, findings) {
                let (text, origin) = match rendered.tree.get(Path::new(&path)) {
                    Some(Node::File(bytes)) => (
                        String::from_utf8_lossy(bytes).into_owned(),
                        rendered
                            .origins
                            .get(Path::new(&path))
                            .cloned()
                            .unwrap_or_default(),
                    ),
                    _ => (file.text().to_owned(), Origin::of_file(&file)),
                };
                docs.pages.push(DocPage {
                    page: Page::parse(&text),
                    path: path.clone(),
                    file,
                    text,
                    origin,
                    by_hand: false,
                });
            }
            docs.files.insert(path);
        }
        Ok((docs, rendered))
    }
}
