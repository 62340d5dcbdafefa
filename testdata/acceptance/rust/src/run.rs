//! The provisioner `run`.

use packer_plugin::{Provisioner, ProvisionerRun, Result};
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// Runs commands on the machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The commands.
    #[serde(default)]
    inline: Vec<String>,
    /// Seconds to wait afterwards.
    #[serde(default)]
    sleep: u32,
    /// A path on the machine that a megabyte is copied to and from.
    big: Option<String>,
    /// A file that stands for a failure which is gone the next time.
    flaky: Option<PathBuf>,
    /// How it is to go wrong.
    #[serde(default)]
    wrong: String,
}

include!("run.hcl2spec.rs");

#[derive(Debug)]
pub struct Run;

impl Provisioner for Run {
    type Config = Config;

    fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
        let id = run.generated.text("ID").unwrap_or_default();
        run.ui.say(format!("Provisioning {id}"));
        for line in &config.inline {
            let status = run.communicator.run_with_ui(line, &run.ui)?;
            run.ui.message(format!("status {status}"));
        }
        if let Some(path) = &config.big {
            copy_big(run, path)?;
        }
        if let Some(path) = config.flaky.as_ref().filter(|path| !path.exists()) {
            std::fs::write(path, "")?;
            return Err("not this time".into());
        }
        match config.wrong.as_str() {
            "fail" => return Err("run has failed".into()),
            "panic" => panic!("run panics"),
            "exit" => std::process::exit(3),
            "ask" => return Err(format!("{} says no", run.ui.ask("Who says no?")?).into()),
            _ => {}
        }
        let time = Duration::from_secs(config.sleep.into());
        Ok(run.context.cancel.sleep(time)?)
    }
}

fn copy_big(run: &ProvisionerRun, path: &str) -> Result<()> {
    let machine = &run.communicator;
    let data = b"0123456789abcdef".repeat(1 << 16);
    let progress = run.ui.progress("big.bin", 1 << 20);
    machine.upload(path, &mut progress.reader(data.as_slice()), None)?;
    let mut back = Vec::new();
    machine.download(path, &mut back)?;
    if back != data {
        return Err("what came back is not what was sent".into());
    }
    let out = machine.run("head -c 3000000 /dev/zero")?.stdout;
    if out.len() != 3_000_000 {
        return Err(format!("{} bytes of output came", out.len()).into());
    }
    Ok(())
}
