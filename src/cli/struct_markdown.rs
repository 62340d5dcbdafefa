//! `sdc struct-markdown`

use super::go;
use super::report::Outcome;
use super::source_args::{SourceArgs, no_types, scope, stale};
use super::write_args::WriteArgs;
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::emit::partials::Job;
use crate::files::Plan;
use crate::project::Project;
use crate::read::rust;
use std::path::PathBuf;

/// Generate docs partials of config structs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces and removes (with --prune) only partials that it made; what git has is replaced as well.

Examples:
  sdc struct-markdown                        docs-partials/builder/Config-required.mdx, …
  sdc struct-markdown --template my/fields.mdx.hbs")]
pub(super) struct Args {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder of partials [default: docs-partials, or partials where only that exists]
    #[arg(long, value_name = "DIR")]
    partials: Option<PathBuf>,
    /// The folder of pages, looked through for sections to link to [default: docs]
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// A file in place of a built-in template: header.mdx.hbs or fields.mdx.hbs
    /// [default: those in the package's folder `templates`]
    #[arg(long, value_name = "FILE")]
    template: Vec<PathBuf>,
    #[command(flatten)]
    write: WriteArgs,
    /// Remove generated files whose struct is gone
    #[arg(long)]
    prune: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut findings = Diagnostics::new();
        match self.plan(&mut findings) {
            Ok(plan) => reporter.finish(Outcome::of(plan, findings), self.write.check),
            Err(wrong) => {
                findings.extend(wrong);
                reporter.report(findings)
            }
        }
    }

    fn plan(&self, findings: &mut Diagnostics) -> Result<Plan, Diagnostics> {
        if let Some(args) = self.source.go() {
            let args = args?;
            let mut plan = self.write.plan(&args.root, findings)?;
            go::struct_markdown(&args, &mut plan, findings)?;
            return Ok(plan);
        }
        let request = self.source.request()?;
        let root = self.partials.clone();
        let root = root.unwrap_or_else(|| self.source.folder());
        let mut plan = self.write.plan(&root, findings)?;
        let reading = rust::read(&request)?;
        let project = Project::open(&reading.root)?;
        plan.protect(&reading.files);
        findings.extend(reading.diagnostics);
        if findings.has_errors() {
            return Ok(plan);
        }
        if reading.model.types.is_empty() {
            findings.push(no_types(&reading.root));
        }
        let folder = self.partials.clone().unwrap_or_else(|| project.partials());
        let pages = self.docs.clone().unwrap_or_else(|| project.docs());
        let job = Job {
            project: &project,
            folder: &folder,
            pages: &pages,
            templates: &self.template,
            scope: scope(&request),
            stale: stale(self.prune, self.write.check),
        };
        findings.extend(job.plan(&reading.model, &mut plan));
        Ok(plan)
    }
}
