//! Cargo.toml: where a package's crates begin, what they depend on, and which of its
//! features are on.

use super::Library;
use super::text::{Files, absolute, tidy};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use toml::{Table, Value};

/// Which features of the package are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Those that are named.
    pub names: Vec<String>,
    /// All of them.
    pub all: bool,
    /// Not those of `default`.
    pub no_default: bool,
}

/// One dependency as it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Dependency {
    /// Its name in this Cargo.toml.
    pub(super) key: String,
    /// The name of the package, where the dependency is renamed.
    pub(super) package: String,
    /// The folder of a path dependency.
    pub(super) path: Option<PathBuf>,
    pub(super) features: Vec<String>,
    pub(super) default_features: bool,
    pub(super) optional: bool,
    /// Whether only the build script has it.
    pub(super) build: bool,
    /// The platforms that have it, as a table below `target` is called.
    pub(super) target: Option<String>,
}

/// What of a Cargo.toml matters here.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) file: Arc<SourceFile>,
    pub(super) dir: PathBuf,
    pub(super) name: String,
    /// The root file and crate name of the library.
    pub(super) lib: Option<(PathBuf, String)>,
    /// The root files and crate names of the binaries.
    pub(super) bins: Vec<(PathBuf, String)>,
    /// By the name that code uses.
    pub(super) dependencies: BTreeMap<String, Dependency>,
    /// All of them, those of build scripts and other platforms too.
    pub(super) declared: Vec<Dependency>,
    pub(super) features: BTreeMap<String, Vec<String>>,
    /// Whether cargo's old resolver is used.
    pub(super) resolver_1: bool,
    pub(super) edition_2015: bool,
}

impl Manifest {
    /// Reads the Cargo.toml of a folder.
    pub(super) fn read(files: &mut Files, dir: &Path) -> Result<Self, Diagnostic> {
        let path = tidy(&dir.join("Cargo.toml"));
        let file = files
            .read(&path)
            .map_err(|e| unreadable(files, &path, &e))?;
        let table = files.toml(&path, || parse(&file))?;
        let Some(package) = table.get("package").and_then(Value::as_table) else {
            return Err(
                Diagnostic::error("no-package", "this Cargo.toml has no `[package]`")
                    .at(Place::whole(file.name()))
                    .help("name the folder of one member of the workspace"),
            );
        };
        let name = text(package, "name").unwrap_or_default();
        let workspace = workspace(files, dir, &table);
        let edition = match package.get("edition") {
            Some(Value::Table(_)) => workspace
                .as_ref()
                .and_then(|(_, ws)| text(ws.get("package")?.as_table()?, "edition")),
            Some(Value::String(edition)) => Some(edition.clone()),
            _ => Some("2015".to_owned()),
        };
        let declared = dependencies(&table, dir, workspace.as_ref());
        let mut by_name: BTreeMap<String, Dependency> = BTreeMap::new();
        for dependency in declared.iter().filter(|dep| !dep.build) {
            let known = by_name.entry(crate_name(&dependency.key));
            known.or_insert_with(|| dependency.clone());
        }
        let old = matches!(edition.as_deref(), Some("2015" | "2018"));
        let resolver = match &workspace {
            Some((_, ws)) => text(ws, "resolver"),
            None => text(package, "resolver"),
        };
        Ok(Self {
            resolver_1: resolver.map_or(old, |version| version == "1"),
            dir: tidy(dir),
            lib: library(files, dir, &table, &name),
            bins: binaries(files, dir, &table, &name),
            dependencies: by_name,
            declared,
            features: features(&table),
            edition_2015: edition.as_deref() == Some("2015"),
            file,
            name,
        })
    }

    /// The crate that generated specs name, as the package's own code reaches it.
    pub(super) fn library(&self) -> Library {
        let named = |package: &str| {
            let by = |(_, dep): &(&String, &Dependency)| dep.package == package;
            self.dependencies.iter().find(by).map(|(name, _)| name)
        };
        // `packer-plugin` names itself as its users do.
        if self.name == Library::PLUGIN {
            return Library::default();
        }
        match (named(Library::PLUGIN), named(Library::DECODER)) {
            (Some(name), _) => Library::Path(format!("::{name}::hcldec")),
            (None, Some(name)) => Library::Path(format!("::{name}")),
            (None, None) => Library::Missing(Place::whole(self.file.name())),
        }
    }

    /// Reports features that were asked for and do not exist.
    pub(super) fn check_features(&self, asked: &Features, diagnostics: &mut Diagnostics) {
        for name in &asked.names {
            if !self.has_feature_of(name) && !name.contains('/') {
                let message = format!("the package `{}` has no feature `{name}`", self.name);
                let wrong = Diagnostic::error("unknown-feature", message)
                    .at(Place::whole(self.file.name()));
                diagnostics
                    .push(wrong.did_you_mean(name, self.features.keys().map(String::as_str)));
            }
        }
    }

