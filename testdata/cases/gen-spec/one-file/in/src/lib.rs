//! A plugin.

pub mod builder;

/// Not asked for.
#[derive(serde::Deserialize)]
pub struct Other {
    pub a: u8,
}
