//! `sdc plugin-check`

use super::{Exit, Reporter};

/// Check a built plugin
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
