//! The stages that read Go: what a plugin's `//go:generate` lines ask packer-sdc for.

use super::Run;
use super::stage::count;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use crate::files::{read_source, show};
use crate::go_plugin::{Command, Directive, GoPlugin, directives, is_of_struct};
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

impl Run<'_> {
    /// Plans specs and partials; says whether the pages can rely on the partials.
    pub(super) fn go_specs_and_partials(&mut self) -> Result<bool, Diagnostics> {
        let mut plugin = GoPlugin::of(self.project.clone(), None, None)?;
        let mut findings = Diagnostics::new();
        let lines = directives(self.project.root(), &mut findings);
        let is_spec = |line: &&Directive| line.command != Command::Partials;
        let (specs, partials): (Vec<_>, Vec<_>) = lines.iter().partition(is_spec);
        let types: usize = specs.iter().map(|line| line.types()).sum();
        for (name, lines, about) in [
            ("spec", &specs, count(types, "type")),
            ("partials", &partials, count(partials.len(), "file")),
        ] {
            let before = self.generated.plan.summary();
            for line in lines {
                plugin.directive(line, &mut self.generated.plan, &mut findings);
            }
            if !lines.is_empty() {
                self.done(name, about, before);
            }
        }
        self.generated.inputs.extend(plugin.sources());
        let files = lines.iter().map(|line| line.file.clone());
        self.generated.inputs.extend(files);
        let whole = !findings.has_errors();
        if whole {
            // What is to be said of them has been.
            self.go = Some(plugin.model(&lines, &mut Diagnostics::new()));
        }
        // Without any line the source is not here, and only its docs are.
        if whole && !partials.is_empty() {
            self.stale_partials(&mut findings);
        }
        self.generated.findings.extend(findings);
        Ok(whole)
    }

    /// Partials that were made of a struct which is no longer there: packer-sdc leaves them,
    /// and pages that include them say what no longer holds.
    fn stale_partials(&self, findings: &mut Diagnostics) {
        let folder = self.project.partials();
        let wanted: BTreeSet<&Path> = self.generated.plan.files().collect();
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            let Ok(entry) = entry else { continue };
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let is_partial = path.extension().is_some_and(|extension| extension == "mdx");
            if !is_partial || wanted.contains(path) {
                continue;
            }
            let Ok(file) = read_source(path) else {
                continue;
            };
            if let Some((name, source)) = is_of_struct(file.text()) {
                let message = format!(
                    "`{}` was made of the struct `{name}` in `{source}`, which no line makes it of any more",
                    show(path)
                );
                let finding = Diagnostic::new(Severity::Warning, "stale-partial", message);
                let finding = finding.at(Place::new(&file, 0..0));
                findings.push(finding.help("remove it, and what includes it"));
            }
        }
    }
}
