//! A plugin.

use serde::Deserialize;

/// A component.
#[derive(Deserialize)]
pub struct Config {
    #[serde(flatten)]
    pub access: Access,
    #[doc(hidden)]
    #[serde(flatten)]
    pub communicator: Communicator,
    /// How long to wait.
    #[serde(default)]
    pub patience: WaitDuration,
}

/// Documented with what it is flattened into.
#[derive(Deserialize)]
pub struct Access {
    /// The token.
    pub token: String,
}

/// Documented elsewhere.
#[derive(Deserialize)]
pub struct Communicator {
    /// The host.
    pub ssh_host: Option<String>,
}

/// Decoded from words.
#[derive(Default, Deserialize)]
#[serde(try_from = "String")]
pub struct WaitDuration(pub u64);
