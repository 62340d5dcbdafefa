//! The configuration of a component as it was decoded last.

use super::preparation::Preparation;
use super::specs::Encoded;
use crate::configuration::{Configuration, Decoded};
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{guarded, in_words};
use crate::{Cancel, Context, GeneratedData, Result, log};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};

/// Where the configuration of a component is kept between Packer's calls.
#[derive(Debug)]
pub(super) struct Slot<C> {
    specs: Encoded,
    state: Mutex<State<C>>,
}

#[derive(Debug)]
enum State<C> {
    /// Nothing was sent, or nothing that can be run with.
    Empty,
    Ready(Arc<C>, Context),
    /// What was sent of a JSON template, which only the builder can complete.
    Waiting(Msg),
}

/// What a component has found in a configuration that it can do with.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) warnings: Vec<String>,
    pub(super) generated: Vec<String>,
}

impl<C: DeserializeOwned> Slot<C> {
    pub(super) fn new(specs: Encoded) -> Self {
        Self {
            specs,
            state: Mutex::new(State::Empty),
        }
    }

    /// The reply to `ConfigSpec`.
    pub(super) fn config_spec(&self) -> Msg {
        self.specs.reply("ConfigSpec")
    }

    /// Takes a configuration in place of the one before, has the author's code look at it, and
    /// keeps it.
    ///
    /// Where Packer does not know all of it yet, it will send it again. Until then nothing is
    /// wrong with what depends on that.
    pub(super) fn prepare(
        &self,
        argument: &Msg,
        author: impl FnOnce(&C, &mut Preparation) -> Result<()>,
    ) -> Result<Found> {
        self.take(argument, None, author)
    }

    fn take(
        &self,
        argument: &Msg,
        generated: Option<&GeneratedData>,
        author: impl FnOnce(&C, &mut Preparation) -> Result<()>,
    ) -> Result<Found> {
        *lock(&self.state) = State::Empty;
        let spec = &self.specs.spec;
        let configs = argument.field("Configs").items();
        let configuration = Configuration::read(configs, spec, generated)?;
        let decoded = configuration.decode(spec);
        if configuration.waits_for_build {
            *lock(&self.state) = State::Waiting(argument.clone());
        }
        let config = match decoded {
            Decoded::Ready(config) => config,
            Decoded::Preliminary => return Ok(Found::default()),
            Decoded::Wrong(errors) => return Err(all(&errors).into()),
        };
        let mut preparation = Preparation::new(configuration.context.clone());
        let prepared = guarded(|| {
            let prepared = author(&config, &mut preparation);
            prepared.map_err(|error| in_words(&error).into())
        });
        let mut errors = std::mem::take(&mut preparation.errors);
        errors.extend(prepared.err().map(|error| error.to_string()));
        if !errors.is_empty() && !configuration.is_preliminary() {
            return Err(all(&errors).into());
        }
        if !configuration.waits_for_build {
            *lock(&self.state) = State::Ready(Arc::new(config), configuration.context);
        }
        Ok(Found {
            warnings: preparation.warnings,
            generated: preparation.generated,
        })
    }

    /// The configuration, completed with what the builder says, and the run, which that token
    /// stops.
    pub(super) fn ready(
        &self,
        cancel: Cancel,
        generated: impl FnOnce() -> GeneratedData,
        author: impl FnOnce(&C, &mut Preparation) -> Result<()>,
    ) -> Result<(Arc<C>, Context)> {
        let waiting = match &*lock(&self.state) {
            State::Waiting(argument) => Some(argument.clone()),
            _ => None,
        };
        if let Some(argument) = &waiting {
            log_warnings(&self.take(argument, Some(&generated()), author)?);
        }
        let (config, context) = match &*lock(&self.state) {
            State::Ready(config, context) => (config.clone(), context.clone()),
            _ => return Err("it was not configured before it was run".into()),
        };
        if let Some(argument) = waiting {
            // The next run is of another machine, perhaps.
            *lock(&self.state) = State::Waiting(argument);
        }
        Ok((config, Context { cancel, ..context }))
    }
}

/// Several errors as one text, in the form in which Packer's own components have them.
fn all(errors: &[String]) -> String {
    match errors {
        [single] => single.clone(),
        several => {
            let lines: String = several.iter().map(|e| format!("\n* {e}")).collect();
            format!("{} error(s) occurred:\n{lines}", several.len())
        }
    }
}

/// Warnings that Packer does not ask for.
pub(super) fn log_warnings(found: &Found) {
    for warning in &found.warnings {
        log::warn(warning);
    }
}
