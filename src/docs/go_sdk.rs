//! The partials of the Go SDK itself, at the version that a plugin's go.mod pins: the texts
//! that its published pages were made with.

use super::Shared;
use super::render::require_folder;
use crate::diagnostics::{Diagnostic, Place, usage};
use crate::files::{Node, read_tree, show};
use crate::project::{Project, SDK_MODULE as SDK};
use crate::read::go::Modules;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where the partials lie in the SDK's module.
const PARTIALS: &str = "cmd/packer-sdc/internal/renderdocs/docs-partials";

impl Shared {
    /// What somebody names as the shared partials of a plugin: a folder; `go`, which is the
    /// SDK of its go.mod; or `builtin`.
    pub fn named(name: &Path, project: &Project) -> Result<Self, Diagnostic> {
        if name == Path::new("builtin") {
            return Ok(Self::BuiltIn);
        }
        if name != Path::new("go") {
            require_folder(name, "folder of shared partials")?;
            return Ok(Self::Folder(name.to_owned()));
        }
        Self::of_go(project)
    }

    /// What the settings name, if they do.
    #[must_use]
    pub fn set(project: &Project) -> Option<Result<Self, Diagnostic>> {
        let named = project.settings().sdk_partials.as_ref()?;
        let named = match named.value.as_str() {
            word @ ("go" | "builtin") => PathBuf::from(word),
            folder => project.root().join(folder),
        };
        Some(Self::named(&named, project))
    }

    /// What stands in where nothing is named: in a plugin that requires the Go SDK its
    /// partials, as its pages were written with them in mind; else those in the binary.
    pub fn usual(project: &Project, pages: &Path, partials: &Path) -> Result<Self, Diagnostic> {
        if project.sdk_version().is_none() {
            return Ok(Self::BuiltIn);
        }
        match Self::of_go(project) {
            Err(wrong) if uses_shared(pages) || uses_shared(partials) => {
                Err(wrong.help("or take the wording that is built in: `--sdk-partials builtin`"))
            }
            found => Ok(found.unwrap_or(Self::BuiltIn)),
        }
    }

    fn of_go(project: &Project) -> Result<Self, Diagnostic> {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        of_plugin(project.root(), &variable).map(Self::Folder)
    }
}

/// Whether anything in a folder includes a partial of the SDK.
fn uses_shared(folder: &Path) -> bool {
    let tree = read_tree(folder).unwrap_or_default();
    tree.values().any(|node| match node {
        Node::File(bytes) => String::from_utf8_lossy(bytes).contains("'packer-plugin-sdk/"),
        Node::Link(_) => false,
    })
}

fn of_plugin(
    plugin: &Path,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, Diagnostic> {
    let path = plugin.join("go.mod");
    if !path.exists() {
        return Err(usage("there is no go.mod that says which SDK is meant")
            .help("`go` in place of a folder is for plugins written in Go"));
    }
    let Some(module) = Modules::read_in(plugin, variable)?.module(SDK) else {
        let message = format!("no version of `{SDK}` is required here");
        return Err(usage(message)
            .at(Place::whole(show(&path)))
            .help(format!("run `go get {SDK}`")));
    };
    let vendored = plugin.join("vendor").join(SDK).join(PARTIALS);
    if vendored.is_dir() {
        return Ok(vendored);
    }
    let Some(folder) = module.folder else {
        return Err(
            usage("there is no Go module cache, as there is no home folder")
                .help("set the environment variable `GOMODCACHE`"),
        );
    };
    let partials = folder.join(PARTIALS);
    if partials.is_dir() {
        return Ok(partials);
    }
    Err(match module.version {
        None => usage(format!("the SDK is not in `{}`", show(&folder)))
            .at(module.place)
            .label("the folder that is meant"),
        Some(version) => usage(format!("the SDK {version} is not in Go's module cache"))
            .at(module.place)
            .label("the version that is meant")
            .help("run `go mod download`, which puts it there"),
    })
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
        match of_plugin(&plugin, &variable) {
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
            "plugin/go.mod:3:1: error[usage]: the SDK v0.6.1 is not in Go's module cache"
        );
        assert_eq!(
            find("module a\n", "elsewhere").unwrap_err(),
            format!("plugin/go.mod: error[usage]: no version of `{SDK}` is required here")
        );
    }
}
