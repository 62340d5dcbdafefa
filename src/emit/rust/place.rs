//! Generated files put in their places, and none left behind whose struct is gone.

use super::{RustFile, generated_from, rust_file_name};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use crate::files::{Plan, show};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

const SUFFIX: &str = ".hcl2spec.rs";

/// Which generated files a run answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the package: one that the run does not make is stale.
    Package,
    /// Those of the types that were asked for: another is stale where its source, or all
    /// that it describes, is gone.
    Types,
}

/// What to do about a file whose struct is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Say so, as a finding of this severity.
    Report(Severity),
    /// Remove it.
    Prune,
}

/// Plans to write these files to the package in `root`, and to do away with stale ones.
///
/// # Errors
///
/// What cannot be read; a file of a source outside of the package.
pub fn place_rust(
    files: &[RustFile],
    root: &Path,
    scope: Scope,
    stale: Stale,
    plan: &mut Plan,
) -> Diagnostics {
    let mut findings = Diagnostics::new();
    for file in files {
        if !root.join(&file.source).is_file() {
            findings.push(outside(file, root));
            continue;
        }
        if let Err(wrong) = plan.write(root, &file.path, file.text.as_bytes()) {
            findings.push(wrong);
        }
        findings.extend((!file.included).then(|| not_included(file, root)));
    }
    let made: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for relative in generated_files(root) {
        if made.contains(show(&relative).as_str()) {
            continue;
        }
        let path = root.join(&relative);
        // The file of another package's source, as one in test data is, is not ours.
        if let Some((source, text)) = generated(&path)
            && show(&relative) == rust_file_name(&source)
            && (scope == Scope::Package || all_gone(&root.join(&source), &text))
        {
            match stale {
                Stale::Report(severity) => findings.push(stale_finding(severity, &path, &source)),
                Stale::Prune => findings.extend(plan.remove(root, &relative).err()),
            }
        }
    }
    findings
}

/// The types that the present generated files of these sources describe besides those
/// in `files`, and that are still there: a run for some types keeps the others.
#[must_use]
pub fn other_types(files: &[RustFile], root: &Path) -> Vec<String> {
    let mut others = Vec::new();
    for file in files {
        let Some((_, text)) = generated(&root.join(&file.path)) else {
            continue;
        };
        let source = std::fs::read_to_string(root.join(&file.source)).unwrap_or_default();
        let others_here = types(&text)
            .filter(|path| !file.types.iter().any(|made| made == path) && defines(&source, path));
        others.extend(others_here.map(str::to_owned));
    }
    others
}

fn stale_finding(severity: Severity, path: &Path, source: &str) -> Diagnostic {
    let path = show(path);
    let message = format!("`{path}` is stale: `{source}` has no struct for it");
    Diagnostic::new(severity, "stale-spec", message)
        .at(Place::whole(path))
        .help("remove it with `--prune`, and the `include!` that brings it in")
}

/// A source that a `#[path]` has brought in from elsewhere: what is made of it would lie there.
fn outside(file: &RustFile, root: &Path) -> Diagnostic {
    let message = format!("`{}` lies outside of `{}`", file.source, show(root));
    Diagnostic::error("outside", message)
        .at(Place::whole(file.source.clone()))
        .help("nothing was written; move it into the package")
}

fn not_included(file: &RustFile, root: &Path) -> Diagnostic {
    let source = show(&root.join(&file.source));
    let message = format!("`{source}` does not bring in its specs");
    Diagnostic::warning("not-included", message)
        .at(Place::whole(source))
        .help(format!("add this line at its end: {}", file.include))
}

/// The files in a package that bear the name of generated ones, relative to it. Folders of other packages,
/// of build output and hidden ones are passed over.
fn generated_files(root: &Path) -> impl Iterator<Item = PathBuf> {
    let enter = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !entry.file_type().is_dir()
            || !(name.starts_with('.')
                || name == "target"
                || entry.path().join("Cargo.toml").exists())
    };
    let start = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    WalkDir::new(start)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(enter)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(SUFFIX))
        .filter_map(move |entry| entry.path().strip_prefix(start).ok().map(Path::to_owned))
}

/// The source and text of a file that was generated.
fn generated(path: &Path) -> Option<(String, String)> {
    let text = std::fs::read_to_string(path).ok()?;
    let source = generated_from(&text)?.to_owned();
    Some((source, text))
}

/// The paths of the types that a generated file describes.
fn types(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (library, path) = line.split_once("::Hcl2Spec for crate::")?;
        library.strip_prefix("impl ::")?;
        path.strip_suffix(" {")
    })
}

fn all_gone(source: &Path, generated: &str) -> bool {
    let text = std::fs::read_to_string(source).unwrap_or_default();
    !types(generated).any(|path| defines(&text, path))
}

/// Whether a source has a struct or enum of that name, going by its words.
fn defines(source: &str, path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path);
    let mut words = source.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#'));
    let mut before = "";
    words.any(|word| {
        let found = word == name && matches!(before, "struct" | "enum");
        if !word.is_empty() {
            before = word;
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_defined_by_its_words() {
        let source = "pub struct Config<T> {}\nenum\n  r#Mode {}\nimpl Other {}";
        assert!(defines(source, "builder::Config"));
        assert!(defines(source, "r#Mode"));
        assert!(!defines(source, "Other"));
    }

    #[test]
    fn the_types_of_a_generated_file_are_found_again() {
        let text = "impl ::packer_plugin::hcldec::Hcl2Spec for crate::a::B {\n    x\n}\n";
        assert_eq!(types(text).collect::<Vec<_>>(), ["a::B"]);
    }
}
