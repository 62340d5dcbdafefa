//! A module whose name is a keyword.

use serde::Deserialize;

/// A struct.
#[derive(Deserialize)]
pub struct Type {
    r#fn: u8,
}

include!("type.hcl2spec.rs");
