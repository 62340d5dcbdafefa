//! From the model to text: specs in each form that somebody reads, and partials for
//! docs pages.
//!
//! [`Forms`] decides once what each field is in a spec for a [`Target`], and says what has
//! no form there; the writers below only put that down in their notation.

mod cycle;
mod form;
pub(crate) mod go;
mod json;
mod markdown;
pub mod partials;
mod rust;
#[cfg(test)]
mod sample;
mod spec;
mod target;

pub use form::Forms;
pub use json::json;
pub use rust::{
    RustFile, Scope, Stale, generated_from, other_types, place_rust, rust, rust_file_name,
    rust_findings,
};
pub use target::{Format, Target};
