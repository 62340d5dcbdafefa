//! A module with a file of its own, and a private one below.

mod hidden;

pub use hidden::Shown;
use serde::Deserialize;

/// A network.
#[derive(Deserialize)]
pub struct Network {
    cidr: String,
    sibling: Option<super::r#type::Type>,
}

/// One of several.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tagged {
    /// On a disk.
    Disk {
        /// In gigabytes.
        size: u32,
    },
    /// Somewhere else.
    Network(Network),
}

include!("net.hcl2spec.rs");
