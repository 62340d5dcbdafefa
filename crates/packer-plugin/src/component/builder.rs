//! Builders: they make a machine, have it provisioned, and keep what has become of it.

use super::slot::Slot;
use super::specs::Specs;
use super::{Component, Current, Link, Mode, Preparation, basic_error};
use crate::artifact::ArtifactService;
use crate::hcldec::Hcl2Spec;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, Services, no_method, serve};
use crate::{Artifact, Context, GeneratedData, Hook, Result, Ui, log};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::thread;

/// Makes a machine, has it provisioned, and keeps what has become of it: a `source` block.
///
/// ```
/// use packer_plugin::{Artifact, Builder, BuilderRun, FileArtifact, GeneratedData};
/// use packer_plugin::{LocalCommunicator, Result};
/// # use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
/// # #[derive(serde::Deserialize)]
/// # struct Config { path: String }
/// # impl Hcl2Spec for Config {
/// #     fn hcl2_spec() -> Spec {
/// #         ObjectSpec::new().attr(AttrSpec::new("path", Type::String).required()).into()
/// #     }
/// # }
///
/// struct Local;
///
/// impl Builder for Local {
///     type Config = Config;
///
///     fn build(&self, config: &Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>> {
///         run.ui.say("Building on this machine");
///         let communicator = LocalCommunicator::new(&run.context.cancel);
///         let data = GeneratedData::new().with("ID", "local");
///         run.hook.provision(communicator, &data)?;
///         std::fs::write(&config.path, "built\n")?;
///         let artifact = FileArtifact::new("acme.local", "local").file(&config.path);
///         Ok(Some(Box::new(artifact)))
///     }
/// }
/// ```
pub trait Builder: Send + Sync + 'static {
    /// What its block holds.
    type Config: DeserializeOwned + Hcl2Spec + Send + Sync + 'static;

    /// Looks for what serde cannot see is wrong, and says which values provisioners will be
    /// given beside the usual ones.
    fn prepare(&self, _config: &Self::Config, _found: &mut Preparation) -> Result<()> {
        Ok(())
    }

    /// Builds, and gives what has been made; nothing where nothing is to be kept.
    ///
    /// What it has begun it must clean up itself, before it returns: also when it is cancelled,
    /// which `run.context.cancel` tells, and after an error. Packer kills the plugin when the
    /// build has ended.
    fn build(&self, config: &Self::Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>>;
}

/// What a builder works with.
#[derive(Debug)]
#[non_exhaustive]
pub struct BuilderRun {
    /// What the user reads.
    pub ui: Ui,
    /// Has the machine provisioned.
    pub hook: Arc<Hook>,
    /// The run that this is part of.
    pub context: Context,
}

pub(crate) struct BuilderComponent<B>(pub(crate) B);

impl<B: Builder> Component for BuilderComponent<B> {
    fn specs(&self, mode: Mode) -> Result<Specs> {
        Specs::config(B::Config::hcl2_spec(), mode)
    }

    fn service(self: Arc<Self>, specs: Specs, link: Link) -> Arc<dyn Service> {
        Arc::new(BuilderService {
            component: self,
            slot: Slot::new(specs.config),
            current: Current::new(&link),
            link,
        })
    }
}

struct BuilderService<B: Builder> {
    component: Arc<BuilderComponent<B>>,
    slot: Slot<B::Config>,
    current: Current,
    link: Link,
}

impl<B: Builder> BuilderService<B> {
    fn prepare(&self, argument: &Msg) -> Msg {
        let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
        let (found, error) = match self.slot.prepare(argument, prepare) {
            Ok(found) => (found, None),
            Err(error) => (super::slot::Found::default(), Some(error.to_string())),
        };
        Msg::fields([
            ("GeneratedVars", found.generated.into()),
            ("Warnings", found.warnings.into()),
            ("Error", basic_error(error)),
        ])
    }

    fn build(&self, stream: u32) -> Result<u32> {
        let cancel = self.current.token();
        let (config, context) =
            self.slot
                .ready(cancel.clone(), GeneratedData::new, |config, found| {
                    self.component.0.prepare(config, found)
                })?;
        let client = Arc::new(Client::new(self.link.broker.dial(stream)?)?);
        let ui = Ui::new(client.clone());
        let hook = Arc::new(Hook::new(
            client.clone(),
            self.link.broker.clone(),
            ui.clone(),
            context.clone(),
        ));
        let cancelling = Arc::downgrade(&hook);
        cancel.on_cancel(move || {
            // Packer does not tell its provisioners by itself.
            let cancelled = cancelling.upgrade().map(|hook| hook.cancel());
            if let Some(Err(error)) = cancelled {
                log::warn(format_args!("provisioners were not cancelled: {error}"));
            }
        });
        let told = hook.clone();
        let run = BuilderRun { ui, hook, context };
        let built = self.component.0.build(&config, &run);
        client.close();
        match built? {
            Some(artifact) => offer(&self.link, ArtifactService::Own(artifact, told.told())),
            None => Ok(0),
        }
    }
}

/// Serves an artifact until the process ends, and gives the number of its stream.
pub(super) fn offer(link: &Link, artifact: ArtifactService) -> Result<u32> {
    let broker = link.broker.clone();
    let id = broker.next_id();
    let services: Arc<dyn Service> = Arc::new(Services([("Artifact", Arc::new(artifact))]));
    thread::Builder::new()
        .name("artifact".to_owned())
        .spawn(move || {
            let served = broker
                .accept(id)
                .and_then(|stream| serve(stream, &services));
            if let Err(error) = served {
                log::debug(format_args!("the artifact is served no more: {error}"));
            }
        })?;
    Ok(id)
}

impl<B: Builder> Service for BuilderService<B> {
    fn arrived(&self, method: &str) {
        if method == "Builder.Run" {
            self.current.begin();
        }
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        Ok(match method {
            "Builder.ConfigSpec" => self.slot.config_spec(),
            "Builder.Prepare" => self.prepare(argument),
            "Builder.Run" => self.build(argument.stream_id())?.into(),
            "Builder.Cancel" => {
                self.current.cancel();
                Msg::Nil
            }
            _ => return Err(no_method(method)),
        })
    }
}
