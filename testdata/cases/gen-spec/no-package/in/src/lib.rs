//! No Cargo.toml.
