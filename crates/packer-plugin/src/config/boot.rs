//! Typing at a machine's console before anything else can reach it.

use super::Duration;
use serde::Deserialize;

/// The boot command is typed at the machine's console as soon as it is on: enough to
/// start an installer and to tell it where its answers are.
///
/// The strings of `boot_command` are typed one after another, with nothing in between;
/// break them where a template reads best. What is in angle brackets is not text:
///
/// | In the command | What happens |
/// |---|---|
/// | `<enter>`, `<return>`, `<tab>`, `<spacebar>`, `<esc>`, `<bs>`, `<del>`, `<insert>`, `<menu>` | that key is pressed |
/// | `<up>`, `<down>`, `<left>`, `<right>`, `<home>`, `<end>`, `<pageUp>`, `<pageDown>` | the cursor moves |
/// | `<f1>` to `<f12>` | a function key is pressed |
/// | `<leftShift>`, `<leftCtrl>`, `<leftAlt>`, `<leftSuper>` and the same with `right` | a modifier is pressed and let go |
/// | `<leftCommand>`, `<leftOption>` and the same with `right` | the modifiers of a Mac |
/// | `<leftCtrlOn>`, `<aOn>` | a key goes down and stays down |
/// | `<leftCtrlOff>`, `<aOff>` | it goes up again |
/// | `<wait>`, `<wait5>`, `<wait10>` | nothing for 1, 5 or 10 seconds |
/// | `<wait1m30s>` | nothing for any other duration |
/// | `{{ .HTTPIP }}`, `{{ .HTTPPort }}` | where the build's HTTP server listens, if it has one |
/// | `{{ .Name }}` | the name of the machine |
///
/// A key that is held down stays so until it is let go: `<leftCtrlOn>c<leftCtrlOff>` is
/// Ctrl+C.
///
/// ```hcl
/// boot_wait = "5s"
/// boot_command = [
///   "<esc><wait>",
///   "auto url=http://{{ .HTTPIP }}:{{ .HTTPPort }}/preseed.cfg ",
///   "hostname={{ .Name }}<enter>",
/// ]
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct BootCommand {
    /// The pause between two groups of keys. Each builder has a value of its own that
    /// suits its console.
    pub boot_keygroup_interval: Option<Duration>,
    /// How long the machine is left alone before the first key: ten seconds unless set.
    /// A negative duration such as `-1s` means not at all.
    pub boot_wait: Duration,
    /// What is typed. Without it nothing is, and the machine must start its installer by
    /// itself.
    pub boot_command: Vec<String>,
}

impl Default for BootCommand {
    fn default() -> Self {
        Self {
            boot_keygroup_interval: None,
            boot_wait: Duration::from_secs(10),
            boot_command: Vec::new(),
        }
    }
}

/// The boot command goes through VNC, key by key, down and up.
///
/// There is a tenth of a second between two keys. A machine that loses some of them wants
/// more time; one that is fast and idle can do with less.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Vnc {
    /// Do without VNC. There can be no `boot_command` then.
    pub disable_vnc: bool,
    /// The pause between two keys, `100ms` unless set here or in the environment variable
    /// `PACKER_KEY_INTERVAL`.
    pub boot_key_interval: Option<Duration>,
}

include!("boot.hcl2spec.rs");
