//! Where the source of a package lies, by the path that imports it: in the plugin, in its
//! `vendor`, in a folder that stands in for a module, or in Go's module cache.

use crate::diagnostics::{Diagnostic, Place};
use crate::files::{read_source, show};
use crate::project::{GoMod, Required};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where a package is.
#[derive(Debug)]
pub(super) enum Found {
    /// In this folder.
    Folder(PathBuf),
    /// In Go's own library.
    Standard,
    /// In a module whose source is not here.
    Absent(Absent),
}

/// A module that is needed, and not here.
#[derive(Clone, Debug, Default)]
pub(super) struct Absent {
    /// Its path; none where no module of go.mod has the package.
    pub(super) module: Option<String>,
    pub(super) version: Option<String>,
    /// The line of go.mod that requires it.
    pub(super) place: Option<Place>,
}

/// The modules that a plugin is made of.
#[derive(Debug)]
pub(crate) struct Modules {
    /// The folder of the plugin's go.mod.
    pub(crate) root: PathBuf,
    /// The path of its module.
    pub(crate) path: String,
    /// Modules whose source is worked on: this one, and those of the workspace.
    local: Vec<(String, PathBuf)>,
    manifest: GoMod,
    /// The workspace, and where it is.
    work: Option<(GoMod, PathBuf)>,
    cache: Option<PathBuf>,
    /// The manifests that were read.
    pub(crate) files: Vec<PathBuf>,
}

/// The nearest folder, here or above, with a go.mod.
#[cfg(feature = "cli")]
pub(crate) fn root_of(folder: &Path) -> Option<PathBuf> {
    above(folder, "go.mod")
}

fn above(folder: &Path, name: &str) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    if folder.join(name).is_file() {
        return Some(folder.to_owned());
    }
    let absolute = std::path::absolute(folder).ok()?;
    let found = absolute
        .ancestors()
        .skip(1)
        .find(|dir| dir.join(name).is_file());
    found.map(Path::to_owned)
}

impl Modules {
    /// Reads the go.mod in a folder, and the go.work that has it.
    pub(crate) fn read(root: &Path) -> Result<Self, Diagnostic> {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        Self::read_in(root, &variable)
    }

