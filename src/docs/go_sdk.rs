//! The partials of the Go SDK itself, in the module cache, at the version that a plugin's
//! go.mod pins: the texts that its published pages were made with.

use super::Shared;
use super::partials::plugin_folder;
use super::render::require_folder;
use crate::diagnostics::{Diagnostic, Place, SourceFile, usage};
use crate::files::{read_source, show};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SDK: &str = "github.com/hashicorp/packer-plugin-sdk";

/// Where the partials lie in the SDK's module.
const PARTIALS: &str = "cmd/packer-sdc/internal/renderdocs/docs-partials";

impl Shared {
    /// What somebody names as the shared partials of the plugin whose pages are in
    /// `pages`: a folder, or `go`, which is the SDK of its go.mod.
    pub fn named(name: &Path, pages: &Path) -> Result<Self, Diagnostic> {
        if name != Path::new("go") {
            require_folder(name, "folder of shared partials")?;
            return Ok(Self::Folder(name.to_owned()));
        }
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let plugin = plugin_folder(pages);
        // Messages name what lies here as the user does.
        let here = env::current_dir().unwrap_or_default();
        let plugin = plugin.strip_prefix(here).unwrap_or(&plugin);
        in_module_cache(plugin, &variable).map(Self::Folder)
    }
}

fn in_module_cache(
    plugin: &Path,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, Diagnostic> {
    let path = plugin.join("go.mod");
    if !path.exists() {
        return Err(usage("there is no go.mod that says which SDK is meant")
            .help("`go` in place of a folder is for plugins written in Go"));
    }
    let file = read_source(&path)?;
    let Some(module) = module(&file) else {
        let message = format!("no version of `{SDK}` is required here");
        return Err(usage(message)
            .at(Place::whole(file.name()))
            .help(format!("run `go get {SDK}`")));
    };
    let folder = match &module.version {
        None => plugin.join(&module.path),
        Some(version) => {
            let cache = cache(variable).ok_or_else(|| {
                usage("there is no Go module cache, as there is no home folder")
                    .help("set the environment variable `GOMODCACHE`")
            })?;
            cache.join(format!("{}@{}", escape(&module.path), escape(version)))
        }
    };
    let partials = folder.join(PARTIALS);
    if partials.is_dir() {
        return Ok(partials);
    }
    let message = format!("the SDK is not in `{}`", show(&folder));
    let wrong = usage(message)
        .at(module.place)
        .label("the version that is meant");
    Err(match module.version {
        None => wrong,
        Some(_) => wrong.help("run `go mod download`, which puts it there"),
    })
}

/// A module as a go.mod names it.
#[derive(Debug)]
struct Module {
    /// Its path; where there is no version, a folder.
    path: String,
    version: Option<String>,
    place: Place,
}

/// The SDK that is required, or what replaces it.
fn module(file: &Arc<SourceFile>) -> Option<Module> {
    let mut required = None;
    let mut replaced = None;
    let mut directive = "";
    let mut start = 0;
    for line in file.text().split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default();
        let place = Place::new(file, start..start + code.trim_end().len());
        start += line.len();
        let mut words: Vec<&str> = code.split_whitespace().collect();
        match words.first() {
            Some(&")") => directive = "",
            Some(first @ (&"require" | &"replace" | &"exclude" | &"retract")) => {
                let first = *first;
                words.remove(0);
                if words == ["("] {
                    directive = first;
                    continue;
                }
                read(first, &words, place, &mut required, &mut replaced);
            }
            _ => read(directive, &words, place, &mut required, &mut replaced),
        }
    }
    let required: Module = required?;
    let replaced = replaced
        .filter(|(only, _): &(Option<String>, Module)| only.is_none() || *only == required.version);
    Some(replaced.map_or(required, |(_, module)| module))
}

/// Reads what follows a directive, if it is about the SDK.
fn read(
    directive: &str,
    words: &[&str],
    place: Place,
    required: &mut Option<Module>,
    replaced: &mut Option<(Option<String>, Module)>,
) {
    let words: Vec<&str> = words
        .iter()
        .map(|word| word.trim_matches(['"', '`']))
        .collect();
    let new = |path: &str, version: Option<&&str>| Module {
        path: path.to_owned(),
        version: version.map(ToString::to_string),
        place,
    };
    match (directive, words.as_slice()) {
        ("require", [SDK, version]) => *required = Some(new(SDK, Some(version))),
        ("replace", [SDK, "=>", path, rest @ ..]) => {
            *replaced = Some((None, new(path, rest.first())));
        }
        ("replace", [SDK, version, "=>", path, rest @ ..]) => {
            *replaced = Some((Some((*version).to_owned()), new(path, rest.first())));
        }
        _ => {}
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn find(go_mod: &str, folder: &str) -> Result<String, String> {
        let root = tempfile::tempdir().unwrap();
        let plugin = root.path().join("plugin");
        fs::create_dir_all(&plugin).unwrap();
        fs::create_dir_all(root.path().join(folder).join(PARTIALS)).unwrap();
        fs::write(plugin.join("go.mod"), go_mod).unwrap();
        let home = root.path().as_os_str().to_owned();
        let variable = |name: &str| (name == "HOME").then(|| home.clone());
        let prefix = format!("{}/", show(root.path()));
        match in_module_cache(&plugin, &variable) {
            Ok(found) => Ok(show(&found).replace(&prefix, "")),
            Err(wrong) => Err(wrong.to_string().replace(&prefix, "")),
        }
    }

    #[test]
    fn the_version_is_the_one_that_go_mod_pins() {
        let at = |folder: &str| Ok(format!("{folder}/{PARTIALS}"));
        let sdk = "go/pkg/mod/github.com/hashicorp/packer-plugin-sdk@v0.6.1";
        let block = "module a\nrequire (\n\tb v1.0.0\n\tgithub.com/hashicorp/packer-plugin-sdk v0.6.1 // why\n)\n";
        assert_eq!(find(block, sdk), at(sdk));
        let line = "require github.com/hashicorp/packer-plugin-sdk v0.6.1\n";
        assert_eq!(find(line, sdk), at(sdk));
        let fork = "go/pkg/mod/github.com/!me/sdk@v1.0.0-!r!c";
        let replaced = format!("{line}replace {SDK} => github.com/Me/sdk v1.0.0-RC\n");
        assert_eq!(find(&replaced, fork), at(fork));
        let local = format!("{line}replace {SDK} v0.6.1 => ../sdk\n");
        assert_eq!(find(&local, "sdk"), at("plugin/../sdk"));
        let other = format!("{line}replace {SDK} v0.5.0 => ../sdk\n");
        assert_eq!(find(&other, sdk), at(sdk));
    }

    #[test]
    fn what_is_not_there_is_said_with_the_way_to_it() {
        assert_eq!(
            find(&format!("module a\n\nrequire {SDK} v0.6.1\n"), "elsewhere").unwrap_err(),
            "plugin/go.mod:3:1: error[usage]: the SDK is not in \
             `go/pkg/mod/github.com/hashicorp/packer-plugin-sdk@v0.6.1`"
        );
        assert_eq!(
            find("module a\n", "elsewhere").unwrap_err(),
            format!("plugin/go.mod: error[usage]: no version of `{SDK}` is required here")
        );
    }
}
