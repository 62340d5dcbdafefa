//! Generation of a Packer plugin's specs and docs from its build script, and all that the
//! command `sdc` is made of.
//!
//! What a plugin calls is [`build`]; without the default feature `cli` no command line
//! parser is compiled for it. What a plugin links is another crate, `packer-plugin`.
//!
//! # For those who work on `sdc`
//!
//! All other modules are public for the tests of this package, and change with it: between
//! any two versions, and without notice. Data walks through them one way: Rust `source`
//! into the `model`, by `emit` into specs and partials, by `docs` into pages, which `check`
//! looks at; `files` puts in place what came of it.

pub mod build;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod component;
pub mod diagnostics;
pub mod docs;
pub mod emit;
pub mod files;
pub mod generate;
mod go_plugin;
pub mod metadata;
#[cfg(feature = "cli")]
mod migrate;
pub mod model;
pub mod plugin;
pub mod project;
pub mod read;
pub mod scaffold;
pub mod settings;
pub mod watch;
