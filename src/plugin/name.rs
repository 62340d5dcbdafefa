//! The names that Packer accepts for plugins and components, and how the file name of
//! a plugin carries its name, its version and the machine it is for.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::files::show;
use std::path::Path;

/// Says what is wrong with the name of a plugin, the last part of its `source` in
/// `required_plugins`: Packer takes it as a label of a domain name.
pub fn check_plugin_name(name: &str) -> Result<(), Diagnostic> {
    let wrong = |why: &str| {
        let wrong = usage(format!("`{name}` is not a name for a plugin: {why}"));
        let better = tidy(name.strip_prefix("packer-plugin-").unwrap_or(name));
        if better.is_empty() || better == name {
            wrong
        } else {
            wrong.help(format!("did you mean `{better}`?"))
        }
    };
    if name.starts_with("packer-") {
        return Err(wrong("`packer-` is left out of it"));
    }
    check_label(name).map_err(wrong)
}

/// Says what is wrong with the name of a component in its plugin. It is the name of a
/// source file and of a page as well.
pub fn check_component_name(name: &str) -> Result<(), Diagnostic> {
    let wrong = |why: &str| {
        let wrong = usage(format!("`{name}` is not a name for a component: {why}"));
        let better = tidy(name);
        if better.is_empty() || better == name {
            wrong
        } else {
            wrong.help(format!("did you mean `{better}`?"))
        }
    };
    check_label(name).map_err(wrong)?;
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(wrong("it begins with a digit"));
    }
    Ok(())
}

fn check_label(name: &str) -> Result<(), &'static str> {
    let right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() {
        Err("it is empty")
    } else if !name.chars().all(right) {
        Err("it may hold small letters, digits and dashes")
    } else if name.starts_with('-') || name.ends_with('-') {
        Err("it begins or ends with a dash")
    } else if name.contains("--") {
        Err("it has two dashes together")
    } else if name.len() > 63 {
        Err("it is longer than 63 letters")
    } else {
        Ok(())
    }
}

/// The nearest thing to a name that is one.
fn tidy(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

/// What the file name of a plugin says: `packer-plugin-NAME`, in a release followed by
/// `_vVERSION_xAPI_OS_ARCH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinaryName {
    /// The name of the plugin.
    pub plugin: String,
    /// The version, as in `1.2.0`.
    pub version: Option<String>,
    /// The version of the plugin protocol, as in `x5.0`.
    pub api_version: Option<String>,
}

/// The names of plugins of one component, from before a plugin could have several.
const OLD: [&str; 3] = [
    "packer-builder-",
    "packer-provisioner-",
    "packer-post-processor-",
];

impl BinaryName {
    /// Takes a file name apart; what is wrong with it goes to the findings.
    pub fn parse(binary: &Path, findings: &mut Diagnostics) -> Option<Self> {
        let file = binary.file_name().unwrap_or_default().to_string_lossy();
        let stem = file.strip_suffix(".exe").unwrap_or(&file);
        let place = || Place::whole(show(binary));
        let old = OLD
            .iter()
            .find_map(|prefix| Some((prefix, stem.strip_prefix(prefix)?)));
        if let Some((prefix, name)) = old {
            let message = format!("`{prefix}…` is the old name of a plugin with one component");
            let old = Diagnostic::warning("old-plugin-name", message).at(place());
            findings.push(old.help(format!(
                "name it `packer-plugin-{name}`: Packer 1.7 and later load no other"
            )));
            return None;
        }
        let Some(rest) = stem.strip_prefix("packer-plugin-") else {
            let message = format!("`{file}` is not the file name of a plugin");
            let wrong = Diagnostic::error("plugin-name", message).at(place());
            findings.push(wrong.help("Packer finds plugins by the name `packer-plugin-NAME`"));
            return None;
        };
        let mut parts = rest.split('_');
        let plugin = parts.next().unwrap_or_default().to_owned();
        if let Err(wrong) = check_plugin_name(&plugin) {
            findings.push(
                Diagnostic {
                    code: "plugin-name",
                    ..wrong
                }
                .at(place()),
            );
        }
        let parts: Vec<&str> = parts.collect();
        let (version, api_version) = match parts[..] {
            [] => (None, None),
            [version, api, _os, _arch] if version.starts_with('v') => {
                (Some(version[1..].to_owned()), Some(api.to_owned()))
            }
            _ => {
                let message = format!("`_{}` is not how a release is named", parts.join("_"));
                let wrong = Diagnostic::error("plugin-name", message).at(place());
                findings.push(wrong.help(format!(
                    "a release is `packer-plugin-{plugin}_vVERSION_xAPI_OS_ARCH`, \
                     as in `packer-plugin-{plugin}_v1.0.0_x5.0_linux_amd64`"
                )));
                (None, None)
            }
        };
        Some(Self {
            plugin,
            version,
            api_version,
        })
    }
}
