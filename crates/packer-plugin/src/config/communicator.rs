//! How Packer reaches the machine that it builds: over SSH, `WinRM`, or not at all.

mod ssh;
mod winrm;

pub use ssh::{
    FileTransferMethod, IpVersion, KeyPairType, Ssh, SshAgentAuth, SshInterface, SshKeyPairName,
    SshPrivateKeyFile, SshTemporaryKeyPair, SshTemporaryKeyPairName,
};
pub use winrm::WinRm;

use super::Duration;
use serde::Deserialize;

/// Everything that a builder needs to be told about reaching its machine.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
pub struct Communicator {
    /// Which communicator, and when.
    #[serde(flatten)]
    pub choice: Choice,
    /// SSH, save the parts that not every builder has.
    #[serde(flatten)]
    pub ssh: Ssh,
    /// A key of one's own for SSH.
    #[serde(flatten)]
    pub private_key: SshPrivateKeyFile,
    /// A key of the local agent for SSH.
    #[serde(flatten)]
    pub agent: SshAgentAuth,
    /// A key that the platform knows, for SSH.
    #[serde(flatten)]
    pub key_pair: SshKeyPairName,
    /// A key that is made for the build.
    #[serde(flatten)]
    pub temporary_key_pair: SshTemporaryKeyPair,
    /// The name of the key that is made for the build.
    #[serde(flatten)]
    pub temporary_key_pair_name: SshTemporaryKeyPairName,
    /// `WinRM`.
    #[serde(flatten)]
    pub winrm: WinRm,
}

/// The communicator is the way by which provisioners reach the machine.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Choice {
    /// Which way to take:
    ///
    /// - `ssh` for all that has an SSH server;
    /// - `winrm` for Windows without one;
    /// - `none` to stay outside. Few provisioners can work then.
    ///
    /// A builder can have others of its own, such as `docker`.
    pub communicator: String,
    /// Once the machine has answered, leave it alone for this long and then begin. Some
    /// systems answer before they are ready, and restart in between.
    pub pause_before_connecting: Option<Duration>,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            communicator: "ssh".to_owned(),
            pause_before_connecting: None,
        }
    }
}

include!("communicator.hcl2spec.rs");
