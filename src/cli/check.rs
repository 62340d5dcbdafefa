//! `sdc check`

use super::{Exit, Reporter};

/// Check metadata.hcl and everything around it
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
