//! What Packer does with each kind of component, and what a test sees of it.

use super::connection::{Connection, refused};
use super::ui::FakeUi;
use super::{FakePacker, Provision};
use crate::artifact::ArtifactService;
use crate::communicator::{CommunicatorService, RemoteCommunicator};
use crate::wire::broker::Broker;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, Services, no_method};
use crate::{Artifact, Cancel, GeneratedData, InputArtifact, Result};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};

/// What a data source has found out.
#[derive(Debug)]
#[non_exhaustive]
pub struct DataRun {
    /// What a template would see of it.
    pub result: Result<serde_json::Value>,
}

impl DataRun {
    /// What a template would see, read into a type of the test's.
    pub fn output<T: DeserializeOwned>(self) -> Result<T> {
        Ok(serde_json::from_value(self.result?)?)
    }
}

/// What a provisioner has done.
#[derive(Debug)]
#[non_exhaustive]
pub struct ProvisionRun {
    /// How it ended.
    pub result: Result<()>,
    /// What it said.
    pub said: Vec<String>,
    /// What it said was wrong.
    pub errors: Vec<String>,
}

/// What a builder has done.
#[derive(Debug)]
#[non_exhaustive]
pub struct BuildRun {
    /// How it ended: what it has made, which can be asked as Packer asks it, for as long as the
    /// test's process lives.
    pub result: Result<Option<InputArtifact>>,
    /// What it said.
    pub said: Vec<String>,
    /// What it said was wrong.
    pub errors: Vec<String>,
    /// What it warned of before it began.
    pub warnings: Vec<String>,
    /// The names of values that it said it would give provisioners beside the usual ones.
    pub generates: Vec<String>,
    /// What it told provisioners, of each time that it had them run.
    pub provisioned: Vec<GeneratedData>,
    /// How often it had the provisioner run that cleans up.
    pub cleanups: usize,
}

impl Default for BuildRun {
    fn default() -> Self {
        Self {
            result: Ok(None),
            said: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            generates: Vec::new(),
            provisioned: Vec::new(),
            cleanups: 0,
        }
    }
}

/// What a post-processor has done.
#[derive(Debug)]
#[non_exhaustive]
pub struct PostProcessRun {
    /// How it ended: what there is now, which can be asked as Packer asks it, for as long as
    /// the test's process lives.
    pub result: Result<Option<InputArtifact>>,
    /// Whether the artifact that it was given is kept where the template does not say.
    pub keeps_input: bool,
    /// Whether it is kept even where the template says that it is not.
    pub always_keeps_input: bool,
    /// What it said.
    pub said: Vec<String>,
    /// What it said was wrong.
    pub errors: Vec<String>,
}

impl Default for PostProcessRun {
    fn default() -> Self {
        Self {
            result: Ok(None),
            keeps_input: false,
            always_keeps_input: false,
            said: Vec::new(),
            errors: Vec::new(),
        }
    }
}

pub(super) fn execute(connection: &Connection, body: &str) -> Result<serde_json::Value> {
    let config = connection.config(body)?;
    let configs = Msg::fields([("Configs", Msg::Array(vec![config]))]);
    refused(connection.call("Configure", &configs)?.field("Error"))?;
    let answer = connection.call("Execute", &Msg::Nil)?;
    refused(answer.field("Error"))?;
    let Msg::Bin(bytes) = answer.field("Value") else {
        return Err("the data source gave no value".into());
    };
    connection.close();
    connection.value(bytes)
}

/// What Packer sends as the configuration of all but data sources.
fn configs(connection: &Connection, packer: &FakePacker, body: &str) -> Result<Msg> {
    let configs = vec![packer.settings(), connection.config(body)?];
    Ok(Msg::fields([("Configs", Msg::Array(configs))]))
}

/// Has a cancelled run told to the component.
fn forward_cancel(cancel: &Cancel, connection: &Connection, service: &'static str) {
    let client = connection.client.clone();
    cancel.on_cancel(move || {
        // The run may have ended.
        let _ = client.call(&format!("{service}.Cancel"), &Msg::Nil);
    });
}

