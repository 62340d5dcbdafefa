//! Types that the type table of Cargo.toml says more about than the source.

use serde::Deserialize;

mod size {
    /// Decodes itself.
    pub struct Bytes(u64);
}

/// The configuration.
#[derive(Deserialize)]
pub struct Config {
    /// How much.
    pub size: size::Bytes,
    /// How much of each.
    pub sizes: Vec<Option<size::Bytes>>,
    /// From a crate whose source is not here.
    pub thing: Option<not_fetched::Thing>,
    /// What any helper may decode.
    #[serde(default, deserialize_with = "helper::shape")]
    pub shape: String,
}
