//! The provisioner `happycloud-firewall`: writes the rules that an image begins with.

use packer_plugin::{Preparation, Provisioner, ProvisionerRun, Result};
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

/// What Packer runs.
#[derive(Debug)]
pub struct Component;

impl Provisioner for Component {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        for rule in &config.rules {
            if rule.to_port.is_some_and(|last| last < rule.port) {
                found.error(format!("a rule ends before it begins, at port {}", rule.port));
            }
        }
        Ok(())
    }

    fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
        for command in &config.before {
            run.communicator.run(command)?.ok()?;
        }
        run.ui.say(format!("Writing {} rules", config.rules.len()));
        let rules: String = config.rules.iter().map(|rule| rule.line()).collect();
        let command = packer_plugin::communicator::Command::new("cat >/dev/null")
            .stdin(std::io::Cursor::new(rules));
        match run.communicator.start(command)?.wait()? {
            0 => Ok(()),
            status => Err(format!("the rules are not taken: status {status}").into()),
        }
    }
}

impl Rule {
    /// The rule as the firewall reads it.
    fn line(&self) -> String {
        let last = self.to_port.unwrap_or(self.port);
        format!("{:?} {} {}-{last}\n", self.action, self.protocol, self.port)
    }
}
