//! A plugin.

use serde::Deserialize;

/// One.
#[derive(Deserialize)]
pub struct Config {
    /// A.
    pub a: String,
}

/// Another.
#[derive(Deserialize)]
pub struct CONFIG {
    /// B.
    pub b: String,
}
