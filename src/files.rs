//! Reading trees and putting output in place, the one way every command does it.
//!
//! Output is first a [`Plan`]: what shall be there, compared with what is. A plan
//! is shown as a diff or applied; applied, it stages everything before it
//! touches anything, so that a failure leaves the previous output as it was, and it
//! leaves alone what has not changed.

mod apply;
mod change;
mod guard;
mod plan;
mod tree;

pub(crate) use apply::STAGING;
pub use guard::Destination;
pub use plan::{Plan, Summary};
pub use tree::{Node, Tree, read_source, read_tree, show};
