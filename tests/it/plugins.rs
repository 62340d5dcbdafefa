//! Plugins as their authors have them: made, generated, built and tested with cargo.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Built once for all tests here: the library is the same in every plugin.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("plugins")
}

fn sdc(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sdc"));
    command.args(args).current_dir(folder);
    command.output().expect("sdc runs")
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
    good(&sdc(temp.path(), &["new", "plugin", "demo"]));
    let plugin = temp.path().join("demo");

    let mut make = Command::new("make");
    make.arg("generate").current_dir(&plugin);
    make.env("SDC", env!("CARGO_BIN_EXE_sdc"));
    let said = good(&make.output().expect("make runs"));
    assert!(said.contains("check     no findings"), "{said}");
    assert!(!said.contains("written"), "it was all there: {said}");
    assert_eq!(passed(&cargo(&plugin, &["test"])), 1);

    for (kind, name) in [
        ("provisioner", "fire-wall"),
        ("post-processor", "publish"),
        ("data-source", "image"),
    ] {
        let said = good(&sdc(&plugin, &["new", kind, name]));
        assert!(!said.contains("to do"), "{said}");
        assert!(said.contains("check     no findings"), "{said}");
    }
    good(&sdc(&plugin, &["generate", "--check"]));
    assert_eq!(passed(&cargo(&plugin, &["test"])), 4);
    cargo(&plugin, &["build"]);
    let binary = target().join("debug").join(format!(
        "packer-plugin-demo{}",
        std::env::consts::EXE_SUFFIX
    ));
    let binary = binary.to_str().expect("a path that is text");
    let checked = good(&sdc(&plugin, &["plugin-check", binary]));
    let components = "1 builder, 1 provisioner, 1 post-processor, 1 data source; no findings";
    assert!(checked.contains(components), "{checked}");
}

#[test]
fn the_sample_plugin_reads_its_example_by_the_generated_spec() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/packer-plugin-happycloud");
    let tested = cargo(&sample, &["test", "--locked"]);
    assert!(passed(&tested) >= 2, "{tested}");
}
