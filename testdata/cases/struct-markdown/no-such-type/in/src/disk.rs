//! Disks.

use serde::Deserialize;

/// A disk.
#[derive(Deserialize)]
pub struct Disk {
    /// How large.
    pub size: u32,
}
