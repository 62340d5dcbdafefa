//! Plugins as their authors have them: made, generated, built and tested with cargo.

use crate::support::{run, run_well};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Built once for all tests here: the library is the same in every plugin.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("plugins")
}

fn sdc(folder: &Path, args: &[&str]) -> String {
    let done = run_well(folder, args);
    done.stdout + &done.stderr
}

/// The output of a command that must end well.
#[track_caller]
fn good(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out + &err
}

fn cargo(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(args).current_dir(folder);
    command.env("CARGO_NET_OFFLINE", "true");
    command.env("CARGO_TARGET_DIR", target());
    good(&command.output().expect("cargo runs"))
}

/// How many tests passed in all of a run of `cargo test`.
fn passed(output: &str) -> usize {
    let results = output
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. "));
    results
        .filter_map(|rest| rest.split(' ').next()?.parse::<usize>().ok())
        .sum()
}

#[test]
fn a_new_plugin_generates_and_passes_its_tests_at_once() {
    let temp = tempfile::tempdir().expect("a folder");
    sdc(temp.path(), &["new", "plugin", "demo"]);
    let beside: Vec<_> = std::fs::read_dir(temp.path())
        .expect("it is there")
        .collect();
    assert_eq!(beside.len(), 1, "nothing else: {beside:?}");
    let plugin = temp.path().join("packer-plugin-demo");

    let mut make = Command::new("make");
    make.arg("generate").current_dir(&plugin);
    make.env("SDC", env!("CARGO_BIN_EXE_sdc"));
    let said = good(&make.output().expect("make runs"));
    assert!(said.contains("check     no findings"), "{said}");
    assert!(!said.contains("written"), "it was all there: {said}");
    assert_eq!(passed(&cargo(&plugin, &["test"])), 3);

    for (kind, name) in [
        ("provisioner", "fire-wall"),
        ("post-processor", "publish"),
        ("data-source", "image"),
    ] {
        let said = sdc(&plugin, &["new", kind, name]);
        assert!(!said.contains("to do"), "{said}");
        assert!(said.contains("check     no findings"), "{said}");
    }
    sdc(&plugin, &["generate", "--check"]);
    assert_eq!(passed(&cargo(&plugin, &["test"])), 7);
    cargo(&plugin, &["build"]);
    let binary = target().join("debug").join(format!(
        "packer-plugin-demo{}",
        std::env::consts::EXE_SUFFIX
    ));
    let binary = binary.to_str().expect("a path that is text");
    let checked = sdc(&plugin, &["plugin-check", binary]);
    let components = "1 builder, 1 provisioner, 1 post-processor, 1 data source; \
                      5 specs compared with the source; no findings";
    assert!(checked.contains(components), "{checked}");
    what_is_served_is_older_than_the_source(&plugin, binary);
}

/// A plugin that was not built again serves what its structs no longer say.
fn what_is_served_is_older_than_the_source(plugin: &Path, binary: &str) {
    let change = |file: &str, from: &str, to: &str| {
        let path = plugin.join("src").join(file);
        let text = std::fs::read_to_string(&path).expect("it was made");
        assert!(text.contains(from), "{file}: {text}");
        std::fs::write(path, text.replace(from, to)).expect("it is ours");
    };
    change("builder/demo.rs", "pub size: u32", "pub size: String");
    let tags = "pub tags: Vec<String>";
    change("builder/demo.rs", tags, "pub labels: Vec<String>");
    change("post_processor/publish.rs", "PathBuf,", "Option<PathBuf>,");
    let checked = run(plugin, ["plugin-check", binary]);
    let (builder, config) = ("the builder `demo` serves", "`builder::demo::Config`");
    for said in [
        format!("`tags` is there in what {builder}, and {config} has no such field"),
        format!("`labels` is missing in what {builder}, and {config} has it"),
        format!(
            "`disk.size` is required `number` in what {builder}, \
             and `builder::demo::Disk` says required `string`"
        ),
        "`destination` is required `string` in what the post-processor `publish` serves, \
         and `post_processor::publish::Config` says `string`"
            .to_owned(),
    ] {
        let said = format!("error[served-spec]: {said}\n");
        assert!(checked.stdout.contains(&said), "{said}: {}", checked.stdout);
    }
    assert_eq!(
        (checked.code, checked.stderr.contains("; 4 errors")),
        (1, true)
    );
}

#[test]
fn the_sample_plugin_reads_its_example_by_the_generated_spec() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/packer-plugin-happycloud");
    let tested = cargo(&sample, &["test", "--locked"]);
    assert!(passed(&tested) >= 2, "{tested}");
}

/// The names and versions that a `Cargo.lock` holds.
fn locked(path: &Path) -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(path).expect("the lock file is there");
    let lock: toml::Table = text.parse().expect("it is TOML");
    let packages = lock["package"].as_array().expect("it has packages");
    let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
    packages
        .iter()
        .filter(|package| package.get("source").is_some())
        .map(|package| (text(&package["name"]), text(&package["version"])))
        .collect()
}

/// What is built with a lock file of its own.
const LOCKED: [&str; 3] = [
    "testdata/acceptance/rust",
    "testdata/decode-only",
    "testdata/packer-plugin-happycloud",
];

/// A crate of ours that has got or lost a dependency changes the lock files of all that build
/// on it.
#[test]
fn the_lock_files_say_what_our_crates_need_now() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in LOCKED {
        // Of this machine alone: crates for others need not have been fetched.
        cargo(&root.join(folder), &["tree", "--locked", "--quiet"]);
    }
}

/// Cargo has these packages without a network then: what builds this project has fetched them.
#[test]
fn the_packages_that_tests_build_need_no_crate_that_this_project_does_not_lock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = locked(&root.join("Cargo.lock"));
    for folder in LOCKED {
        let theirs = locked(&root.join(folder).join("Cargo.lock"));
        let strange: Vec<_> = theirs.difference(&own).collect();
        assert!(strange.is_empty(), "{folder}: {strange:?}");
    }
}

#[test]
fn a_crate_that_only_decodes_is_as_small_as_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("testdata/decode-only");
    let tree = cargo(
        &folder,
        &["tree", "--locked", "--edges", "normal", "--prefix", "none"],
    );
    let crates: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !["", "decode-only", "hcldec"].contains(name))
        .collect();
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    let said = format!("brings {} crates", crates.len());
    assert!(readme.contains(&said), "{said}: {crates:?}");

    cargo(&folder, &["build", "--locked"]);
    let decoded = |text: &str| {
        let program = target().join("debug/decode-only");
        let mut run = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it was built");
        let input = run.stdin.take();
        let mut input = input.expect("it was asked for");
        input.write_all(text.as_bytes()).expect("it reads all");
        drop(input);
        run.wait_with_output().expect("it ends")
    };
    let right = decoded("image = \"debian\"\n\ndisk {\n  size = 2 * 8\n}\n");
    let value = "{\"disk\":[{\"mount\":null,\"size\":16}],\"image\":\"debian\"}\n";
    assert_eq!(good(&right), value);
    let wrong = decoded("image = [\"debian\"]\n");
    assert_eq!(
        String::from_utf8_lossy(&wrong.stderr),
        "input:1:9: error[wrong-type]: wrong value for `image`: \
         string required, but this is tuple([string])\n"
    );
}
