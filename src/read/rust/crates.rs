//! The crates and modules that were entered so far, and the way into further ones.
//! A module is a promise of a file until somebody asks for its [`Scope`].

use super::cargo::{Graph, NodeId};
use super::cfg::{Cfg, Truth};
use super::features::Resolved;
use super::items::{Item, ItemId, ModId, Outside, Reach, Scope};
use super::macros::Macros;
use super::manifest::{Features, Manifest, crate_name};
use super::platform::Platform;
use super::resolve::Lookups;
use super::text::{Files, Parsed};
use super::ty::Ty;
use crate::diagnostics::{Diagnostic, Diagnostics};
use proc_macro2::Span;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Index of a crate among all that were entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CrateId(pub(super) usize);

/// Index of a package among all that were entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PackageId(usize);

/// A library or binary.
#[derive(Debug)]
pub(super) struct Crate {
    /// As code of other crates names it, unless they rename it.
    pub(super) name: String,
    pub(super) package: PackageId,
    pub(super) root: ModId,
    /// Whether it belongs to the package that is read.
    pub(super) local: bool,
}

/// What the crates of a package share.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) cfg: Cfg,
    pub(super) edition_2015: bool,
    dependencies: Dependencies,
    /// Its library, once that was entered.
    lib: Option<CrateId>,
}

#[derive(Debug)]
enum Dependencies {
    /// As its Cargo.toml lists them.
    Listed(Rc<Manifest>),
    /// As cargo resolved them.
    Resolved(NodeId),
    /// A file without a package.
    None,
}

/// A module, entered or not.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) krate: CrateId,
    pub(super) parent: Option<ModId>,
    /// `a::b`, empty for the root.
    pub(super) path: String,
    pub(super) reach: Reach,
    /// Where it is compiled, those around it included.
    pub(super) truth: Truth,
    /// Where `mod name;` stands.
    pub(super) declared: Option<(Rc<Parsed>, Span)>,
    pub(super) source: Source,
}

/// Where the items of a module are.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// In the first of these files that is there.
    File {
        candidates: Vec<PathBuf>,
        /// Whether `mod` declarations in it look beside it, as in `mod.rs`, and not in a
        /// folder of its name.
        beside: bool,
    },
    /// Read already.
    Loaded(Rc<Scope>),
    /// It cannot be read, and that was said.
    Broken,
}

/// What a name of the extern prelude is.
pub(super) enum Extern {
    Crate(CrateId),
    Outside(Outside),
}

/// The table of type overrides, as Cargo.toml has it.
pub(super) const OVERRIDES: &str = "[package.metadata.sdc.types]";

/// How a type override is written.
pub(super) fn override_line(path: &str, ty: &str) -> String {
    format!("or say what it is in Cargo.toml, below `{OVERRIDES}`: `\"{path}\" = \"{ty}\"`")
}

/// Everything that is known of the source.
#[derive(Debug, Default)]
pub(super) struct Crates {
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    pub(super) packages: Vec<Package>,
    pub(super) all: Vec<Crate>,
    pub(super) modules: Vec<Module>,
    pub(super) items: Vec<Rc<Item>>,
    pub(super) macros: Macros,
    platform: Platform,
    metadata: Option<PathBuf>,
    /// The folder to ask cargo in, and for which features.
    root: PathBuf,
    features: Features,
    graph: Option<Result<Graph, String>>,
    /// Which features of path dependencies are on.
    resolved: Resolved,
    by_dir: HashMap<PathBuf, PackageId>,
    by_root: HashMap<PathBuf, CrateId>,
    /// The root file of each crate.
    pub(super) root_files: HashMap<CrateId, PathBuf>,
    /// The file of each module that was entered and is not inline.
    pub(super) module_files: HashMap<ModId, PathBuf>,
    /// The arguments that generic types have where none are given.
    pub(super) defaults: HashMap<ItemId, Rc<[Ty]>>,
    /// The paths in the type table.
    pub(super) overridden: HashSet<String>,
    /// Whether what is wrong does not matter.
    pub(super) quiet: bool,
    pub(super) lookups: Lookups,
    /// How many types were read for the one that is being read.
    pub(super) types_read: usize,
    /// Where it was said already that the platform decides.
    platform_notes: HashSet<String>,
}

impl Crates {
    pub(super) fn new(
        files: Files,
        platform: Platform,
        metadata: Option<PathBuf>,
        features: &Features,
    ) -> Self {
        Self {
            files,
            platform,
            metadata,
            features: features.clone(),
            ..Self::default()
        }
    }

    /// Enters the package that is to be read, and all its crates: the library first.
    pub(super) fn enter_package(&mut self, manifest: Manifest) -> Vec<CrateId> {
        self.root.clone_from(&manifest.dir);
        let lib = manifest.lib.clone();
        let bins = manifest.bins.clone();
        let features = self.features.clone();
        let manifest = Rc::new(manifest);
        self.resolved = Resolved::new(&manifest, &features);
        let on = manifest.enabled(&features);
        let package = self.add_package(manifest, on);
        let mut crates = Vec::new();
        if let Some((path, name)) = lib {
            let id = self.add_crate(name, package, path, true);
            self.packages[package.0].lib = Some(id);
            crates.push(id);
        }
        for (path, name) in bins {
            crates.push(self.add_crate(name, package, path, true));
        }
        crates
    }

