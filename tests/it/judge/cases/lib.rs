//! Structs and enums that serde derives for, and that are read as source text too. The
//! body of each is one case; `judge.rs` lists them.

pub mod containers;
pub mod enums;
pub mod fields;
pub mod flat;
pub mod kinds;
pub mod optional;
