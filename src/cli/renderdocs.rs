//! `sdc renderdocs`

use super::{Exit, Reporter};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::docs::render::require_folder;
use crate::docs::{Partials, Shared, render};
use crate::files::{Destination, Plan};
use std::path::{Path, PathBuf};

/// Expand the @includes of docs pages
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  sdc renderdocs -src docs -partials docs-partials/ -dst .docs/")]
pub(super) struct Args {
    /// The folder of pages
    #[arg(long, value_name = "DIR", default_value = "docs")]
    src: PathBuf,
    /// The folder for the rendered pages; files that SRC does not have are removed
    #[arg(long, value_name = "DIR", default_value = ".docs")]
    dst: PathBuf,
    /// The folder of partials [default: docs-partials, or partials where only that exists]
    #[arg(long, value_name = "DIR")]
    partials: Option<PathBuf>,
    /// Shared partials (packer-plugin-sdk/…) to use in place of the built-in ones;
    /// `go` is the SDK that go.mod pins
    #[arg(long, value_name = "DIR|go")]
    sdk_partials: Option<PathBuf>,
    /// Write nothing; show what is stale, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut findings = Diagnostics::new();
        match self.plan(&mut findings) {
            Ok(plan) => reporter.finish(findings, plan, self.check),
            Err(error) => reporter.report(error.into()),
        }
    }

    fn plan(&self, findings: &mut Diagnostics) -> Result<Plan, Diagnostic> {
        require_folder(&self.src, "folder of pages")?;
        let partials = self.partials.clone();
        let partials = partials.unwrap_or_else(|| default_partials(Path::new("")));
        let mut sources = vec![self.src.as_path(), &partials];
        let shared = match &self.sdk_partials {
            Some(named) => Shared::named(named, &self.src)?,
            None => Shared::BuiltIn,
        };
        if let Shared::Folder(folder) = &shared {
            sources.push(folder);
        }
        let destination = Destination::new(&self.dst, &sources)?;
        let mut plan = Plan::new();
        let partials = Partials::new(&self.src, &partials, shared, &plan);
        let rendered = render(&self.src, &partials, &plan, findings);
        plan.mirror(&destination, rendered.tree);
        Ok(plan)
    }
}

/// The folder of partials where none is named.
pub(super) fn default_partials(plugin: &Path) -> PathBuf {
    let usual = plugin.join("docs-partials");
    let other = plugin.join("partials");
    if other.is_dir() && !usual.is_dir() {
        other
    } else {
        usual
    }
}
