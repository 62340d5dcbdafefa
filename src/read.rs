//! Source text in, config structs out. Each language has a room of its own below; behind
//! what they give nobody knows the language.

pub mod go;
pub mod rust;
