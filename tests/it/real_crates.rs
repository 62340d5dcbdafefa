//! The configurations of real programs, field by field against what they say of
//! themselves: `schema_for!` for Cargo's manifest, and for others the tables in the folder
//! that `SDC_ORACLES` names. Every difference is explained below, or is a bug.

#[path = "real_crates/compare.rs"]
mod compare;
#[path = "real_crates/tables.rs"]
mod tables;

use compare::{Row, differences};
use packer_sdc::model::Model;
use packer_sdc::read::rust::{Input, Request, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What stands in a difference, and why there is one.
type Explained = [(&'static str, &'static str)];

/// Reads types of a package without an error.
fn model(package: &Path, types: &[&str], metadata: Option<PathBuf>) -> Model {
    let request = Request {
        input: Input::Package(package.to_owned()),
        types: types.iter().map(ToString::to_string).collect(),
        metadata,
        ..Request::default()
    };
    let reading = read(&request).expect("there is a package");
    assert!(!reading.diagnostics.has_errors(), "{}", reading.diagnostics);
    for ty in &reading.model.types {
        for field in &ty.fields {
            let any = format!("{:?}", field.ty).contains("Any");
            let nested = format!("{:?}", field.ty) != "Attribute(Any)";
            assert!(
                !any || nested || field.opaque.is_some(),
                "{}.{} is any without a reason",
                ty.path,
                field.name
            );
        }
    }
    reading.model
}

/// Compares, and wants each difference explained and each explanation needed.
fn check(what: &str, found: &[String], explained: &Explained) {
    let reason = |difference: &String| {
        explained
            .iter()
            .find(|(start, _)| difference.contains(start))
    };
    let open: Vec<&String> = found.iter().filter(|d| reason(d).is_none()).collect();
    assert!(open.is_empty(), "{what}: not explained:\n{open:#?}");
    let idle = explained
        .iter()
        .filter(|(start, _)| !found.iter().any(|d| d.contains(start)));
    let idle: Vec<&str> = idle.map(|(start, _)| *start).collect();
    assert!(
        idle.is_empty(),
        "{what}: explained, but there is no such difference:\n{idle:#?}"
    );
}

const UNTAGGED: &str = "it is reached only through an enum without a tag, which is `any`";
const BY_HAND: &str = "it is reached only through a type that decodes itself, which is `any`";

const CARGO: &Explained = &[
    ("InheritableLints: is not reached", BY_HAND),
    ("TomlDetailedDependency: is not reached", UNTAGGED),
    ("TomlInheritedDependency: is not reached", UNTAGGED),
    ("TomlInheritedField: is not reached", UNTAGGED),
    ("TomlLintConfig: is not reached", UNTAGGED),
    (
        "TomlPackage.cargo-features: only here",
        "schemars skips it, and serde decodes it: to say that it stands in the wrong place",
    ),
];

/// The platform that the tests are built for.
fn host() -> String {
    let rustc = std::process::Command::new("rustc").arg("-vV").output();
    let said = String::from_utf8(rustc.expect("rustc runs").stdout).expect("it prints text");
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("it says what it builds for").to_owned()
}

#[test]
fn the_manifest_of_cargo_is_what_its_own_schema_says() {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        // Cargo has fetched what this machine builds, and not what others would.
        .other_options(vec![
            "--offline".to_owned(),
            "--filter-platform".to_owned(),
            host(),
        ])
        .exec()
        .expect("cargo knows this package");
    let package = metadata
        .packages
        .iter()
        .find(|p| p.name.as_str() == "cargo-util-schemas");
    let package = package.expect("it is a dependency of the tests");
    let dir = package.manifest_path.parent().expect("a file has a folder");
    let schema = schemars::schema_for!(cargo_util_schemas::manifest::TomlManifest);
    let model = model(dir.as_std_path(), &["manifest::TomlManifest"], None);
    let found = differences(
        &model,
        &compare::of_schema(schema.as_value(), "TomlManifest"),
    );
    check("cargo-util-schemas", &found, CARGO);
}
