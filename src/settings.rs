//! What a plugin says about itself to this tool, once, for every command:
//! `[package.metadata.sdc]` in its Cargo.toml, or the same keys in an `sdc.toml`.
//!
//! | key | meaning | when it is missing |
//! |---|---|---|
//! | `org` | the publisher's name in links | that of `identifier` in metadata.hcl |
//! | `docs` | the folder of pages | `docs` |
//! | `partials` | the folder of partials | `docs-partials`, or `partials` where only that exists |
//! | `rendered` | where to keep the rendered pages | they are not kept |
//! | `web-docs` | the folder that is published | `.web-docs` |
//! | `sdk-partials` | a folder in place of the built-in shared partials, or `go` | the built-in ones |
//! | `include-from` | folders outside of the plugin that includes may lead to, also through a symbolic link | none |
//! | `templates` | a folder of templates that stand in for the built-in ones | `templates`, where it exists |
//! | `structs` | the types to generate for, by name or path | all that are not only a part of another |
//! | `format` | the form of spec that `gen-spec` writes; `generate` writes specs where it is `rust` | `rust` |
//! | `target` | `packer` or `hcl`: what a spec may hold | `packer` |
//! | `goos`, `goarch` | the platform that Go source is read for | this machine's |
//! | `rust-target` | the target triple that Rust source is read for | this machine's |
//! | `[….types]` | HCL types by Rust type or field: `"size::Bytes" = "string"` | as the source says |
//! | `[….partial-paths]` | where the partials of a type lie: `"ssh::Ssh" = "communicator/SSH"` | in a path that mirrors its source |
//! | `[….check]` | `allow` and `deny`: lists of codes of findings | every finding as it is |
//! | `[….check.files]` | codes to allow by file: `"docs/README.md" = ["link-anchor"]` | none |

mod choice;
mod table;

pub use crate::diagnostics::Located;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::files::read_source;
pub use choice::{Choice, choice};
use std::path::Path;
use std::sync::Arc;
use table::Section;

/// The settings of a plugin. All of them may be missing; what stands in then is up to
/// the command, and listed in the [module's table](self).
///
/// ```
/// use packer_sdc::diagnostics::SourceFile;
/// use packer_sdc::settings::Settings;
///
/// let manifest = SourceFile::new(
///     "Cargo.toml",
///     "[package.metadata.sdc]\norg = 'acme'\nstructs = ['builder::Config']\n",
/// );
/// let settings = Settings::of_manifest(&manifest)?;
/// assert_eq!(settings.org.unwrap().value, "acme");
/// assert_eq!(settings.structs[0].place.to_string(), "Cargo.toml:3:12");
/// # Ok::<(), packer_sdc::diagnostics::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `org`: the publisher's name in links.
    pub org: Option<Located<String>>,
    /// `docs`: the folder of pages.
    pub docs: Option<Located<String>>,
    /// `partials`: the folder of partials.
    pub partials: Option<Located<String>>,
    /// `rendered`: where to keep the rendered pages.
    pub rendered: Option<Located<String>>,
    /// `web-docs`: the folder that is published.
    pub web_docs: Option<Located<String>>,
    /// `sdk-partials`: a folder in place of the built-in shared partials, or `go`.
    pub sdk_partials: Option<Located<String>>,
    /// `include-from`: folders outside of the plugin that includes may lead to.
    pub include_from: Vec<Located<String>>,
    /// `templates`: a folder of templates that stand in for the built-in ones.
    pub templates: Option<Located<String>>,
    /// `structs`: the types to generate for.
    pub structs: Vec<Located<String>>,
    /// `format`: the form of spec that `gen-spec` writes.
    pub format: Option<Located<String>>,
    /// `target`: what a spec may hold.
    pub target: Option<Located<String>>,
    /// `types`: the path of a Rust type or field, and the HCL type that it shall have.
    pub types: Vec<(Located<String>, Located<String>)>,
    /// `partial-paths`: the path of a type, and that of its partials up to what tells its
    /// files apart.
    pub partial_paths: Vec<(Located<String>, Located<String>)>,
    /// `goos`: the system that Go source is read for.
    pub goos: Option<Located<String>>,
    /// `goarch`: the processor that Go source is read for.
    pub goarch: Option<Located<String>>,
    /// `rust-target`: the platform that Rust source is read for.
    pub rust_target: Option<Located<String>>,
    /// `check`: which findings count.
    pub check: CheckSettings,
}

/// `[package.metadata.sdc.check]`: which findings count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckSettings {
    /// `allow`: codes of findings that are not shown.
    pub allow: Vec<Located<String>>,
    /// `deny`: codes of findings, or `warnings`, that are errors.
    pub deny: Vec<Located<String>>,
    /// `files`: codes of findings that are not shown for one file.
    pub files: Vec<(Located<String>, Vec<Located<String>>)>,
}

impl Settings {
    /// Reads the settings of the plugin in a folder. One without any, and a folder
    /// without a manifest, has the default ones.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or parsed; every unknown key, with the nearest known
    /// one, and every value of the wrong kind; settings in both files.
    pub fn read(plugin: &Path) -> Result<Self, Diagnostics> {
        let manifest = read_if_there(&plugin.join("Cargo.toml"))?;
        Self::of(plugin, manifest.as_ref())
    }

