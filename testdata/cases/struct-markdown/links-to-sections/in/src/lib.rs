//! A plugin.

use serde::Deserialize;

/// A component.
#[derive(Deserialize)]
pub struct Config {
    /// Explained on the same page.
    pub disk: Disk,
    /// Explained nowhere.
    pub network: Option<Network>,
}

/// A disk.
#[derive(Deserialize)]
pub struct Disk {
    /// How large.
    pub size: u32,
}

/// A network.
#[derive(Deserialize)]
pub struct Network {
    /// Its name.
    pub name: String,
}
