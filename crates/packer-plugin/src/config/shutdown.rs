//! How a machine is stopped when it is done.

use super::Duration;
use serde::Deserialize;

/// How the machine is stopped once the last provisioner is done.
///
/// Without a command it is switched off, which is quick and does for most systems; with
/// one, the system inside can write what it holds in memory.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Shutdown {
    /// A command that stops the machine from inside, such as
    /// `"echo packer | sudo -S shutdown -P now"`. Leave it out where a provisioner stops
    /// the machine in its last step.
    pub shutdown_command: Option<String>,
    /// How long the machine may take to stop, counted from the command, before the build
    /// fails. Five minutes unless set.
    pub shutdown_timeout: Duration,
}

impl Default for Shutdown {
    fn default() -> Self {
        Self {
            shutdown_command: None,
            shutdown_timeout: Duration::from_secs(5 * 60),
        }
    }
}

include!("shutdown.hcl2spec.rs");
