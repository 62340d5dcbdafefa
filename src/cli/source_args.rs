//! The arguments of all commands that read Rust source, and what follows from them alike.

use super::go::GoArgs;
use crate::diagnostics::{Diagnostic, Severity, usage};
use crate::emit::{Scope, Stale};
use crate::files::show;
use crate::read::rust::{Features, Input, Request};
use std::path::{Path, PathBuf};

/// Which source to read, and how.
#[derive(Debug, clap::Args)]
pub(super) struct SourceArgs {
    /// A package's folder, or Rust files of one package [default: the current folder]
    #[arg(value_name = "DIR|FILES", conflicts_with = "manifest_path")]
    paths: Vec<PathBuf>,
    /// The package's Cargo.toml
    #[arg(long, value_name = "FILE")]
    manifest_path: Option<PathBuf>,
    /// The types, by name or path (`builder::Config`)
    /// [default: all that derive Deserialize and are not only a part of another]
    #[arg(long = "type", value_name = "A,B", value_delimiter = ',')]
    types: Vec<String>,
    /// Features of the package that are on
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    features: Vec<String>,
    /// All features are on
    #[arg(long)]
    all_features: bool,
    /// The default features are off
    #[arg(long)]
    no_default_features: bool,
    /// The platform that decides what cfg(…) says [default: this one]
    #[arg(long, value_name = "TRIPLE")]
    rust_target: Option<String>,
    /// The system that Go source is read for [default: this one]
    #[arg(long, value_name = "OS")]
    goos: Option<String>,
    /// The processor that Go source is read for [default: this one]
    #[arg(long, value_name = "ARCH")]
    goarch: Option<String>,
    /// What `cargo metadata` printed, to be read instead of asking cargo
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
}

impl SourceArgs {
    /// The Go source that is meant, if it is Go.
    pub(super) fn go(&self) -> Option<Result<GoArgs, Diagnostic>> {
        if self.manifest_path.is_some() {
            return None;
        }
        let args = GoArgs::of(&self.paths)?;
        Some(args.map(|args| GoArgs {
            os: self.goos.clone(),
            arch: self.goarch.clone(),
            ..args
        }))
    }

    /// The names of the types that are asked for.
    pub(super) fn types(&self) -> Vec<String> {
        words(&self.types)
    }

    /// What to ask the reader of source for.
    pub(super) fn request(&self) -> Result<Request, Diagnostic> {
        Ok(Request {
            input: self.input()?,
            types: words(&self.types),
            features: Features {
                names: words(&self.features),
                all: self.all_features,
                no_default: self.no_default_features,
            },
            rust_target: self.rust_target.clone(),
            metadata: self.metadata.clone(),
        })
    }

    /// A folder of the package, before anything of it is read.
    pub(super) fn folder(&self) -> PathBuf {
        let named = self.manifest_path.as_ref().or(self.paths.first());
        match named {
            Some(path) if path.is_dir() => path.clone(),
            Some(path) => path.parent().unwrap_or(Path::new("")).to_owned(),
            None => PathBuf::new(),
        }
    }

    fn input(&self) -> Result<Input, Diagnostic> {
        if let Some(manifest) = &self.manifest_path {
            return Ok(Input::Package(manifest.clone()));
        }
        match self.paths.as_slice() {
            [] => Ok(Input::default()),
            [one] if one.is_dir() || one.ends_with("Cargo.toml") => Ok(Input::Package(one.clone())),
            many => match many.iter().find(|path| path.is_dir()) {
                Some(folder) => {
                    let message = format!("`{}` is a folder among other paths", folder.display());
                    Err(usage(message).help("name one package, or files of one"))
                }
                None => Ok(Input::Files(many.to_vec())),
            },
        }
    }
}

/// Which generated files a run answers for.
pub(super) fn scope(request: &Request) -> Scope {
    match request.input {
        Input::Package(_) if request.types.is_empty() => Scope::Package,
        _ => Scope::Types,
    }
}

/// What to do about generated files whose struct is gone, by `--prune` and `--check`.
pub(super) fn stale(prune: bool, check: bool) -> Stale {
    match (prune, check) {
        (true, _) => Stale::Prune,
        (false, true) => Stale::Report(Severity::Error),
        (false, false) => Stale::Report(Severity::Warning),
    }
}

pub(super) fn no_types(root: &Path) -> Diagnostic {
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let message = format!("no config structs in `{}`", show(root));
    Diagnostic::warning("no-types", message)
        .help("a config struct derives `serde::Deserialize`; name it with `-type` if it is a part of another")
}

/// Names as cargo takes them, with blanks or commas between.
fn words(written: &[String]) -> Vec<String> {
    let words = written.iter().flat_map(|word| word.split_whitespace());
    words.map(str::to_owned).collect()
}
