//! The post-processor `stamp`.

use packer_plugin::{Artifact, FileArtifact, PostProcessor, PostProcessorRun, Processed, Result};
use serde::Deserialize;

/// Puts a stamp beside an artifact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// What becomes of the artifact: `keep`, `replace`, or nothing.
    #[serde(default)]
    input: String,
    /// How it is to go wrong.
    #[serde(default)]
    wrong: String,
}

include!("stamp.hcl2spec.rs");

#[derive(Debug)]
pub struct Stamp;

impl PostProcessor for Stamp {
    type Config = Config;

    fn process(&self, config: &Config, run: &PostProcessorRun) -> Result<Processed> {
        let (id, builder) = (run.artifact.id(), run.artifact.builder_id());
        run.ui.say(format!("Stamping {id} of {builder}"));
        match config.wrong.as_str() {
            "fail" => return Err("stamp has failed".into()),
            "panic" => panic!("stamp panics"),
            _ => {}
        }
        let files = run.artifact.files();
        let first = files.first().ok_or("the artifact has no files")?;
        let path = format!("{first}.stamp");
        std::fs::write(&path, format!("{id}\n"))?;
        let stamp = Box::new(FileArtifact::new("trial.stamp", "stamp").file(path));
        Ok(match config.input.as_str() {
            "keep" => Processed::Keep(stamp),
            "replace" => Processed::Replace(stamp),
            _ => Processed::PassThrough,
        })
    }
}
