//! `sdc webdocs`

use super::{Exit, Reporter};

/// Compile docs into the .web-docs layout
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
