//! What a build makes: an image, a file, an entry in a catalogue.

mod file;
mod input;
mod service;

pub use file::FileArtifact;
pub use input::InputArtifact;
pub(crate) use service::ArtifactService;

use crate::Result;

/// What a builder or a post-processor has made. It is asked for by Packer, and by the
/// post-processors that follow, for as long as Packer runs.
///
/// ```
/// use packer_plugin::Artifact;
///
/// struct Image(String);
///
/// impl Artifact for Image {
///     fn builder_id(&self) -> String {
///         "acme.image".to_owned()
///     }
///
///     fn id(&self) -> String {
///         self.0.clone()
///     }
///
///     fn destroy(&self) -> packer_plugin::Result<()> {
///         Ok(()) // would delete the image
///     }
/// }
/// ```
pub trait Artifact: Send + Sync {
    /// Which kind of artifact it is, as in `acme.image`. Post-processors know by it whether
    /// they can do something with it.
    fn builder_id(&self) -> String;

    /// What tells it from others of its kind: the id of an image, or a name.
    fn id(&self) -> String;

    /// The files that it consists of. None by default, as of what is kept elsewhere.
    fn files(&self) -> Vec<String> {
        Vec::new()
    }

    /// What Packer prints of it at the end of the build; the id by default.
    fn description(&self) -> String {
        self.id()
    }

    /// More that is known of it, by name, for those who know what to ask for. The HCP registry
    /// asks for `par.artifact.metadata`.
    ///
    /// What a builder has told provisioners is answered as `generated_data` where this says
    /// nothing of it.
    fn state(&self, _name: &str) -> Option<serde_json::Value> {
        None
    }

    /// Deletes it: a post-processor has made something else of it, and it is not to be kept.
    fn destroy(&self) -> Result<()>;
}

impl<T: Artifact + ?Sized> Artifact for Box<T> {
    fn builder_id(&self) -> String {
        (**self).builder_id()
    }

    fn id(&self) -> String {
        (**self).id()
    }

    fn files(&self) -> Vec<String> {
        (**self).files()
    }

    fn description(&self) -> String {
        (**self).description()
    }

    fn state(&self, name: &str) -> Option<serde_json::Value> {
        (**self).state(name)
    }

    fn destroy(&self) -> Result<()> {
        (**self).destroy()
    }
}
