//! Tests that need code: everything that a case folder cannot say.

#[path = "it/files.rs"]
mod files;
