//! `sdc struct-markdown`

use super::{Exit, Reporter};

/// Generate docs partials of config structs
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
