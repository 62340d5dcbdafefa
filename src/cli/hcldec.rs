//! `sdc hcldec`

use super::{Exit, Reporter};

/// Decode HCL by a spec
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self, _reporter: &mut Reporter) -> Exit {
        Exit::Usage
    }
}
