//! The artifact that a post-processor is given.

use super::Artifact;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::Client;
use crate::{GeneratedData, Result, log};
use std::sync::Arc;

/// What a post-processor is to work on. It is asked over the connection at each call.
#[derive(Clone, Debug)]
pub struct InputArtifact {
    client: Arc<Client>,
}

impl InputArtifact {
    pub(crate) fn new(client: Arc<Client>) -> Self {
        Self { client }
    }

    fn ask(&self, method: &str, argument: &Msg) -> Msg {
        match self.client.call(&format!("Artifact.{method}"), argument) {
            Ok(answer) => answer,
            Err(error) => {
                log::warn(format_args!("Artifact.{method} failed: {error}"));
                Msg::Nil
            }
        }
    }

    /// What the builder has told provisioners.
    pub(crate) fn generated(&self) -> GeneratedData {
        GeneratedData::from_msg(&self.ask("State", &"generated_data".into()))
    }

    /// Passes a call on as it is.
    pub(crate) fn forward(&self, method: &str, argument: &Msg) -> Result<Msg> {
        self.client.call(method, argument)
    }
}

impl Artifact for InputArtifact {
    fn builder_id(&self) -> String {
        self.ask("BuilderId", &Msg::Nil).text()
    }

    fn id(&self) -> String {
        self.ask("Id", &Msg::Nil).text()
    }

    fn files(&self) -> Vec<String> {
        self.ask("Files", &Msg::Nil).texts()
    }

    fn description(&self) -> String {
        self.ask("String", &Msg::Nil).text()
    }

    fn state(&self, name: &str) -> Option<serde_json::Value> {
        match self.ask("State", &name.into()) {
            Msg::Nil => None,
            state => Some(state.to_json()),
        }
    }

    /// Deletes it at once. Packer does so by itself where it is not to be kept.
    fn destroy(&self) -> Result<()> {
        self.client.call("Artifact.Destroy", &Msg::Nil).map(drop)
    }
}
