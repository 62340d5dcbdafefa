//! The packages that a plugin's types lead to. A folder is listed when a path enters it, a
//! file is read when a name is looked for, and parsed when it may hold the name: the source
//! of a cloud's whole SDK costs no more than the one type that is used of it.

use super::builtin;
use super::constraint::{Built, Target};
use super::guess::guess;
use super::modules::{Absent, Found, Modules};
use super::parse::{self, parse};
use super::syntax::{Constants, File, TypeDecl};
use super::types::Ty;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::files::{read_source, show};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::{env, fs};

/// Which package, of those that have been met.
pub(crate) type PackageId = usize;

/// All packages that have been met.
#[derive(Debug)]
pub(crate) struct Packages {
    pub(super) modules: Modules,
    pub(super) target: Target,
    all: Vec<Package>,
    by_path: HashMap<String, PackageId>,
    by_folder: HashMap<PathBuf, PackageId>,
    here: PathBuf,
    /// What settings say that types are, by path and name.
    pub(super) given: HashMap<String, Ty>,
    pub(super) findings: Diagnostics,
}

/// A package.
#[derive(Debug)]
pub(crate) struct Package {
    /// The path that imports it.
    pub(crate) path: String,
    /// The name that it has in source.
    pub(crate) name: String,
    /// What keeps it from being read.
    pub(super) absent: Option<Absent>,
    files: Vec<Slot>,
    types: HashMap<String, Option<Rc<Decl>>>,
}

/// A file of a package, which is read when it is needed.
#[derive(Debug)]
struct Slot {
    path: PathBuf,
    built: Built,
    text: Option<Arc<SourceFile>>,
    parsed: Option<Rc<File>>,
}

/// A type where it is declared.
#[derive(Debug)]
pub(crate) struct Decl {
    pub(crate) package: PackageId,
    pub(crate) file: Rc<File>,
    index: usize,
    pub(super) built: Built,
}

impl Decl {
    /// Its declaration.
    pub(crate) fn get(&self) -> &TypeDecl {
        &self.file.types[self.index]
    }

    pub(crate) fn name(&self) -> &str {
        self.file.text(self.get().name)
    }

    pub(crate) fn place(&self) -> Place {
        self.file.place(self.get().name)
    }
}

impl Packages {
    pub(crate) fn new(modules: Modules, target: Target) -> Self {
        Self {
            modules,
            target,
            all: Vec::new(),
            by_path: HashMap::new(),
            by_folder: HashMap::new(),
            here: env::current_dir().unwrap_or_default(),
            given: HashMap::new(),
            findings: Diagnostics::new(),
        }
    }

    /// What was found wrong with files since this was last asked.
    pub(crate) fn take_findings(&mut self) -> Diagnostics {
        std::mem::take(&mut self.findings)
    }

    pub(crate) fn get(&self, id: PackageId) -> &Package {
        &self.all[id]
    }

    /// Whether a package is of another module, and read from its source.
    pub(super) fn is_foreign(&self, id: PackageId) -> bool {
        let package = &self.all[id];
        let rest = package.path.strip_prefix(self.modules.path.as_str());
        let own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let mut files = package.files.iter();
        !own && files.any(|slot| slot.path != Path::new(""))
    }