    /// Does so in an environment of variables.
    pub(crate) fn read_in(
        root: &Path,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Diagnostic> {
        let path = root.join("go.mod");
        let manifest = GoMod::parse(&read_source(&path)?);
        let mut modules = Self {
            root: root.to_owned(),
            path: manifest.module.clone(),
            local: vec![(manifest.module.clone(), root.to_owned())],
            manifest,
            work: None,
            cache: cache(variable),
            files: vec![path],
        };
        let work = match variable("GOWORK") {
            Some(off) if off == "off" => None,
            Some(file) => Path::new(&file).parent().map(Path::to_owned),
            None => above(root, "go.work"),
        };
        if let Some(folder) = work {
            modules.enter_workspace(folder)?;
        }
        Ok(modules)
    }

    /// Takes in the other modules of a workspace, if it has this one.
    fn enter_workspace(&mut self, folder: PathBuf) -> Result<(), Diagnostic> {
        let file = folder.join("go.work");
        let work = GoMod::parse(&read_source(&file)?);
        let same = |a: &Path, b: &Path| a.canonicalize().ok() == b.canonicalize().ok();
        if !work
            .used
            .iter()
            .any(|used| same(&folder.join(used), &self.root))
        {
            return Ok(());
        }
        self.files.push(file);
        for used in &work.used {
            let dir = folder.join(used);
            let path = dir.join("go.mod");
            if same(&dir, &self.root) || !path.is_file() {
                continue;
            }
            let other = GoMod::parse(&read_source(&path)?);
            self.files.push(path);
            self.local.push((other.module, dir));
            self.manifest.required.extend(other.required);
        }
        self.work = Some((work, folder));
        Ok(())
    }

    /// Where the package of an import is.
    pub(super) fn find(&self, import: &str) -> Found {
        let local = self.local.iter().filter_map(|(module, dir)| {
            let rest = inside(import, module)?;
            Some((module.len(), dir.join(rest)))
        });
        if let Some((_, folder)) = local.max_by_key(|(length, _)| *length) {
            return Found::Folder(folder);
        }
        let vendored = self.root.join("vendor").join(import);
        if has_go(&vendored) {
            return Found::Folder(vendored);
        }
        let mut absent = Absent::default();
        for required in self.having(import) {
            let rest = inside(import, &required.path).unwrap_or_default();
            let (path, version, place, dir) = self.source(required);
            if let Some(folder) = dir
                .map(|dir| dir.join(rest))
                .filter(|folder| has_go(folder))
            {
                return Found::Folder(folder);
            }
            if absent.module.is_none() {
                absent = Absent {
                    module: Some(path),
                    version,
                    place: Some(place),
                };
            }
        }
        let first = import.split('/').next().unwrap_or_default();
        if absent.module.is_none() && !first.contains('.') {
            return Found::Standard;
        }
        Found::Absent(absent)
    }

    /// The modules that may have a package, the longest path first, and each at the newest
    /// version that is asked for.
    fn having(&self, import: &str) -> Vec<&Required> {
        let all = self.manifest.required.iter();
        let mut having: Vec<_> = all.filter(|r| inside(import, &r.path).is_some()).collect();
        having.sort_by(|a, b| {
            let (short, long) = (a.path.len(), b.path.len());
            long.cmp(&short)
                .then_with(|| version(&b.version).cmp(&version(&a.version)))
        });
        having.dedup_by(|a, b| a.path == b.path);
        having
    }

    /// What a module really is, and where its source should be.
    fn source(&self, required: &Required) -> (String, Option<String>, Place, Option<PathBuf>) {
        let wanted = Some(required.version.as_str());
        let of_work = self.work.as_ref().and_then(|(work, folder)| {
            Some((work.replacement(&required.path, wanted)?, folder.as_path()))
        });
        let replaced = of_work.or_else(|| {
            let own = self.manifest.replacement(&required.path, wanted)?;
            Some((own, self.root.as_path()))
        });
        match replaced {
            None => {
                let dir = self.in_cache(&required.path, &required.version);
                let version = Some(required.version.clone());
                (required.path.clone(), version, required.place.clone(), dir)
            }
            Some((replaced, folder)) => {
                let dir = match &replaced.version {
                    None => Some(folder.join(&replaced.by)),
                    Some(version) => self.in_cache(&replaced.by, version),
                };
                let version = replaced.version.clone();
                (replaced.by.clone(), version, replaced.place.clone(), dir)
            }
        }
    }

    fn in_cache(&self, path: &str, version: &str) -> Option<PathBuf> {
        let cache = self.cache.as_ref()?;
        Some(cache.join(format!("{}@{}", escape(path), escape(version))))
    }

    /// A module that go.mod requires, or what stands in for it.
    pub(crate) fn module(&self, path: &str) -> Option<Module> {
        let required = self.having(path);
        let required = required.iter().find(|required| required.path == path)?;
        let (_, version, place, folder) = self.source(required);
        Some(Module {
            version,
            place,
            folder,
        })
    }

    /// The version at which go.mod requires a module.
    pub(super) fn version(&self, module: &str) -> Option<&str> {
        let required = self.having(module);
        let required = required.iter().find(|required| required.path == module)?;
        Some(&required.version)
    }
}

/// A module that is required.
#[derive(Debug)]
pub(crate) struct Module {
    /// None where a folder stands in for it.
    pub(crate) version: Option<String>,
    /// The line of go.mod that says so.
    pub(crate) place: Place,
    /// Where its source should be; none where there is no module cache.
    pub(crate) folder: Option<PathBuf>,
}

/// The path of a package in a module, empty for the module's own.
fn inside<'a>(import: &'a str, module: &str) -> Option<&'a str> {
    let rest = import.strip_prefix(module)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix('/')
    }
}

/// How versions are ordered.
pub(super) fn version(text: &str) -> Option<semver::Version> {
    semver::Version::parse(text.strip_prefix('v').unwrap_or(text)).ok()
}

/// Whether a folder holds Go files.
fn has_go(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    let mut names = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().ends_with(".go"))
}

/// Where Go keeps modules.
fn cache(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(cache) = variable("GOMODCACHE") {
        return Some(cache.into());
    }
    let path = variable("GOPATH").and_then(|paths| env::split_paths(&paths).next());
    let go = path.or_else(|| {
        let home = variable("HOME").or_else(|| variable("USERPROFILE"))?;
        Some(Path::new(&home).join("go"))
    })?;
    Some(go.join("pkg/mod"))
}

/// As the cache writes names: file systems may not tell `A` from `a`, so it is `!a`.
fn escape(name: &str) -> String {
    let mut escaped = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            escaped.push('!');
        }
        escaped.push(c.to_ascii_lowercase());
    }
    escaped
}

impl Absent {
    /// What to do to have it.
    pub(super) fn explain(&self, import: &str, finding: Diagnostic) -> Diagnostic {
        match (&self.module, &self.version) {
            (Some(module), Some(version)) => {
                let finding = finding.help(format!(
                    "it belongs to `{module}@{version}`, which is not in Go's module cache: run `go mod download`"
                ));
                match &self.place {
                    Some(place) => finding.related("required here", place.clone()),
                    None => finding,
                }
            }
            (Some(folder), None) => finding.help(format!(
                "`{}` stands in for its module, and has no Go files for `{import}`",
                show(Path::new(folder))
            )),
            (None, _) => finding.help("no module of go.mod has it: run `go mod tidy`"),
        }
    }
}
