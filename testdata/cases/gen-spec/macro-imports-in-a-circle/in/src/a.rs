pub use crate::b::settings;
