//! What a builder asks Packer to do with its machine.

use crate::communicator::CommunicatorService;
use crate::wire::broker::Broker;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, Services, serve};
use crate::{Communicator, GeneratedData, Result, Ui, log};
use std::sync::{Arc, Mutex};
use std::thread;

/// Runs the provisioners of the build on the builder's machine.
#[derive(Debug)]
pub struct Hook {
    client: Arc<Client>,
    broker: Arc<Broker>,
    ui: Ui,
    told: Mutex<Option<GeneratedData>>,
}

/// What Packer's own builders say of what they have not.
const NOT_IMPLEMENTED: &str = "NOT_IMPLEMENTED_BY_BUILDER";

impl Hook {
    pub(crate) fn new(client: Arc<Client>, broker: Arc<Broker>, ui: Ui) -> Self {
        Self {
            client,
            broker,
            ui,
            told: Mutex::new(None),
        }
    }

    /// Runs the provisioners, and comes back when all are done. They reach the machine through
    /// the communicator, and know of it what the data says: in a template it is
    /// `build.NAME`. `ID`, `Host`, `Port`, `User`, `ConnType` and their like have a default.
    ///
    /// When one fails, the provisioner that is to clean up has been run when this comes back.
    /// When the build is cancelled, so are the provisioners.
    pub fn provision(
        &self,
        communicator: impl Communicator + 'static,
        data: &GeneratedData,
    ) -> Result<()> {
        let communicator: Arc<dyn Communicator> = Arc::new(communicator);
        let data = complete(data.clone());
        *lock(&self.told) = Some(data.clone());
        let provisioned = self.run("packer_provision", communicator.clone(), &data);
        if provisioned.is_err()
            && let Err(error) = self.run("packer_cleanup_provision", communicator, &data)
        {
            log::warn(format_args!("cleaning up failed as well: {error}"));
        }
        provisioned
    }

    /// Runs the provisioner that is to clean up, because a step after provisioning has failed.
    pub fn cleanup(
        &self,
        communicator: impl Communicator + 'static,
        data: &GeneratedData,
    ) -> Result<()> {
        let data = complete(data.clone());
        self.run("packer_cleanup_provision", Arc::new(communicator), &data)
    }

    /// Has the provisioners stopped.
    pub(crate) fn cancel(&self) -> Result<()> {
        self.client.call("Hook.Cancel", &Msg::Nil).map(drop)
    }

    /// What provisioners were told of the machine.
    pub(crate) fn told(&self) -> Option<GeneratedData> {
        lock(&self.told).clone()
    }

    fn run(
        &self,
        name: &str,
        communicator: Arc<dyn Communicator>,
        data: &GeneratedData,
    ) -> Result<()> {
        let id = self.broker.next_id();
        let broker = self.broker.clone();
        let communicator = CommunicatorService::new(communicator, broker.clone());
        let ui = Forward(self.ui.client().clone());
        let services: Arc<dyn Service> = Arc::new(Services([
            ("Communicator", Arc::new(communicator)),
            ("Ui", Arc::new(ui)),
        ]));
        thread::Builder::new()
            .name("hook".to_owned())
            .spawn(move || {
                let served = broker
                    .accept(id)
                    .and_then(|stream| serve(stream, &services));
                if let Err(error) = served {
                    log::debug(format_args!("the communicator is served no more: {error}"));
                }
            })?;
        let run = Msg::fields([
            ("Name", name.into()),
            ("Data", data.to_msg()),
            ("StreamId", id.into()),
        ]);
        self.client.call("Hook.Run", &run).map(drop)
    }
}

/// With what provisioners may ask of any machine.
fn complete(mut data: GeneratedData) -> GeneratedData {
    data.or("ID", format!("ERR_ID_{NOT_IMPLEMENTED}"));
    let run = std::env::var("PACKER_RUN_UUID").unwrap_or_default();
    data.or("PackerRunUUID", run);
    for name in ["IP", "Port", "Addr"] {
        let fallback = format!("ERR_HTTP_{}_{NOT_IMPLEMENTED}", name.to_uppercase());
        data.or(&format!("PackerHTTP{name}"), fallback);
    }
    for name in [
        "Host",
        "User",
        "Password",
        "SSHPublicKey",
        "SSHPrivateKey",
        "SSHPrivateKeyFile",
        "WinRMPassword",
    ] {
        data.or(name, "");
    }
    data.or("ConnType", "none");
    data.or("Port", 0);
    data.or("SSHAgentAuth", false);
    data
}

/// Passes calls on to Packer as they are.
struct Forward(Arc<Client>);

impl Service for Forward {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        self.0.call(method, argument)
    }
}
