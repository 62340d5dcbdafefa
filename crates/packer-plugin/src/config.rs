//! Options that plugins of every kind share: flatten a struct into a component's own, and
//! its users find the names, types and defaults that they know from other plugins.
//!
//! | struct | for |
//! |---|---|
//! | [`Communicator`] | builders: how Packer reaches the machine; made of the smaller ones in [`communicator`] |
//! | [`BootCommand`], [`Vnc`] | builders that type at a machine's console |
//! | [`Http`], [`Iso`], [`Floppy`], [`Cd`] | builders that install a system from media |
//! | [`Shutdown`] | builders that stop a machine |
//! | [`shell`] | provisioners that run scripts |
//! | [`provisioner`] | provisioners of every kind |
//!
//! Each has its docs as partials in the `sdc` binary, below `packer-plugin-sdk/`; the one
//! of [`Http`], for instance, is `packer-plugin-sdk/multistep/commonsteps/HTTPConfig-not-required.mdx`.
//! A flattened struct is documented with the struct that it is flattened into; put
//! `#[doc(hidden)]` on the field to leave that to the shared partials.
//!
//! ```
//! use packer_plugin::config::{Communicator, Shutdown};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Config {
//!     image: String,
//!     #[serde(flatten)]
//!     communicator: Communicator,
//!     #[serde(flatten)]
//!     shutdown: Shutdown,
//! }
//!
//! let config: Config = serde_json::from_str(r#"{"image": "debian", "ssh_username": "root"}"#)?;
//! assert_eq!(config.communicator.ssh.ssh_port, 22);
//! assert_eq!(config.shutdown.shutdown_timeout.to_string(), "5m");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod boot;
pub mod communicator;
mod duration;
mod media;
pub mod provisioner;
pub mod shell;
mod shutdown;

pub use boot::{BootCommand, Vnc};
pub use communicator::Communicator;
pub use duration::{Duration, InvalidDuration};
pub use media::{Cd, Floppy, Http, Iso, NetworkProtocol};
pub use shutdown::Shutdown;
