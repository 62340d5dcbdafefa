//! The formats of `sdc check` for programs: each is valid by a schema.

use jsonschema::validator_for;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// What `sdc check` says in a format about a plugin with findings of many kinds.
fn check(format: &str) -> String {
    let plugin = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/cases/check/formats/in");
    let output = Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(["check", "--format", format])
        .current_dir(plugin)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
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

/// The parts of SARIF 2.1.0 that are written here, and what its specification says of
/// them (sections 3.13, 3.14, 3.19, 3.27 to 3.30, 3.49).
fn sarif_schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["version", "runs"],
        "properties": {
            "$schema": { "type": "string" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "items": { "$ref": "#/$defs/run" } }
        },
        "$defs": {
            "text": {
                "type": "object",
                "additionalProperties": false,
                "required": ["text"],
                "properties": { "text": { "type": "string" } }
            },
            "run": {
                "type": "object",
                "additionalProperties": false,
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["driver"],
                        "properties": { "driver": {
                            "type": "object",
                            "additionalProperties": false,
                            "required": ["name"],
                            "properties": {
                                "name": { "type": "string" },
                                "semanticVersion": { "type": "string" },
                                "rules": {
                                    "type": "array",
                                    "uniqueItems": true,
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": false,
                                        "required": ["id", "shortDescription"],
                                        "properties": {
                                            "id": { "type": "string" },
                                            "shortDescription": { "$ref": "#/$defs/text" }
                                        }
                                    }
                                }
                            }
                        } }
                    },
                    "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                    "results": { "type": "array", "items": { "$ref": "#/$defs/result" } }
                }
            },
            "result": {
                "type": "object",
                "additionalProperties": false,
                "required": ["message", "ruleId", "level"],
                "properties": {
                    "ruleId": { "type": "string" },
                    "level": { "enum": ["none", "note", "warning", "error"] },
                    "message": { "$ref": "#/$defs/text" },
                    "locations": { "type": "array", "items": { "$ref": "#/$defs/location" } },
                    "relatedLocations": { "type": "array", "items": { "$ref": "#/$defs/location" } },
                    "fixes": { "type": "array", "items": { "$ref": "#/$defs/fix" } }
                }
            },
            "fix": {
                "type": "object",
                "additionalProperties": false,
                "required": ["artifactChanges"],
                "properties": { "artifactChanges": { "type": "array", "minItems": 1, "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["artifactLocation", "replacements"],
                    "properties": {
                        "artifactLocation": { "$ref": "#/$defs/artifact" },
                        "replacements": { "type": "array", "minItems": 1, "items": {
                            "type": "object",
                            "additionalProperties": false,
                            "required": ["deletedRegion"],
                            "properties": {
                                "deletedRegion": { "$ref": "#/$defs/region" },
                                "insertedContent": { "$ref": "#/$defs/text" }
                            }
                        } }
                    }
                } } }
            },
            "location": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "message": { "$ref": "#/$defs/text" },
                    "physicalLocation": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["artifactLocation"],
                        "properties": {
                            "artifactLocation": { "$ref": "#/$defs/artifact" },
                            "region": { "$ref": "#/$defs/region" }
                        }
                    }
                }
            },
            "artifact": {
                "type": "object",
                "additionalProperties": false,
                "properties": { "uri": {
                    "type": "string",
                    "pattern": "^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"
                } }
            },
            "region": {
                "type": "object",
                "additionalProperties": false,
                "required": ["startLine"],
                "properties": {
                    "startLine": { "type": "integer", "minimum": 1 },
                    "startColumn": { "type": "integer", "minimum": 1 },
                    "endLine": { "type": "integer", "minimum": 1 },
                    "endColumn": { "type": "integer", "minimum": 1 }
                }
            }
        }
    })
}

#[test]
fn sarif_is_valid_and_describes_every_rule_it_names() {
    let log: Value = serde_json::from_str(&check("sarif")).unwrap();
    if let Err(wrong) = validator_for(&sarif_schema()).unwrap().validate(&log) {
        panic!("{wrong} at {}", wrong.instance_path());
    }
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]);
        assert!(rule.is_some(), "{result}");
    }
}
