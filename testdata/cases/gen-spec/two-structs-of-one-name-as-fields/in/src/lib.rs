//! A plugin.

pub mod disk;
pub mod network;

use network::Options as NetworkOptions;

/// Uses both.
#[derive(serde::Deserialize)]
pub struct Config {
    pub disk: disk::Options,
    pub network: NetworkOptions,
}
