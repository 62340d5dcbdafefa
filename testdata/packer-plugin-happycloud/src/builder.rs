//! Builders: they make images.

pub mod happycloud;
