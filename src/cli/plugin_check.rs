//! `sdc plugin-check`

use super::{Exit, Reporter};
use crate::diagnostics::usage;
use crate::files::show;
use crate::plugin::check_binary;
use std::path::PathBuf;
use std::time::Duration;

/// Check a built plugin: its name, what it says of itself, and that it starts
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  sdc plugin-check target/release/packer-plugin-happycloud")]
pub(super) struct Args {
    /// The built plugin
    binary: PathBuf,
    /// Seconds after which a plugin that has not answered is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    timeout: f64,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let Some(timeout) = Duration::try_from_secs_f64(self.timeout)
            .ok()
            .filter(|t| !t.is_zero())
        else {
            let message = format!("`--timeout {}` is not a time to wait", self.timeout);
            return reporter.report(usage(message).into());
        };
        let checked = check_binary(&self.binary, timeout);
        let findings = checked.findings.tally();
        let exit = reporter.report_as_output(checked.findings);
        let name = show(&self.binary);
        reporter.summary(&match checked.description {
            Some(it) => format!("{name} {}: {}; {findings}", it.version, it.count()),
            None => format!("{name}: {findings}"),
        });
        exit
    }
}
