//! The software development companion for people who write Packer plugins.
//!
//! # For plugins
//!
//! | module | feature | for |
//! |---|---|---|
//! | [`hcldec`] | always there | decoding HCL by the specs that `sdc gen-spec` generates |
//! | [`diagnostics`] | always there | what is wrong, and where |
//! | `config` | `config` | options that plugins of every kind share, to be flattened into a struct |
//! | `build` | `cli`, on by default | generation from a build script |
//!
//! What these export keeps its meaning between versions that semver calls compatible. A
//! plugin that decodes and does not generate turns the default features off, and has a
//! small library.
//!
//! ```
//! use sdc::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type, from_hcl};
//!
//! #[derive(serde::Deserialize)]
//! struct Config {
//!     image: String,
//! }
//!
//! // `sdc gen-spec` writes this.
//! impl Hcl2Spec for Config {
//!     fn hcl2_spec() -> Spec {
//!         ObjectSpec::new()
//!             .attr(AttrSpec::new("image", Type::String).required())
//!             .into()
//!     }
//! }
//!
//! let config: Config = from_hcl("image = \"debian-${6 + 7}\"\n")?;
//! assert_eq!(config.image, "debian-13");
//! # Ok::<(), sdc::diagnostics::Diagnostics>(())
//! ```
//!
//! # For those who work on `sdc`
//!
//! All other modules are what the `sdc` command is made of, and come with the feature `cli`.
//! They are public for its tests, and change with it: between any two versions, and
//! without notice. Data walks through them one way: Rust `source` into the `model`, by
//! `emit` into specs and partials, by `docs` into pages, which `check` looks at; `files`
//! puts in place what came of it.

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
#[cfg(feature = "cli")]
mod go_plugin;
pub mod hcldec;
#[cfg(feature = "cli")]
pub mod metadata;
#[cfg(feature = "cli")]
pub mod model;
#[cfg(feature = "cli")]
pub mod plugin;
#[cfg(feature = "cli")]
pub mod read;
#[cfg(feature = "cli")]
pub mod scaffold;
#[cfg(feature = "cli")]
pub mod settings;
#[cfg(feature = "cli")]
pub mod source;
#[cfg(feature = "cli")]
pub mod watch;
