//! What holds for any spec and any text.

#[path = "it/from_hcl.rs"]
mod from_hcl;
#[path = "it/fuzz.rs"]
mod fuzz;
#[path = "it/spec_file.rs"]
mod spec_file;
#[path = "it/specs.rs"]
mod specs;
