//! Options of provisioners that run scripts, in parts: each shell flattens those that it
//! has a use for.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What to run. Exactly one of the three must be set.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Script {
    /// Commands, which become the lines of one script: a folder that one of them enters is
    /// where the next one is.
    pub inline: Vec<String>,
    /// The path of a script on this computer; a relative one begins where Packer was
    /// started.
    pub script: Option<String>,
    /// Paths of scripts that run one after another. Each is on its own: variables that one
    /// of them sets are not there in the next.
    pub scripts: Vec<String>,
}

/// How scripts are taken over, and what counts as success.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Execution {
    /// Take scripts over as they are. Otherwise line ends of Windows become those of Unix
    /// on the way.
    pub binary: bool,
    /// The exit codes with which a script has succeeded. Only 0, unless set.
    pub valid_exit_codes: Vec<i64>,
}

impl Default for Execution {
    fn default() -> Self {
        Self {
            binary: false,
            valid_exit_codes: vec![0],
        }
    }
}

/// The environment in which scripts run.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Environment {
    /// Environment variables in the form `NAME=value`.
    pub environment_vars: Vec<String>,
    /// Environment variables by name. They go before those of the same name in
    /// `environment_vars`.
    pub env: BTreeMap<String, String>,
    /// How one variable is written in a command, as a template of `%s` for the name and
    /// `%s` for the value.
    pub env_var_format: Option<String>,
}

/// Where scripts are on the machine, and how they are started there.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Remote {
    /// The path on the machine to which a script is uploaded. Its folder must exist, and be
    /// one that the user may write to.
    pub remote_path: Option<String>,
    /// The command that starts a script: `{{ .Path }}` is where it was uploaded to, and
    /// `{{ .Vars }}` sets the environment variables.
    pub execute_command: Option<String>,
}

include!("shell.hcl2spec.rs");
