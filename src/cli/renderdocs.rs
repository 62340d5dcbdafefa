//! `sdc renderdocs`

use super::{Exit, Reporter};

/// Expand the @includes of docs pages
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