    /// The same for who has read the Cargo.toml.
    pub(crate) fn of(
        plugin: &Path,
        manifest: Option<&Arc<SourceFile>>,
    ) -> Result<Self, Diagnostics> {
        let own = read_if_there(&plugin.join("sdc.toml"))?;
        match (manifest, own) {
            (None, None) => Ok(Self::default()),
            (Some(manifest), None) => Self::of_manifest(manifest),
            (None, Some(own)) => Self::of_own_file(&own),
            (Some(manifest), Some(own)) => {
                if let Some(place) = table::place_of(manifest, &MANIFEST_TABLE)? {
                    let message = "the settings of `sdc` stand in two places";
                    return Err(Diagnostic::error("settings", message)
                        .at(place)
                        .related("and here", Place::whole(own.name()))
                        .help("keep them in one: `sdc.toml` or `[package.metadata.sdc]`")
                        .into());
                }
                Self::of_own_file(&own)
            }
        }
    }

    /// Reads `[package.metadata.sdc]` of a Cargo.toml.
    ///
    /// # Errors
    ///
    /// As [`Settings::read`].
    pub fn of_manifest(file: &Arc<SourceFile>) -> Result<Self, Diagnostics> {
        table::read(file, &MANIFEST_TABLE, Self::of_section)
    }

    /// Reads an sdc.toml.
    fn of_own_file(file: &Arc<SourceFile>) -> Result<Self, Diagnostics> {
        table::read(file, &[], Self::of_section)
    }

    fn of_section(section: &mut Section<'_>) -> Self {
        Self {
            org: section.string("org"),
            docs: section.string("docs"),
            partials: section.string("partials"),
            rendered: section.string("rendered"),
            web_docs: section.string("web-docs"),
            sdk_partials: section.string("sdk-partials"),
            include_from: section.strings("include-from"),
            templates: section.string("templates"),
            structs: section.strings("structs"),
            format: section.string("format"),
            target: section.string("target"),
            types: section
                .section("types", |types| types.entries(Section::string_of))
                .unwrap_or_default(),
            partial_paths: section
                .section("partial-paths", |paths| paths.entries(Section::string_of))
                .unwrap_or_default(),
            goos: section.string("goos"),
            goarch: section.string("goarch"),
            rust_target: section.string("rust-target"),
            check: section
                .section("check", CheckSettings::of_section)
                .unwrap_or_default(),
        }
    }
}

impl CheckSettings {
    fn of_section(section: &mut Section<'_>) -> Self {
        Self {
            allow: section.strings("allow"),
            deny: section.strings("deny"),
            files: section
                .section("files", |files| files.entries(Section::strings_of))
                .unwrap_or_default(),
        }
    }
}

const MANIFEST_TABLE: [&str; 3] = ["package", "metadata", "sdc"];

pub(crate) fn read_if_there(path: &Path) -> Result<Option<Arc<SourceFile>>, Diagnostic> {
    if path.try_exists().unwrap_or(true) {
        read_source(path).map(Some)
    } else {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        let file = SourceFile::new("Cargo.toml", text);
        Settings::of_manifest(&file).map_err(|findings| findings.to_string())
    }

    #[test]
    fn a_manifest_without_settings_has_none() {
        assert_eq!(read("[package]\nname = 'a'\n"), Ok(Settings::default()));
    }

    #[test]
    fn one_string_is_a_list_of_one_and_tables_keep_their_order() {
        let text = "\u{feff}[package.metadata.sdc]\nstructs = 'A'\n\
            [package.metadata.sdc.types]\n'b::B' = 'string'\na = 'number'\n\
            [package.metadata.sdc.check.files]\n'docs/README.md' = ['dead-link']\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.structs[0].place.to_string(), "Cargo.toml:2:11");
        let types: Vec<_> = settings
            .types
            .iter()
            .map(|(k, _)| k.value.as_str())
            .collect();
        assert_eq!(types, ["b::B", "a"]);
        assert_eq!(settings.check.files[0].1[0].value, "dead-link");
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let text = "[package.metadata.sdc]\nforma = 'rust'\ntarget = 1\n\
            [package.metadata.sdc.check]\nallow = [true]\n";
        assert_eq!(
            read(text).unwrap_err(),
            "Cargo.toml:3:10: error[settings]: `target` is a string, not an integer\n\
             Cargo.toml:5:10: error[settings]: `allow` is a string, not a boolean\n\
             Cargo.toml:2:1: error[settings]: `package.metadata.sdc` has no setting `forma`\n"
        );
    }

    #[test]
    fn two_places_are_one_too_many() {
        let plugin = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(plugin.path().join(name), text);
        write("sdc.toml", "org = 'acme'\n").unwrap();
        write("Cargo.toml", "[package]\nname = 'a'\n").unwrap();
        assert!(Settings::read(plugin.path()).unwrap().org.is_some());
        write("Cargo.toml", "[package.metadata.sdc]\n").unwrap();
        let both = Settings::read(plugin.path()).unwrap_err().to_string();
        assert!(both.contains("stand in two places"), "{both}");
    }
}
