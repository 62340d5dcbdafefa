//! The generated Rust source, compiled and run: what its specs are must be what the
//! library makes of the same model.

use crate::support::{self, run_well};
use packer_sdc::emit::{Forms, Target};
use packer_sdc::read::rust::{Input, Request, read};
use std::path::Path;
use std::process::Command;

const SHAPES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/gen-spec-shapes");

#[test]
fn generated_code_compiles_without_warnings_and_makes_the_same_specs() {
    let package = copy_of_shapes();
    let said = run_well(package.path(), ["gen-spec", "--target", "hcl"]).stderr;
    assert!(!said.contains("warning"), "{said}");

    let cargo = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(package.path())
        .env(
            "CARGO_TARGET_DIR",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/shapes"),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(
        cargo.status.success(),
        "{}",
        String::from_utf8_lossy(&cargo.stderr)
    );

    let request = Request {
        input: Input::Package(package.path().to_owned()),
        ..Request::default()
    };
    let reading = read(&request).unwrap();
    let forms = Forms::new(&reading.model, Target::Hcl);
    let printed = String::from_utf8(cargo.stdout).unwrap();
    assert_eq!(printed.lines().count(), 6);
    for line in printed.lines() {
        let (path, made) = line.split_once(": ").unwrap();
        let ty = reading.model.get(path).unwrap();
        assert_eq!(made, format!("{:?}", forms.spec(ty)), "{path}");
    }
}

#[test]
fn a_struct_of_ten_thousand_fields_is_read_whole() {
    let package = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(package.path().join(name), text).unwrap();
    std::fs::create_dir(package.path().join("src")).unwrap();
    write(
        "Cargo.toml",
        "[package]\nname = 'many'\nversion = '0.1.0'\nedition = '2024'\n\
         [dependencies]\npacker-plugin = '0.1'\nserde = '1'\n",
    );
    let fields: String = (0..10_000)
        .map(|i| format!("    /// Number {i}.\n    pub field_{i}: Option<String>,\n"))
        .collect();
    let text = format!(
        "#[derive(serde::Deserialize)]\npub struct Config {{\n{fields}}}\n\
         include!(\"lib.hcl2spec.rs\");\n"
    );
    write("src/lib.rs", &text);
    let json = run_well(package.path(), ["gen-spec", "--format=json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fields = json["types"][0]["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 10_000);
    assert_eq!(fields[9_999]["name"], "field_9999");
    assert_eq!(run_well(package.path(), ["gen-spec"]).stderr, "1 written\n");
    let generated = std::fs::read_to_string(package.path().join("src/lib.hcl2spec.rs")).unwrap();
    assert_eq!(generated.matches("AttrSpec::new(").count(), 10_000);
    // No function makes so many that its stack would not hold them.
    assert_eq!(generated.matches("fn spec_of_config_part").count(), 50);
}

/// A copy of the package, with its dependencies where they are.
fn copy_of_shapes() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    support::copy(Path::new(SHAPES), copy.path());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = copy.path().join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let text = text.replace("../..", &root.to_string_lossy());
    std::fs::write(manifest, text).unwrap();
    // The same versions as here, so that nothing is fetched.
    std::fs::copy(root.join("Cargo.lock"), copy.path().join("Cargo.lock")).unwrap();
    copy
}