pub(super) fn provision(
    connection: &Connection,
    packer: &FakePacker,
    ui: &FakeUi,
    body: &str,
) -> Result<()> {
    let configs = configs(connection, packer, body)?;
    // Packer does it twice: when it validates, and right before the run.
    connection.call("Prepare", &configs)?;
    connection.call("Prepare", &configs)?;
    let machine = Arc::new(packer.machine.clone());
    let communicator = CommunicatorService::new(machine, connection.broker.clone());
    let id = connection.offer(Services([
        ("Communicator", Arc::new(communicator)),
        ("Ui", Arc::new(ui.clone())),
    ]))?;
    forward_cancel(&packer.cancel, connection, "Provisioner");
    let run = Msg::fields([
        ("GeneratedData", packer.generated.to_msg()),
        ("StreamID", id.into()),
    ]);
    connection.call("Provision", &run)?;
    connection.close();
    Ok(())
}

pub(super) fn build(
    connection: &Connection,
    packer: &FakePacker,
    ui: &FakeUi,
    body: &str,
    seen: &mut BuildRun,
) -> Result<Option<InputArtifact>> {
    let configs = configs(connection, packer, body)?;
    let prepared = connection.call("Prepare", &configs)?;
    seen.warnings = prepared.field("Warnings").texts();
    seen.generates = prepared.field("GeneratedVars").texts();
    refused(prepared.field("Error"))?;
    let hook = Arc::new(FakeHook {
        broker: connection.broker.clone(),
        provision: packer.provision.clone(),
        cancel: packer.cancel.clone(),
        ran: Mutex::default(),
    });
    let id = connection.offer(Services([
        ("Hook", hook.clone()),
        ("Ui", Arc::new(ui.clone())),
    ]))?;
    forward_cancel(&packer.cancel, connection, "Builder");
    let built = connection.call("Run", &id.into());
    for (name, data) in lock(&hook.ran).drain(..) {
        match name.as_str() {
            "packer_provision" => seen.provisioned.push(data),
            _ => seen.cleanups += 1,
        }
    }
    artifact(connection, built?.stream_id())
}

pub(super) fn post_process(
    connection: &Connection,
    packer: &FakePacker,
    ui: &FakeUi,
    body: &str,
    input: Box<dyn Artifact>,
    seen: &mut PostProcessRun,
) -> Result<Option<InputArtifact>> {
    let configs = configs(connection, packer, body)?;
    connection.call("Configure", &configs)?;
    connection.call("Configure", &configs)?;
    let input = ArtifactService::Own(input, Some(packer.generated.clone()));
    let id = connection.offer(Services([
        ("Artifact", Arc::new(input)),
        ("Ui", Arc::new(ui.clone())),
    ]))?;
    forward_cancel(&packer.cancel, connection, "PostProcessor");
    let processed = connection.call("PostProcess", &id.into())?;
    refused(processed.field("Err"))?;
    seen.keeps_input = *processed.field("Keep") == Msg::Bool(true);
    seen.always_keeps_input = *processed.field("ForceOverride") == Msg::Bool(true);
    artifact(connection, processed.field("StreamId").stream_id())
}

/// The artifact that is served at that number.
fn artifact(connection: &Connection, id: u32) -> Result<Option<InputArtifact>> {
    if id == 0 {
        connection.close();
        return Ok(None);
    }
    let client = Client::new(connection.broker.dial(id)?)?;
    Ok(Some(InputArtifact::new(Arc::new(client))))
}

/// The hook of a build: what a test says is done on the machine.
struct FakeHook {
    broker: Arc<Broker>,
    provision: Option<Arc<Provision>>,
    cancel: Cancel,
    ran: Mutex<Vec<(String, GeneratedData)>>,
}

impl Service for FakeHook {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        match method {
            "Hook.Run" => {
                let data = GeneratedData::from_msg(argument.field("Data"));
                let name = argument.field("Name").text();
                lock(&self.ran).push((name.clone(), data.clone()));
                let stream = self.broker.dial(argument.field("StreamId").stream_id())?;
                let client = Arc::new(Client::new(stream)?);
                let cancel = self.cancel.clone();
                let machine = RemoteCommunicator::new(client, self.broker.clone(), cancel);
                if let Some(provision) = self
                    .provision
                    .as_ref()
                    .filter(|_| name == "packer_provision")
                {
                    provision(&machine, &data)?;
                }
                Ok(Msg::Nil)
            }
            "Hook.Cancel" => Ok(Msg::Nil),
            _ => Err(no_method(method)),
        }
    }
}
