//! Documentation pages: what they are made of, how includes are expanded in them, and
//! where every byte of the result came from.

mod builtin;
mod include;
pub mod origin;
pub mod page;
pub mod partials;
pub mod render;

pub use origin::{Origin, Origins};
pub use partials::{Partials, Shared};
pub use render::{Rendered, render};
