//! Parts of options.

/// What all have.
#[derive(serde::Deserialize)]
pub struct Common {
    /// Whether to say more.
    pub verbose: bool,
}
