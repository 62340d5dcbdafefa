//! A plugin.

pub mod builder;

/// Another.
#[derive(serde::Deserialize)]
pub struct Other {
    pub a: u8,
}