    /// Files that were read or looked for, and the folders they lie in.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        let manifests = self.modules.files.iter().map(PathBuf::as_path);
        let files = self.all.iter().flat_map(|package| &package.files);
        manifests.chain(files.map(|slot| slot.path.as_path()))
    }

    /// The package that a path imports.
    pub(crate) fn import(&mut self, path: &str) -> PackageId {
        if let Some(known) = self.by_path.get(path) {
            return *known;
        }
        let id = match self.modules.find(path) {
            Found::Folder(folder) => self.enter(path, &folder),
            Found::Standard => match builtin::standard(path) {
                Some(source) => self.built_in(path, source),
                None => self.absent(path, Absent::default()),
            },
            Found::Absent(absent) => {
                let version = |module: &str| self.modules.version(module).map(str::to_owned);
                match builtin::sdk(path, &version) {
                    Some(source) => self.built_in(path, source),
                    None => self.absent(path, absent),
                }
            }
        };
        self.by_path.insert(path.to_owned(), id);
        id
    }

    /// The package in a folder of the plugin.
    pub(crate) fn in_folder(&mut self, folder: &Path) -> PackageId {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let root = real(&self.modules.root);
        let inside = real(folder);
        let path = match inside.strip_prefix(root) {
            Ok(rest) if rest.as_os_str().is_empty() => self.modules.path.clone(),
            Ok(rest) => format!("{}/{}", self.modules.path, show(rest)),
            Err(_) => show(folder),
        };
        let id = self.enter(&path, folder);
        self.by_path.insert(path, id);
        id
    }

    /// Lists the files of a folder.
    fn enter(&mut self, path: &str, folder: &Path) -> PackageId {
        let key = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if let Some(known) = self.by_folder.get(&key) {
            return *known;
        }
        let entries = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok);
        let mut paths: Vec<PathBuf> = entries
            .filter(|entry| {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                name.ends_with(".go")
                    && !name.ends_with("_test.go")
                    && !name.starts_with(['_', '.'])
            })
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        let slots = paths.into_iter().map(|path| Slot {
            path: path.strip_prefix(".").unwrap_or(&path).to_owned(),
            built: Built::Always,
            text: None,
            parsed: None,
        });
        let id = self.add(path, slots.collect());
        self.by_folder.insert(key, id);
        let name = self.first_name(id);
        self.all[id].name = name.unwrap_or_else(|| guess(path).to_owned());
        id
    }

    fn built_in(&mut self, path: &str, source: Arc<SourceFile>) -> PackageId {
        let name = parse::package_name(&source).unwrap_or_default().to_owned();
        let slot = Slot {
            path: PathBuf::new(),
            built: Built::Always,
            text: Some(source),
            parsed: None,
        };
        let id = self.add(path, vec![slot]);
        self.all[id].name = name;
        id
    }

    fn absent(&mut self, path: &str, absent: Absent) -> PackageId {
        let id = self.add(path, Vec::new());
        guess(path).clone_into(&mut self.all[id].name);
        self.all[id].absent = Some(absent);
        id
    }

    fn add(&mut self, path: &str, files: Vec<Slot>) -> PackageId {
        self.all.push(Package {
            path: path.to_owned(),
            name: String::new(),
            absent: None,
            files,
            types: HashMap::new(),
        });
        self.all.len() - 1
    }

    /// The name in the package clause of the first file that is built.
    fn first_name(&mut self, id: PackageId) -> Option<String> {
        for nth in 0..self.all[id].files.len() {
            let Some(text) = self.text(id, nth) else {
                continue;
            };
            if self.all[id].files[nth].built == Built::Elsewhere {
                continue;
            }
            match parse::package_name(&text) {
                None | Some("documentation") => {}
                Some(name) => return Some(name.to_owned()),
            }
        }
        None
    }

    /// Names of packages that stand beside the package's own in its folder, each with the
    /// file that says so.
    pub(crate) fn other_names(&mut self, id: PackageId) -> Vec<(String, Place)> {
        let mut others = Vec::new();
        for nth in 0..self.all[id].files.len() {
            let Some(file) = self.parsed(id, nth) else {
                continue;
            };
            let name = file.text(file.package);
            let built = self.all[id].files[nth].built != Built::Elsewhere;
            if built && !name.is_empty() && name != self.all[id].name && name != "documentation" {
                others.push((name.to_owned(), file.place(file.package)));
            }
        }
        others
    }

    /// The text of a file, read when it is first asked for.
    fn text(&mut self, id: PackageId, nth: usize) -> Option<Arc<SourceFile>> {
        let slot = &mut self.all[id].files[nth];
        if slot.text.is_none() && slot.built != Built::Elsewhere {
            let shown = slot.path.strip_prefix(&self.here).unwrap_or(&slot.path);
            match read_source(shown) {
                Ok(text) => {
                    let name = slot.path.file_name().unwrap_or_default().to_string_lossy();
                    slot.built = self.target.built(&name, text.text());
                    slot.text = Some(text);
                }
                Err(wrong) => {
                    slot.built = Built::Elsewhere;
                    self.findings.push(wrong);
                }
            }
        }
        slot.text.clone()
    }

    fn parsed(&mut self, id: PackageId, nth: usize) -> Option<Rc<File>> {
        let text = self.text(id, nth)?;
        let slot = &mut self.all[id].files[nth];
        if slot.parsed.is_none() {
            let (file, findings) = parse(&text);
            if slot.built != Built::Elsewhere {
                self.findings.extend(findings);
            }
            slot.parsed = Some(Rc::new(file));
        }
        slot.parsed.clone()
    }

    /// The file of a package that lies at a path.
    pub(crate) fn file(&mut self, id: PackageId, path: &Path) -> Option<Rc<File>> {
        let name = path.file_name();
        let nth = self.all[id]
            .files
            .iter()
            .position(|slot| slot.path.file_name() == name)?;
        self.parsed(id, nth)
    }

    /// A type of a package. Of several files that declare it those count that are built.
    pub(crate) fn find(&mut self, id: PackageId, name: &str) -> Option<Rc<Decl>> {
        if let Some(known) = self.all[id].types.get(name) {
            return known.clone();
        }
        let mut found = None;
        for nth in 0..self.all[id].files.len() {
            let there = self
                .text(id, nth)
                .is_some_and(|text| text.text().contains(name));
            if !there || self.all[id].files[nth].built == Built::Elsewhere {
                continue;
            }
            found = self.declared(id, nth, name);
            if found.is_some() {
                break;
            }
        }
        self.all[id].types.insert(name.to_owned(), found.clone());
        found
    }

    fn declared(&mut self, id: PackageId, nth: usize, name: &str) -> Option<Rc<Decl>> {
        let file = self.parsed(id, nth)?;
        if file.text(file.package) != self.all[id].name {
            return None;
        }
        let index = file
            .types
            .iter()
            .position(|decl| file.text(decl.name) == name)?;
        Some(Rc::new(Decl {
            package: id,
            file,
            index,
            built: self.all[id].files[nth].built,
        }))
    }

    /// Where a type is declared for other platforms than the target.
    pub(super) fn find_elsewhere(&mut self, id: PackageId, name: &str) -> Option<Place> {
        (0..self.all[id].files.len()).find_map(|nth| {
            let built = self.all[id].files[nth].built;
            let decl = (built == Built::Elsewhere).then(|| self.declared(id, nth, name))??;
            Some(decl.place())
        })
    }

    /// The line that declares a constant, and which of its names it is.
    pub(super) fn constant(
        &mut self,
        id: PackageId,
        name: &str,
    ) -> Option<(Rc<File>, usize, usize)> {
        for nth in 0..self.all[id].files.len() {
            let there = self
                .text(id, nth)
                .is_some_and(|text| text.text().contains(name));
            if !there || self.all[id].files[nth].built == Built::Elsewhere {
                continue;
            }
            let file = self.parsed(id, nth)?;
            let is_it = |line: &Constants| line.names.iter().position(|n| file.text(*n) == name);
            let mut lines = file.constants.iter().enumerate();
            let found = lines.find_map(|(at, line)| Some((at, is_it(line)?)));
            if let Some((line, which)) = found {
                return Some((Rc::clone(&file), line, which));
            }
        }
        None
    }

    /// The names of the types of a package, of structs alone where they are asked for.
    pub(crate) fn names(&mut self, id: PackageId) -> Vec<String> {
        let files = 0..self.all[id].files.len();
        let files: Vec<_> = files.filter_map(|nth| self.parsed(id, nth)).collect();
        let names = files.iter().flat_map(|file| {
            file.types
                .iter()
                .map(|decl| file.text(decl.name).to_owned())
        });
        names.collect()
    }

    /// That a package cannot be read, at the place that needs it.
    pub(super) fn explain_absent(&self, id: PackageId, finding: Diagnostic) -> Diagnostic {
        let package = &self.all[id];
        match &package.absent {
            Some(absent) => absent.explain(&package.path, finding),
            None => finding,
        }
    }
}
