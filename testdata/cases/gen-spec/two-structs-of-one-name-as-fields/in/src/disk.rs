//! Disks.

/// Of a disk.
#[derive(serde::Deserialize)]
pub struct Options {
    pub size: u64,
}
