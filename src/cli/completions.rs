//! `sdc completions`

use super::{Cli, Exit, Reporter};
use clap::CommandFactory as _;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  sdc completions bash > ~/.local/share/bash-completion/completions/sdc"
)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "sdc", &mut script);
        reporter.print_data(&script)
    }
}
