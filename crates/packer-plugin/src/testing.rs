//! A Packer within the test's own process, so that the tests of a plugin need none. It goes
//! through all that Packer does, over the same bytes: what a test sees, Packer sees.
//!
//! ```
//! use packer_plugin::testing::{FakePacker, Machine};
//! use packer_plugin::{Provisioner, ProvisionerRun, Result};
//! # use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
//! # #[derive(serde::Deserialize)]
//! # struct Config { package: String }
//! # impl Hcl2Spec for Config {
//! #     fn hcl2_spec() -> Spec {
//! #         ObjectSpec::new().attr(AttrSpec::new("package", Type::String).required()).into()
//! #     }
//! # }
//!
//! struct Apt;
//!
//! impl Provisioner for Apt {
//!     type Config = Config;
//!
//!     fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
//!         run.ui.say(format!("Installing {}", config.package));
//!         let command = format!("apt-get install -y {}", config.package);
//!         run.communicator.run(&command)?.ok().map(drop)
//!     }
//! }
//!
//! let machine = Machine::new();
//! let run = FakePacker::new().machine(&machine).provision(Apt, r#"package = "nginx""#);
//! run.result.unwrap();
//! assert_eq!(run.said, ["Installing nginx"]);
//! assert_eq!(machine.commands(), ["apt-get install -y nginx"]);
//!
//! let machine = Machine::new().answer("apt-get install -y no", 100, "", "no such package\n");
//! let run = FakePacker::new().machine(&machine).provision(Apt, r#"package = "no""#);
//! let wrong = run.result.unwrap_err().to_string();
//! assert_eq!(wrong, "the command ended with status 100: no such package");
//! ```

mod connection;
mod machine;
mod packer;
mod process;
mod runs;
mod ui;

pub use machine::Machine;
pub use packer::{Packer, PackerRun};
pub use process::PluginProcess;
pub use runs::{BuildRun, DataRun, PostProcessRun, ProvisionRun};

use crate::component::{
    BuilderComponent, DataSourceComponent, Kind, Mode, PostProcessorComponent, ProvisionerComponent,
};
use crate::wire::msgpack::Msg;
use crate::{
    Artifact, Builder, Cancel, Communicator, DataSource, GeneratedData, OnError, PostProcessor,
    Provisioner, Result,
};
use connection::Connection;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use ui::FakeUi;

/// What is done on the machine of a builder in place of provisioners.
type Provision = dyn Fn(&dyn Communicator, &GeneratedData) -> Result<()> + Send + Sync;

/// A Packer that runs one component. What is not said is as in a plain `packer build`.
#[derive(Clone)]
pub struct FakePacker {
    mode: Mode,
    settings: Vec<(&'static str, Msg)>,
    generated: GeneratedData,
    machine: Machine,
    answers: VecDeque<String>,
    provision: Option<Arc<Provision>>,
    cancel: Cancel,
}

impl Default for FakePacker {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for FakePacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakePacker")
            .field("settings", &self.settings)
            .field("generated", &self.generated)
            .finish_non_exhaustive()
    }
}

impl FakePacker {
    /// A build called `test` of a builder called `test`.
    #[must_use]
    pub fn new() -> Self {
        Self {
            mode: Mode::Protobuf,
            settings: vec![
                ("packer_build_name", "test".into()),
                ("packer_builder_type", "test".into()),
                ("packer_core_version", "1.15.4".into()),
                ("packer_debug", "false".into()),
                ("packer_force", "false".into()),
                ("packer_on_error", "".into()),
            ],
            generated: GeneratedData::new().with("ID", "test"),
            machine: Machine::new(),
            answers: VecDeque::new(),
            provision: None,
            cancel: Cancel::new(),
        }
    }

    fn setting(mut self, key: &'static str, value: impl Into<Msg>) -> Self {
        self.settings.retain(|(known, _)| *known != key);
        self.settings.push((key, value.into()));
        self
    }

    /// Specs and values go over the wire in gob, as they do in Packer before 1.12, and wherever
    /// another plugin of a run cannot do protobuf.
    #[must_use]
    pub fn gob(mut self) -> Self {
        self.mode = Mode::Gob;
        self
    }

