//! The stages of the pages: rendering, web docs, and the check of what is published.

use super::Run;
use super::stage::count;
use crate::check::{self, Selection};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::docs::render::require_folder;
use crate::docs::{Identity, Partials, Shared, WebDocs, publish, render, webdocs};
use crate::files::{Destination, View};
use std::path::{Path, PathBuf};

const README: &str = "README.md";

impl Run<'_> {
    /// What stands in for the SDK's partials.
    pub(super) fn shared(&mut self) -> Result<Shared, Diagnostics> {
        let (pages, partials) = (self.project.docs(), self.project.partials());
        let shared = match &self.request.sdk_partials {
            Some(named) => Shared::named(named, &self.project)?,
            None => match Shared::set(&self.project) {
                Some(set) => set?,
                None => Shared::usual(&self.project, &pages, &partials)?,
            },
        };
        if let Shared::Folder(folder) = &shared {
            self.generated.inputs.insert(folder.clone());
        }
        Ok(shared)
    }

    /// Plans rendered pages, where they are kept, and web docs; says whether they are
    /// all there. Where partials could not be made, those of structs are not missed.
    pub(super) fn pages(
        &mut self,
        shared: &Shared,
        has_partials: bool,
    ) -> Result<bool, Diagnostics> {
        let docs = self.project.docs();
        let folder = self.project.partials();
        require_folder(&docs, "folder of pages")?;
        self.generated.inputs.insert(docs.clone());
        self.generated.inputs.insert(folder.clone());

        let before = self.generated.plan.summary();
        let mut findings = Diagnostics::new();
        let view = View::Planned(&self.generated.plan);
        let partials = Partials::new(&docs, &folder, shared.clone(), view)
            .including_from(self.project.include_from());
        let rendered = render(&docs, &partials, &mut findings);
        let kept = self.request.rendered.clone();
        let kept = kept.or_else(|| self.project.kept());
        if let Some(kept) = &kept {
            let destination = Destination::new(kept, &[&docs, &folder])?;
            let tree = rendered.tree.clone();
            self.generated.plan.mirror(&destination, tree)?;
        }
        let broken = findings.has_errors();
        findings.retain(|finding| has_partials || !misses_a_struct(finding));
        self.generated.findings.extend(findings);
        let is_page = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|end| end == "mdx" || end == "md")
        };
        let pages = rendered.tree.keys().filter(is_page).count();
        self.done("docs", count(pages, "page"), before);
        if broken {
            return Ok(false);
        }

        let before = self.generated.plan.summary();
        let web_docs = self.project.web_docs();
        // Rendered pages are none of what is published, so the two folders are apart.
        let mut sources = vec![docs.as_path(), folder.as_path()];
        sources.extend(kept.as_deref());
        let destination = Destination::new(&web_docs, &sources)?;
        let mut findings = Diagnostics::new();
        let identity = Identity::find(
            &self.project,
            None,
            &web_docs,
            &rendered.tree,
            &mut findings,
        )?;
        let origin = |path: &Path, _: &str| rendered.origins.get(path).cloned();
        let web = webdocs(
            &WebDocs {
                pages: &rendered.tree,
                folder: &docs,
                origin: &origin,
                organization: &identity.organization,
                plugin: identity.plugin.as_deref(),
                compat: false,
            },
            &mut findings,
        );
        let mut is_recorded = |path| self.generated.plan.is_recorded(&web_docs, Path::new(path));
        if web_docs.join(README).is_file() && !is_recorded(README) {
            // It is written where it is published, which the check looks at.
            findings.retain(|finding| finding.code != "readme-missing");
        }
        let broken = findings.has_errors();
        self.generated.findings.extend(findings);
        let pages = web.len();
        if !broken {
            // The check tells of folders that stay without a page in the docs.
            publish(
                web,
                &destination,
                self.request.prune,
                &mut self.generated.plan,
            )?;
        }
        self.done("web-docs", count(pages, "file"), before);
        Ok(!broken)
    }

    /// Checks the plugin as it will be once the plan is in place.
    pub(super) fn check(&mut self, shared: Shared) -> Result<(), Diagnostics> {
        let before = self.generated.plan.summary();
        let (plan, go) = (&self.generated.plan, self.go.take());
        let (_, mut findings) = check::check_planned(self.project.clone(), shared, plan, go)?;
        let selection = Selection::of_settings(&self.project.settings().check)?;
        selection.apply(self.project.root(), &mut findings);

        self.done("check", findings.tally(), before);
        self.generated.checked.extend(findings);
        Ok(())
    }
}

/// Whether the finding is that there is no partial by a struct's name, which begins with
/// a capital letter.
fn misses_a_struct(finding: &Diagnostic) -> bool {
    let included = || {
        let place = finding.place.as_ref()?;
        place.file().text().get(place.range()?)
    };
    let name = included().and_then(|path| path.rsplit('/').next());
    let by_struct = name.is_some_and(|name| name.starts_with(char::is_uppercase));
    finding.code == "missing-partial" && by_struct
}
