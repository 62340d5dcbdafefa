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
}

/// A disk.
#[derive(Deserialize)]
pub struct Disk {
    /// In gigabytes.
    pub size: u64,
}

fn one() -> u32 {
    1
}
