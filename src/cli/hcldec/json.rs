//! The JSON that `HashiCorp`'s `hcldec` prints, which other programs read.

use crate::diagnostics::{Diagnostics, Place, Severity};
use hcldec::{Context, Traversal, TraversalStep, Value};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

#[derive(Serialize)]
struct Document {
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    severity: &'static str,
    summary: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    filename: String,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    byte: usize,
}

/// What `--diags json` prints; nothing where there are no findings.
pub(super) fn diagnostics(findings: &Diagnostics) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut positions = Positions::default();
    let diagnostics = findings.iter().map(|finding| {
        let detail = std::iter::once(&finding.label).chain(&finding.help);
        let detail: Vec<&str> = detail
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        Finding {
            // HCL knows no third severity.
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning | Severity::Note => "warning",
            },
            summary: finding.message.clone(),
            detail: detail.join("; "),
            subject: finding.place.as_ref().map(|place| positions.range(place)),
        }
    });
    pretty(&Document {
        diagnostics: diagnostics.collect(),
    })
}

#[derive(Serialize)]
struct Reference<'a> {
    root_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    steps: Vec<Step<'a>>,
    range: Range,
}

#[derive(Serialize)]
struct Step<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Box<RawValue>>,
    range: Range,
}

/// What `--var-refs` prints: the variables that an input refers to, with their values
/// where the context has them.
pub(super) fn references(traversals: &[Traversal], context: &Context) -> String {
    let mut positions = Positions::default();
    let references = traversals.iter().map(|traversal| {
        let root = Step {
            kind: "root",
            name: Some(&traversal.root),
            key: None,
            range: positions.range(&traversal.root_place),
        };
        let steps = traversal.steps.iter().map(|step| match step {
            TraversalStep::Attribute(name, place) => Step {
                kind: "attr",
                name: Some(name),
                key: None,
                range: positions.range(place),
            },
            TraversalStep::Index(key, place) => Step {
                kind: "index",
                name: None,
                key: raw(key),
                range: positions.range(place),
            },
        });
        let steps: Vec<Step> = std::iter::once(root).chain(steps).collect();
        Reference {
            root_name: &traversal.root,
            value: known_value(traversal, context).and_then(raw),
            steps,
            range: positions.whole(traversal),
        }
    });
    pretty(&references.collect::<Vec<_>>())
}

/// The part of a variable that a traversal leads to, where the context has it.
fn known_value<'c>(traversal: &Traversal, context: &'c Context) -> Option<&'c Value> {
    let mut value = context.variable(&traversal.root)?;
    for step in &traversal.steps {
        value = match step {
            TraversalStep::Attribute(name, _) => value.get(name)?,
            TraversalStep::Index(Value::Number(index), _) => {
                value.elements()?.get(index.as_usize()?)?
            }
            TraversalStep::Index(key, _) => value.get(key.as_str()?)?,
        };
    }
    Some(value)
}

fn raw(value: &Value) -> Option<Box<RawValue>> {
    RawValue::from_string(value.to_json().to_string()).ok()
}

/// Finds lines and columns. HCL counts columns in what a reader takes for one character, so
/// where these begin is kept for each line that was asked for.
#[derive(Default)]
struct Positions(HashMap<(*const str, usize), Vec<usize>>);

impl Positions {
    fn range(&mut self, place: &Place) -> Range {
        let bytes = place.range().unwrap_or_default();
        Range {
            filename: place.file().name().to_owned(),
            start: self.position(place, bytes.start),
            end: self.position(place, bytes.end),
        }
    }

    /// From the root to the last step.
    fn whole(&mut self, traversal: &Traversal) -> Range {
        let first = &traversal.root_place;
        let last = traversal.steps.last().map_or(first, TraversalStep::place);
        Range {
            end: self.range(last).end,
            ..self.range(first)
        }
    }

    fn position(&mut self, place: &Place, byte: usize) -> Position {
        let file = place.file();
        let text = file.text();
        let byte = text.floor_char_boundary(byte.min(text.len()));
        let line = file.line_column(byte).0;
        let starts = self.0.entry((std::ptr::from_ref(text), line));
        let starts = starts.or_insert_with(|| {
            let start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
            let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
            let characters = text[start..end].grapheme_indices(true);
            characters.map(|(at, _)| start + at).collect()
        });
        Position {
            line,
            column: starts.partition_point(|start| *start < byte) + 1,
            byte,
        }
    }
}

fn pretty(value: &impl Serialize) -> String {
    // These have no map with keys that are not text, which is all that can fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
