//! `sdc man`

use super::{Cli, Exit, Reporter};
use crate::diagnostics::usage;
use clap::CommandFactory as _;
use clap_mangen::Man;

/// Print the manual page of sdc or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  sdc man generate | man -l -")]
pub(super) struct Args {
    /// The command
    command: Option<String>,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut sdc = Cli::command();
        sdc.build();
        let page = match self.command.as_deref() {
            Some(name) => sdc.find_subcommand(name).cloned().ok_or(name),
            None => Ok(sdc.clone()),
        };
        let page = match page {
            Ok(page) => page,
            Err(name) => {
                let wrong = usage(format!("there is no command `{name}`"));
                let names = sdc
                    .get_subcommands()
                    .flat_map(clap::Command::get_name_and_visible_aliases);
                return reporter.report(wrong.did_you_mean(name, names).into());
            }
        };
        let title = page.get_bin_name().unwrap_or("sdc").replace(' ', "-");
        let mut roff = Vec::new();
        // Writing to memory does not fail.
        let _ = Man::new(page.display_name(&title))
            .source(concat!("sdc ", env!("CARGO_PKG_VERSION")))
            .title(title.to_uppercase())
            .render(&mut roff);
        reporter.print_data(&roff)
    }
}
