//! The arguments of all commands that write files, and what follows from them alike.

use crate::diagnostics::Diagnostics;
use crate::files::Plan;
use std::path::{Path, PathBuf};

/// How to write.
#[derive(Debug, clap::Args)]
pub(super) struct WriteArgs {
    /// Write nothing; show what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub(super) check: bool,
    /// Replace or remove this file whatever it holds; may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) overwrite: Vec<PathBuf>,
}

impl WriteArgs {
    /// Begins a run that writes below a folder, or that looks at what one would write.
    pub(super) fn plan(
        &self,
        root: &Path,
        findings: &mut Diagnostics,
    ) -> Result<Plan, Diagnostics> {
        let mut plan = Plan::new().overwriting(&self.overwrite);
        if self.check {
            findings.extend(Plan::unfinished(root));
        } else {
            plan.begin(root)?;
        }
        Ok(plan)
    }
}
