//! The neutral form keeps to its schema, whatever the types.

use crate::support::run_well;
use serde_json::Value;
use std::path::Path;

#[test]
fn json_of_every_shape_is_valid_by_the_schema() {
    let schema = include_str!("../../docs/gen-spec.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::options().build(&schema).unwrap();
    for package in ["gen-spec-shapes", "packer-plugin-happycloud"] {
        let json = json_of(package);
        let wrong: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{package}: {wrong:#?}");
        assert!(json["types"].as_array().unwrap().len() > 3);
        every_block_has_its_type(&json);
    }
    // It does say something.
    assert!(!validator.is_valid(&serde_json::json!({"types": [{"path": "Config"}]})));
}

fn json_of(package: &str) -> Value {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let made = run_well(&testdata.join(package), ["gen-spec", "--format", "json"]);
    serde_json::from_str(&made.stdout).unwrap()
}

fn every_block_has_its_type(json: &Value) {
    let types = json["types"].as_array().unwrap();
    let paths: Vec<&Value> = types.iter().map(|ty| &ty["path"]).collect();
    for field in types.iter().flat_map(|ty| ty["fields"].as_array().unwrap()) {
        let nested = &field["nested"];
        assert!(
            nested.is_null() || paths.contains(&nested),
            "{nested} is not there"
        );
    }
}
