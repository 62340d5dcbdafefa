//! Answering what Packer asks of an artifact.

use super::{Artifact, InputArtifact};
use crate::Result;
use crate::generated::GeneratedData;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Service, no_method};

/// An artifact that is served.
pub(crate) enum ArtifactService {
    /// One of this plugin, with what its builder has told provisioners.
    Own(Box<dyn Artifact>, Option<GeneratedData>),
    /// One that was given to this plugin, and goes on as it is.
    Passed(InputArtifact),
}

impl Service for ArtifactService {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        let (artifact, generated) = match self {
            Self::Own(artifact, generated) => (artifact, generated),
            Self::Passed(input) => return input.forward(method, argument),
        };
        Ok(match method {
            "Artifact.BuilderId" => artifact.builder_id().into(),
            "Artifact.Id" => artifact.id().into(),
            "Artifact.Files" => artifact.files().into(),
            "Artifact.String" => artifact.description().into(),
            "Artifact.State" => {
                let name = argument.text();
                match (artifact.state(&name), generated) {
                    (Some(state), _) => Msg::from_json(&state),
                    (None, Some(data)) if name == "generated_data" => data.to_msg(),
                    (None, _) => Msg::Nil,
                }
            }
            "Artifact.Destroy" => {
                artifact.destroy()?;
                Msg::Nil
            }
            _ => return Err(no_method(method)),
        })
    }
}
