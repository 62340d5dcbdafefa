//! Finds an image.

use serde::{Deserialize, Serialize};

/// Which image to find.
#[derive(Deserialize)]
pub struct Config {
    /// Its name.
    pub name: String,
}

/// What was found.
#[derive(Serialize, Deserialize)]
pub struct DatasourceOutput {
    /// The id of the image.
    pub id: String,
    /// Its tags, if it has any.
    pub tags: Option<Vec<String>>,
}
