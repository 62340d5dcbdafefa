//! The way back from a generated partial to the comments that it is made of: what is said of
//! the one is said, and put right, in the others.

use super::generated;
use super::plugin::{Plugin, is_written_by_hand};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What a partial says that it was made from.
struct Origin<'a> {
    name: &'a str,
    file: &'a str,
}

/// Moves what is found in generated partials to the comments of their structs. What is not
/// found there stays, without an edit, which the next run would undo; of a partial that is told
/// to be older than its source nothing else is said.
pub(super) fn trace(plugin: &Plugin, findings: &mut Diagnostics) {
    let mut sources: BTreeMap<String, Option<Arc<SourceFile>>> = BTreeMap::new();
    let stale = findings
        .iter()
        .filter(|finding| finding.code == generated::CODE);
    let stale: BTreeSet<String> = stale
        .filter_map(|finding| Some(finding.place.as_ref()?.file().name().to_owned()))
        .collect();
    findings.retain(|finding| {
        let Some(place) = finding.place.clone() else {
            return true;
        };
        let partial = place.file();
        if is_written_by_hand(partial) || place.range().is_none() {
            return true;
        }
        if let Some(origin) = origin(partial.text()) {
            let source = sources
                .entry(origin.file.to_owned())
                .or_insert_with(|| plugin.source(origin.file));
            let moved = source
                .as_ref()
                .map(|source| move_to(finding, &place, &origin, source));
            let Origin { name, file } = origin;
            finding.help.push(match moved {
                Some(true) => return true,
                Some(false) if stale.contains(partial.name()) => return false,
                Some(false) => {
                    format!("no comment of `{name}` in `{file}` says this now: run `sdc generate`")
                }
                None => format!("this is made from the comments of `{name}` in `{file}`"),
            });
        }
        finding.fix = None;
        true
    });
}

/// What the first line of a partial tells.
fn origin(partial: &str) -> Option<Origin<'_>> {
    let (_, rest) = partial.split_once("generated from the comments of the ")?;
    let (name, rest) = rest.split_once(" struct in ")?;
    let (file, _) = rest.split_once(';')?;
    Some(Origin { name, file })
}

/// Places a finding in the one comment that has its line; says whether there is one.
fn move_to(
    finding: &mut Diagnostic,
    place: &Place,
    origin: &Origin<'_>,
    source: &Arc<SourceFile>,
) -> bool {
    let partial = place.file().text();
    let Some(range) = place.range() else {
        return false;
    };
    let start = partial[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = partial[start..].lines().next().unwrap_or_default();
    let end = range.end.min(start + line.len());
    let marked = &partial[range.start..end];
    let written = behind_item(line).trim();
    let item = item_above(&partial[..start + line.len()]);
    let Some(comment) = comment(source.text(), origin.name, written, item) else {
        return false;
    };
    let Some(at) = source.text()[comment.clone()].find(marked) else {
        return false;
    };
    let start = comment.start + at;
    finding.place = Some(Place::new(source, start..start + marked.len()));
    if end < range.end {
        finding.fix = None;
    }
    true
}

/// A line of a partial without what the generator puts before the text of a field.
fn behind_item(line: &str) -> &str {
    let text = line.strip_prefix("- `").and_then(|rest| {
        let (_, text) = rest.split_once(") - ")?;
        Some(text)
    });
    text.unwrap_or(line)
}

/// The name of the field that the end of a text is about.
fn item_above(before: &str) -> Option<&str> {
    let mut lines = before.lines().rev();
    let item = lines.find_map(|line| line.strip_prefix("- `"))?;
    item.split('`').next()
}

/// The text of a comment in a struct that is the line wanted: if several are, that of the
/// field with the name.
fn comment(source: &str, name: &str, wanted: &str, item: Option<&str>) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for (range, text) in comments(source, body(source, name)?) {
        if text.trim() == wanted {
            found.push(range);
        }
    }
    if let ([only], _) | ([only, ..], None) = (&found[..], item) {
        return Some(only.clone());
    }
    found.into_iter().find(|range| {
        let below = source[range.end..].lines().skip(1);
        let mut code = below.map(str::trim).filter(|line| !is_comment(line));
        let item = item.unwrap_or_default();
        code.next().is_some_and(|line| line.contains(item))
    })
}

/// Where a struct stands, the comment above it included.
fn body(source: &str, name: &str) -> Option<Range<usize>> {
    let marks = [
        format!("struct {name}"),
        format!("enum {name}"),
        format!("type {name} "),
    ];
    let starts = marks.iter().find_map(|mark| {
        let mut hits = source.match_indices(mark.as_str());
        hits.find_map(|(at, _)| {
            let behind = source[at + mark.trim_end().len()..].chars().next();
            let whole = behind.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
            (whole && !is_comment(source[line..].trim_start())).then_some(line)
        })
    })?;
    let mut start = starts;
    for line in source[..starts].split_inclusive('\n').rev() {
        let text = line.trim();
        if !is_comment(text) && !text.starts_with("#[") {
            break;
        }
        start -= line.len();
    }
    let indent = source[starts..].len() - source[starts..].trim_start_matches([' ', '\t']).len();
    let end = format!("\n{}}}", &source[starts..starts + indent]);
    let length = source[starts..].find(&end).unwrap_or(source.len() - starts);
    Some(start..starts + length)
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//")
}

/// The texts of the line comments in a range, each with its place.
fn comments(source: &str, range: Range<usize>) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in source[range].split_inclusive('\n') {
        let shown = line.trim_start();
        if is_comment(shown) {
            let text = shown.trim_start_matches(['/', '!']).trim_end();
            let start = at + line.len() - shown.len() + shown.find(text).unwrap_or(0);
            found.push((start..start + text.len(), text));
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GO: &str = "package x\n\n// About <this>.\ntype Config struct {\n\t// Set <a>.\n\t\
                      Name string `mapstructure:\"name\"`\n\t// Set <a>.\n\tOther string `mapstructure:\"other\"`\n}\n\
                      type Config2 struct {\n\t// Set <b>.\n}\n";

    fn found(name: &str, wanted: &str, item: Option<&str>) -> Option<usize> {
        comment(GO, name, wanted, item).map(|range| GO[..range.start].lines().count())
    }

    #[test]
    fn a_line_is_found_in_its_struct_and_at_its_field() {
        assert_eq!(found("Config", "About <this>.", None), Some(3));
        assert_eq!(found("Config", "Set <a>.", Some("name")), Some(5));
        assert_eq!(found("Config", "Set <a>.", Some("other")), Some(7));
        assert_eq!(found("Config", "Set <b>.", None), None);
        assert_eq!(found("Config2", "Set <b>.", None), Some(11));
        assert_eq!(found("Conf", "Set <a>.", None), None);
    }
}
