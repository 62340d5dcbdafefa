//! Which features of path dependencies are on, with cargo as the judge: what it resolves is
//! what the fields behind each feature say.

use packer_sdc::read::rust::{Features, Input, Request, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Packages in folders of one workspace: their Cargo.toml without `[package]`.
const PACKAGES: [(&str, &str); 7] = [
    (
        "app",
        "[features]
         default = ['a']
         a = ['mid/x']
         b = ['dep:opt', 'opt?/y']
         c = ['opt?/z', 'leaf/from-app']
         d = ['opt/x']
         implicit = ['gate']
         [dependencies]
         mid = { path = '../mid' }
         leaf = { workspace = true, features = ['listed'] }
         opt = { path = '../opt', optional = true, default-features = false }
         gate = { path = '../gate', optional = true }
         renamed = { package = 'other', path = '../other', features = ['x'] }
         [target.'cfg(unix)'.dependencies]
         other = { path = '../other', features = ['on-unix'] }
         [target.'cfg(windows)'.dependencies]
         leaf = { path = '../leaf', features = ['on-windows'] }
         [build-dependencies]
         leaf = { path = '../leaf', features = ['of-build'] }
         [dev-dependencies]
         mid = { path = '../mid', features = ['of-tests'] }",
    ),
    (
        "mid",
        "[features]
         default = ['base']
         base = []
         x = ['leaf/x', 'sib']
         sib = []
         of-tests = []
         [dependencies]
         leaf = { path = '../leaf', default-features = false }",
    ),
    (
        "leaf",
        "[features]
         default = ['on']
         on = []
         x = ['y']
         y = []
         listed = []
         from-app = []
         on-windows = []
         of-build = []
         shared = []",
    ),
    (
        "opt",
        "[features]
         default = ['on']
         on = []
         x = []
         y = []
         z = ['x']
         [dependencies]
         leaf = { path = '../leaf' }",
    ),
    ("gate", "[features]\ndefault = ['on']\non = []"),
    ("other", "[features]\ndefault = []\nx = []\non-unix = ['x']"),
    ("lone", ""),
];

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
    fs::write(path, text).expect("it is writable");
}

/// The features that a Cargo.toml lists, and those of its optional dependencies.
fn listed(text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).expect("it is TOML");
    let features = table.get("features").and_then(toml::Value::as_table);
    let features = features.into_iter().flat_map(toml::Table::keys).cloned();
    let optional = table.get("dependencies").and_then(toml::Value::as_table);
    let optional = optional
        .into_iter()
        .flatten()
        .filter(|(_, d)| d.get("optional") == Some(&toml::Value::Boolean(true)));
    features
        .chain(optional.map(|(name, _)| name.clone()))
        .collect()
}

fn workspace(root: &Path) {
    write(
        root,
        "Cargo.toml",
        "[workspace]\nmembers = ['*']\nresolver = '2'\n[workspace.dependencies]\n\
         leaf = { path = 'leaf', features = ['shared'] }\n",
    );
    for (name, text) in PACKAGES {
        let package = format!("[package]\nname = '{name}'\nversion = '0.1.0'\nedition = '2024'\n");
        write(
            root,
            &format!("{name}/Cargo.toml"),
            &format!("{package}{text}"),
        );
        let mut source = "#[derive(serde::Deserialize)]\npub struct On {\n".to_owned();
        for (i, feature) in listed(text).iter().enumerate() {
            let field = format!(
                "    #[cfg(feature = \"{feature}\")]\n    #[serde(rename = \"{feature}\")]\n    \
                 pub f{i}: u8,\n"
            );
            source += &field;
        }
        source += "}\n";
        if name == "app" {
            source += "#[derive(serde::Deserialize)]\npub struct Config {\n    pub app: On,\n";
            for other in ["mid", "leaf", "opt", "gate"] {
                let field = format!("    pub {other}: {other}::On,\n");
                source += &field;
            }
            source += "    pub other: renamed::On,\n}\n";
        }
        write(root, &format!("{name}/src/lib.rs"), &source);
    }
}

type On = BTreeMap<String, BTreeSet<String>>;

fn by_cargo(root: &Path, asked: &Features) -> On {
    // What is built for this machine: `cargo metadata` takes in all platforms, and tests.
    let mut tree = std::process::Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    tree.args([
        "tree",
        "--offline",
        "-e",
        "normal",
        "--prefix",
        "none",
        "-f",
        "{lib}|{f}",
    ]);
    tree.args(["--manifest-path"])
        .arg(root.join("app/Cargo.toml"));
    if asked.all {
        tree.arg("--all-features");
    }
    if asked.no_default {
        tree.arg("--no-default-features");
    }
    if !asked.names.is_empty() {
        tree.arg("--features").arg(asked.names.join(","));
    }
    let output = tree.output().expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = text.lines().filter_map(|line| line.split_once('|'));
    let lines = lines.map(|(name, features)| {
        let features = features.trim_end_matches(" (*)").split(',');
        let features = features
            .filter(|f| !f.is_empty() && *f != "(*)")
            .map(str::to_owned);
        (name.trim().to_owned(), features.collect())
    });
    lines.collect()
}

fn by_us(root: &Path, asked: &Features) -> On {
    let request = Request {
        input: Input::Package(root.join("app")),
        types: vec!["Config".to_owned()],
        features: asked.clone(),
        ..Request::default()
    };
    let reading = read(&request).expect("there is a package");
    assert!(!reading.diagnostics.has_errors(), "{}", reading.diagnostics);
    let types = reading
        .model
        .types
        .iter()
        .filter(|ty| ty.name.ends_with("On"));
    let on = types.map(|ty| {
        let package = ty.path.strip_suffix("::On").unwrap_or("app").to_owned();
        let on = ty.fields.iter().map(|field| field.name.clone());
        (package, on.collect())
    });
    on.collect()
}

#[test]
fn features_are_those_that_cargo_switches_on() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    workspace(dir.path());
    for (names, no_default, all) in [
        ("", false, false),
        ("", true, false),
        ("", false, true),
        ("b", false, false),
        ("b c", true, false),
        ("d", true, false),
        ("c", false, false),
        ("c d", true, false),
        ("implicit", false, false),
        ("gate d", true, false),
        ("mid/sib opt/y", true, false),
    ] {
        let asked = Features {
            names: names.split_whitespace().map(str::to_owned).collect(),
            all,
            no_default,
        };
        let expected = by_cargo(dir.path(), &asked);
        let mut found = by_us(dir.path(), &asked);
        // What nothing switches on is read all the same where a path names it.
        found.retain(|name, _| expected.contains_key(name));
        assert_eq!(found, expected, "{asked:?}");
    }
}
