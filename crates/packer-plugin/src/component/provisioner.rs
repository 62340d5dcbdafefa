//! Provisioners: they change the machine that is built.

use super::slot::{Slot, log_warnings};
use super::specs::Specs;
use super::{Component, Current, Link, Mode, Preparation};
use crate::communicator::RemoteCommunicator;
use crate::hcldec::Hcl2Spec;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, no_method};
use crate::{Communicator, Context, GeneratedData, Result, Ui};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;

/// Changes the machine that is built: a `provisioner` block.
///
/// ```
/// use packer_plugin::{Provisioner, ProvisionerRun, Result};
/// # use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
/// # #[derive(serde::Deserialize)]
/// # struct Config { package: String }
/// # impl Hcl2Spec for Config {
/// #     fn hcl2_spec() -> Spec {
/// #         ObjectSpec::new().attr(AttrSpec::new("package", Type::String).required()).into()
/// #     }
/// # }
///
/// struct Apt;
///
/// impl Provisioner for Apt {
///     type Config = Config;
///
///     fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
///         run.ui.say(format!("Installing {}", config.package));
///         let command = format!("apt-get install -y {}", config.package);
///         match run.communicator.run_with_ui(&command, &run.ui)? {
///             0 => Ok(()),
///             status => Err(format!("apt-get ended with status {status}").into()),
///         }
///     }
/// }
/// ```
pub trait Provisioner: Send + Sync + 'static {
    /// What its block holds.
    type Config: DeserializeOwned + Hcl2Spec + Send + Sync + 'static;

    /// Looks for what serde cannot see is wrong. Packer calls it before it knows all values,
    /// and again when it does: what depends on one that is not known yet is left for then.
    fn prepare(&self, _config: &Self::Config, _found: &mut Preparation) -> Result<()> {
        Ok(())
    }

    /// Changes the machine. It may be called again, where the template says that it is to be
    /// tried several times.
    ///
    /// Waiting for a command of the communicator ends with an error when the run is cancelled;
    /// code that waits for something else asks `run.context.cancel`.
    fn provision(&self, config: &Self::Config, run: &ProvisionerRun) -> Result<()>;
}

/// What a provisioner works with.
#[non_exhaustive]
pub struct ProvisionerRun {
    /// What the user reads.
    pub ui: Ui,
    /// The way to the machine.
    pub communicator: Arc<dyn Communicator>,
    /// What the builder says of the machine.
    pub generated: GeneratedData,
    /// The run that this is part of.
    pub context: Context,
}

impl fmt::Debug for ProvisionerRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProvisionerRun")
            .field("generated", &self.generated)
            .field("context", &self.context)
            .finish_non_exhaustive()
    }
}

pub(crate) struct ProvisionerComponent<P>(pub(crate) P);

impl<P: Provisioner> Component for ProvisionerComponent<P> {
    fn specs(&self, mode: Mode) -> Result<Specs> {
        Specs::config(P::Config::hcl2_spec(), mode)
    }

    fn service(self: Arc<Self>, specs: Specs, link: Link) -> Arc<dyn Service> {
        Arc::new(ProvisionerService {
            component: self,
            slot: Slot::new(specs.config),
            current: Current::new(&link),
            link,
        })
    }
}

struct ProvisionerService<P: Provisioner> {
    component: Arc<ProvisionerComponent<P>>,
    slot: Slot<P::Config>,
    current: Current,
    link: Link,
}

impl<P: Provisioner> ProvisionerService<P> {
    fn provision(&self, argument: &Msg) -> Result<()> {
        let generated = GeneratedData::from_msg(argument.field("GeneratedData"));
        let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
        let cancel = self.current.token();
        let (config, context) = self.slot.ready(cancel, || generated.clone(), prepare)?;
        let stream = self
            .link
            .broker
            .dial(argument.field("StreamID").stream_id())?;
        let client = Arc::new(Client::new(stream)?);
        let broker = self.link.broker.clone();
        let cancel = context.cancel.clone();
        let run = ProvisionerRun {
            ui: Ui::new(client.clone()),
            communicator: Arc::new(RemoteCommunicator::new(client.clone(), broker, cancel)),
            generated,
            context,
        };
        let provisioned = self.component.0.provision(&config, &run);
        // Threads of the author's may hold on to it still.
        client.close();
        provisioned
    }
}

impl<P: Provisioner> Service for ProvisionerService<P> {
    fn arrived(&self, method: &str) {
        if method == "Provisioner.Provision" {
            self.current.begin();
        }
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        match method {
            "Provisioner.ConfigSpec" => return Ok(self.slot.config_spec()),
            "Provisioner.Prepare" => {
                let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
                log_warnings(&self.slot.prepare(argument, prepare)?);
            }
            "Provisioner.Provision" => self.provision(argument)?,
            "Provisioner.Cancel" => self.current.cancel(),
            _ => return Err(no_method(method)),
        }
        Ok(Msg::Nil)
    }
}
