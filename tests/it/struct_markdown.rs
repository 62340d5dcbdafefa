//! `sdc struct-markdown` on the config structs that plugins share: they are the largest
//! there are here.

use crate::support::{Run, run_well};
use serde_json::Value;
use std::path::Path;

fn sdc(args: &[&str]) -> Run {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/packer-plugin");
    run_well(&package, [args, &["--features", "config"]].concat())
}

#[test]
fn the_shared_specs_and_partials_are_fresh() {
    for command in ["gen-spec", "struct-markdown"] {
        let check = sdc(&[command, "--check"]);
        assert_eq!((&*check.stdout, &*check.stderr), ("", ""), "{command}");
    }
}

#[test]
fn a_struct_of_more_than_forty_fields_reads_back_whole() {
    // The crate has a trait of that name as well.
    let name = "config::communicator::Communicator";
    let json = sdc(&["gen-spec", "--format", "json", "--type", name]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
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
