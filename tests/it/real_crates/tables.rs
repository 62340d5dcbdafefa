//! The programs whose tables lie in the folder that `SDC_ORACLES` names.

use super::compare::Table;
use super::{Explained, Row, UNTAGGED, Value, check, differences, model};
use std::fs;
use std::path::PathBuf;

const MANIFEST: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/testdata/real-crates/Cargo.toml"
);

const NEWER: &str = "the published version is newer than the table, and has more fields";
const AS_NAME: &str = "serde lists the alias among the names, and so does the table";

const TAURI_SERDE: &Explained = &[
    (": only here", NEWER),
    ("install-mode", AS_NAME),
    ("aliases [\"proxy-url\"]", AS_NAME),
    ("aliases [\"zoom-hotkeys-enabled\"]", AS_NAME),
    ("aliases [\"browser-extensions-enabled\"]", AS_NAME),
    (
        "DeepLinkProtocol: is not reached",
        "only the configuration of a plugin holds it",
    ),
    ("WixLanguageConfig: is not reached", UNTAGGED),
];

const IN_UNION: &str = "the table calls any choice a union; this one has a tag, and is a block";
const WHOLE: &str = "the same number";
/// As the source of the crate has it: `String::deserialize`, and no text is refused.
const ANY_TEXT: &str = "its own code takes any text, and another than these for the last of them";
const NOW_DEPRECATED: &str = "the published version is newer than the table, and deprecates it";

const TAURI_SCHEMA: &Explained = &[
    (": only here", NEWER),
    ("Capability: is not reached", UNTAGGED),
    ("CapabilityRemote: is not reached", UNTAGGED),
    ("WixLanguageConfig: is not reached", UNTAGGED),
    (
        "minimumSystemVersion: default \"15.0\"",
        "the published version is newer than the table",
    ),
    ("minimumWebview2Version: deprecated true", NOW_DEPRECATED),
    ("menuOnLeftClick: deprecated true", NOW_DEPRECATED),
    ("SecurityConfig.pattern: kind object", IN_UNION),
    ("webviewInstallMode: kind object", IN_UNION),
    ("default 800, the table says 800.0", WHOLE),
    ("default 600, the table says 600.0", WHOLE),
    ("WindowConfig.theme: values []", ANY_TEXT),
    ("WindowConfig.titleBarStyle: values []", ANY_TEXT),
];

/// The folder of a package, and a file with what cargo says of its dependencies.
fn source(package: &str) -> (PathBuf, PathBuf) {
    let mut command = cargo_metadata::MetadataCommand::new();
    command.manifest_path(MANIFEST);
    command.other_options(vec!["--offline".to_owned(), "--locked".to_owned()]);
    let output = command.cargo_command().output().expect("cargo runs");
    let fetch = format!("run `cargo fetch --manifest-path {MANIFEST}`");
    assert!(
        output.status.success(),
        "{fetch}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let file = std::env::temp_dir().join(format!(
        "sdc-metadata-{}-{package}.json",
        std::process::id()
    ));
    fs::write(&file, &output.stdout).expect("the folder is writable");
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let metadata =
        cargo_metadata::MetadataCommand::parse(text).expect("cargo writes what it should");
    // A package that is no library is fetched, but not listed; all lie in one folder.
    let registry = metadata
        .packages
        .iter()
        .find(|p| p.name.as_str() == "tauri-utils");
    let registry = registry
        .and_then(|p| p.manifest_path.parent()?.parent())
        .expect("it is listed");
    (registry.as_std_path().join(package), file)
}

fn oracle(name: &str) -> Value {
    let dir = std::env::var_os("SDC_ORACLES").expect("SDC_ORACLES names the folder of tables");
    let text = fs::read_to_string(PathBuf::from(dir).join(name)).expect("the table is there");
    serde_json::from_str(&text).expect("it is JSON")
}

