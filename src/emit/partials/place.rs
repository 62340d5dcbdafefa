//! Partials put in place: beside the hand-written ones, which are never touched, and
//! without those whose struct is gone.

use super::{Layout, Mark, Options, Sections, Templates, partials};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use crate::emit::{Scope, Stale};
use crate::files::{Node, Plan, read_tree, show};
use crate::model::Model;
use crate::project::Project;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What partials of a package are made with, and where they go.
#[derive(Debug)]
pub struct Job<'a> {
    /// The plugin that they are of.
    pub project: &'a Project,
    /// The folder of partials; it need not exist.
    pub folder: &'a Path,
    /// The folder of pages, which are looked through for sections to link to.
    pub pages: &'a Path,
    /// Files to be used in place of single templates.
    pub templates: &'a [PathBuf],
    /// Which generated files the run answers for.
    pub scope: Scope,
    /// What to do about files whose struct is gone.
    pub stale: Stale,
}

impl Job<'_> {
    /// Plans to write the partials of a model, and to do away with stale ones. With errors
    /// among the findings the plan is not whole.
    #[must_use]
    pub fn plan(&self, model: &Model, plan: &mut Plan) -> Diagnostics {
        let settings = self.project.settings();
        let folder = self.project.templates();
        if let Some(named) = settings.templates.as_ref().filter(|_| !folder.is_dir()) {
            let message = format!("there is no folder `{}`", show(&folder));
            let wrong = Diagnostic::error("settings", message);
            return wrong.at(named.place.clone()).into();
        }
        let templates = match Templates::read(&folder, self.templates) {
            Ok(templates) => templates,
            Err(findings) => return findings,
        };
        let (pages, present) = match (read_tree(self.pages), read_tree(self.folder)) {
            (Ok(pages), Ok(present)) => (pages, present),
            (Err(wrong), _) | (_, Err(wrong)) => return wrong.into(),
        };
        let pages = pages.values().filter_map(text);
        let (layout, mut findings) = Layout::of(model, &settings.partial_paths);
        let options = Options {
            layout: &layout,
            templates: &templates,
            sections: &Sections::of(pages),
        };
        let (files, more) = partials(model, &options);
        findings.extend(more);
        let marks = present.iter().filter_map(|(path, node)| {
            let mark = Mark::read(text(node)?)?;
            Some((show(path), mark))
        });
        let marks: BTreeMap<String, Mark> = marks.collect();
        for (path, text) in &files {
            if let Err(wrong) = plan.write(self.folder, path, text.as_bytes()) {
                findings.push(wrong);
            }
        }
        for (path, mark) in &marks {
            if !files.contains_key(path) && self.is_stale(path, mark, model, &layout) {
                findings.extend(self.do_away_with(path, mark, plan));
            }
        }
        findings
    }

    /// Whether a generated file that the run does not make is one that it answers for.
    fn is_stale(&self, path: &str, mark: &Mark, model: &Model, layout: &Layout) -> bool {
        // The other sources of such marks are Go files, which have their own tool.
        if Path::new(&mark.file)
            .extension()
            .is_none_or(|end| end != "rs")
        {
            return false;
        }
        let stem = path.trim_end_matches(".mdx");
        let stem = stem.strip_suffix("-required").unwrap_or(stem);
        let stem = stem.strip_suffix("-not").unwrap_or(stem);
        let made = |path: &str| layout.stem(path) == Some(stem);
        self.scope == Scope::Package
            || model.types.iter().any(|ty| made(&ty.path))
            || !self.project.root().join(&mark.file).exists()
    }

    fn do_away_with(&self, path: &str, mark: &Mark, plan: &mut Plan) -> Option<Diagnostic> {
        match self.stale {
            Stale::Prune => plan.remove(self.folder, path).err(),
            Stale::Report(severity) => Some(stale(severity, &self.folder.join(path), mark)),
        }
    }
}

fn text(node: &Node) -> Option<&str> {
    match node {
        Node::File(bytes) => std::str::from_utf8(bytes).ok(),
        Node::Link(_) => None,
    }
}

fn stale(severity: Severity, path: &Path, mark: &Mark) -> Diagnostic {
    let Mark { name, file } = mark;
    let path = show(path);
    let message = format!("`{path}` is stale: `{file}` has no `{name}` with docs for it");
    Diagnostic::new(severity, "stale-partial", message)
        .at(Place::whole(path))
        .help("remove it with `--prune`, and its includes from the pages")
}
