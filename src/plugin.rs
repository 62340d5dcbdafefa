//! A plugin as Packer sees it: a program with a name of a certain form, that describes
//! itself when it is asked to.

mod describe;
mod description;
mod name;
mod start;

pub use describe::describe;
pub use description::{DEFAULT_NAME, Description};
pub use name::{BinaryName, check_component_name, check_plugin_name};
pub use start::Served;

use crate::diagnostics::{Diagnostics, SourceFile};
use std::path::Path;
use std::time::Duration;

/// What is known of a binary that was checked.
#[derive(Debug, Default)]
pub struct Checked {
    /// What it says of itself, where it said something that can be read.
    pub description: Option<Description>,
    /// The name of the plugin, as the file's name has it.
    pub name: Option<String>,
    /// What its components serve, of those that could be started.
    pub served: Vec<Served>,
    /// What is wrong with it.
    pub findings: Diagnostics,
}

/// Checks a built plugin: its file name, what it answers to `describe`, and whether each of its
/// components can be started, where it can do protobuf. Each answer may take that long.
#[must_use]
pub fn check_binary(binary: &Path, timeout: Duration) -> Checked {
    let mut checked = Checked::default();
    let name = BinaryName::parse(binary, &mut checked.findings);
    match describe(binary, timeout) {
        Ok(answer) => {
            let shown = format!("{} describe", crate::files::show(binary));
            let answer = SourceFile::new(shown, answer);
            let description = Description::parse(&answer, &mut checked.findings);
            if let (Some(name), Some(description)) = (&name, &description) {
                description.compare(name, &answer, &mut checked.findings);
            }
            if let Some(description) = &description
                && name.is_some()
                && description.protobuf
                && !checked.findings.has_errors()
            {
                checked.served =
                    start::start_components(binary, description, timeout, &mut checked.findings);
            }
            checked.description = description;
        }
        Err(wrong) => checked.findings.push(wrong),
    }
    checked.name = name.map(|name| name.plugin);
    checked
}

#[cfg(test)]
mod tests;
