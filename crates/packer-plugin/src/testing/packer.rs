//! The real Packer, for acceptance tests.

use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// The real Packer with one plugin installed, in a folder of its own that goes away with this.
///
/// ```no_run
/// use packer_plugin::testing::Packer;
///
/// // In a test of a plugin this is `env!("CARGO_BIN_EXE_packer-plugin-acme")`.
/// let binary = "target/debug/packer-plugin-acme";
/// // Without `PACKER_ACC=1` there is none, and the test is left out.
/// if let Some(packer) = Packer::with_plugin(binary, "github.com/acme/acme") {
///     let template = std::fs::read_to_string("example/builder-acme.pkr.hcl")?;
///     let run = packer.run("build", &template, &["-force"])?;
///     assert!(run.success, "{}", run.output);
/// }
/// # Ok::<(), packer_plugin::Error>(())
/// ```
#[derive(Debug)]
pub struct Packer {
    program: PathBuf,
    folder: PathBuf,
}

/// What a command of Packer has come to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PackerRun {
    /// Whether it ended well.
    pub success: bool,
    /// What it printed, to standard output and then to standard error.
    pub output: String,
}

impl Packer {
    /// Installs a plugin from a `source` as `required_plugins` has it. Nothing where acceptance
    /// tests are not asked for: they take long and may cost something, and run with
    /// `PACKER_ACC=1`, as those of Go's plugins. `PACKER` names another program than `packer`.
    ///
    /// # Panics
    ///
    /// When they are asked for, and there is no Packer, or it does not take the plugin.
    #[must_use]
    pub fn with_plugin(binary: impl AsRef<Path>, source: &str) -> Option<Self> {
        if std::env::var("PACKER_ACC").is_ok_and(|wanted| wanted == "1") {
            Some(Self::install(binary.as_ref(), source).unwrap_or_else(|error| panic!("{error}")))
        } else {
            eprintln!("left out: acceptance tests run with `PACKER_ACC=1`");
            None
        }
    }

    fn install(binary: &Path, source: &str) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "packer-plugin-test-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder)?;
        let packer = Self {
            program: std::env::var_os("PACKER").unwrap_or("packer".into()).into(),
            folder,
        };
        let installed = packer
            .command()
            .args(["plugins", "install", "--path"])
            .arg(std::path::absolute(binary)?)
            .arg(source)
            .output()
            .map_err(|error| format!("`{}`: {error}", packer.program.display()))?;
        if installed.status.success() {
            Ok(packer)
        } else {
            let said = String::from_utf8_lossy(&installed.stderr);
            Err(format!("the plugin cannot be installed: {}", said.trim()).into())
        }
    }

    /// The folder that templates are run in, and what they make comes into.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs a command on an HCL template, as in `run("build", text, &["-force"])`.
    pub fn run(&self, command: &str, template: &str, arguments: &[&str]) -> Result<PackerRun> {
        fs::write(self.folder.join("template.pkr.hcl"), template)?;
        let run = self
            .command()
            .arg(command)
            .args(arguments)
            .arg("template.pkr.hcl")
            .output()?;
        let (out, err) = (
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr),
        );
        Ok(PackerRun {
            success: run.status.success(),
            output: format!("{out}{err}"),
        })
    }

    /// A Packer that sees this plugin alone, and asks nobody for news.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(&self.folder)
            .env("PACKER_PLUGIN_PATH", self.folder.join("plugins"))
            .env("PACKER_CONFIG_DIR", &self.folder)
            .env("CHECKPOINT_DISABLE", "1")
            .env("PACKER_NO_COLOR", "1");
        command
    }
}

impl Drop for Packer {
    fn drop(&mut self) {
        // It lies in the system's temporary folder, which is cleared anyway.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
