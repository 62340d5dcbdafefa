//! An artifact that is files on this machine.

use super::Artifact;
use crate::Result;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files on this machine, which are deleted when the artifact is destroyed.
///
/// ```
/// use packer_plugin::{Artifact, FileArtifact};
///
/// let artifact = FileArtifact::new("acme.image", "web").file("out/web.img");
/// assert_eq!(artifact.files(), ["out/web.img"]);
/// ```
#[derive(Clone, Debug)]
pub struct FileArtifact {
    builder_id: String,
    id: String,
    files: Vec<PathBuf>,
}

impl FileArtifact {
    /// An artifact of that kind, by that name, of no files yet.
    pub fn new(builder_id: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            builder_id: builder_id.into(),
            id: id.into(),
            files: Vec::new(),
        }
    }

    /// The same, with that file.
    #[must_use]
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        self.files.push(path.as_ref().to_owned());
        self
    }
}

impl Artifact for FileArtifact {
    fn builder_id(&self) -> String {
        self.builder_id.clone()
    }

    fn id(&self) -> String {
        self.id.clone()
    }

    fn files(&self) -> Vec<String> {
        let paths = self.files.iter();
        paths.map(|path| path.display().to_string()).collect()
    }

    fn description(&self) -> String {
        match &self.files[..] {
            [] => self.id.clone(),
            _ => format!("{}: {}", self.id, self.files().join(", ")),
        }
    }

    /// Deletes the files. Those that are gone already are no error.
    fn destroy(&self) -> Result<()> {
        for path in &self.files {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(format!("cannot delete `{}`: {error}", path.display()).into());
                }
                _ => {}
            }
        }
        Ok(())
    }
}
