//! Post-processors: they make something of what a build has made.

use super::builder::offer;
use super::slot::{Slot, log_warnings};
use super::specs::Specs;
use super::{Component, Current, Link, Mode, Preparation, basic_error};
use crate::artifact::{ArtifactService, InputArtifact};
use crate::hcldec::Hcl2Spec;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, no_method};
use crate::{Artifact, Context, Result, Ui};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;

/// Makes something of what a build has made: a `post-processor` block.
///
/// ```
/// use packer_plugin::{Artifact, PostProcessor, PostProcessorRun, Processed, Result};
/// # use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
/// # #[derive(serde::Deserialize)]
/// # struct Config { list: String }
/// # impl Hcl2Spec for Config {
/// #     fn hcl2_spec() -> Spec {
/// #         ObjectSpec::new().attr(AttrSpec::new("list", Type::String).required()).into()
/// #     }
/// # }
///
/// struct Stamp;
///
/// impl PostProcessor for Stamp {
///     type Config = Config;
///
///     fn process(&self, config: &Config, run: &PostProcessorRun) -> Result<Processed> {
///         run.ui.say(format!("Noting {}", run.artifact.id()));
///         std::fs::write(&config.list, run.artifact.files().join("\n"))?;
///         Ok(Processed::PassThrough)
///     }
/// }
/// ```
pub trait PostProcessor: Send + Sync + 'static {
    /// What its block holds.
    type Config: DeserializeOwned + Hcl2Spec + Send + Sync + 'static;

    /// Looks for what serde cannot see is wrong. Packer calls it before it knows all values,
    /// and again when it does: what depends on one that is not known yet is left for then.
    fn prepare(&self, _config: &Self::Config, _found: &mut Preparation) -> Result<()> {
        Ok(())
    }

    /// Makes something of the artifact.
    fn process(&self, config: &Self::Config, run: &PostProcessorRun) -> Result<Processed>;
}

/// What a post-processor works with.
#[derive(Debug)]
#[non_exhaustive]
pub struct PostProcessorRun {
    /// What the user reads.
    pub ui: Ui,
    /// What the build, or the post-processor before this one, has made.
    pub artifact: InputArtifact,
    /// The run that this is part of.
    pub context: Context,
}

/// What has come of an artifact. `keep_input_artifact` in a template decides whether the one
/// that was given is kept; this says what holds where the template says nothing.
#[non_exhaustive]
pub enum Processed {
    /// A new one, beside the one that was given, which is kept.
    Keep(Box<dyn Artifact>),
    /// A new one, in place of the one that was given, which is destroyed.
    Replace(Box<dyn Artifact>),
    /// The one that was given, which is kept whatever the template says.
    PassThrough,
}

impl fmt::Debug for Processed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, artifact) = match self {
            Self::Keep(artifact) => ("Keep", artifact),
            Self::Replace(artifact) => ("Replace", artifact),
            Self::PassThrough => return f.write_str("PassThrough"),
        };
        f.debug_tuple(name).field(&artifact.id()).finish()
    }
}

pub(crate) struct PostProcessorComponent<P>(pub(crate) P);

impl<P: PostProcessor> Component for PostProcessorComponent<P> {
    fn specs(&self, mode: Mode) -> Result<Specs> {
        Specs::config(P::Config::hcl2_spec(), mode)
    }

    fn service(self: Arc<Self>, specs: Specs, link: Link) -> Arc<dyn Service> {
        Arc::new(PostProcessorService {
            component: self,
            slot: Slot::new(specs.config),
            current: Current::new(&link),
            link,
        })
    }
}

struct PostProcessorService<P: PostProcessor> {
    component: Arc<PostProcessorComponent<P>>,
    slot: Slot<P::Config>,
    current: Current,
    link: Link,
}

impl<P: PostProcessor> PostProcessorService<P> {
    fn process(&self, stream: u32) -> Result<Msg> {
        let cancel = self.current.token();
        let client = Arc::new(Client::new(self.link.broker.dial(stream)?)?);
        let artifact = InputArtifact::new(client.clone());
        let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
        let (config, context) = self.slot.ready(cancel, || artifact.generated(), prepare)?;
        let run = PostProcessorRun {
            ui: Ui::new(client.clone()),
            artifact: artifact.clone(),
            context,
        };
        let processed = self.component.0.process(&config, &run);
        let passes = matches!(processed, Ok(Processed::PassThrough));
        if !passes {
            client.close();
        }
        let (artifact, keep) = match processed? {
            Processed::Keep(artifact) => (ArtifactService::Own(artifact, None), true),
            Processed::Replace(artifact) => (ArtifactService::Own(artifact, None), false),
            Processed::PassThrough => (ArtifactService::Passed(artifact), true),
        };
        let id = offer(&self.link, artifact)?;
        Ok(Msg::fields([
            ("Err", basic_error(None)),
            ("Keep", keep.into()),
            ("ForceOverride", passes.into()),
            ("StreamId", id.into()),
        ]))
    }
}

impl<P: PostProcessor> Service for PostProcessorService<P> {
    fn arrived(&self, method: &str) {
        if method == "PostProcessor.PostProcess" {
            self.current.begin();
        }
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        match method {
            "PostProcessor.ConfigSpec" => return Ok(self.slot.config_spec()),
            "PostProcessor.Configure" => {
                let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
                log_warnings(&self.slot.prepare(argument, prepare)?);
            }
            "PostProcessor.PostProcess" => return self.process(argument.stream_id()),
            "PostProcessor.Cancel" => self.current.cancel(),
            _ => return Err(no_method(method)),
        }
        Ok(Msg::Nil)
    }
}
