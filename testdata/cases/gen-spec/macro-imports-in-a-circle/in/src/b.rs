pub use crate::a::settings;
