//! Post-processors: they do something with a finished image.

pub mod publish;
