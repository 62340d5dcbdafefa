//! Starting each component of a plugin, as Packer does before it does anything else with it.

use super::Description;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::files::show;
use packer_plugin::testing::PluginProcess;
use std::path::Path;
use std::time::Duration;

/// What Packer calls a data source where it starts one, unlike everywhere else.
const DATA_SOURCE: (&str, &str) = ("data source", "datasource");

/// Starts each component that a plugin says it has, shakes hands, and asks for its specs. An
/// error there crashes Packer, so it is found here.
pub(super) fn start_components(
    binary: &Path,
    description: &Description,
    timeout: Duration,
    findings: &mut Diagnostics,
) {
    for (kind, names) in &description.components {
        for name in names {
            if let Err(error) = start(binary, kind, name, timeout) {
                let message = format!("the {kind} `{name}` cannot be used: {error}");
                let wrong = Diagnostic::error("plugin-start", message);
                findings.push(wrong.at(Place::whole(show(binary))).help(
                    "`start KIND --protobuf NAME` greets with `5|0|NETWORK|ADDRESS`, and then \
                     serves the component",
                ));
            }
        }
    }
}

fn start(
    binary: &Path,
    kind: &str,
    name: &str,
    timeout: Duration,
) -> Result<(), packer_plugin::Error> {
    let is_data_source = kind == DATA_SOURCE.0;
    let kind = if is_data_source { DATA_SOURCE.1 } else { kind };
    let component = PluginProcess::start(binary, kind, name, timeout)?;
    component.config_spec()?;
    if is_data_source {
        component.output_spec()?;
    }
    Ok(())
}
