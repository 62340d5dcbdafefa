//! A plugin.

pub mod builder {
    /// The one.
    #[derive(serde::Deserialize)]
    pub struct Config {
        pub a: String,
    }
}

pub mod provisioner {
    /// The other.
    #[derive(serde::Deserialize)]
    pub struct Config {
        pub b: bool,
    }
}
