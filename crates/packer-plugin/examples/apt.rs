//! A plugin with one provisioner, as small as one can be.

use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
use packer_plugin::{Provisioner, ProvisionerRun, Result, Set};
use serde::Deserialize;
use std::process::ExitCode;

/// Installs a package.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    /// The package.
    package: String,
}

// In a plugin, `sdc generate` writes this.
impl Hcl2Spec for Config {
    fn hcl2_spec() -> Spec {
        ObjectSpec::new()
            .attr(AttrSpec::new("package", Type::String).required())
            .into()
    }
}

struct Apt;

impl Provisioner for Apt {
    type Config = Config;

    fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
        run.ui.say(format!("Installing {}", config.package));
        let command = format!("apt-get install -y {}", config.package);
        run.communicator.run(&command)?.ok().map(drop)
    }
}

fn main() -> ExitCode {
    Set::new(env!("CARGO_PKG_VERSION"))
        .provisioner("apt", Apt)
        .run()
}
