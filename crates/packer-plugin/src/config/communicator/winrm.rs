//! The `WinRM` communicator.

use crate::config::Duration;
use serde::Deserialize;

/// Windows Remote Management reaches a Windows machine without further programs on it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct WinRm {
    /// The user to log in as.
    pub winrm_username: Option<String>,
    /// That user's password.
    pub winrm_password: Option<String>,
    /// The address of the machine, where the builder does not find it out.
    pub winrm_host: Option<String>,
    /// Reach the machine directly, even where the environment names a proxy.
    pub winrm_no_proxy: bool,
    /// The port of the machine: `5985` unless set, or `5986` with `winrm_use_ssl`.
    pub winrm_port: Option<u16>,
    /// How long the machine may take until it answers, its first start included: half an
    /// hour unless set.
    pub winrm_timeout: Duration,
    /// Encrypt with HTTPS.
    pub winrm_use_ssl: bool,
    /// Accept any certificate of the machine.
    pub winrm_insecure: bool,
    /// Log in with NTLM, in version 2, in place of basic authentication, which a Windows
    /// machine does not allow by itself.
    pub winrm_use_ntlm: bool,
}

impl Default for WinRm {
    fn default() -> Self {
        Self {
            winrm_username: None,
            winrm_password: None,
            winrm_host: None,
            winrm_no_proxy: false,
            winrm_port: None,
            winrm_timeout: Duration::from_secs(30 * 60),
            winrm_use_ssl: false,
            winrm_insecure: false,
            winrm_use_ntlm: false,
        }
    }
}

include!("winrm.hcl2spec.rs");
