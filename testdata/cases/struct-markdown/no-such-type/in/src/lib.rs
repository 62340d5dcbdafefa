//! A plugin.

use serde::Deserialize;

mod disk;
mod other;

/// A component.
#[derive(Deserialize)]
pub struct Config {
    /// A disk.
    pub disk: disk::Disk,
    /// Two of one name.
    pub a: other::a::Name,
    /// Two of one name.
    pub b: other::b::Name,
}
