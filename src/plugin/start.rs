//! Starting each component of a plugin, as Packer does before it does anything else with it.

use super::Description;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::files::show;
use hcldec::Spec;
use packer_plugin::testing::PluginProcess;
use std::path::Path;
use std::time::Duration;

/// What a component has served.
#[derive(Clone, Debug)]
pub struct Served {
    /// What kind of component it is.
    pub ty: ComponentType,
    /// Its name as the plugin says it, which may be
    /// [`DEFAULT_NAME`](super::DEFAULT_NAME).
    pub name: String,
    /// What its block may hold.
    pub config: Spec,
    /// What a data source gives back.
    pub output: Option<Spec>,
}

/// Starts each component that a plugin says it has, shakes hands, and asks for its specs. An
/// error there crashes Packer, so it is found here.
pub(super) fn start_components(
    binary: &Path,
    description: &Description,
    timeout: Duration,
    findings: &mut Diagnostics,
) -> Vec<Served> {
    let mut served = Vec::new();
    for (ty, name) in description.each() {
        match start(binary, ty, name, timeout) {
            Ok(component) => served.push(component),
            Err(error) => {
                let message = format!("the {} `{name}` cannot be used: {error}", ty.words());
                let wrong = Diagnostic::error("plugin-start", message);
                findings.push(wrong.at(Place::whole(show(binary))).help(
                    "`start KIND --protobuf NAME` greets with `5|0|NETWORK|ADDRESS`, the first line \
                     of its output, and then serves the component; all else goes to standard error",
                ));
            }
        }
    }
    served
}

fn start(
    binary: &Path,
    ty: ComponentType,
    name: &str,
    timeout: Duration,
) -> Result<Served, packer_plugin::Error> {
    let component = PluginProcess::start(binary, ty.started_as(), name, timeout)?;
    Ok(Served {
        ty,
        name: name.to_owned(),
        config: component.config_spec()?,
        output: match ty {
            ComponentType::DataSource => Some(component.output_spec()?),
            _ => None,
        },
    })
}
