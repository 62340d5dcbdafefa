//! A plugin.

helpers::options!(Options);

/// Uses what the macro makes.
#[derive(serde::Deserialize)]
pub struct Config {
    /// Made by a macro.
    pub options: Options,
    /// Not made by anything.
    pub missing: Optoins,
}
