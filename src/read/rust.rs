//! Source text of a Rust crate in, [`Model`] out, without compiling anything.
//!
//! The way of a type: `requested_types` finds what was asked for, by its path or by a `walk` over
//! all modules, `resolve` follows names as rustc does and loads a file only when a path
//! enters its module, `attributes` lets serde's own parser read serde's attributes, and
//! `lower` decides what HCL form a type has by the table of conventions. Behind the model
//! nobody knows that any of this was Rust.

mod attributes;
mod cargo;
mod cfg;
mod crates;
mod derives;
mod docs;
mod features;
mod hidden_types;
mod items;
mod leaf_types;
mod load;
mod lower;
mod macros;
mod manifest;
mod platform;
mod requested_types;
mod resolve;
mod text;
mod ty;
mod type_overrides;
mod unresolved;
mod walk;

pub use manifest::Features;

use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::Model;
use crate::settings::Settings;
use crates::{CrateId, Crates};
use lower::Lower;
use manifest::Manifest;
use platform::Platform;
use std::path::PathBuf;
use text::Files;

/// The stack of the thread that reads, in bytes.
const STACK: usize = 512 << 20;

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
    /// `rust-target` of the settings, else this machine, and then a note says so.
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
    /// The crate that specs of these types name.
    pub library: Library,
}

/// The crate that the specs of a package's structs are written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Library {
    /// The path of `hcldec` in the package's code, by what its dependencies are called there.
    Path(String),
    /// The package depends on none; here is its Cargo.toml.
    Missing(Place),
}

impl Library {
    /// The package that plugins depend on.
    pub const PLUGIN: &str = "packer-plugin";
    /// The package of those that only decode.
    pub const DECODER: &str = "hcldec";
}

/// That of a plugin, for what stands in no package.
impl Default for Library {
    fn default() -> Self {
        Self::Path("::packer_plugin::hcldec".to_owned())
    }
}

/// Reads the types that a request names.
///
/// ```no_run
/// use packer_sdc::read::rust::{Input, Request, read};
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
/// # Ok::<(), packer_sdc::diagnostics::Diagnostic>(())
/// ```
///
/// # Errors
///
/// Only where there is nothing to read: no package, no such file. All that is wrong with
/// what was read is in [`Reading::diagnostics`].
pub fn read(request: &Request) -> Result<Reading, Diagnostic> {
    // The parser and all that walks its trees call themselves; the depth that is let
    // through fits into this stack, of which only what is used is ever backed by memory.
    let run = std::thread::Builder::new().stack_size(STACK);
    std::thread::scope(|scope| {
        let reader = run.spawn_scoped(scope, || read_here(request));
        let failed = |why: String| Diagnostic::error("internal", why);
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(reading)) => reading,
            Ok(Err(_)) => Err(failed(
                "reading the source failed; this is a bug of sdc".to_owned(),
            )),
            Err(e) => Err(failed(format!("no thread can be started: {e}"))),
        }
    })
}

fn read_here(request: &Request) -> Result<Reading, Diagnostic> {
    let mut files = Files::new();
    let only = only_files(&mut files, &request.input)?;
    let dir = match &request.input {
        Input::Package(path) if path.is_dir() => Some(path.clone()),
        Input::Package(path) => Some(path.with_file_name("")),
        Input::Files(_) => only
            .first()
            .and_then(|file| manifest::package_of(&mut files, file)),
    };
    let manifest = dir
        .map(|dir| Manifest::read(&mut files, &dir))
        .transpose()?;
    let root = match &manifest {
        Some(manifest) => manifest.dir.clone(),
        None => only
            .first()
            .map(|file| file.with_file_name(""))
            .unwrap_or_default(),
    };
    let settings = match &manifest {
        Some(manifest) => Settings::read(&manifest.dir),
        None => Ok(Settings::default()),
    };
    let (settings, wrong) = match settings {
        Ok(settings) => (settings, Diagnostics::new()),
        Err(wrong) => (Settings::default(), wrong),
    };
    let platform = platform(request, &settings)?;
    let mut crates = Crates::new(files, platform, request.metadata.clone(), &request.features);
    crates.diagnostics.extend(wrong);
    let type_overrides = type_overrides::read(&settings, &mut crates.diagnostics);
    let types = settings.types;
    crates.overridden = type_overrides.keys().cloned().collect();
    let mut local = Vec::new();
    let library = manifest.as_ref().map(Manifest::library).unwrap_or_default();
    if let Some(manifest) = manifest {
        manifest.check_features(&request.features, &mut crates.diagnostics);
        local = crates.enter_package(manifest);
    }
    crates.enter_files(&mut local, &only);
    let mut lower = Lower::new(crates, type_overrides, root.clone());
    let listed: Vec<String> = settings
        .structs
        .into_iter()
        .map(|name| name.value)
        .collect();
    let asked = if request.types.is_empty() {
        &listed
    } else {
        &request.types
    };
    if asked.is_empty() {
        lower_all(&mut lower, &local, &only);
        if only.is_empty() {
            lower.report_unused(&types);
        }
    } else {
        for name in asked {
            if let Some(ty) = lower.crates.find_type(&local, &only, name)
                && !lower.root(&ty)
            {
                lower.no_body(&ty);
            }
        }
    }
    let (model, mut crates) = lower.into_model();
    crates.diagnostics.sort();
    Ok(Reading {
        model,
        files: crates.files.found(),
        diagnostics: crates.diagnostics,
        root,
        library,
    })
}

/// Makes the bodies of all types that are not only parts of others.
fn lower_all(lower: &mut Lower, crates: &[CrateId], files: &[PathBuf]) {
    let all = lower.crates.all_types(crates, files).into_iter();
    let mut bodies: Vec<_> = all.map(|id| (id, lower.crates.type_of_item(id))).collect();
    bodies.retain(|(_, ty)| lower.root(ty));
    for (id, ty) in bodies {
        if lower.parts.contains(&id) {
            lower.not_a_root(&ty);
        }
    }
}

/// The files to which a request is limited.
fn only_files(files: &mut Files, input: &Input) -> Result<Vec<PathBuf>, Diagnostic> {
    let Input::Files(paths) = input else {
        return Ok(Vec::new());
    };
    let mut only = Vec::new();
    for path in paths {
        files.read(path).map_err(|e| {
            let name = files.name(path);
            Diagnostic::error("unreadable", format!("`{name}` cannot be read: {e}"))
        })?;
        only.push(text::absolute(path));
    }
    Ok(only)
}

/// The platform that the request names, else that of the settings, else this machine's.
fn platform(request: &Request, settings: &Settings) -> Result<Platform, Diagnostic> {
    match (&request.rust_target, &settings.rust_target) {
        (Some(triple), _) => Platform::named(triple),
        (None, Some(triple)) => {
            Platform::named(&triple.value).map_err(|wrong| wrong.at(triple.place.clone()))
        }
        (None, None) => Ok(Platform::default()),
    }
}
