//! Serving one component to Packer, for as long as it is connected.

use super::{Set, listen, signals};
use crate::component::{Kind, Link, Mode};
use crate::wire::broker::Broker;
use crate::wire::mux::Role;
use crate::wire::rpc::{Service, serve};
use crate::{Cancel, Result, log};
use std::sync::Arc;
use std::thread;

/// What Packer puts in the environment of its plugins, so that they know it is Packer.
pub(crate) const COOKIE: (&str, &str) = (
    "PACKER_PLUGIN_MAGIC_COOKIE",
    "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
);

impl Set {
    pub(super) fn start(&self, arguments: &[&str]) -> Result<()> {
        if std::env::var(COOKIE.0).is_ok_and(|cookie| cookie == COOKIE.1) {
            self.serve(arguments)
        } else {
            Err("this is a plugin of Packer, which starts it by itself: run `packer build`".into())
        }
    }

    fn serve(&self, arguments: &[&str]) -> Result<()> {
        self.check_names()?;
        let mode = if arguments.contains(&"--protobuf") {
            Mode::Protobuf
        } else {
            Mode::Gob
        };
        let words: Vec<&str> = arguments
            .iter()
            .copied()
            .filter(|word| *word != "--protobuf")
            .collect();
        let &[kind, name] = &words[..] else {
            return Err("`start` is followed by a kind of component and its name".into());
        };
        let key = Kind::ALL.iter().find(|k| k.word() == kind);
        let component = key.and_then(|kind| self.components.get(&(*kind, name.to_owned())));
        let component = component.ok_or_else(|| format!("this plugin has no {kind} `{name}`"))?;
        let specs = component
            .specs(mode)
            .map_err(|error| format!("{kind} `{name}` cannot be served: {error}"))?;
        signals::catch();
        std::panic::set_hook(Box::new(|panic| log::error(panic)));
        let (broker, ended) = Broker::start(listen::accept()?, Role::Server)?;
        let link = Link {
            broker: broker.clone(),
            mode,
            ended: Cancel::new(),
        };
        let stopping = link.ended.clone();
        let service = component.clone().service(specs, link);
        thread::Builder::new()
            .name("component".to_owned())
            .spawn(move || {
                if let Err(error) = calls(&broker, &service) {
                    log::error(format_args!("Packer cannot be served: {error}"));
                }
                broker.close();
            })?;
        ended.wait();
        // Whoever still runs is on its own; what it has started is not left behind.
        stopping.cancel();
        Ok(())
    }
}

/// Answers calls to the component. They come over the stream that Packer opens first.
fn calls(broker: &Broker, service: &Arc<dyn Service>) -> std::io::Result<()> {
    serve(broker.accept(0)?, service)
}
