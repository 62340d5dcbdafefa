//! What a reviewer would find before a plugin's docs are published: rules that look
//! across metadata.hcl, the pages, what was generated of them, and the Makefile.
//!
//! A plugin is read once, into [`Plugin`]; every group of rules looks at that and adds
//! to the findings. A [`Rule`](crate::diagnostics::Rule) says of itself why it is one.

mod findings;
mod fix;
mod layout;
mod makefile;
mod plugin;
mod publisher;
mod readme;
mod registry;
mod repository;

pub use findings::{Finding, Findings, Fix};
pub use fix::fixes;
pub use plugin::Plugin;
pub use registry::{rule, rules};

use crate::diagnostics::Diagnostic;
use std::path::Path;

/// Everything that is wrong with the plugin in a folder.
pub fn check(root: &Path) -> Result<Findings, Diagnostic> {
    let mut findings = Findings::default();
    let plugin = Plugin::read(root, &mut findings)?;
    layout::check(&plugin, &mut findings);
    publisher::check(&plugin, &mut findings);
    readme::check(&plugin, &mut findings);
    findings.sort();
    Ok(findings)
}
