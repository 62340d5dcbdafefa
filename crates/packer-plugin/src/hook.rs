//! What a builder asks Packer to do with its machine.

use crate::communicator::CommunicatorService;
use crate::wire::broker::Broker;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Client, Service, Services, serve};
use crate::{Communicator, Context, Error, GeneratedData, OnError, Result, Ui, log};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Runs the provisioners of the build on the builder's machine.
#[derive(Debug)]
pub struct Hook {
    client: Arc<Client>,
    broker: Arc<Broker>,
    ui: Ui,
    context: Context,
    told: Mutex<Option<GeneratedData>>,
    /// The user has been asked, and wants all to be left as it is.
    left: AtomicBool,
}

/// What comes after provisioning has failed.
enum Then {
    CleanUp,
    Leave,
    Again,
}

/// What Packer's own builders say of what they have not.
const NOT_IMPLEMENTED: &str = "NOT_IMPLEMENTED_BY_BUILDER";

impl Hook {
    pub(crate) fn new(client: Arc<Client>, broker: Arc<Broker>, ui: Ui, context: Context) -> Self {
        Self {
            client,
            broker,
            ui,
            context,
            told: Mutex::new(None),
            left: AtomicBool::new(false),
        }
    }

    /// Runs the provisioners, and comes back when all are done. They reach the machine through
    /// the communicator, and know of it what the data says: in a template it is
    /// `build.NAME`. `ID`, `Host`, `Port`, `User`, `ConnType` and their like have a default.
    ///
    /// When one fails, the provisioner that is to clean up has been run when this comes back,
    /// save where `-on-error=abort` asks for all to be left; with `-on-error=ask` the user
    /// decides, and may have the provisioners run again. When the build is cancelled, so are
    /// the provisioners.
    pub fn provision(
        &self,
        communicator: impl Communicator + 'static,
        data: &GeneratedData,
    ) -> Result<()> {
        let communicator: Arc<dyn Communicator> = Arc::new(communicator);
        let data = complete(data.clone());
        *lock(&self.told) = Some(data.clone());
        loop {
            let provisioned = self.run("packer_provision", communicator.clone(), &data);
            let Err(failed) = provisioned else {
                return Ok(());
            };
            match self.after(&failed) {
                Then::Again => continue,
                Then::Leave => self.left.store(true, Ordering::SeqCst),
                Then::CleanUp => {
                    if let Err(error) = self.run("packer_cleanup_provision", communicator, &data) {
                        log::warn(format_args!("cleaning up failed as well: {error}"));
                    }
                }
            }
            return Err(failed);
        }
    }

    /// Whether a builder whose build has failed is to clean up what it has made. It is not with
    /// `-on-error=abort`, nor where the user was asked, and has said so.
    #[must_use]
    pub fn is_to_clean_up(&self) -> bool {
        self.context.on_error != OnError::Abort && !self.left.load(Ordering::SeqCst)
    }

    fn after(&self, failed: &Error) -> Then {
        match self.context.on_error {
            OnError::Abort => Then::Leave,
            OnError::Ask if !self.context.cancel.is_cancelled() => self.ask(failed),
            _ => Then::CleanUp,
        }
    }

    /// Asks the user until the answer is one.
    fn ask(&self, failed: &Error) -> Then {
        self.ui.error(format!("provisioning failed: {failed}"));
        loop {
            let answer = self
                .ui
                .ask("[c] clean up and end, [a] end and leave all as it is, [r] provision again?");
            match answer.as_deref().map(str::trim) {
                Ok("c") => return Then::CleanUp,
                Ok("a") => return Then::Leave,
                Ok("r") => return Then::Again,
                Ok(_) => {}
                Err(error) => {
                    log::warn(format_args!("the user cannot be asked: {error}"));
                    return Then::CleanUp;
                }
            }
        }
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
