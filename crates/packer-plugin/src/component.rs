//! The four kinds of component: what an author writes, and what is served of it.
//!
//! A component has no state. What Packer has configured is kept here, and is passed in; each
//! configuration replaces the one before it, for Packer sends several.

mod builder;
mod data_source;
mod kind;
mod post_processor;
mod preparation;
mod provisioner;
mod slot;
mod specs;

pub(crate) use builder::BuilderComponent;
pub use builder::{Builder, BuilderRun};
pub use data_source::DataSource;
pub(crate) use data_source::DataSourceComponent;
pub(crate) use kind::Kind;
pub(crate) use post_processor::PostProcessorComponent;
pub use post_processor::{PostProcessor, PostProcessorRun, Processed};
pub use preparation::Preparation;
pub(crate) use provisioner::ProvisionerComponent;
pub use provisioner::{Provisioner, ProvisionerRun};
pub(crate) use specs::Specs;

use crate::wire::broker::Broker;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::Service;
use crate::{Cancel, Result, log};
use std::sync::{Arc, Mutex};

/// In which form specs and values go over the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Protobuf,
    Gob,
}

/// The connection that a component is served over.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) broker: Arc<Broker>,
    pub(crate) mode: Mode,
    /// Cancelled when the connection has ended.
    pub(crate) ended: Cancel,
}

/// A component of a plugin, of any kind.
pub(crate) trait Component: Send + Sync {
    /// Its specs in the form of that mode.
    ///
    /// # Errors
    ///
    /// A spec, or a part of one, that has no form on Packer's wire.
    fn specs(&self, mode: Mode) -> Result<Specs>;

    /// What answers Packer's calls.
    fn service(self: Arc<Self>, specs: Specs, link: Link) -> Arc<dyn Service>;
}

/// The run that is on its way, so that a call can cancel what another is waiting for.
#[derive(Debug)]
struct Current {
    cancel: Mutex<Cancel>,
    ended: Cancel,
}

impl Current {
    fn new(link: &Link) -> Self {
        Self {
            cancel: Mutex::default(),
            ended: link.ended.clone(),
        }
    }

    /// A call to run has come in: what is cancelled from now on is this run.
    fn begin(&self) {
        let cancel = Cancel::new();
        let ending = cancel.clone();
        self.ended.on_cancel(move || ending.cancel());
        *lock(&self.cancel) = cancel;
    }

    fn token(&self) -> Cancel {
        lock(&self.cancel).clone()
    }

    fn cancel(&self) {
        self.token().cancel();
    }
}

/// An error as a part of a reply; nil where there is none.
fn basic_error(error: Option<String>) -> Msg {
    error.map_or(Msg::Nil, |message| {
        Msg::fields([("Message", log::masked(&message).into())])
    })
}
