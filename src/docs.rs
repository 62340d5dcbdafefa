//! Documentation pages: what they are made of.

pub mod page;
