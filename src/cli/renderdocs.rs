//! `sdc renderdocs`

use super::report::Outcome;
use super::write_args::WriteArgs;
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::docs::render::require_folder;
use crate::docs::{Partials, Shared, render};
use crate::files::{Destination, Plan, View};
use crate::project::Project;
use std::path::{Path, PathBuf};

/// Expand the @includes of docs pages
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces the pages in DST that it made, and what git has in their places.
Removes those it made of pages that are gone.
What anybody else wrote there, and git does not have, stops it before it writes.

Example:
  sdc renderdocs -src docs -partials docs-partials/ -dst .docs/")]
pub(super) struct Args {
    /// The folder of pages [default: docs]
    #[arg(long, value_name = "DIR")]
    src: Option<PathBuf>,
    /// The folder for the rendered pages [default: .docs]; what was
    /// made there and SRC no longer has is removed
    #[arg(long, value_name = "DIR")]
    dst: Option<PathBuf>,
    /// The folder of partials [default: docs-partials, or partials where only that exists]
    #[arg(long, value_name = "DIR")]
    partials: Option<PathBuf>,
    /// Shared partials (packer-plugin-sdk/…): a folder, `go` for the SDK that go.mod pins,
    /// or `builtin` [default: go where go.mod requires the SDK, else builtin]
    #[arg(long, value_name = "DIR|go|builtin")]
    sdk_partials: Option<PathBuf>,
    #[command(flatten)]
    write: WriteArgs,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut findings = Diagnostics::new();
        match self.plan(&mut findings) {
            Ok(plan) => reporter.finish(Outcome::of(plan, findings), self.write.check),
            Err(errors) => reporter.report(errors),
        }
    }

    fn plan(&self, findings: &mut Diagnostics) -> Result<Plan, Diagnostics> {
        let project = Project::open(Path::new(""))?;
        let source = self.src.clone().unwrap_or_else(|| project.docs());
        let partials = self.partials.clone().unwrap_or_else(|| project.partials());
        let rendered = self.dst.clone().unwrap_or_else(|| project.rendered());

        require_folder(&source, "folder of pages")?;
        let of_pages = Project::around(&source)?;
        let shared = match &self.sdk_partials {
            Some(named) => Shared::named(named, &of_pages)?,
            None => match Shared::set(&project) {
                Some(set) => set?,
                None => Shared::usual(&of_pages, &source, &partials)?,
            },
        };
        let mut sources = vec![source.as_path(), &partials];
        if let Shared::Folder(folder) = &shared {
            sources.push(folder);
        }
        let destination = Destination::new(&rendered, &sources)?;
        let mut plan = self.write.plan(&rendered, findings)?;
        let partials = Partials::new(&source, &partials, shared, View::Disk)
            .including_from(project.include_from());
        let rendered = render(&source, &partials, findings);
        plan.mirror(&destination, rendered.tree)?;
        Ok(plan)
    }
}
