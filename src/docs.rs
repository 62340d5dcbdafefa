//! Documentation pages: what they are made of, how includes are expanded in them, and
//! where every byte of the result came from.

mod builtin;
mod go_sdk;
mod identity;
mod include;
pub mod links;
pub mod origin;
pub mod page;
pub mod partials;
pub mod render;
mod rules;
mod trace;
mod webdocs;

pub use identity::Identity;
pub use origin::{Origin, Origins};
pub use partials::{Partials, Shared};
pub use render::{Rendered, render};
pub use rules::RULES;
pub use trace::Trace;
pub(crate) use webdocs::webdocs_of_parsed;
pub use webdocs::{Orphan, WebDocs, publish, webdocs};
