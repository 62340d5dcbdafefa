//! Source text in, config structs out. Each language has a room of its own below; behind
//! what they give nobody knows the language.

#[cfg(feature = "cli")]
pub mod go;
pub mod rust;
