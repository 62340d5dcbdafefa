//! What hashes a map, and what an adapter decodes, may be in crates that are not fetched.

use serde::Deserialize;
use serde_with::{DisplayFromStr, serde_as};
use std::collections::HashMap;

/// What can be set.
#[serde_as]
#[derive(Deserialize)]
pub struct Config {
    /// By name.
    pub labels: HashMap<String, String, ahash::RandomState>,
    /// What it must be.
    #[serde_as(as = "Option<DisplayFromStr>")]
    #[serde(default)]
    pub checksum: Option<hashes::Sha256>,
}
