//! A plugin.

pub mod a {
    pub use super::b::*;

    /// Found through the circle.
    #[derive(serde::Deserialize)]
    pub struct InA {
        pub b: InB,
    }
}

pub mod b {
    pub use super::a::*;

    /// Found the other way.
    #[derive(serde::Deserialize)]
    pub struct InB {
        pub name: String,
    }
}

use a::*;
use b::*;

/// Uses what both give.
#[derive(serde::Deserialize)]
pub struct Config {
    pub a: InA,
    pub missing: InC,
}
