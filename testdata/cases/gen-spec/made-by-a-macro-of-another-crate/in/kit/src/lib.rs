//! What plugins share.

mod makers;
pub mod parts;
