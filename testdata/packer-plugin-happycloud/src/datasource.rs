//! Data sources: they look something up before a build.

pub mod image;