    /// Whether switching on a feature of a dependency switches on one of its name.
    pub(super) fn has_feature_of(&self, dependency: &str) -> bool {
        let mut values = self.features.values().flatten();
        let implicit = !values.any(|value| value.strip_prefix("dep:") == Some(dependency));
        let mut declared = self.declared.iter();
        let optional = declared.any(|dep| dep.key == dependency && dep.optional);
        self.features.contains_key(dependency) || optional && implicit
    }

    /// The features that are on when the named ones are asked for, and what they imply.
    pub(super) fn enabled(&self, asked: &Features) -> BTreeSet<String> {
        let mut on = BTreeSet::new();
        let mut todo: Vec<String> = asked.names.clone();
        if asked.all {
            todo.extend(self.features.keys().cloned());
            let declared = self.declared.iter().map(|dep| &dep.key);
            todo.extend(declared.filter(|key| self.has_feature_of(key)).cloned());
        }
        if !asked.no_default {
            todo.push("default".to_owned());
        }
        while let Some(name) = todo.pop() {
            if let Some((dep, _)) = name.split_once('/') {
                todo.extend(self.has_feature_of(dep).then(|| dep.to_owned()));
                continue;
            }
            if name.contains(':') || !on.insert(name.clone()) {
                continue;
            }
            for implied in self.features.get(&name).into_iter().flatten() {
                match implied.split_once('/') {
                    // `dep/feature` turns the feature of that name on, `dep?/feature` does not.
                    Some((dep, _)) if self.has_feature_of(dep) => todo.push(dep.to_owned()),
                    Some(_) => {}
                    None => todo.push(implied.clone()),
                }
            }
        }
        on
    }
}

/// The folder at or above a path that has a Cargo.toml with a `[package]`.
pub(super) fn package_of(files: &mut Files, path: &Path) -> Option<PathBuf> {
    let absolute = absolute(path);
    let dir = absolute.ancestors().skip(1).find(|dir| {
        let manifest = dir.join("Cargo.toml");
        files.exists(&manifest)
            && files
                .read(&manifest)
                .is_ok_and(|f| f.text().contains("[package]"))
    })?;
    Some(dir.to_owned())
}

fn unreadable(files: &Files, path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "unreadable",
        format!("`{}` cannot be read: {error}", files.name(path)),
    )
    .help("name the folder of a package, its Cargo.toml, or Rust files")
}

fn parse(file: &Arc<SourceFile>) -> Result<Table, Diagnostic> {
    let text = file.text();
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shift = text.len() - rest.len();
    toml::from_str(rest).map_err(|e| {
        let range = e.span().unwrap_or_default();
        let message = e.message().lines().next().unwrap_or_default().to_owned();
        Diagnostic::error("toml-syntax", message)
            .at(Place::new(file, range.start + shift..range.end + shift))
    })
}

