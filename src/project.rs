//! Where a plugin keeps what: its root, its settings, its pages and partials, what is published,
//! its repository and its names. Every command asks here, so that all of them look in the
//! same places: where a flag says nothing the settings do, then the Makefile that plugins
//! have had so far, then what is usual.

mod cargo_toml;
mod go_mod;
mod makefile;
mod repository;

pub(crate) use go_mod::{GoMod, Required, SDK_MODULE};
pub(crate) use makefile::Makefile;
#[cfg(feature = "cli")]
pub(crate) use makefile::{NAMES as MAKEFILES, logical_lines, words as shell_words};
pub(crate) use repository::{Repository, owner_and_name};

use crate::diagnostics::{Diagnostics, Located, SourceFile};
use crate::files::{from_here, normalize, plugin_of, show};
use crate::metadata;
use crate::settings::{Settings, read_if_there};
use cargo_toml::CargoToml;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

/// A plugin, as its own files describe it.
///
/// ```
/// # let folder = tempfile::tempdir().unwrap();
/// # let root = folder.path();
/// std::fs::write(root.join("Makefile"), "generate:\n\tpacker-sdc renderdocs -src pages\n").unwrap();
/// let project = packer_sdc::project::Project::open(root)?;
/// assert_eq!(project.docs(), root.join("pages"));
/// assert_eq!(project.partials(), root.join("docs-partials"));
/// # Ok::<(), packer_sdc::diagnostics::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Project {
    root: PathBuf,
    settings: Settings,
    makefile: Option<Makefile>,
    go_mod: Option<GoMod>,
    cargo_toml: Option<CargoToml>,
}

/// Where rendered pages are kept, if they are and nothing else is said.
const RENDERED: &str = ".docs";

impl Project {
    /// Reads what the plugin in a folder says of itself. All of that may be missing.
    ///
    /// # Errors
    ///
    /// Settings that cannot be read, as [`Settings::read`] has them. What is wrong with other
    /// files is for their own tools to say.
    pub fn open(root: &Path) -> Result<Self, Diagnostics> {
        let makefile = makefile::NAMES.iter().find_map(|name| read(root, name));
        let manifest = read_if_there(&root.join("Cargo.toml"))?;
        Ok(Self {
            settings: Settings::of(root, manifest.as_ref())?,
            makefile: makefile.as_ref().map(Makefile::read),
            go_mod: read(root, "go.mod").as_ref().map(GoMod::parse),
            cargo_toml: manifest.as_ref().map(CargoToml::parse),
            root: root.to_owned(),
        })
    }

    /// The plugin whose pages, rendered or not, are in a folder: that in the nearest folder
    /// above which is the root of one, or else in the one that the pages lie in.
    ///
    /// # Errors
    ///
    /// As [`Project::open`].
    pub fn around(pages: &Path) -> Result<Self, Diagnostics> {
        Self::open(from_here(&root_around(pages)))
    }

    /// Its folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What it says to this tool.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether it holds a package in Rust.
    #[must_use]
    pub fn has_rust(&self) -> bool {
        self.cargo_toml.is_some()
    }

    /// Whether it holds a module in Go.
    #[must_use]
    pub fn has_go(&self) -> bool {
        self.go_mod.is_some()
    }

    /// Whether anything says that there is a plugin here.
    #[must_use]
    pub fn is_one(&self) -> bool {
        let has = |name: &str| self.root.join(name).is_file();
        self.has_rust() || self.has_go() || has("sdc.toml") || has(metadata::FILE)
    }

    /// The folder of its pages.
    #[must_use]
    pub fn docs(&self) -> PathBuf {
        self.root.join(self.docs_name())
    }

    /// That folder, from the root.
    #[must_use]
    pub fn docs_name(&self) -> &str {
        let makefile = || self.makefile.as_ref()?.source.as_ref();
        named(self.settings.docs.as_ref(), makefile).unwrap_or("docs")
    }

    /// The folder of its partials: where nothing is said `docs-partials`, or `partials` where
    /// only that exists.
    #[must_use]
    pub fn partials(&self) -> PathBuf {
        self.root.join(self.partials_name())
    }

    /// That folder, from the root.
    #[must_use]
    pub fn partials_name(&self) -> &str {
        let makefile = || self.makefile.as_ref()?.partials.as_ref();
        let is_folder = |name: &str| self.root.join(name).is_dir();
        let (usual, other) = ("docs-partials", "partials");
        let found = || {
            if is_folder(other) && !is_folder(usual) {
                other
            } else {
                usual
            }
        };
        named(self.settings.partials.as_ref(), makefile).unwrap_or_else(found)
    }

    /// The folder that is published.
    #[must_use]
    pub fn web_docs(&self) -> PathBuf {
        self.root.join(self.web_docs_name())
    }

    /// That folder, from the root.
    #[must_use]
    pub fn web_docs_name(&self) -> &str {
        let makefile = || self.makefile.as_ref()?.web_docs.as_ref();
        named(self.settings.web_docs.as_ref(), makefile).unwrap_or(".web-docs")
    }

    /// The folder where the settings say that rendered pages are kept.
    #[must_use]
    pub fn kept(&self) -> Option<PathBuf> {
        let named = self.settings.rendered.as_ref()?;
        Some(self.root.join(tidy(&named.value)))
    }

