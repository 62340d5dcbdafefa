//! Where a type's partials lie: in a folder that mirrors the source, so that whoever
//! knows the struct knows the include.

use crate::diagnostics::{Diagnostic, Diagnostics, nearest};
use crate::model::{ConfigStruct, Model};
use crate::settings::Located;
use std::collections::{BTreeMap, BTreeSet};

/// The path of each local type's partials, up to what tells its files apart.
///
/// A file is a folder: the structs of `src/builder/happycloud.rs` are documented in
/// `builder/happycloud/`. A last `config`, `mod`, `lib` or `main` adds nothing, so
/// `src/builder/happycloud/config.rs` is that folder too, and `src/config.rs` the root. A
/// module inside a file is a folder in that one's. Types that would share a path all the
/// same, one of `src/lib.rs` and one of `src/config.rs`, lie in the folder of their module.
#[derive(Debug, Default)]
pub struct Layout {
    stems: BTreeMap<String, String>,
}

impl Layout {
    /// Lays out a model. `named` gives paths of types (or the last parts of them, as far
    /// as only one type ends so) and the paths that their partials shall have instead.
    ///
    /// A path that leaves the folder, and two types of one path, are errors; a name that is
    /// no type of the model's is warned of where one is spelled almost so.
    #[must_use]
    pub fn of(model: &Model, named: &[(Located<String>, Located<String>)]) -> (Self, Diagnostics) {
        let mut findings = Diagnostics::new();
        let local: Vec<&ConfigStruct> = model.types.iter().filter(|ty| ty.local).collect();
        let mut stems: BTreeMap<String, String> = BTreeMap::new();
        for (name, stem) in named {
            match find(&local, &name.value) {
                Some(ty) if is_inside(&stem.value) => {
                    stems.insert(ty.path.clone(), stem.value.clone());
                }
                Some(_) => {
                    let message = format!("`{}` is no path in the partials folder", stem.value);
                    let wrong = Diagnostic::error("settings", message).at(stem.place.clone());
                    findings.push(wrong.help("give one such as `builder/happycloud/Config`"));
                }
                // Only some types may have been asked for: one that is none of them is
                // wrong only where a similar one is.
                None => {
                    let known = local.iter().map(|ty| ty.path.as_str());
                    if let Some(near) = nearest(&name.value, known) {
                        let message = format!("no type named `{}` is read", name.value);
                        let wrong = Diagnostic::warning("settings", message);
                        let help = format!("did you mean `{near}`?");
                        findings.push(wrong.at(name.place.clone()).help(help));
                    }
                }
            }
        }
        let mirrored = local.iter().map(|ty| mirror(ty).to_lowercase());
        let mut seen = BTreeSet::new();
        let shared: BTreeSet<String> = mirrored.filter(|stem| !seen.insert(stem.clone())).collect();
        for ty in &local {
            let stem = mirror(ty);
            let stem = if shared.contains(&stem.to_lowercase()) {
                file_name(&ty.path.replace("::", "/"))
            } else {
                stem
            };
            stems.entry(ty.path.clone()).or_insert(stem);
        }
        findings.extend(collisions(&local, &stems));
        (Self { stems }, findings)
    }

    /// The path of a type's partials, `builder/happycloud/Config`, without what follows
    /// the name.
    #[must_use]
    pub fn stem(&self, path: &str) -> Option<&str> {
        self.stems.get(path).map(String::as_str)
    }
}

fn find<'a>(types: &[&'a ConfigStruct], name: &str) -> Option<&'a ConfigStruct> {
    let suffix = format!("::{name}");
    let mut ends = types.iter().filter(|ty| ty.path.ends_with(&suffix));
    types
        .iter()
        .find(|ty| ty.path == name)
        .or_else(|| ends.next().filter(|_| ends.next().is_none()))
        .copied()
}

fn is_inside(stem: &str) -> bool {
    let mut parts = stem.split('/');
    !stem.contains(['\\', ':']) && parts.all(|part| !matches!(part, "" | "." | ".."))
}

fn mirror(ty: &ConfigStruct) -> String {
    let file = ty.file.strip_prefix("src/").unwrap_or(&ty.file);
    let module = file.strip_suffix(".rs").unwrap_or(file);
    let mut parts: Vec<&str> = module.split('/').filter(|part| *part != "..").collect();
    parts.pop_if(|last| matches!(*last, "config" | "mod" | "lib" | "main"));
    let name = file_name(&ty.name);
    parts.extend(inline_modules(ty));
    parts.push(&name);
    parts.join("/")
}

/// The modules between a type and the file that it stands in.
fn inline_modules(ty: &ConfigStruct) -> impl Iterator<Item = &str> {
    let inner = ty.path.strip_suffix(&ty.name).unwrap_or_default();
    let inner = inner.strip_prefix(&ty.file_module).unwrap_or_default();
    inner.split("::").filter(|module| !module.is_empty())
}

/// A name that every file system takes: `Pair<String>` is `Pair-String`.
fn file_name(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-/".contains(c);
    let words = name.split(|c| !plain(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Two types of one path would overwrite each other; some file systems do not tell
/// letters by their case.
fn collisions(types: &[&ConfigStruct], stems: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, &ConfigStruct> = BTreeMap::new();
    let mut findings = Vec::new();
    for ty in types {
        let Some(stem) = stems.get(&ty.path) else {
            continue;
        };
        if let Some(other) = first.insert(stem.to_lowercase(), ty) {
            let message = format!(
                "`{}` and `{}` would both be documented in `{stem}*.mdx`",
                other.path, ty.path
            );
            findings.push(
                Diagnostic::error("same-partial", message)
                    .at(ty.place.clone())
                    .related("the other one", other.place.clone())
                    .help("give one another path in `[package.metadata.sdc.partial-paths]`")
                    .help(format!(
                        "\"{}\" = \"some/other/{}\"",
                        ty.path,
                        file_name(&ty.name)
                    )),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::partials::tests::config_struct;

    fn stems(types: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let types = types.iter().map(|(path, file)| config_struct(path, file));
        let model = Model {
            types: types.collect(),
        };
        let (layout, findings) = Layout::of(&model, &[]);
        if !findings.is_empty() {
            return Err(findings.to_string());
        }
        Ok(model
            .types
            .iter()
            .filter_map(|ty| layout.stem(&ty.path))
            .map(str::to_owned)
            .collect())
    }

    #[test]
    fn folders_mirror_the_source() {
        let types = [
            ("Config", "src/lib.rs"),
            ("config::Other", "src/config.rs"),
            ("builder::happycloud::Config", "src/builder/happycloud.rs"),
            (
                "builder::cloud::config::Config",
                "src/builder/cloud/config.rs",
            ),
            ("builder::Pair<String>", "src/builder/mod.rs"),
            ("inline::Config", "src/lib.rs"),
        ];
        assert_eq!(
            stems(&types).unwrap(),
            [
                "Config",
                "Other",
                "builder/happycloud/Config",
                "builder/cloud/Config",
                "builder/Pair-String",
                "inline/Config"
            ]
        );
    }

    #[test]
    fn types_of_one_path_lie_by_module() {
        let types = [
            ("Config", "src/lib.rs"),
            ("config::Config", "src/config.rs"),
        ];
        assert_eq!(stems(&types).unwrap(), ["Config", "config/Config"]);
        let wrong = stems(&[("Disk", "src/lib.rs"), ("DISK", "src/lib.rs")]).unwrap_err();
        assert!(wrong.contains("would both be documented"), "{wrong}");
    }
}
