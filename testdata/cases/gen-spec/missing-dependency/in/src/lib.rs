//! A plugin.

/// Uses a crate that Cargo.toml does not name.
#[derive(serde::Deserialize)]
pub struct Config {
    pub url: urls::Url,
}