    /// The build has that name.
    #[must_use]
    pub fn build_name(self, name: &str) -> Self {
        self.setting("packer_build_name", name)
    }

    /// Packer runs with `-force`.
    #[must_use]
    pub fn force(self) -> Self {
        self.setting("packer_force", "true")
    }

    /// Packer runs with `-debug`.
    #[must_use]
    pub fn debug(self) -> Self {
        self.setting("packer_debug", "true")
    }

    /// Packer runs with `-on-error`.
    #[must_use]
    pub fn on_error(self, on_error: OnError) -> Self {
        let word = match on_error {
            OnError::Cleanup => "cleanup",
            OnError::Abort => "abort",
            OnError::Ask => "ask",
            OnError::RunCleanupProvisioner => "run-cleanup-provisioner",
        };
        self.setting("packer_on_error", word)
    }

    /// What the builder says of the machine to a provisioner under test.
    #[must_use]
    pub fn generated(mut self, data: GeneratedData) -> Self {
        self.generated = data;
        self
    }

    /// The machine that a provisioner under test is given. The test keeps the machine, and
    /// looks at what has been done to it.
    #[must_use]
    pub fn machine(mut self, machine: &Machine) -> Self {
        self.machine = machine.clone();
        self
    }

    /// What the user answers when the component asks; the first answer comes first. Without
    /// one left, asking is an error.
    #[must_use]
    pub fn answer(mut self, text: impl Into<String>) -> Self {
        self.answers.push_back(text.into());
        self
    }

    /// What provisioners do on the machine of a builder under test. Nothing by default.
    #[must_use]
    pub fn provisioner(
        mut self,
        provision: impl Fn(&dyn Communicator, &GeneratedData) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.provision = Some(Arc::new(provision));
        self
    }

    /// When that is cancelled, the run is, as by an interrupt.
    #[must_use]
    pub fn cancelled_by(mut self, cancel: &Cancel) -> Self {
        self.cancel = cancel.clone();
        self
    }

    fn ui(&self) -> FakeUi {
        FakeUi::new(self.answers.clone())
    }

    /// What Packer sends beside the body.
    fn settings(&self) -> Msg {
        let settings = self.settings.iter();
        Msg::Map(
            settings
                .map(|(key, value)| ((*key).into(), value.clone()))
                .collect(),
        )
    }

    /// Configures a data source with the body of its block, and has it find out what it does.
    pub fn execute(&self, source: impl DataSource, body: &str) -> DataRun {
        let component = Arc::new(DataSourceComponent(source));
        let result = Connection::with(component, Kind::DataSource, self.mode, |connection| {
            runs::execute(connection, body)
        });
        DataRun { result }
    }

    /// Configures a provisioner with the body of its block, and lets it run on the machine.
    pub fn provision(&self, provisioner: impl Provisioner, body: &str) -> ProvisionRun {
        let component = Arc::new(ProvisionerComponent(provisioner));
        let ui = self.ui();
        let result = Connection::with(component, Kind::Provisioner, self.mode, |connection| {
            runs::provision(connection, self, &ui, body)
        });
        ProvisionRun {
            result,
            said: ui.said(),
            errors: ui.errors(),
        }
    }

    /// Configures a builder with the body of its block, and has it build.
    pub fn build(&self, builder: impl Builder, body: &str) -> BuildRun {
        let component = Arc::new(BuilderComponent(builder));
        let ui = self.ui();
        let mut run = BuildRun::default();
        run.result = Connection::with(component, Kind::Builder, self.mode, |connection| {
            runs::build(connection, self, &ui, body, &mut run)
        });
        run.said = ui.said();
        run.errors = ui.errors();
        run
    }

    /// Configures a post-processor with the body of its block, and gives it an artifact.
    pub fn post_process(
        &self,
        processor: impl PostProcessor,
        body: &str,
        artifact: impl Artifact + 'static,
    ) -> PostProcessRun {
        let component = Arc::new(PostProcessorComponent(processor));
        let ui = self.ui();
        let mut run = PostProcessRun::default();
        run.result = Connection::with(component, Kind::PostProcessor, self.mode, |connection| {
            runs::post_process(connection, self, &ui, body, Box::new(artifact), &mut run)
        });
        run.said = ui.said();
        run.errors = ui.errors();
        run
    }
}
