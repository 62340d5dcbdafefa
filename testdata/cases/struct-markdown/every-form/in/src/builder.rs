//! Builders.

pub mod cloud;