fn text(table: &Table, key: &str) -> Option<String> {
    Some(table.get(key)?.as_str()?.to_owned())
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// A package name as code writes it.
pub(super) fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

/// The workspace a package belongs to: its folder, and its `[workspace]` table. It is read
/// only where the package takes something from it.
fn workspace(files: &mut Files, dir: &Path, table: &Table) -> Option<(PathBuf, Rc<Table>)> {
    if let Some(own) = table.get("workspace").and_then(Value::as_table) {
        return Some((dir.to_owned(), Rc::new(own.clone())));
    }
    if !table.values().any(|value| inherits(value, 0)) {
        return None;
    }
    let absolute = absolute(dir);
    let named = table
        .get("package")
        .and_then(|p| text(p.as_table()?, "workspace"));
    let above = match named {
        Some(named) => vec![absolute.join(named)],
        None => absolute.ancestors().skip(1).map(Path::to_owned).collect(),
    };
    above.into_iter().find_map(|dir| {
        let path = dir.join("Cargo.toml");
        if !files.exists(&path) {
            return None;
        }
        let file = files.read(&path).ok()?;
        let table = files.toml(&path, || parse(&file)).ok()?;
        let own = table.get("workspace")?.as_table()?;
        Some((dir, Rc::new(own.clone())))
    })
}

/// Whether `workspace = true` stands somewhere in it.
fn inherits(value: &Value, depth: usize) -> bool {
    depth < 6
        && value.as_table().is_some_and(|table| {
            table.get("workspace").and_then(Value::as_bool) == Some(true)
                || table.values().any(|value| inherits(value, depth + 1))
        })
}

fn library(files: &Files, dir: &Path, table: &Table, package: &str) -> Option<(PathBuf, String)> {
    let lib = table.get("lib").and_then(Value::as_table);
    let path = lib.and_then(|lib| text(lib, "path"));
    let path = tidy(&dir.join(path.as_deref().unwrap_or("src/lib.rs")));
    let name = lib.and_then(|lib| text(lib, "name"));
    let name = crate_name(name.as_deref().unwrap_or(package));
    files.exists(&path).then_some((path, name))
}

fn binaries(files: &Files, dir: &Path, table: &Table, package: &str) -> Vec<(PathBuf, String)> {
    let mut bins: Vec<(PathBuf, String)> = Vec::new();
    for bin in table
        .get("bin")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let Some(bin) = bin.as_table() else { continue };
        let name = text(bin, "name").unwrap_or_else(|| package.to_owned());
        let paths = match text(bin, "path") {
            Some(path) => vec![path],
            None => vec![
                format!("src/bin/{name}.rs"),
                format!("src/bin/{name}/main.rs"),
                "src/main.rs".to_owned(),
            ],
        };
        let path = paths
            .iter()
            .map(|p| tidy(&dir.join(p)))
            .find(|p| files.exists(p));
        bins.extend(path.map(|path| (path, crate_name(&name))));
    }
    let mut found = vec![(dir.join("src/main.rs"), crate_name(package))];
    let folder = std::fs::read_dir(dir.join("src/bin")).into_iter().flatten();
    for entry in folder.filter_map(Result::ok) {
        let path = entry.path();
        let name = crate_name(&path.file_stem().unwrap_or_default().to_string_lossy());
        let rust = path.extension().is_some_and(|ext| ext == "rs");
        found.push((if rust { path } else { path.join("main.rs") }, name));
    }
    found.sort();
    for (path, name) in found {
        let path = tidy(&path);
        if files.exists(&path) && !bins.iter().any(|(known, _)| *known == path) {
            bins.push((path, name));
        }
    }
    bins
}

fn dependencies(
    table: &Table,
    dir: &Path,
    workspace: Option<&(PathBuf, Rc<Table>)>,
) -> Vec<Dependency> {
    let mut all = Vec::new();
    let targets = table
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flatten();
    let targets = targets.filter_map(|(key, t)| Some((Some(key.clone()), t.as_table()?)));
    let kinds = [("dependencies", false), ("build-dependencies", true)];
    let tables = std::iter::once((None, table)).chain(targets);
    let listed = tables.flat_map(|(target, t)| {
        let of_kind = kinds.map(|(key, build)| (target.clone(), build, t.get(key)));
        of_kind.into_iter()
    });
    let listed = listed.filter_map(|(target, build, t)| Some((target, build, t?.as_table()?)));
    let listed =
        listed.flat_map(|(target, build, t)| t.iter().map(move |d| (target.clone(), build, d)));
    for (target, build, (name, written)) in listed {
        let mut dependency = dependency(name, written, dir);
        let inherited = written
            .as_table()
            .and_then(|t| t.get("workspace")?.as_bool());
        if let (Some(true), Some((root, ws))) = (inherited, workspace) {
            let shared = ws.get("dependencies").and_then(|d| d.as_table()?.get(name));
            if let Some(shared) = shared {
                let mut base = self::dependency(name, shared, root);
                base.features.append(&mut dependency.features);
                base.optional = dependency.optional;
                let own = written.get("default-features").and_then(Value::as_bool);
                base.default_features |= own == Some(true);
                dependency = base;
            }
        }
        all.push(Dependency {
            build,
            target,
            ..dependency
        });
    }
    all
}

fn dependency(name: &str, written: &Value, dir: &Path) -> Dependency {
    let none = Table::new();
    let table = written.as_table().unwrap_or(&none);
    let on = |key: &str| table.get(key).and_then(Value::as_bool);
    Dependency {
        key: name.to_owned(),
        target: None,
        build: false,
        package: text(table, "package").unwrap_or_else(|| name.to_owned()),
        path: text(table, "path").map(|path| tidy(&dir.join(path))),
        features: strings(table.get("features")),
        default_features: on("default-features")
            .or(on("default_features"))
            .unwrap_or(true),
        optional: on("optional").unwrap_or(false),
    }
}

fn features(table: &Table) -> BTreeMap<String, Vec<String>> {
    let features = table.get("features").and_then(Value::as_table);
    let features = features.into_iter().flatten();
    features
        .map(|(name, implied)| (name.clone(), strings(Some(implied))))
        .collect()
}
