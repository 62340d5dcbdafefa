//! The stage of the pages.

use super::Run;
use super::stage::count;
use crate::diagnostics::Diagnostics;
use crate::docs::render::require_folder;
use crate::docs::{Partials, Shared, render};
use crate::files::Destination;

impl Run<'_> {
    /// What stands in for the SDK's partials.
    pub(super) fn shared(&mut self) -> Result<Shared, Diagnostics> {
        let settings = self.settings.sdk_partials.as_ref();
        let named = settings.map(|named| self.plugin().join(&named.value));
        let Some(folder) = self.request.sdk_partials.clone().or(named) else {
            return Ok(Shared::BuiltIn);
        };
        require_folder(&folder, "folder of shared partials")?;
        self.generated.inputs.insert(folder.clone());
        Ok(Shared::Folder(folder))
    }

    /// Plans rendered pages, where they are kept, and web docs; says whether they are
    /// all there.
    pub(super) fn pages(&mut self, shared: &Shared) -> Result<bool, Diagnostics> {
        let plugin = self.plugin().to_owned();
        let docs = self.settings.docs_folder(&plugin);
        let folder = self.settings.partials_folder(&plugin);
        require_folder(&docs, "folder of pages")?;
        self.generated.inputs.insert(docs.clone());
        self.generated.inputs.insert(folder.clone());

        let before = self.generated.plan.summary();
        let mut findings = Diagnostics::new();
        let partials = Partials::new(&docs, &folder, shared.clone(), &self.generated.plan);
        let rendered = render(&docs, &partials, &self.generated.plan, &mut findings);
        let kept = self.request.rendered.clone();
        let kept = kept.or_else(|| self.settings.rendered_folder(&plugin));
        if let Some(kept) = kept {
            let destination = Destination::new(&kept, &[&docs, &folder])?;
            self.generated
                .plan
                .mirror(&destination, rendered.tree.clone());
        }
        let broken = findings.has_errors();
        self.generated.findings.extend(findings);
        self.done("docs", count(rendered.origins.len(), "page"), before);
        if broken {
            return Ok(false);
        }

        Ok(!broken)
    }
}
