//! Diagnostics as SARIF 2.1.0, the format of code scanning services. Follows
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::{Diagnostic, Diagnostics, Place, Severity};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A whole run as one SARIF log. `describe` gives the short description of a code.
#[must_use]
pub fn sarif(diagnostics: &Diagnostics, describe: impl Fn(&str) -> Option<String>) -> Value {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|d| d.code).collect();
    let rules = codes.iter().map(|code| match describe(code) {
        Some(text) => json!({ "id": code, "shortDescription": { "text": text } }),
        None => json!({ "id": code }),
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sdc",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push('\n');
        text.push_str(help);
    }
    let related = diagnostic.related.iter().map(|related| {
        let mut location = location(&related.place);
        location["message"] = json!({ "text": related.message });
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level,
        "message": { "text": text },
        "locations": diagnostic.place.iter().map(location).collect::<Vec<_>>(),
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    if let (Some(fix), Some(place)) = (&diagnostic.fix, &diagnostic.place) {
        let physical = &location(place)["physicalLocation"];
        result["fixes"] = json!([{ "artifactChanges": [{
            "artifactLocation": physical["artifactLocation"],
            "replacements": [{
                "deletedRegion": physical["region"],
                "insertedContent": { "text": fix },
            }],
        }] }]);
    }
    result
}

fn location(place: &Place) -> Value {
    let file = place.file();
    let mut physical = json!({ "artifactLocation": { "uri": uri(file.name()) } });
    if let Some(range) = place.range() {
        let (line, column) = file.line_column(range.start);
        let (end_line, end_column) = file.line_column(range.end);
        physical["region"] = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// A relative path as a URI reference: bytes that a URI may not hold are escaped.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
