//! Source text of a Rust crate in, [`Model`] out, without compiling anything.
//!
//! The way of a type: [`roots`] finds what was asked for, [`resolve`] follows names as
//! rustc does and loads a file only when a path enters its module, [`attributes`] lets
//! serde's own parser read serde's attributes, and [`lower`] decides what HCL form a type
//! has by the table of conventions. Behind the model nobody knows that any of this was Rust.

mod manifest;
mod text;

pub use manifest::{Features, Settings};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use std::path::PathBuf;

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Where the source is.
    pub input: Input,
    /// Names (`Config`) or paths (`builder::Config`) of the types to read. When it is empty,
    /// the `types` of `[package.metadata.sdc]` are read; when that is missing too, every
    /// type that derives `Deserialize` and is not only a part of another.
    pub types: Vec<String>,
    /// Which `cfg(feature = "…")` hold.
    pub features: Features,
    /// The target triple that decides `cfg(target_os = "…")` and the like; without one, the
    /// host decides where it must.
    pub rust_target: Option<String>,
    /// A file with the output of `cargo metadata --format-version 1`, to be read instead of
    /// asking cargo.
    pub metadata: Option<PathBuf>,
}

/// Where the source is.
#[derive(Clone, Debug)]
pub enum Input {
    /// A package: its folder, or its Cargo.toml.
    Package(PathBuf),
    /// Only what these files define; the package they lie in is found by going upwards.
    Files(Vec<PathBuf>),
}

impl Default for Input {
    fn default() -> Self {
        Self::Package(PathBuf::from("."))
    }
}

/// What came of a [`Request`].
#[derive(Debug, Default)]
pub struct Reading {
    /// The types that were asked for, and all they reach. What is wrong in it is in the
    /// diagnostics; a model is whole only when these have no errors.
    pub model: Model,
    /// What is wrong in the source.
    pub diagnostics: Diagnostics,
    /// Every file that was read, Cargo.toml included, in alphabetical order: when none of
    /// them changed, a second reading gives the same.
    pub files: Vec<PathBuf>,
    /// The folder of the package; places in the model are relative to where the user
    /// stands, [`ConfigStruct::file`](crate::model::ConfigStruct::file) to this.
    pub root: PathBuf,
    /// What `[package.metadata.sdc]` in its Cargo.toml says.
    pub settings: Settings,
}

/// Reads the types that a request names.
///
/// ```no_run
/// use sdc::source::{Input, Request, read};
///
/// let request = Request {
///     input: Input::Package("my-plugin".into()),
///     types: vec!["builder::Config".to_owned()],
///     ..Request::default()
/// };
/// let reading = read(&request)?;
/// for field in &reading.model.types[0].fields {
///     println!("{} {:?}", field.name, field.ty);
/// }
/// # Ok::<(), sdc::diagnostics::Diagnostic>(())
/// ```
///
/// # Errors
///
/// Only where there is nothing to read: no package, no such file. All that is wrong with
/// what was read is in [`Reading::diagnostics`].
pub fn read(request: &Request) -> Result<Reading, Diagnostic> {
    let mut files = text::Files::new();
    let dir = match &request.input {
        Input::Package(path) if path.ends_with("Cargo.toml") => path.with_file_name(""),
        Input::Package(path) => path.clone(),
        Input::Files(paths) => {
            let first = paths.first().cloned().unwrap_or_default();
            manifest::package_of(&mut files, &first).unwrap_or_default()
        }
    };
    let manifest = manifest::Manifest::read(&mut files, &dir)?;
    Ok(Reading {
        files: files.found(),
        root: manifest.dir.clone(),
        settings: manifest.settings.clone(),
        ..Reading::default()
    })
}
