//! The software development companion for people who write Packer plugins.
//!
//! The `sdc` command is built with the default feature `cli`. Without it this is a
//! small library: [`hcldec`] with the specs that `sdc gen-spec` generates.

// Generated specs name this crate as every plugin does.
#[cfg(feature = "config")]
extern crate self as sdc;

#[cfg(feature = "cli")]
pub mod build;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod component;
#[cfg(feature = "config")]
pub mod config;
pub mod diagnostics;
#[cfg(feature = "cli")]
pub mod docs;
#[cfg(feature = "cli")]
pub mod emit;
#[cfg(feature = "cli")]
pub mod files;
#[cfg(feature = "cli")]
pub mod generate;
pub mod hcldec;
#[cfg(feature = "cli")]
pub mod metadata;
#[cfg(feature = "cli")]
pub mod model;
#[cfg(feature = "cli")]
pub mod plugin;
#[cfg(feature = "cli")]
pub mod scaffold;
#[cfg(feature = "cli")]
pub mod settings;
#[cfg(feature = "cli")]
pub mod source;
#[cfg(feature = "cli")]
pub mod watch;
