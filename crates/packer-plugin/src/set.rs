//! The components of a plugin, and what Packer starts its binary for.

pub(crate) use describe::API_MAJOR;
pub(crate) use start::COOKIE;

mod describe;
mod listen;
mod signals;
mod start;

use crate::component::{
    BuilderComponent, Component, DataSourceComponent, Kind, PostProcessorComponent,
    ProvisionerComponent,
};
use crate::{Builder, DataSource, PostProcessor, Provisioner};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

/// The name of the component that is called as the plugin is: in a plugin `acme`, the builder
/// of this name is `source "acme"`, and a builder `disk` is `source "acme-disk"`.
pub const DEFAULT: &str = "-packer-default-plugin-name-";

/// The components of a plugin. With [`run`](Self::run) it is all that `main` has to do:
///
/// ```no_run
/// use packer_plugin::Set;
/// use std::process::ExitCode;
/// # use packer_plugin::{ProvisionerRun, Result};
/// # use packer_plugin::hcldec::{Hcl2Spec, ObjectSpec, Spec};
/// # struct Apt;
/// # #[derive(serde::Deserialize)]
/// # struct Config {}
/// # impl Hcl2Spec for Config {
/// #     fn hcl2_spec() -> Spec { ObjectSpec::new().into() }
/// # }
/// # impl packer_plugin::Provisioner for Apt {
/// #     type Config = Config;
/// #     fn provision(&self, _: &Config, _: &ProvisionerRun) -> Result<()> { Ok(()) }
/// # }
///
/// fn main() -> ExitCode {
///     Set::new(env!("CARGO_PKG_VERSION"))
///         .provisioner("apt", Apt)
///         .run()
/// }
/// ```
pub struct Set {
    version: String,
    components: BTreeMap<(Kind, String), Arc<dyn Component>>,
    twice: Vec<(Kind, String)>,
}

impl Set {
    /// A plugin of that version, which is the one of its package: `x.y.z`, or `x.y.z-dev`
    /// before it is released.
    pub fn new(version: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            components: BTreeMap::new(),
            twice: Vec::new(),
        }
    }

    /// With a builder of that name, which may be [`DEFAULT`].
    #[must_use]
    pub fn builder(self, name: impl Into<String>, builder: impl Builder) -> Self {
        self.with(Kind::Builder, name, BuilderComponent(builder))
    }

    /// With a provisioner of that name, which may be [`DEFAULT`].
    #[must_use]
    pub fn provisioner(self, name: impl Into<String>, provisioner: impl Provisioner) -> Self {
        self.with(Kind::Provisioner, name, ProvisionerComponent(provisioner))
    }

    /// With a post-processor of that name, which may be [`DEFAULT`].
    #[must_use]
    pub fn post_processor(self, name: impl Into<String>, processor: impl PostProcessor) -> Self {
        self.with(Kind::PostProcessor, name, PostProcessorComponent(processor))
    }

    /// With a data source of that name, which may be [`DEFAULT`].
    #[must_use]
    pub fn data_source(self, name: impl Into<String>, source: impl DataSource) -> Self {
        self.with(Kind::DataSource, name, DataSourceComponent(source))
    }

    fn with(
        mut self,
        kind: Kind,
        name: impl Into<String>,
        component: impl Component + 'static,
    ) -> Self {
        let key = (kind, name.into());
        if self
            .components
            .insert(key.clone(), Arc::new(component))
            .is_some()
        {
            self.twice.push(key);
        }
        self
    }

    /// Does what Packer has started the binary for, by its arguments, and comes back when that
    /// is done. A user who starts it by hand is told what it is.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let arguments: Vec<String> = std::env::args_os()
            .skip(1)
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = match words[..] {
            ["describe"] => self.print_description(),
            ["start", ref arguments @ ..] => self.start(arguments),
            _ => Err(
                "this is a plugin of Packer; `packer plugins install --path` installs it".into(),
            ),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        }
    }
}
