//! `packer_sdc::build` in a real build script, run by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

/// This library and serde as they were built for these tests, so that a build script needs
/// no build of its own dependencies.
fn libraries() -> [PathBuf; 3] {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--lib", "--locked", "--offline", "--quiet"])
        .arg("--message-format=json")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(output.stdout).expect("JSON is text");
    ["packer_sdc", "hcldec", "serde"].map(|name| {
        let mut messages = text.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let is_meant = message["target"]["name"] == name;
            let files = message["filenames"].as_array().filter(|_| is_meant)?;
            let files = files.iter().filter_map(serde_json::Value::as_str);
            let mut files = files.map(PathBuf::from);
            files.find(|file| file.extension().is_some_and(|end| end == "rlib"))
        });
        messages.next_back().expect("the library is built")
    })
}

/// Builds the package, and gives what cargo says of it.
fn build(package: &Path, [sdc, hcldec, serde]: &[PathBuf; 3]) -> String {
    let folder = sdc.parent().expect("it lies in a folder");
    let dependencies = format!("dependency={}", folder.join("deps").display());
    let sdc = format!("packer_sdc={}", sdc.display());
    let hcldec = format!("hcldec={}", hcldec.display());
    let serde = format!("serde={}", serde.display());
    let flags = [
        "--extern",
        &sdc,
        "--extern",
        &hcldec,
        "--extern",
        &serde,
        "-L",
        &dependencies,
    ]
    .join("\u{1f}");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline"])
        .current_dir(package)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn a_build_script_generates_whenever_something_it_reads_has_changed() {
    let temp = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = temp.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    };
    let read = |path: &str| std::fs::read_to_string(temp.path().join(path)).unwrap_or_default();
    // The library comes by flags, built as it is; here it is only said to be there.
    let hcldec = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/hcldec");
    let manifest = format!(
        "[package]\nname = \"packer-plugin-tiny\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [package.metadata.sdc]\nstructs = [\"Config\"]\n\n[workspace]\n\n\
         [target.'cfg(any())'.dependencies]\nhcldec = {{ path = {hcldec:?} }}\n"
    );
    write("Cargo.toml", &manifest);
    write(
        "build.rs",
        "fn main() {\n    packer_sdc::build::generate();\n}\n",
    );
    let source = "/// A builder.\n#[derive(serde::Deserialize)]\npub struct Config {\n    /// Its image.\n    pub image: String,\n}\n\
                  \ninclude!(\"lib.hcl2spec.rs\");\n";
    write("src/lib.rs", source);
    write(
        "docs/README.md",
        "Tiny.\n\n@include 'Config-required.mdx'\n",
    );
    write(
        ".web-docs/metadata.hcl",
        "integration {\n  name        = \"Tiny\"\n  description = \"Tiny images.\"\n  \
         identifier  = \"packer/acme/tiny\"\n  docs {\n    process_docs    = true\n    \
         readme_location = \"./README.md\"\n  }\n}\n",
    );

    let libraries = libraries();
    build(temp.path(), &libraries);
    assert!(read("src/lib.hcl2spec.rs").contains("\"image\""));
    assert!(read(".web-docs/README.md").contains("Its image."));
    let again = build(temp.path(), &libraries);
    assert!(!again.contains("Compiling"), "nothing had changed: {again}");

    write("src/lib.rs", &source.replace("Its image", "The image"));
    build(temp.path(), &libraries);
    assert!(read("docs-partials/Config-required.mdx").contains("The image."));
    write(
        "docs/README.md",
        "Small.\n\n@include 'Config-required.mdx'\n",
    );
    build(temp.path(), &libraries);
    assert_eq!(read(".web-docs/README.md").lines().next(), Some("Small."));
}
