//! Reading files and putting output in place, the one way every command does it.
//!
//! Output is first a [`Plan`]: what shall be there, compared with what is. A plan
//! is shown as a diff or applied. Applied, it replaces and removes only what is safe
//! elsewhere (the rule is in `safety`), stages everything before it touches anything, and puts it
//! in place by a journal, so that a run which is killed is completed by the next; it
//! leaves alone what has not changed. What it has made is recorded in the folder `.sdc`.

mod apply;
mod change;
mod commit;
mod diff;
mod digest;
mod git;
mod guard;
mod journal;
pub(crate) mod mark;
mod names;
mod output;
mod plan;
mod record;
mod safety;
mod signals;
mod store;
mod stores;
mod summary;
mod tree;
mod view;

pub(crate) use diff::first_difference;
pub use guard::Destination;
pub use output::{Output, write_stream};
pub use plan::{Applied, Plan};
pub(crate) use store::STORE;
pub use summary::Summary;
pub use tree::{Node, Tree, is_trace, read_source, read_tree, show, unreadable};
pub(crate) use tree::{from_here, normalize, plugin_of, read_file};
pub use view::View;
