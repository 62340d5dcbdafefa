//! Both ends of a connection: a component that is served, and who calls it as Packer does.

use crate::component::{Component, Kind, Link, Mode};
use crate::hcldec::{Context, Diagnostics, SourceFile, Spec, Value, decode, parse};
use crate::wire::broker::Broker;
use crate::wire::gob;
use crate::wire::msgpack::{self, Msg};
use crate::wire::mux::Role;
use crate::wire::rpc::{Client, Service, serve};
use crate::wire::socket::Socket;
use crate::wire_form;
use crate::{Cancel, Result};
use std::sync::Arc;
use std::thread;

/// A component, from the side of Packer.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) client: Arc<Client>,
    pub(super) broker: Arc<Broker>,
    service: &'static str,
    mode: Mode,
}

impl Connection {
    /// Does something with a component. When that has failed the connection is closed; else
    /// it is up to what was done, since artifacts are served longer.
    pub(super) fn with<T>(
        component: Arc<dyn Component>,
        kind: Kind,
        mode: Mode,
        run: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        let connection = Self::open(component, kind, mode)?;
        run(&connection).inspect_err(|_| connection.close())
    }

    fn open(component: Arc<dyn Component>, kind: Kind, mode: Mode) -> Result<Self> {
        let (near, far) = Socket::pair()?;
        let (broker, _) = Broker::start(near, Role::Client)?;
        let (served, _) = Broker::start(far, Role::Server)?;
        let specs = component.specs(mode)?;
        let link = Link {
            broker: served.clone(),
            mode,
            ended: Cancel::new(),
        };
        let service = component.service(specs, link);
        thread::Builder::new()
            .name("component".to_owned())
            .spawn(move || served.accept(0).and_then(|stream| serve(stream, &service)))?;
        let client = Arc::new(Client::new(broker.dial(0)?)?);
        Ok(Self {
            client,
            broker,
            service: kind.service(),
            mode,
        })
    }

    pub(super) fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        let method = format!("{}.{method}", self.service);
        self.client.call(&method, argument)
    }

    /// What Packer sends of a body, read by the spec that the component says it has.
    pub(super) fn config(&self, body: &str) -> Result<Msg> {
        let answer = self.call("ConfigSpec", &Msg::Nil)?;
        let Msg::Bin(bytes) = answer.field("ConfigSpec") else {
            return Err("the component has no spec".into());
        };
        let spec = match self.mode {
            Mode::Protobuf => wire_form::decode(bytes)?,
            Mode::Gob => gob::read_spec(bytes)?,
        };
        let value = read_body(body, &spec)?;
        let ty = spec.implied_type().to_json();
        let json = format!("{{\"value\":{},\"type\":{ty}}}", value.to_json());
        Ok(Msg::Bin(json.into_bytes()))
    }

    /// What a template would see of a value that a data source has sent.
    pub(super) fn value(&self, bytes: &[u8]) -> Result<serde_json::Value> {
        if self.mode == Mode::Gob {
            return Ok(gob::read_value(bytes)?.1);
        }
        let typed = msgpack::read(&mut &*bytes)?;
        let value = typed.items().get(1).ok_or("the value carries no type")?;
        Ok(value.to_json())
    }

    /// Ends the connection, and with it all that is served over it.
    pub(super) fn close(&self) {
        self.broker.close();
    }

    /// Serves something to the component, over a stream whose number it is told.
    pub(super) fn offer(&self, service: impl Service) -> Result<u32> {
        let id = self.broker.next_id();
        let (broker, service) = (self.broker.clone(), Arc::new(service) as Arc<dyn Service>);
        thread::Builder::new()
            .name("served to a component".to_owned())
            .spawn(move || broker.accept(id).and_then(|stream| serve(stream, &service)))?;
        Ok(id)
    }
}

fn read_body(body: &str, spec: &Spec) -> Result<Value> {
    let file = SourceFile::new("test", body);
    let mut found = Diagnostics::new();
    let body = parse(&file, &mut found);
    let (value, wrong) = decode(&body, spec, &Context::new());
    found.extend(wrong);
    if found.has_errors() {
        return Err(found.into());
    }
    Ok(value)
}

/// An error that a reply holds.
pub(super) fn refused(error: &Msg) -> Result<()> {
    match error.field("Message").as_str() {
        Some(message) => Err(message.into()),
        None => Ok(()),
    }
}
