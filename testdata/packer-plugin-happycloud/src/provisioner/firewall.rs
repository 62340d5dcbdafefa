//! The provisioner `happycloud-firewall`: writes the rules that an image begins with.

use serde::Deserialize;

/// The `happycloud-firewall` provisioner writes the firewall rules that servers made of
/// the image begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// What happens to a packet that no rule is for.
    #[serde(default)]
    pub policy: Action,
    /// The rules, in the order in which they are tried.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Where to note dropped packets.
    pub log: Option<Log>,
    /// Commands to run before the rules are in force.
    #[serde(default)]
    pub before: Vec<String>,
}

/// One rule: what it is for, and what it does with it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What to do with a packet.
    pub action: Action,
    /// The port, or the first of several with `to_port`.
    pub port: u16,
    /// The last port.
    pub to_port: Option<u16>,
    /// `tcp` or `udp`.
    #[serde(default = "default_protocol", alias = "proto")]
    pub protocol: String,
    /// Networks it is for, as `10.0.0.0/8`. Without any, it is for all.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What to do with a packet.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Let it through.
    Accept,
    /// Say no.
    Reject,
    /// Say nothing.
    #[default]
    Drop,
}

/// Where to note dropped packets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The file.
    pub path: String,
    /// Notes of one address within this many seconds are one note.
    #[serde(default)]
    pub quiet_seconds: f64,
}

fn default_protocol() -> String {
    "tcp".to_owned()
}

include!("firewall.hcl2spec.rs");
