//! What cargo knows and Cargo.toml does not say: where the source of a registry package is,
//! which version of it, and which of its features are on.

use super::manifest::{Features, crate_name};
use super::platform::Platform;
use super::text::{Files, absolute, tidy};
use cargo_metadata::{CargoOpt, DependencyKind, Edition, Metadata, MetadataCommand};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Index of a package in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(usize);

/// The packages of a build and what depends on what.
#[derive(Debug)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    by_dir: HashMap<PathBuf, NodeId>,
}

/// A package in the graph.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The name of the library as code writes it.
    pub(super) lib_name: String,
    /// The root file of the library.
    pub(super) root: Option<PathBuf>,
    pub(super) features: BTreeSet<String>,
    pub(super) edition_2015: bool,
    dependencies: HashMap<String, NodeId>,
}

impl Graph {
    /// Asks cargo, without the network, or reads what it said before. The error is a line.
    pub(super) fn ask(
        files: &mut Files,
        dir: &Path,
        features: &Features,
        platform: &Platform,
        file: Option<&Path>,
    ) -> Result<Self, String> {
        let metadata = if let Some(path) = file {
            let text = files.read(path);
            let text = text.map_err(|e| format!("`{}` cannot be read: {e}", files.name(path)))?;
            MetadataCommand::parse(text.text().trim_start())
        } else {
            let mut command = MetadataCommand::new();
            command.manifest_path(dir.join("Cargo.toml"));
            let filter = ["--offline", "--filter-platform", platform.triple()];
            let named = if platform.is_named() { 3 } else { 1 };
            command.other_options(
                filter[..named]
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>(),
            );
            if features.all {
                command.features(CargoOpt::AllFeatures);
            } else if !features.names.is_empty() {
                command.features(CargoOpt::SomeFeatures(features.names.clone()));
            }
            if features.no_default {
                command.features(CargoOpt::NoDefaultFeatures);
            }
            command.exec().or_else(|_| {
                // Crates that only other platforms need are seldom at hand after a build.
                command.other_options(filter.map(str::to_owned));
                command.exec()
            })
        };
        metadata.map(|metadata| Self::new(&metadata)).map_err(|e| {
            let text = e.to_string();
            let line = text
                .lines()
                .find(|line| line.contains("error"))
                .or(text.lines().last());
            let line = line.unwrap_or_default();
            let line = line.rsplit("error: ").next().unwrap_or(line);
            format!("`cargo metadata --offline` failed: {line}")
        })
    }

    fn new(metadata: &Metadata) -> Self {
        let index: HashMap<&str, NodeId> = metadata
            .packages
            .iter()
            .enumerate()
            .map(|(i, package)| (package.id.repr.as_str(), NodeId(i)))
            .collect();
        let mut by_dir = HashMap::new();
        let mut nodes: Vec<Node> = Vec::new();
        for (i, package) in metadata.packages.iter().enumerate() {
            let dir = package.manifest_path.as_std_path().with_file_name("");
            by_dir.insert(tidy(&dir), NodeId(i));
            let lib = package.targets.iter().find(|target| {
                let kind = |t: &cargo_metadata::TargetKind| t.to_string().contains("lib");
                target.kind.iter().any(kind) || target.is_proc_macro()
            });
            nodes.push(Node {
                lib_name: crate_name(lib.map_or(package.name.as_str(), |lib| &lib.name)),
                root: lib.map(|lib| lib.src_path.clone().into_std_path_buf()),
                features: BTreeSet::new(),
                edition_2015: package.edition == Edition::E2015,
                dependencies: HashMap::new(),
            });
        }
        for resolved in metadata.resolve.iter().flat_map(|resolve| &resolve.nodes) {
            let Some(id) = index.get(resolved.id.repr.as_str()) else {
                continue;
            };
            let node = &mut nodes[id.0];
            node.features = resolved.features.iter().map(ToString::to_string).collect();
            for dependency in &resolved.deps {
                let kinds = &dependency.dep_kinds;
                let normal =
                    kinds.is_empty() || kinds.iter().any(|k| k.kind == DependencyKind::Normal);
                if let (true, Some(id)) = (normal, index.get(dependency.pkg.repr.as_str())) {
                    node.dependencies.insert(dependency.name.clone(), *id);
                }
            }
        }
        Self { nodes, by_dir }
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The dependency that a package knows by that name.
    pub(super) fn dependency(&self, of: NodeId, name: &str) -> Option<NodeId> {
        self.node(of).dependencies.get(name).copied()
    }

    /// The package whose Cargo.toml lies in a folder.
    pub(super) fn by_manifest(&self, dir: &Path) -> Option<NodeId> {
        let absolute = absolute(dir);
        let found = self.by_dir.get(&absolute).copied();
        found.or_else(|| self.by_dir.get(&absolute.canonicalize().ok()?).copied())
    }
}
