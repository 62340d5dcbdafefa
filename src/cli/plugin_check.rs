//! `sdc plugin-check`

use super::{Exit, Reporter};
use crate::check;
use crate::diagnostics::usage;
use crate::files::show;
use crate::plugin::{Checked, check_binary};
use crate::project;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Check a built plugin: its name and description, that it starts, what it serves
#[derive(Debug, clap::Args)]
#[command(after_help = "\
In the folder of the plugin's source, the specs that it serves are compared with those of the
source.

Example:
  sdc plugin-check target/release/packer-plugin-happycloud")]
pub(super) struct Args {
    /// The built plugin
    binary: PathBuf,
    /// Seconds after which a plugin that has not answered is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    timeout: f64,
    /// The folder of its source [default: the current one, where that is the plugin's]
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
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
        if let Some(folder) = self.source.as_deref().filter(|folder| !folder.is_dir()) {
            let message = format!("`--source {}` is not a folder", show(folder));
            return reporter.report(usage(message).into());
        }
        let mut checked = check_binary(&self.binary, timeout);
        let compared = self.compare(&mut checked);
        let findings = checked.findings.tally();
        let exit = reporter.report_as_output(checked.findings);
        let name = show(&self.binary);
        reporter.summary(&match checked.description {
            Some(it) => {
                let (version, count) = (&it.version, it.count());
                format!("{name} {version}: {count}{compared}; {findings}")
            }
            None => format!("{name}: {findings}"),
        });
        exit
    }

    /// Compares what is served with the source, where it is at hand, and says how much that is.
    fn compare(&self, checked: &mut Checked) -> String {
        let Some(plugin) = checked.name.as_deref() else {
            return String::new();
        };
        let here = Path::new("");
        let folder = match &self.source {
            Some(folder) => folder,
            None if project::is_source_of(here, plugin) => here,
            None => return String::new(),
        };
        match check::served(folder, plugin, &checked.served, &mut checked.findings) {
            0 => String::new(),
            1 => "; 1 spec compared with the source".to_owned(),
            n => format!("; {n} specs compared with the source"),
        }
    }
}
