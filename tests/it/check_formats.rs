//! The formats of `sdc check` for programs: each is valid by a schema.

use crate::support::run;
use jsonschema::validator_for;
use serde_json::{Value, json};
use std::path::Path;

/// What `sdc check` says in a format about a plugin with findings of many kinds.
fn check(format: &str) -> String {
    let plugin = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/cases/check/formats/in");
    let checked = run(&plugin, ["check", "--format", format]);
    assert_eq!(checked.code, 1);
    checked.stdout
}

#[test]
fn json_findings_are_valid_by_the_schema_in_the_repository() {
    let schema = include_str!("../../schemas/finding.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = validator_for(&schema).unwrap();
    let text = check("json");
    let findings: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert!(findings.len() > 5);
    for finding in &findings {
        if let Err(wrong) = validator.validate(finding) {
            panic!("{wrong}: {finding}");
        }
    }
    assert!(
        findings
            .iter()
            .any(|finding| finding["place"].get("line").is_none())
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding["related"] != json!([]))
    );
}

#[test]
fn sarif_is_valid_and_describes_every_rule_it_names() {
    // The parts of SARIF 2.1.0 that are written here, and what its specification says of
    // them (sections 3.13, 3.14, 3.19, 3.27 to 3.30, 3.49, 3.55 to 3.57).
    let schema: Value = serde_json::from_str(include_str!("sarif.schema.json")).unwrap();
    let log: Value = serde_json::from_str(&check("sarif")).unwrap();
    if let Err(wrong) = validator_for(&schema).unwrap().validate(&log) {
        panic!("{wrong} at {}", wrong.instance_path());
    }
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]);
        assert!(rule.is_some(), "{result}");
    }
}
