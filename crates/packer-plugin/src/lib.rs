//! Plugins for [Packer](https://developer.hashicorp.com/packer) in Rust: data sources,
//! provisioners, builders and post-processors, which Packer runs as it runs those in Go.
//!
//! An author writes a struct for what a template may hold, and a trait for what the component
//! does; `main` is the list of the components. `sdc new plugin NAME` begins one.
//!
//! ```no_run
//! use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
//! use packer_plugin::{Provisioner, ProvisionerRun, Result, Set};
//! use serde::Deserialize;
//! use std::process::ExitCode;
//!
//! #[derive(Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct Config {
//!     package: String,
//! }
//!
//! // `sdc generate` writes this.
//! impl Hcl2Spec for Config {
//!     fn hcl2_spec() -> Spec {
//!         ObjectSpec::new()
//!             .attr(AttrSpec::new("package", Type::String).required())
//!             .into()
//!     }
//! }
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
//! fn main() -> ExitCode {
//!     Set::new(env!("CARGO_PKG_VERSION")).provisioner("apt", Apt).run()
//! }
//! ```
//!
//! | for | there is |
//! |---|---|
//! | what a component does | [`DataSource`], [`Provisioner`], [`Builder`], [`PostProcessor`] |
//! | the user | [`Ui`] |
//! | the machine | [`Communicator`]; a builder's own is [`LocalCommunicator`] or [`NoCommunicator`] |
//! | the provisioners of a builder | [`Hook`], [`GeneratedData`] |
//! | what is made | [`Artifact`], [`FileArtifact`], [`InputArtifact`], [`Processed`] |
//! | the run that it is part of | [`Context`], with a [`Cancel`] |
//! | Packer's log | [`log`] |
//! | tests, with no Packer or the real one | [`testing`] |
//! | options that plugins share | `config`, with the feature of that name |
//! | reading HCL | [`hcldec`] |
//! | a spec as it is sent to Packer | [`wire_form`] |
//!
//! # Threads, panics and the end
//!
//! Packer calls from several threads, and a cancel comes while a run is on its way, so components
//! are `Send + Sync`. Code that wants an async runtime starts one itself. A panic is an error like
//! any other, as long as the profile does not say `panic = "abort"`. When Packer has no more use
//! for a plugin it kills it: what is to be cleaned up has to be by the end of each call.

// Generated specs name this crate as every plugin does.
extern crate self as packer_plugin;

mod artifact;
mod cancel;
pub mod communicator;
mod component;
#[cfg(feature = "config")]
pub mod config;
mod configuration;
mod context;
mod generated;
mod hook;
pub mod log;
mod set;
pub mod testing;
mod ui;
mod value;
mod wire;
pub mod wire_form;

pub use artifact::{Artifact, FileArtifact, InputArtifact};
pub use cancel::{Cancel, Cancelled};
pub use communicator::{Communicator, LocalCommunicator, NoCommunicator};
pub use component::{
    Builder, BuilderRun, DataSource, PostProcessor, PostProcessorRun, Preparation, Processed,
    Provisioner, ProvisionerRun,
};
pub use context::{Context, OnError};
pub use generated::{GeneratedData, Scalar};
pub use hcldec;
pub use hook::Hook;
pub use set::{DEFAULT, Set};
pub use ui::{Progress, Ui};

/// Any error. Whatever a component returns with `?`, Packer shows in its own words.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// What a component returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
