//! A plugin whose kinds are written by its build script.

mod kinds;

pub use kinds::*;
use serde::Deserialize;

/// What can be set.
#[derive(Deserialize)]
pub struct Config {
    /// Which kind.
    pub kind: Kind,
}
