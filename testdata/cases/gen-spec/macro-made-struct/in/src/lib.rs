//! A plugin.

macro_rules! options {
    ($name:ident) => {
        /// Made by a macro.
        #[derive(serde::Deserialize)]
        pub struct $name {
            pub a: u8,
        }
    };
}
options!(Options);

/// Uses it.
#[derive(serde::Deserialize)]
pub struct Config {
    pub options: Options,
}
