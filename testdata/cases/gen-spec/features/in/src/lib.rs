//! A plugin.

/// Its fields differ.
#[derive(serde::Deserialize)]
pub struct Config {
    #[cfg(feature = "a")]
    pub a: u8,
    #[cfg(feature = "b")]
    pub b: u8,
    #[cfg(all(feature = "b", feature = "c"))]
    pub c: u8,
    #[cfg(test)]
    pub test: u8,
}
