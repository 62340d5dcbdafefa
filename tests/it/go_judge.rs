//! The real packer-sdc over structs that are odd, in `testdata/packer-plugin-odd`: what it makes
//! of them and what is made here are the same bytes, and Go compiles it.

use crate::support::copy;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The packer-sdc that `.ci/judges` has built.
fn judge() -> Option<PathBuf> {
    let judge = Path::new(&env::var_os("SDC_JUDGES")?).join("bin/packer-sdc");
    judge.is_file().then_some(judge)
}

/// The structs of a file that are asked for: those with a name of their own and no parameters.
fn structs(text: &str) -> Vec<String> {
    let declared = text.lines().filter_map(|line| line.strip_prefix("type "));
    let structs = declared.filter_map(|line| line.strip_suffix(" struct {"));
    let plain = structs.filter(|name| name.chars().all(char::is_alphanumeric));
    plain.map(str::to_owned).collect()
}

/// Runs a program as `go generate` does, and gives the file that it writes.
fn made(program: &Path, folder: &Path, file: &str, types: &str) -> String {
    let output = folder.join(file.replace(".go", ".hcl2spec.go"));
    let _ = fs::remove_file(&output);
    let mut command = Command::new(program);
    command.args(["mapstructure-to-hcl2", "-type", types]);
    command.current_dir(folder).env("GOFILE", file);
    let ran = command
        .env("GOFLAGS", "-mod=mod")
        .output()
        .expect("it runs");
    fs::read_to_string(output).unwrap_or_else(|_| {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        panic!("{} made nothing of {file}: {said}", program.display())
    })
}

#[test]
#[ignore = "needs SDC_JUDGES, and Go with the plugin SDK in its module cache"]
fn packer_sdc_makes_the_same_bytes_of_odd_structs_and_go_compiles_them() {
    let Some(judge) = judge() else {
        return println!("left out: SDC_JUDGES has no packer-sdc");
    };
    // It reads packages through Go, which looks for what they import.
    let temp = tempfile::tempdir().expect("a folder");
    let plugin = temp.path().join("packer-plugin-odd");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/packer-plugin-odd");
    copy(&data, &plugin);
    let go = |args: &[&str]| {
        let mut command = Command::new("go");
        command.args(args).current_dir(&plugin);
        let ran = command.env("GOFLAGS", "-mod=mod").output();
        let ran = ran.expect("Go is there");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "go {args:?}: {said}");
    };
    // What go.mod needs beside what is written there, and the sums of all of it.
    go(&[
        "build",
        "./other",
        "github.com/hashicorp/packer-plugin-sdk/communicator",
    ]);
    let mut count = 0;
    for (folder, file) in [("builder/odd", "odd.go"), ("builder/more", "more.go")] {
        let folder = plugin.join(folder);
        let text = fs::read_to_string(folder.join(file)).expect("it is there");
        let mut types = structs(&text);
        // A tag with a line end in it is none, and an error here.
        types.retain(|name| name != "Raw");
        count += types.len();
        let types = types.join(",");
        let expected = made(&judge, &folder, file, &types);
        let ours = made(Path::new(env!("CARGO_BIN_EXE_sdc")), &folder, file, &types);
        assert_eq!(ours, expected, "{file}");
    }
    assert!(count >= 60, "{count} structs");
    // The others are of types that have nothing for a spec, which both leave to Go to say.
    go(&["build", "./builder/more"]);
}
