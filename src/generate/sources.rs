//! The stages that read Rust: specs and partials.

use super::Run;
use super::stage::count;
use crate::diagnostics::Diagnostics;
use crate::emit::partials::Job;
use crate::emit::{self, Format, Forms, Scope, Stale};
use crate::model::Model;
use crate::read::rust::{self, Input, Reading};
use crate::settings::choice;
use std::mem::take;

impl Run<'_> {
    /// Plans specs and partials; says whether the pages can rely on the partials.
    pub(super) fn specs_and_partials(&mut self) -> Result<bool, Diagnostics> {
        let mut reading = rust::read(&rust::Request {
            input: Input::Package(self.project.root().to_owned()),
            ..rust::Request::default()
        })?;
        let generated = &mut self.generated;
        generated.inputs.extend(reading.files.iter().cloned());
        let broken = reading.diagnostics.has_errors();
        generated.findings.extend(take(&mut reading.diagnostics));
        if broken {
            return Ok(false);
        }
        let format: Option<Format> = self
            .project
            .settings()
            .format
            .as_ref()
            .map(choice)
            .transpose()?;
        // In another form they are data, and printed by `sdc gen-spec`.
        if format.unwrap_or_default() == Format::Rust {
            self.specs(&reading)?;
        }
        Ok(self.partials(&reading.model))
    }

    fn specs(&mut self, reading: &Reading) -> Result<(), Diagnostics> {
        let before = self.generated.plan.summary();
        let target = self
            .project
            .settings()
            .target
            .as_ref()
            .map(choice)
            .transpose()?;
        let forms = Forms::new(&reading.model, target.unwrap_or_default());
        let mut findings = forms.findings();
        if !findings.has_errors() {
            let files = emit::rust(&forms, &reading.library)?;
            let plan = &mut self.generated.plan;
            findings.extend(emit::place_rust(
                &files,
                &reading.root,
                Scope::Package,
                Stale::Prune,
                plan,
            ));
        }
        self.generated.findings.extend(findings);
        self.done("spec", count(reading.model.types.len(), "type"), before);
        Ok(())
    }

    fn partials(&mut self, model: &Model) -> bool {
        let before = self.generated.plan.summary();
        let job = Job {
            project: &self.project,
            folder: &self.project.partials(),
            pages: &self.project.docs(),
            templates: &[],
            scope: Scope::Package,
            stale: Stale::Prune,
        };
        let findings = job.plan(model, &mut self.generated.plan);
        let broken = findings.has_errors();
        self.generated.findings.extend(findings);
        self.done("partials", count(model.types.len(), "type"), before);
        !broken
    }
}
