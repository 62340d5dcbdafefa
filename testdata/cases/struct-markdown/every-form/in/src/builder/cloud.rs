//! Builds in a cloud.

pub mod config;
