//! `sdc struct-markdown`

use super::source_args::{SourceArgs, no_types, scope, stale};
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::emit::partials::Job;
use crate::files::Plan;
use crate::settings::Settings;
use crate::source;
use std::path::PathBuf;

/// Generate docs partials of config structs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
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
    /// Write nothing; show what is stale, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
    /// Remove generated files whose struct is gone
    #[arg(long)]
    prune: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut plan = Plan::new();
        match self.plan(&mut plan) {
            Ok(findings) => reporter.finish(findings, plan, self.check),
            Err(wrong) => reporter.report(wrong),
        }
    }

    fn plan(&self, plan: &mut Plan) -> Result<Diagnostics, Diagnostics> {
        let request = self.source.request()?;
        let reading = source::read(&request)?;
        let settings = Settings::read(&reading.root)?;
        let mut findings = reading.diagnostics;
        if findings.has_errors() {
            return Ok(findings);
        }
        if reading.model.types.is_empty() {
            findings.push(no_types(&reading.root));
        }
        let package = &reading.root;
        let folder = self.partials.clone();
        let folder = folder.unwrap_or_else(|| settings.partials_folder(package));
        let pages = self.docs.clone();
        let pages = pages.unwrap_or_else(|| settings.docs_folder(package));
        let job = Job {
            package,
            settings: &settings,
            folder: &folder,
            pages: &pages,
            templates: &self.template,
            scope: scope(&request),
            stale: stale(self.prune, self.check),
        };
        findings.extend(job.plan(&reading.model, plan));
        Ok(findings)
    }
}
