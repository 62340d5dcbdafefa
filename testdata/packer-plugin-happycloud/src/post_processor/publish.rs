//! The post-processor `happycloud-publish`: puts an image in the public catalogue.

use crate::common::{Access, Region};
use packer_plugin::{Artifact, PostProcessor, PostProcessorRun, Processed, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The `happycloud-publish` post-processor puts a finished image in the public
/// catalogue.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Config {
    #[serde(flatten)]
    pub access: Access,
    /// The title in the catalogue.
    pub title: String,
    /// Regions to copy the image to first.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// What one minute costs, by the kind of server. Nothing, unless it is set.
    #[serde(default)]
    pub prices: BTreeMap<String, f64>,
    /// The files of the image's licence. The first is shown.
    #[serde(default)]
    pub licence_files: Vec<std::path::PathBuf>,
    /// Whether to take the previous version out of the catalogue.
    #[serde(default, rename = "replace")]
    pub replaces_previous: bool,
    /// Who to ask.
    pub contact: Contact,
}

/// Somebody who answers.
#[derive(Debug, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Where they read.
    #[serde(alias = "e-mail")]
    pub email: String,
}

include!("publish.hcl2spec.rs");

/// What Packer runs.
#[derive(Debug)]
pub struct Component;

impl PostProcessor for Component {
    type Config = Config;

    fn process(&self, config: &Config, run: &PostProcessorRun) -> Result<Processed> {
        if run.artifact.builder_id() != "happycloud.image" {
            return Err("only images of HappyCloud can be published".into());
        }
        run.ui.say(format!("Publishing {} as {}", run.artifact.id(), config.title));
        Ok(Processed::PassThrough)
    }
}