    /// The folder for rendered pages, where they are asked for.
    #[must_use]
    pub fn rendered(&self) -> PathBuf {
        self.root.join(self.rendered_name())
    }

    /// That folder, from the root.
    #[must_use]
    pub fn rendered_name(&self) -> &str {
        let makefile = || self.makefile.as_ref()?.rendered.as_ref();
        named(self.settings.rendered.as_ref(), makefile).unwrap_or(RENDERED)
    }

    /// The folders outside of it that includes may lead to.
    #[must_use]
    pub fn include_from(&self) -> Vec<PathBuf> {
        let named = self.settings.include_from.iter();
        named.map(|named| self.root.join(&named.value)).collect()
    }

    /// The folder of its templates.
    #[must_use]
    pub fn templates(&self) -> PathBuf {
        let named = self.settings.templates.as_ref();
        self.root
            .join(named.map_or("templates", |named| &named.value))
    }

    /// Its metadata.hcl, from the root: where it is, or else should be.
    #[must_use]
    pub fn metadata_name(&self) -> String {
        let beside = format!("{}/metadata.hcl", self.web_docs_name());
        let there = |name: &str| self.root.join(name).exists();
        if !there(&beside) && there(metadata::FILE) {
            return metadata::FILE.to_owned();
        }
        beside
    }

    /// The files that it was read from, there or not.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let manifests = ["Cargo.toml", "sdc.toml", "go.mod"].into_iter();
        let names = manifests.chain(makefile::NAMES);
        names.map(|name| self.root.join(name))
    }

    /// Whether its go.mod has a package for a tool, which `go tool` runs.
    #[cfg(feature = "cli")]
    pub(crate) fn has_tool(&self, package: &str) -> bool {
        let tools = self.go_mod.iter().flat_map(|go_mod| &go_mod.tools);
        tools.into_iter().any(|tool| tool == package)
    }

    pub(crate) fn makefile(&self) -> Option<&Makefile> {
        self.makefile.as_ref()
    }

    /// Where its source is hosted, as far as its own files say.
    pub(crate) fn repository(&self) -> Option<Repository> {
        let go = || self.go_mod.as_ref()?.repository();
        let cargo = || self.cargo_toml.as_ref()?.repository();
        go().or_else(cargo)
            .or_else(|| repository::of_git(&self.root))
    }

    /// The version of the Go SDK that it requires, with its `v`.
    pub(crate) fn sdk_version(&self) -> Option<&str> {
        let required = self.go_mod.as_ref()?.required.iter();
        let mut sdk = required.filter(|module| module.path == SDK_MODULE);
        sdk.next().map(|module| module.version.as_str())
    }

    /// Its name, behind `packer-plugin-` in what its code or its folder is called.
    pub(crate) fn name(&self) -> Option<String> {
        let go = || behind_prefix(&self.go_mod.as_ref()?.module);
        let cargo = || behind_prefix(self.cargo_toml.as_ref()?.name.as_deref()?);
        let folder = || {
            let root = normalize(&env::current_dir().ok()?.join(&self.root));
            behind_prefix(root.file_name()?.to_str()?)
        };
        go().or_else(cargo).or_else(folder)
    }
}

/// Whether the code in a folder is called as the plugin of a name is. Its settings, which may be
/// wrong, are not asked.
#[cfg(feature = "cli")]
pub(crate) fn is_source_of(folder: &Path, plugin: &str) -> bool {
    let full = format!("packer-plugin-{plugin}");
    let cargo = read(folder, "Cargo.toml").map(|file| CargoToml::parse(&file));
    let go = read(folder, "go.mod").map(|file| GoMod::parse(&file));
    cargo.is_some_and(|package| package.name.as_deref() == Some(full.as_str()))
        || go.is_some_and(|module| module.module.split('/').any(|part| part == full))
}

/// What the settings say, else the Makefile. What make itself would fill in is not known.
fn named<'a>(
    setting: Option<&'a Located<String>>,
    makefile: impl FnOnce() -> Option<&'a Located<String>>,
) -> Option<&'a str> {
    let plain = |named: &&Located<String>| !named.value.contains('$');
    let named = setting.or_else(|| makefile().filter(plain))?;
    Some(tidy(&named.value))
}

/// The root of the plugin whose pages are in a folder, absolute.
pub(crate) fn root_around(pages: &Path) -> PathBuf {
    let pages = normalize(&env::current_dir().unwrap_or_default().join(pages));
    let parent = pages.parent().unwrap_or(&pages);
    plugin_of(parent).unwrap_or(parent).to_owned()
}

/// A file of the root, if it is there; what is no text in it is not ours to read.
fn read(root: &Path, name: &str) -> Option<Arc<SourceFile>> {
    let path = root.join(name);
    let bytes = fs::read(&path).ok()?;
    Some(SourceFile::new(
        show(&path),
        String::from_utf8_lossy(&bytes),
    ))
}

/// A folder's name as paths are made of it.
pub(crate) fn tidy(folder: &str) -> &str {
    let folder = folder.trim_end_matches('/');
    folder.strip_prefix("./").unwrap_or(folder)
}

fn behind_prefix(text: &str) -> Option<String> {
    let (_, name) = text.rsplit_once("packer-plugin-")?;
    let name = name.split('/').next().filter(|name| !name.is_empty())?;
    Some(name.to_owned())
}
