//! The builder.

use packer_plugin::{
    Artifact, Builder, BuilderRun, FileArtifact, GeneratedData, LocalCommunicator, Preparation,
    Result,
};
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// Builds a file on this machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The file.
    path: PathBuf,
    /// How large the file is, in bytes.
    #[serde(default)]
    size: u16,
    /// Seconds to wait before it is written.
    #[serde(default)]
    sleep: u32,
    /// How it is to go wrong.
    #[serde(default)]
    wrong: String,
}

include!("local.hcl2spec.rs");

#[derive(Debug)]
pub struct Local;

impl Builder for Local {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        found.generates("Colour");
        found.generates("Size");
        match config.wrong.as_str() {
            "warn" => found.warn("something may be wrong"),
            "prepare" => {
                found.error("first");
                found.error("second");
            }
            _ => {}
        }
        Ok(())
    }

    fn build(&self, config: &Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>> {
        run.ui.say("Building");
        run.ui.machine("trial", &["a,b", "c"]);
        if config.path.exists() && !run.context.force {
            let path = config.path.display();
            return Err(format!("`{path}` exists; `-force` overwrites it").into());
        }
        let data = GeneratedData::new()
            .with("ID", "local-1")
            .with("Colour", "red")
            .with("Size", config.size);
        let machine = LocalCommunicator::new(&run.context.cancel);
        run.hook.provision(machine, &data)?;
        match config.wrong.as_str() {
            "fail" => return Err("build has failed".into()),
            "panic" => panic!("build panics"),
            "nothing" => return Ok(None),
            _ => {}
        }
        let time = Duration::from_secs(config.sleep.into());
        run.context.cancel.sleep(time)?;
        std::fs::write(&config.path, "x".repeat(config.size.into()))?;
        let artifact = FileArtifact::new("trial.local", "local").file(&config.path);
        Ok(Some(Box::new(artifact)))
    }
}
