//! What a Packer plugin in Rust is made of.
//!
//! | module | feature | for |
//! |---|---|---|
//! | [`hcldec`] | always there | decoding HCL by the specs that `sdc gen-spec` generates |
//! | [`wire_form`] | always there | a spec in the form in which a plugin sends it to Packer |
//! | `config` | `config` | options that plugins of every kind share, to be flattened into a struct |
//!
//! ```
//! use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type, from_hcl};
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
//! # Ok::<(), packer_plugin::hcldec::Diagnostics>(())
//! ```

// Generated specs name this crate as every plugin does.
extern crate self as packer_plugin;

#[cfg(feature = "config")]
pub mod config;
pub mod wire_form;

pub use hcldec;
