//! From what Packer sends as the configuration of a component to the author's struct.
//!
//! Packer sends several raw values, of which later ones win: its own settings, the body of the
//! block, and what an `override` says. They are taken apart and brought to the form of the spec
//! (`raw`, `shape`), and read by serde (`decode`). JSON templates come without Packer having
//! looked at them, and with text that is still to be rendered (`legacy`).

mod decode;
mod legacy;
mod raw;
mod shape;

pub(crate) use decode::Decoded;
pub(crate) use raw::Configuration;

#[cfg(test)]
mod tests;
