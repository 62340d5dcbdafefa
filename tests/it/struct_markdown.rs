//! `sdc struct-markdown` on this package itself: its shared config structs are the
//! largest there are here.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn sdc(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

#[test]
fn the_shared_specs_and_partials_are_fresh() {
    for command in ["gen-spec", "struct-markdown"] {
        let check = sdc(&[command, "--check"]);
        let stdout = String::from_utf8_lossy(&check.stdout);
        let stderr = String::from_utf8_lossy(&check.stderr);
        assert_eq!((&*stdout, &*stderr), ("", ""), "{command}");
        assert!(check.status.success());
    }
}

#[test]
fn a_struct_of_more_than_forty_fields_reads_back_whole() {
    let json = sdc(&["gen-spec", "--format", "json", "--type", "Communicator"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let types = json["types"].as_array().unwrap();
    let ty = types
        .iter()
        .find(|ty| ty["path"] == "config::communicator::Communicator");
    let fields = ty.unwrap()["fields"].as_array().unwrap();
    let names: Vec<&str> = fields
        .iter()
        .filter_map(|field| field["name"].as_str())
        .collect();
    assert!(names.len() > 40, "{} fields", names.len());
    assert!(fields.iter().all(|field| field["required"] == false));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("partials/packer-plugin-sdk");
    let partial = folder.join("communicator/Communicator-not-required.mdx");
    let text = std::fs::read_to_string(partial).unwrap();
    let items = text.lines().filter_map(|line| line.strip_prefix("- `"));
    let shown: Vec<&str> = items.filter_map(|item| item.split('`').next()).collect();
    assert_eq!(shown, names);
}
