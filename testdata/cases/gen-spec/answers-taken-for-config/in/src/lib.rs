//! A plugin that decodes more than its configuration.

/// The configuration.
#[derive(serde::Deserialize)]
pub struct Config {
    pub image: String,
}

mod client {
    /// What the cloud answers.
    #[derive(serde::Deserialize)]
    struct Answer {
        pair: (u8, u8),
    }
}

include!("lib.hcl2spec.rs");