fn row(value: &Value, aliases: bool) -> Row {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let list = |key: &str| {
        let list = value
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        list.filter_map(|v| v.as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let kind = text("type").map(|kind| kind.split('(').next().unwrap_or(kind).to_owned());
    Row {
        name: text("name").unwrap_or_default().to_owned(),
        required: value["required"] == true,
        // Where serde was asked with few values, it took none but null, or a struct's list.
        kind: kind.filter(|kind| !aliases || !matches!(kind.as_str(), "list" | "tuple")),
        values: list("enum"),
        aliases: aliases.then(|| list("aliases")),
        default: value.get("default").cloned(),
        // Serde does not know what is deprecated.
        deprecated: (!aliases).then(|| value["deprecated"] == true),
        doc: None,
    }
}

/// A table by path: rows that differ only in where the struct is used are one.
fn by_owner(oracle: &Value) -> Table {
    let mut table = Table::new();
    let rows = oracle["rows"].as_array().into_iter().flatten();
    let owner = |value: &Value| value["owner"].as_str().unwrap_or_default().to_owned();
    // A choice that is written out in place of a struct has the name of its field.
    let of_struct = |value: &&Value| owner(value).starts_with(char::is_uppercase);
    for value in rows.filter(of_struct) {
        let rows = table.entry(owner(value)).or_default();
        let row = row(value, false);
        if !rows.iter().any(|known: &Row| known.name == row.name) {
            rows.push(row);
        }
    }
    table
}

/// What serde itself said, struct by struct.
fn by_serde(oracle: &Value, krate: &str, only: &[&str]) -> Table {
    let components = oracle["components"].as_object().into_iter().flatten();
    let rows = components.filter_map(|(path, rows)| {
        let path = path.strip_prefix(krate)?.trim_start_matches("::");
        let wanted = only.is_empty() || only.iter().any(|start| path.starts_with(start));
        let direct = rows
            .as_array()?
            .iter()
            .filter(|row| row["path"] == row["name"]);
        wanted.then(|| {
            (
                path.to_owned(),
                direct.map(|value| row(value, true)).collect(),
            )
        })
    });
    rows.collect()
}

fn compare(package: &str, types: &[&str], table: &Table, explained: &Explained) {
    let (dir, metadata) = source(package);
    let model = model(&dir, types, Some(metadata.clone()));
    let _ = fs::remove_file(metadata);
    check(package, &differences(&model, table), explained);
}

#[test]
#[ignore = "needs SDC_ORACLES"]
fn cargos_files_are_as_their_tables_say() {
    let types = [
        "manifest::TomlManifest",
        "index::IndexPackage",
        "lockfile::TomlLockfile",
    ];
    let serde = by_serde(&oracle("cargo.serde.json"), "cargo_util_schemas", &[]);
    let explained = [
        (
            "index::RegistryConfig: is not reached",
            "only the table's version has it",
        ),
        ("manifest::TomlInheritedField: is not reached", UNTAGGED),
    ];
    compare("cargo-util-schemas-0.14.1", &types, &serde, &explained);
    let lockfile = by_owner(&oracle("cargo-lockfile.fields.json"));
    let explained = [
        (
            "TomlLockfilePackageId: is not reached",
            "its own code reads it from a text",
        ),
        (
            "TomlLockfileDependency.replace: kind string",
            "it is a TomlLockfilePackageId, which its own code reads from a text",
        ),
    ];
    compare("cargo-util-schemas-0.14.1", &types, &lockfile, &explained);
    let index = by_owner(&oracle("cargo-index.fields.json"));
    compare("cargo-util-schemas-0.14.1", &types, &index, &[]);
}

#[test]
#[ignore = "needs SDC_ORACLES"]
fn tauris_configuration_is_as_its_tables_say() {
    let serde = by_serde(&oracle("tauri.serde.json"), "tauri_utils", &["config::"]);
    compare(
        "tauri-utils-2.10.2",
        &["config::Config"],
        &serde,
        TAURI_SERDE,
    );
    let schema = by_owner(&oracle("tauri.fields.json"));
    compare(
        "tauri-utils-2.10.2",
        &["config::Config"],
        &schema,
        TAURI_SCHEMA,
    );
}

#[test]
#[ignore = "needs SDC_ORACLES"]
fn the_configuration_of_typos_is_as_its_table_says() {
    let table = by_owner(&oracle("typos.fields.json"));
    compare("typos-cli-1.52.0", &["config::Config"], &table, &[]);
}

#[test]
#[ignore = "needs SDC_ORACLES"]
fn the_configuration_of_release_plz_is_as_its_table_says() {
    let table = by_owner(&oracle("release-plz.fields.json"));
    compare("release-plz-0.3.160", &["config::Config"], &table, &[]);
}

#[test]
#[ignore = "needs SDC_ORACLES"]
fn the_services_of_opendal_are_as_serde_says() {
    let all = oracle("opendal.serde.json");
    for (service, config) in [
        ("azblob", "AzblobConfig"),
        ("gcs", "GcsConfig"),
        ("s3", "S3Config"),
    ] {
        let rows = all["components"][service]
            .as_array()
            .expect("it is in the table");
        let table = Table::from([(
            config.to_owned(),
            rows.iter().map(|v| row(v, true)).collect(),
        )]);
        compare(
            &format!("opendal-service-{service}-0.59.5"),
            &[config],
            &table,
            &[],
        );
    }
}
