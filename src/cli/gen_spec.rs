//! `sdc gen-spec`

use super::{Exit, Reporter};

/// Generate the HCL2 specs of config structs
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
