//! A plugin whose structs are made by macros of a crate beside it.

use kit::make_options;

kit::make_options! { Build { size: u64, name: String } }
make_options! { Run { user: String } }

/// What can be set.
#[derive(serde::Deserialize)]
pub struct Config {
    /// How to build.
    pub build: Build,
    /// How to run.
    pub run: Option<Run>,
}
