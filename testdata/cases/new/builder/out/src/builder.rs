//! Builders: they make images.

pub mod happycloud;
pub mod snapshot;
