//! The data source `happycloud-image`: finds an image.

use crate::common::{Access, Labels, Region};
use packer_plugin::{Context, DataSource, Result};
use serde::{Deserialize, Serialize};

/// The `happycloud-image` data source finds the newest image that fits.
#[derive(Debug, Deserialize)]
pub struct Config {
    #[serde(flatten)]
    pub access: Access,
    /// The name, or the beginning of it with `*` at the end.
    pub name: String,
    /// Only images of this region.
    pub region: Option<Region>,
    /// Only images that have all these labels.
    #[serde(default)]
    pub labels: Labels,
    /// Of several, take the newest one. Otherwise several are an error.
    #[serde(default = "yes")]
    pub most_recent: bool,
}

/// What the `happycloud-image` data source gives back.
#[derive(Debug, Deserialize, Serialize)]
pub struct DatasourceOutput {
    /// The id of the image.
    pub id: String,
    /// Its whole name.
    pub name: String,
    /// When it was made, as in `2026-01-31T12:00:00Z`.
    pub created: String,
    /// How large it is, in GiB.
    pub size: u32,
    /// The regions that have it.
    pub regions: Vec<Region>,
    /// Its labels.
    pub labels: Labels,
}

fn yes() -> bool {
    true
}

include!("image.hcl2spec.rs");

/// What Packer runs.
#[derive(Debug)]
pub struct Component;

impl DataSource for Component {
    type Config = Config;
    type Output = DatasourceOutput;

    fn execute(&self, config: &Config, _: &Context) -> Result<DatasourceOutput> {
        if config.name.is_empty() {
            return Err("no image has an empty `name`".into());
        }
        Ok(DatasourceOutput {
            id: format!("image-of-{}", config.name),
            name: config.name.clone(),
            created: "2026-01-02T03:04:05Z".to_owned(),
            size: 8,
            regions: vec![config.region.unwrap_or_default()],
            labels: config.labels.clone(),
        })
    }
}
