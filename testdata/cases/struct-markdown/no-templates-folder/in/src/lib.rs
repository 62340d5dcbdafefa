//! A plugin.

use serde::Deserialize;

/// A component.
#[derive(Deserialize)]
pub struct Config {
    /// Was required once.
    pub name: Option<String>,
}
