//! Generation from a plugin's build script: specs, partials and web docs are up to date
//! whenever the plugin has been built.
//!
//! ```toml
//! [build-dependencies]
//! packer-sdc = { version = "0.1", default-features = false }
//! ```
//!
//! ```no_run
//! // build.rs
//! fn main() {
//!     packer_sdc::build::generate();
//! }
//! ```
//!
//! The files are written where `sdc generate` writes them, beside the sources, so that they
//! can be reviewed and committed. Cargo runs the script again only when something has
//! changed that they are made of. A plugin whose sources come without its docs (as they
//! do from a registry) builds with the files that are there.

// The example is a build script, which is nothing but that function.
#![allow(clippy::needless_doctest_main)]

use crate::diagnostics::{Diagnostic, Diagnostics, Severity, human, in_one_line, presentable};
use crate::generate::{self, Generated, Request};
use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::exit;

/// Generates all that belongs to the package whose build script this is, and tells cargo
/// when to do it again.
///
/// With an error in what the output is made of nothing is written, the errors are printed,
/// and the build fails. What the check finds is no reason for that, and a warning of cargo's.
pub fn generate() {
    let plugin = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let outcome = run(&plugin);
    print!("{}", outcome.directives);
    if !outcome.errors.is_empty() {
        eprint!("{}", outcome.errors);
        exit(1);
    }
}

/// What a build script says.
#[derive(Debug, Default)]
struct Outcome {
    /// Lines for cargo.
    directives: String,
    /// What is wrong, for people.
    errors: String,
}

fn run(plugin: &Path) -> Outcome {
    let request = Request {
        plugin: plugin.to_owned(),
        ..Request::default()
    };
    let mut outcome = Outcome::default();
    // Published sources leave the pages out; they are read-only as well.
    if plugin.join(".cargo_vcs_info.json").exists() {
        outcome.rerun_if_changed(&plugin.join("Cargo.toml"));
        return outcome;
    }
    let (mut findings, mut checked) = match generate::generate(&request) {
        Ok(generated) => {
            for path in inputs(&generated) {
                outcome.rerun_if_changed(&path);
            }
            let Generated {
                plan,
                mut findings,
                checked,
                ..
            } = generated;
            if !findings.has_errors()
                && let Err(wrong) = plan.apply()
            {
                findings.extend(wrong);
            }
            (findings, checked)
        }
        Err(wrong) => {
            outcome.rerun_if_changed(plugin);
            (wrong, Diagnostics::new())
        }
    };
    findings.sort();
    outcome.report(&findings);
    checked.sort();
    checked.iter().for_each(|finding| outcome.warn(finding));
    outcome
}

impl Outcome {
    fn rerun_if_changed(&mut self, path: &Path) {
        // Cargo has no way to say such a name, and would take its second line for its own.
        if path.to_string_lossy().contains(['\n', '\r']) {
            return;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.directives,
            "cargo::rerun-if-changed={}",
            path.display()
        );
    }

    fn report(&mut self, findings: &Diagnostics) {
        for finding in findings {
            match finding.severity {
                Severity::Error => self.errors.push_str(&human(finding, false)),
                Severity::Warning | Severity::Note => self.warn(finding),
            }
        }
    }

    /// Says a finding that fails no build.
    fn warn(&mut self, finding: &Diagnostic) {
        if finding.severity == Severity::Note {
            return;
        }
        let shown = presentable(finding).to_string();
        let shown = in_one_line(&shown);
        let _ = writeln!(self.directives, "cargo::warning={shown}");
    }
}

/// What the result depends on. Cargo looks at the newest time below a folder, so
/// a folder with generated files in it is given file by file.
fn inputs(generated: &Generated) -> BTreeSet<PathBuf> {
    let made: BTreeSet<&Path> = generated.plan.files().collect();
    let mut inputs = BTreeSet::new();
    for path in &generated.inputs {
        if !made.iter().any(|made| made.starts_with(path)) {
            // Cargo runs the script at every build for a file that is not there.
            inputs.extend(path.exists().then(|| path.clone()));
            continue;
        }
        let tree = crate::files::read_tree(path).unwrap_or_default();
        let files = tree.into_keys().map(|file| path.join(file));
        inputs.extend(files.filter(|file| !made.contains(file.as_path())));
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn cargo_is_told_of_inputs_and_never_of_outputs() {
        let folder = tempfile::tempdir().unwrap();
        let plugin = folder.path();
        let sample =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/packer-plugin-happycloud");
        for (path, node) in crate::files::read_tree(&sample).unwrap() {
            let path = plugin.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if let crate::files::Node::File(bytes) = node {
                fs::write(path, bytes).unwrap();
            }
        }
        let partial = plugin.join("docs-partials/builder/happycloud/Config.mdx");
        fs::remove_file(&partial).unwrap();

        let outcome = run(plugin);
        assert_eq!(outcome.errors, "");
        assert!(partial.exists());
        let told = |path: &str| {
            let line = format!("cargo::rerun-if-changed={}", plugin.join(path).display());
            outcome.directives.lines().any(|told| told == line)
        };
        for input in [
            "Cargo.toml",
            "docs",
            "docs-partials/access.mdx",
            "src/common.rs",
            ".web-docs/metadata.hcl",
        ] {
            assert!(told(input), "{input}:\n{}", outcome.directives);
        }
        for output in [
            "docs-partials",
            "src/builder/happycloud.hcl2spec.rs",
            ".web-docs",
            "go.mod",
        ] {
            assert!(!told(output), "{output}");
        }
    }

    #[test]
    fn an_error_is_told_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("Cargo.toml"),
            "[package.metadata.sdc]\norgs = 1\n",
        )
        .unwrap();
        let outcome = run(folder.path());
        assert!(
            outcome.errors.contains("did you mean `org`?"),
            "{}",
            outcome.errors
        );
        assert!(outcome.directives.starts_with("cargo::rerun-if-changed="));
    }
}