    /// Enters a file that is no module of any crate as a crate of its own, in the package
    /// of another where there is one.
    pub(super) fn enter_file(
        &mut self,
        path: &Path,
        name: &str,
        beside: Option<CrateId>,
    ) -> CrateId {
        let package = if let Some(krate) = beside {
            self.all[krate.0].package
        } else {
            self.packages.push(Package {
                cfg: Cfg {
                    features: self.features.names.iter().cloned().collect(),
                    platform: self.platform.clone(),
                },
                edition_2015: false,
                dependencies: Dependencies::None,
                lib: None,
            });
            PackageId(self.packages.len() - 1)
        };
        self.add_crate(name.to_owned(), package, path.to_owned(), true)
    }

    fn add_package(&mut self, manifest: Rc<Manifest>, features: BTreeSet<String>) -> PackageId {
        let id = PackageId(self.packages.len());
        self.by_dir.insert(manifest.dir.clone(), id);
        self.packages.push(Package {
            cfg: Cfg {
                features,
                platform: self.platform.clone(),
            },
            edition_2015: manifest.edition_2015,
            dependencies: Dependencies::Listed(manifest),
            lib: None,
        });
        id
    }

    fn add_crate(
        &mut self,
        name: String,
        package: PackageId,
        path: PathBuf,
        local: bool,
    ) -> CrateId {
        let id = CrateId(self.all.len());
        let root = self.add_module(Module {
            krate: id,
            parent: None,
            path: String::new(),
            reach: Reach::Everywhere,
            truth: Truth::Yes,
            declared: None,
            source: Source::File {
                candidates: vec![path.clone()],
                beside: true,
            },
        });
        self.by_root.insert(path.clone(), id);
        self.root_files.insert(id, path);
        self.all.push(Crate {
            name,
            package,
            root,
            local,
        });
        id
    }

    pub(super) fn add_module(&mut self, module: Module) -> ModId {
        self.modules.push(module);
        ModId(self.modules.len() - 1)
    }

    pub(super) fn module(&self, id: ModId) -> &Module {
        &self.modules[id.0]
    }

    pub(super) fn item(&self, id: ItemId) -> Rc<Item> {
        Rc::clone(&self.items[id.0])
    }

    pub(super) fn krate(&self, id: ModId) -> &Crate {
        &self.all[self.module(id).krate.0]
    }

    pub(super) fn package(&self, id: ModId) -> &Package {
        &self.packages[self.krate(id).package.0]
    }

    /// The path of an item in its package, other packages' with their crate's name first.
    pub(super) fn path_of(&self, item: &Item) -> String {
        self.path_in(item.module, &item.name)
    }

    pub(super) fn path_in(&self, module: ModId, name: &str) -> String {
        let krate = self.krate(module);
        let inside = &self.module(module).path;
        let outer = if krate.local { "" } else { krate.name.as_str() };
        let parts = [outer, inside, name]
            .into_iter()
            .filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("::")
    }

    /// The module in which, and below which, an item can be named by its path.
    pub(super) fn visible_in(&self, item: &Item) -> String {
        let mut deepest = "";
        let mut reach = item.reach;
        let mut at = Some(item.module);
        while let Some(id) = at {
            if let Reach::Below(within) = reach {
                let path = self.module(within).path.as_str();
                if path.len() > deepest.len() {
                    deepest = path;
                }
            }
            reach = self.module(id).reach;
            at = self.module(id).parent;
        }
        deepest.to_owned()
    }

    /// The module that the file of an item makes up.
    pub(super) fn file_module(&self, item: &Item) -> String {
        let mut at = Some(item.module);
        while let Some(id) = at {
            if self.module_files.contains_key(&id) {
                return self.module(id).path.clone();
            }
            at = self.module(id).parent;
        }
        String::new()
    }

    /// Whether `below` is a module or lies in it.
    pub(super) fn is_below(&self, below: ModId, module: ModId) -> bool {
        let mut at = Some(below);
        while let Some(id) = at {
            if id == module {
                return true;
            }
            at = self.module(id).parent;
        }
        false
    }

