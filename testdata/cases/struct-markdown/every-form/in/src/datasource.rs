//! Data sources.

pub mod image;
