//! Options of provisioners.

use super::Duration;
use serde::Deserialize;

/// What Packer itself does around every provisioner. A plugin never sees these options, so
/// they are not for its own structs: they are here to be documented with the others.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Common {
    /// Wait for this long before the provisioner begins.
    pub pause_before: Option<Duration>,
    /// How often the provisioner is tried again after it has failed.
    pub max_retries: u32,
    /// Names of the sources that the provisioner is for. Without any, it is for all.
    pub only: Vec<String>,
    /// How long the provisioner may take before it counts as failed.
    pub timeout: Option<Duration>,
}

/// Running something on Windows as another user, with all of that user's rights. It is
/// done by a scheduled task.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Elevated {
    /// The user to be. Without one, everything runs as the user of the communicator.
    pub elevated_user: Option<String>,
    /// The password of that user; none for a service account such as `SYSTEM`.
    pub elevated_password: Option<String>,
}

include!("provisioner.hcl2spec.rs");
