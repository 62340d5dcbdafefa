//! Which files among the docs are pages, and where they are published.

use super::{ComponentType, WebDocs};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::files::{Node, normalize, read_file, show};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The plugin.
    Root,
    /// One of its components.
    Component(ComponentType, String),
}

impl Role {
    /// Its file in the web docs.
    pub(super) fn web_path(&self) -> PathBuf {
        match self {
            Self::Root => "README.md".into(),
            Self::Component(ty, slug) => ["components", ty.name(), slug, "README.md"]
                .iter()
                .collect(),
        }
    }

    pub(super) fn key(&self) -> Option<(ComponentType, String)> {
        match self {
            Self::Root => None,
            Self::Component(ty, slug) => Some((*ty, slug.clone())),
        }
    }
}

/// A page among the docs.
pub(super) struct Source {
    pub(super) role: Role,
    /// Relative to the folder of the docs.
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// All pages that are to be published.
pub(super) fn sources(input: &WebDocs<'_>, findings: &mut Diagnostics) -> Vec<Source> {
    let mut found: BTreeMap<Role, &Path> = BTreeMap::new();
    let mut strange = BTreeSet::new();
    for path in input.pages.keys() {
        let Some(parts) = parts(path) else { continue };
        let role = if input.compat {
            compat_role(&parts)
        } else {
            role(&parts)
        };
        match role {
            Ok(Some(role)) => {
                if let Some(first) = found.insert(role, path) {
                    findings.push(two_sources(input, first, path));
                }
            }
            Ok(None) => {}
            Err(Misplaced::Folder) => {
                if strange.insert(parts[0]) {
                    findings.push(unknown_folder(input, parts[0], path));
                }
            }
            Err(Misplaced::Deep) => findings.push(deep(input, path)),
        }
    }
    if !found.contains_key(&Role::Root) {
        findings.push(no_readme(input));
    }
    let mut sources = Vec::with_capacity(found.len());
    for (role, path) in found {
        match read(input, path) {
            Ok(bytes) => sources.push(Source {
                role,
                path: path.to_owned(),
                bytes,
            }),
            Err(error) => findings.push(error),
        }
    }
    sources
}

/// The names in a path; a path that is not UTF-8 names no page.
fn parts(path: &Path) -> Option<Vec<&str>> {
    path.iter().map(|part| part.to_str()).collect()
}

/// Why a file that looks like a page cannot be one.
enum Misplaced {
    /// Its folder is not that of a type.
    Folder,
    /// It lies deeper than pages do.
    Deep,
}

/// What a file is as a page, if it is one.
fn role(parts: &[&str]) -> Result<Option<Role>, Misplaced> {
    let (folder, file) = match parts {
        ["README.md"] => return Ok(Some(Role::Root)),
        [_] | [] => return Ok(None),
        [folder, .., file] => (folder, file),
    };
    let stem = file.strip_suffix(".mdx").or(file.strip_suffix(".md"));
    // Pages of a folder, not of a component, and hidden files: the site has none of these.
    let is_page = |stem: &&str| !matches!(*stem, "index" | "README") && !stem.starts_with('.');
    let Some(slug) = stem.filter(is_page) else {
        return Ok(None);
    };
    match ComponentType::from_folder(folder) {
        Some(ty) if parts.len() == 2 => Ok(Some(Role::Component(ty, slug.to_owned()))),
        Some(_) => Err(Misplaced::Deep),
        // Markdown that is about the docs, or for the repository's visitors.
        None if !file.contains(".mdx") && ComponentType::meant_by(folder).is_none() => Ok(None),
        None => Err(Misplaced::Folder),
    }
}

/// As the script sees it: a path with a folder, and then `.mdx` somewhere.
fn compat_role(parts: &[&str]) -> Result<Option<Role>, Misplaced> {
    if parts == ["README.md"] {
        return Ok(Some(Role::Root));
    }
    let path = parts.join("/");
    let is_page = parts.len() > 1 && parts[1..].join("/").contains(".mdx");
    if !is_page || is_index(&path) {
        return Ok(None);
    }
    let bare = path.replace(".mdx", "");
    let mut names = bare.split('/');
    let folder = names.next().unwrap_or_default();
    let slug = names.next().unwrap_or_default();
    match ComponentType::from_folder(folder) {
        Some(ty) => Ok(Some(Role::Component(ty, slug.to_owned()))),
        None => Err(Misplaced::Folder),
    }
}

/// The script looks for `index.mdx` anywhere, the dot standing for any sign.
fn is_index(path: &str) -> bool {
    path.match_indices("index").any(|(at, index)| {
        let mut rest = path[at + index.len()..].chars();
        rest.next().is_some() && rest.as_str().starts_with("mdx")
    })
}

fn read(input: &WebDocs<'_>, page: &Path) -> Result<Vec<u8>, Diagnostic> {
    let mut path = page.to_owned();
    // A link within the docs leads to a rendered page, one out of them to a file.
    for _ in 0..16 {
        match input.pages.get(&path) {
            Some(Node::File(bytes)) => return Ok(bytes.clone()),
            Some(Node::Link(to)) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                path = normalize(&folder.join(to));
            }
            None => break,
        }
    }
    let target = input.folder.join(&path);
    read_file(&target).map_err(|error| {
        let message = format!("the page is a link that leads nowhere: {error}");
        Diagnostic::warning("dangling-page", message)
            .at(place(input, page))
            .help(format!(
                "it is left out; it leads to `{}`",
                show(&normalize(&target))
            ))
    })
}

fn place(input: &WebDocs<'_>, path: &Path) -> Place {
    Place::whole(show(&input.folder.join(path)))
}

fn no_readme(input: &WebDocs<'_>) -> Diagnostic {
    let path = show(&input.folder.join("README.md"));
    Diagnostic::error("readme-missing", format!("there is no `{path}`"))
        .at(place(input, Path::new("README.md")))
        .help("it becomes the plugin's page: say there what the plugin is for, and which components it has")
}

fn two_sources(input: &WebDocs<'_>, first: &Path, second: &Path) -> Diagnostic {
    let [first_name, second_name] = [first, second].map(|path| show(&input.folder.join(path)));
    let message = format!("`{first_name}` and `{second_name}` are sources of one page");
    Diagnostic::error("page-twice", message)
        .at(place(input, second))
        .help("remove one of them")
}

fn unknown_folder(input: &WebDocs<'_>, folder: &str, page: &Path) -> Diagnostic {
    let message = format!("`{folder}` is not a folder of a component type");
    let error = Diagnostic::error("docs-folder", message).at(place(input, page));
    if let Some(ty) = ComponentType::meant_by(folder) {
        return error.help(format!("did you mean `{}`?", ty.folder()));
    }
    let folders = ComponentType::ALL.map(|ty| format!("`{}`", ty.folder()));
    error.help(format!("pages lie in {}", folders.join(", ")))
}

fn deep(input: &WebDocs<'_>, page: &Path) -> Diagnostic {
    let message = "the page lies deeper than pages of components do";
    let path = page.iter().next().unwrap_or_default();
    Diagnostic::error("page-deep", message)
        .at(place(input, page))
        .help(format!(
            "move it to `{}`",
            show(
                &input
                    .folder
                    .join(path)
                    .join(page.file_name().unwrap_or_default())
            )
        ))
}
