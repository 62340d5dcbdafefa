//! Which features of the package and of its path dependencies are on, as cargo resolves
//! them: whoever switches a feature on does so for all. Path dependencies need no
//! Cargo.lock for that; what a registry has is cargo's own to say.

use super::cfg::Cfg;
use super::manifest::{Dependency, Features, Manifest};
use super::platform::Platform;
use super::text::Files;
use crate::diagnostics::Diagnostic;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The features of all packages that were asked for so far.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    root: Option<(Rc<Manifest>, Features)>,
    /// Whether path dependencies were followed.
    complete: bool,
    packages: HashMap<PathBuf, Package>,
}

#[derive(Debug)]
struct Package {
    manifest: Rc<Manifest>,
    on: BTreeSet<String>,
    /// The optional dependencies that are there, and all others.
    dependencies: HashSet<String>,
    /// `dep?/feature`, for when the dependency comes.
    weak: Vec<(String, String)>,
}

/// What has to be done still, for the package in a folder.
enum Task {
    Feature(PathBuf, String),
    Dependency(PathBuf, String),
    FeatureOf(PathBuf, String, String),
}

impl Resolved {
    /// Begins with the package that is read.
    pub(super) fn new(root: &Rc<Manifest>, asked: &Features) -> Self {
        Self {
            root: Some((Rc::clone(root), asked.clone())),
            ..Self::default()
        }
    }

    /// The manifest of a path dependency, and the features of it that are on.
    pub(super) fn package(
        &mut self,
        files: &mut Files,
        platform: &Platform,
        dir: &Path,
    ) -> Result<(Rc<Manifest>, BTreeSet<String>), Diagnostic> {
        if let (false, Some((root, asked))) = (self.complete, self.root.clone()) {
            self.complete = true;
            let mut walk = Walk {
                files,
                platform,
                resolver_1: root.resolver_1,
                packages: &mut self.packages,
                todo: Vec::new(),
            };
            walk.all(&root, &asked);
        }
        if let Some(known) = self.packages.get(dir) {
            return Ok((Rc::clone(&known.manifest), known.on.clone()));
        }
        // It is named, though nothing switches it on.
        let manifest = Manifest::read(files, dir)?;
        let on = manifest.enabled(&Features::default());
        Ok((Rc::new(manifest), on))
    }
}

/// The way through all packages.
struct Walk<'a> {
    files: &'a mut Files,
    platform: &'a Platform,
    /// Whether features are the same for all platforms and build scripts, as they were.
    resolver_1: bool,
    packages: &'a mut HashMap<PathBuf, Package>,
    todo: Vec<Task>,
}

impl Walk<'_> {
    fn all(&mut self, root: &Rc<Manifest>, asked: &Features) {
        let dir = root.dir.clone();
        self.enter(root);
        for name in root.enabled(asked) {
            self.todo.push(Task::Feature(dir.clone(), name));
        }
        for name in asked.names.iter().filter(|name| name.contains('/')) {
            self.value(&dir, name);
        }
        while let Some(task) = self.todo.pop() {
            match task {
                Task::Feature(dir, name) => self.feature(&dir, &name),
                Task::Dependency(dir, name) => self.dependency(&dir, &name),
                Task::FeatureOf(dir, name, feature) => {
                    for dep in self.declared(&dir, &name) {
                        let path = dep.path.filter(|path| self.packages.contains_key(path));
                        let feature = || feature.clone();
                        self.todo
                            .extend(path.map(|path| Task::Feature(path, feature())));
                    }
                }
            }
        }
    }

    fn enter(&mut self, manifest: &Rc<Manifest>) {
        for dependency in manifest.declared.iter().filter(|dep| !dep.optional) {
            let task = Task::Dependency(manifest.dir.clone(), dependency.key.clone());
            self.todo.push(task);
        }
        let package = Package {
            manifest: Rc::clone(manifest),
            on: BTreeSet::new(),
            dependencies: HashSet::new(),
            weak: Vec::new(),
        };
        self.packages.insert(manifest.dir.clone(), package);
    }

    /// The dependencies of a package under a name that are there on the platform.
    fn declared(&self, dir: &Path, name: &str) -> Vec<Dependency> {
        let cfg = Cfg {
            features: BTreeSet::new(),
            platform: self.platform.clone(),
        };
        let there = |dep: &&Dependency| {
            let target = dep.target.as_deref();
            let here = target.is_none_or(|target| cfg.target_holds(target)) && !dep.build;
            dep.key == name && (self.resolver_1 || here)
        };
        let declared = self
            .packages
            .get(dir)
            .map(|package| &package.manifest.declared);
        declared
            .into_iter()
            .flatten()
            .filter(there)
            .cloned()
            .collect()
    }

    fn feature(&mut self, dir: &Path, name: &str) {
        let Some(package) = self.packages.get_mut(dir) else {
            return;
        };
        if !package.on.insert(name.to_owned()) {
            return;
        }
        let manifest = Rc::clone(&package.manifest);
        match manifest.features.get(name) {
            Some(values) => values.iter().for_each(|value| self.value(dir, value)),
            None => self
                .todo
                .push(Task::Dependency(dir.to_owned(), name.to_owned())),
        }
    }

    /// What a feature of a package lists.
    fn value(&mut self, dir: &Path, value: &str) {
        let dir = dir.to_owned();
        if let Some(name) = value.strip_prefix("dep:") {
            self.todo.push(Task::Dependency(dir, name.to_owned()));
            return;
        }
        let Some((name, feature)) = value.split_once('/') else {
            self.todo.push(Task::Feature(dir, value.to_owned()));
            return;
        };
        let Some(package) = self.packages.get_mut(&dir) else {
            return;
        };
        let weak = name.strip_suffix('?');
        let name = weak.unwrap_or(name);
        if weak.is_some() && !package.dependencies.contains(name) {
            package.weak.push((name.to_owned(), feature.to_owned()));
            return;
        }
        let of = Task::FeatureOf(dir.clone(), name.to_owned(), feature.to_owned());
        self.todo.push(of);
        if weak.is_none() {
            if package.manifest.has_feature_of(name) {
                self.todo.push(Task::Feature(dir.clone(), name.to_owned()));
            }
            self.todo.push(Task::Dependency(dir, name.to_owned()));
        }
    }

    fn dependency(&mut self, dir: &Path, name: &str) {
        let new = |package: &mut Package| package.dependencies.insert(name.to_owned());
        if !self.packages.get_mut(dir).is_some_and(new) {
            return;
        }
        for dependency in self.declared(dir, name) {
            let Some(path) = dependency.path else {
                continue;
            };
            if !self.packages.contains_key(&path) {
                // What is wrong with it is said where a name leads into it.
                let Ok(manifest) = Manifest::read(self.files, &path) else {
                    continue;
                };
                self.enter(&Rc::new(manifest));
            }
            let default = dependency.default_features.then(|| "default".to_owned());
            for feature in dependency.features.into_iter().chain(default) {
                self.todo.push(Task::Feature(path.clone(), feature));
            }
        }
        let Some(package) = self.packages.get_mut(dir) else {
            return;
        };
        let (due, weak) = std::mem::take(&mut package.weak)
            .into_iter()
            .partition(|(dependency, _)| dependency == name);
        package.weak = weak;
        let due: Vec<(String, String)> = due;
        for (name, feature) in due {
            self.todo
                .push(Task::FeatureOf(dir.to_owned(), name, feature));
        }
    }
}
