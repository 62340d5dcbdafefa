//! `sdc migrate`

use super::report::Outcome;
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::migrate::{Direction, migrate};
use std::path::PathBuf;

/// Move a plugin in Go from packer-sdc to sdc, or back
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Changes lines of the Makefile, of `//go:generate` and of GitHub workflows that run packer-sdc, and
prints what it changes.

Examples:
  sdc migrate                    Show what would change
  sdc migrate --write && sdc generate --check")]
pub(super) struct Args {
    /// The plugin's folder
    #[arg(value_name = "DIR", default_value = ".")]
    plugin: PathBuf,
    /// Make the changes
    #[arg(long)]
    write: bool,
    /// From sdc to packer-sdc
    #[arg(long)]
    back: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let direction = if self.back {
            Direction::Back
        } else {
            Direction::Over
        };
        let mut findings = Diagnostics::new();
        match migrate(&self.plugin, direction, &mut findings) {
            Ok(plan) if self.write => reporter.finish(Outcome::of(plan, findings), false),
            Ok(plan) => reporter.show_plan(&plan, findings),
            Err(wrong) => {
                findings.extend(wrong);
                reporter.report(findings)
            }
        }
    }
}
