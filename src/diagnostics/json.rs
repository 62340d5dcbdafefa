//! Diagnostics for programs: one JSON object a line.

use super::{Diagnostic, Place};
use serde_json::{Value, json};

/// One diagnostic as a JSON object: `severity`, `code`, `message`, `place` (or
/// null), `label`, `related`, `help` and `fix` (the text to put
/// in the place, or null). Lines and columns count from 1, columns in
/// characters; `start` and `end` are bytes from 0.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> Value {
    let related = diagnostic
        .related
        .iter()
        .map(|related| json!({ "message": related.message, "place": place(&related.place) }));
    json!({
        "severity": diagnostic.severity.name(),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "place": diagnostic.place.as_ref().map(place),
        "label": diagnostic.label,
        "related": related.collect::<Vec<_>>(),
        "help": diagnostic.help,
        "fix": diagnostic.fix,
    })
}

fn place(place: &Place) -> Value {
    let file = place.file();
    let Some(range) = place.range() else {
        return json!({ "file": file.name() });
    };
    let (line, column) = file.line_column(range.start);
    let (end_line, end_column) = file.line_column(range.end);
    json!({
        "file": file.name(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": range.start,
        "end": range.end,
    })
}
