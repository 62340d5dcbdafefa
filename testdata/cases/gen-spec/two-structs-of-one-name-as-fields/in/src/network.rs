//! Networks.

/// Of a network.
#[derive(serde::Deserialize)]
pub struct Options {
    pub cidr: String,
}
