//! `sdc generate`

use super::{Exit, Reporter};

/// Generate specs, partials and web docs, and check them
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
