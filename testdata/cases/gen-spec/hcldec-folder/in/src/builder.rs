//! A builder.

use serde::Deserialize;

/// The builder's configuration.
#[derive(Deserialize)]
pub struct Config {
    /// The image to start from.
    #[serde(alias = "image_id")]
    pub image: String,
    /// How many servers to start.
    #[serde(default = "one")]
    pub count: u32,
    /// Disks to add.
    #[serde(default)]
    pub disk: Vec<Disk>,
    /// How to connect.
    pub mode: Option<Mode>,
}

/// A disk.
#[derive(Deserialize)]
pub struct Disk {
    /// In gigabytes.
    pub size: u64,
}

/// How to connect to a server.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// From everywhere.
    PublicAddress,
    /// From within.
    PrivateAddress,
}

fn one() -> u32 {
    1
}

include!("builder.hcl2spec.rs");