    /// What a crate means by a name of the extern prelude.
    pub(super) fn external(&mut self, from: ModId, name: &str) -> Option<Extern> {
        if matches!(name, "std" | "core" | "alloc") {
            return Some(Extern::Outside(Outside::Std));
        }
        let package = self.krate(from).package;
        if let Some(lib) = self.packages[package.0].lib
            && self.all[lib.0].name == name
            && self.module(from).krate != lib
        {
            return Some(Extern::Crate(lib));
        }
        let outside = |real: &str| {
            Extern::Outside(Outside::Dependency {
                from: package.0,
                alias: name.to_owned(),
                name: crate_name(real),
            })
        };
        match &self.packages[package.0].dependencies {
            Dependencies::Listed(manifest) => {
                let listed = manifest.dependencies.get(name)?.clone();
                let Some(dir) = listed.path else {
                    return Some(outside(&listed.package));
                };
                self.path_dependency(&dir).map(Extern::Crate)
            }
            Dependencies::Resolved(node) => {
                let graph = self.graph.as_ref()?.as_ref().ok()?;
                let found = graph.dependency(*node, name)?;
                Some(outside(&graph.node(found).lib_name))
            }
            Dependencies::None => None,
        }
    }

    /// The names of the extern prelude, to find the one that was meant.
    pub(super) fn external_names(&self, from: ModId) -> Vec<String> {
        match &self.package(from).dependencies {
            Dependencies::Listed(manifest) => manifest.dependencies.keys().cloned().collect(),
            _ => Vec::new(),
        }
    }

    fn path_dependency(&mut self, dir: &Path) -> Option<CrateId> {
        let package = if let Some(known) = self.by_dir.get(dir) {
            *known
        } else {
            let (resolved, files) = (&mut self.resolved, &mut self.files);
            match resolved.package(files, &self.platform, dir) {
                Ok((manifest, features)) => self.add_package(manifest, features),
                Err(wrong) => {
                    self.diagnostics.push(wrong);
                    return None;
                }
            }
        };
        if let Some(lib) = self.packages[package.0].lib {
            return Some(lib);
        }
        let Dependencies::Listed(manifest) = &self.packages[package.0].dependencies else {
            return None;
        };
        let (path, name) = manifest.lib.clone()?;
        let id = self.add_crate(name, package, path, false);
        self.packages[package.0].lib = Some(id);
        Some(id)
    }

    /// Enters a dependency's source with cargo's help; the error says why that failed.
    pub(super) fn enter(&mut self, outside: &Outside) -> Result<CrateId, String> {
        let Outside::Dependency { from, alias, name } = outside else {
            return Err("the source of the standard library is not read".to_owned());
        };
        if self.graph.is_none() {
            let file = self.metadata.as_deref();
            let graph = Graph::ask(
                &mut self.files,
                &self.root,
                &self.features,
                &self.platform,
                file,
            );
            self.graph = Some(graph);
        }
        let graph = match &self.graph {
            Some(Ok(graph)) => graph,
            Some(Err(why)) => return Err(why.clone()),
            None => return Err("cargo was not asked".to_owned()),
        };
        let parent = match &self.packages[*from].dependencies {
            Dependencies::Resolved(node) => Some(*node),
            Dependencies::Listed(manifest) => graph.by_manifest(&manifest.dir),
            Dependencies::None => None,
        };
        let node = parent.and_then(|parent| graph.dependency(parent, alias));
        let Some(node) = node else {
            return Err(format!(
                "`cargo metadata` does not list the package `{name}`"
            ));
        };
        let found = graph.node(node).clone();
        let Some(root) = found.root else {
            return Err(format!("the package `{name}` has no library"));
        };
        if let Some(known) = self.by_root.get(&root) {
            return Ok(*known);
        }
        if !self.files.exists(&root) {
            return Err(format!("`{}` is not there", self.files.name(&root)));
        }
        let package = PackageId(self.packages.len());
        self.packages.push(Package {
            cfg: Cfg {
                features: found.features,
                platform: self.platform.clone(),
            },
            edition_2015: found.edition_2015,
            dependencies: Dependencies::Resolved(node),
            lib: None,
        });
        let id = self.add_crate(found.lib_name, package, root, false);
        self.packages[package.0].lib = Some(id);
        Ok(id)
    }

    /// Says once that the platform decides what something is.
    pub(super) fn report_platform(&mut self, note: Diagnostic) {
        let place = note.place.as_ref().map(ToString::to_string);
        if !self.quiet && self.platform_notes.insert(place.unwrap_or_default()) {
            let help =
                "`--rust-target TRIPLE`, or `rust-target` in the settings, chooses a platform";
            self.diagnostics.push(note.help(help));
        }
    }

    /// Says of all that was found wrong since then that a type override would end it, unless
    /// that was said of a part of it.
    pub(super) fn advise(&mut self, since: usize, source_path: &str) {
        const ENDED: [&str; 5] = [
            "unknown-name",
            "ambiguous-name",
            "made-by-macro",
            "missing-dependency",
            "too-large",
        ];
        let mut at = 0;
        self.diagnostics.retain(|found| {
            at += 1;
            let said = found.help.iter().any(|help| help.contains(OVERRIDES));
            if at > since && ENDED.contains(&found.code) && !said {
                found.help.push(override_line(source_path, "string"));
            }
            true
        });
    }

    /// Says something is wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.quiet {
            self.diagnostics.push(diagnostic);
        }
    }
}
