//! What Packer says of the run that a component is part of.

use crate::Cancel;
use crate::wire::msgpack::Msg;
use std::collections::BTreeMap;

/// The run that a component is part of.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Context {
    /// Stops the work: at an interrupt, and when a time-out has passed.
    pub cancel: Cancel,
    /// The name of the build, as the source block has it. Empty for data sources.
    pub build_name: String,
    /// The type of the builder. Empty for data sources.
    pub builder_type: String,
    /// Whether Packer runs with `-debug`.
    pub debug: bool,
    /// Whether Packer runs with `-force`: what stands in the way is to be deleted.
    pub force: bool,
    /// What Packer does about an error.
    pub on_error: OnError,
    /// Packer's version, as in `1.15.4`.
    pub packer_version: String,
    /// The names of the variables whose values must not be shown. Packer masks them itself in
    /// what is said to the user.
    pub sensitive_variables: Vec<String>,
    /// The path of a JSON template; empty for HCL.
    pub template_path: String,
    /// The variables of a JSON template; none for HCL, where Packer puts them in itself.
    pub user_variables: BTreeMap<String, String>,
}

/// What Packer does about an error, by its option `-on-error`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnError {
    /// Clean up and end.
    #[default]
    Cleanup,
    /// End without cleaning up.
    Abort,
    /// Ask the user.
    Ask,
    /// Run the provisioner for cleaning up, and end.
    RunCleanupProvisioner,
}

/// The keys of Packer's own values among those of a configuration begin with this.
pub(crate) const PREFIX: &str = "packer_";

impl Context {
    /// Takes one of Packer's own values; what is none of them means nothing.
    pub(crate) fn set(&mut self, key: &str, value: &Msg) {
        match key {
            "packer_build_name" => self.build_name = value.text(),
            "packer_builder_type" => self.builder_type = value.text(),
            "packer_core_version" => self.packer_version = value.text(),
            "packer_debug" => self.debug = truth(value),
            "packer_force" => self.force = truth(value),
            "packer_on_error" => {
                self.on_error = match value.as_str() {
                    Some("abort") => OnError::Abort,
                    Some("ask") => OnError::Ask,
                    Some("run-cleanup-provisioner") => OnError::RunCleanupProvisioner,
                    _ => OnError::Cleanup,
                }
            }
            "packer_sensitive_variables" => self.sensitive_variables = value.texts(),
            "packer_template_path" => self.template_path = value.text(),
            "packer_user_variables" => {
                let variables = value.entries();
                self.user_variables = variables
                    .map(|(name, value)| (name.to_owned(), value.text()))
                    .collect();
            }
            _ => {}
        }
    }
}

/// HCL templates have text where JSON ones have a bool.
fn truth(value: &Msg) -> bool {
    *value == Msg::Bool(true) || value.as_str() == Some("true")
}
