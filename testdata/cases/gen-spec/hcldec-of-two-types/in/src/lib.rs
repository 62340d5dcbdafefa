//! A plugin.

pub mod builder;
