//! Nobody outside of `net` can name this module.

use serde::Deserialize;

/// Seen through `net` only.
#[derive(Deserialize)]
pub struct Shown {
    secret: Secret,
}

#[derive(Deserialize)]
struct Secret {
    key: String,
}

include!("hidden.hcl2spec.rs");
