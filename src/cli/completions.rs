//! `sdc completions`

use super::{Exit, Reporter};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
