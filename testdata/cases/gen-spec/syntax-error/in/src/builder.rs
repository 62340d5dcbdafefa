//! A builder.

/// Not closed.
#[derive(serde::Deserialize)]
pub struct Config {
    pub a: u8
    pub b: u8,
}
