//! Rules on examples: readers copy them, so they have to work.

mod body;

use super::plugin::{DocPage, Plugin};
use super::structs::Structs;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Rule, Severity, SourceFile};
use crate::docs::page::Fence;
use body::Example;
use hcl_edit::parser::parse_body;
use hcl_edit::structure::Body;
use std::ops::Range;

static HCL: Rule = Rule {
    code: "example-hcl",
    severity: Severity::Warning,
    summary: "an HCL example does not parse",
    why: "Readers copy examples. One with a syntax error fails at once, and looks as if the plugin \
          were to blame.",
    bad: "```hcl\nsource \"happy-image\" \"x\" {\n  name = \"a\n}\n```",
    good: "```hcl\nsource \"happy-image\" \"x\" {\n  name = \"a\"\n}\n```",
    fix: None,
};

static JSON: Rule = Rule {
    code: "example-json",
    severity: Severity::Warning,
    summary: "a JSON example does not parse",
    why: "Readers copy examples. One with a syntax error fails at once, and looks as if the plugin \
          were to blame.",
    bad: "```json\n{ \"type\": \"happy-image\", }\n```",
    good: "```json\n{ \"type\": \"happy-image\" }\n```",
    fix: None,
};

pub(super) static RULES: [&[&Rule]; 2] = [&[&HCL, &JSON], body::RULES];

pub(super) fn check(plugin: &Plugin, structs: &Structs, findings: &mut Diagnostics) {
    for doc in &plugin.pages {
        for fence in doc.page.fences.iter().filter(|fence| fence.closed) {
            let code = fence.code(&doc.text);
            match fence.language.as_str() {
                "hcl" | "hcl2" => {
                    let body = hcl(doc, fence, &code, findings);
                    if let (false, Some(body)) = (structs.is_empty(), body) {
                        let mut example = Example {
                            plugin,
                            structs,
                            doc,
                            fence,
                            code: &code,
                            findings,
                        };
                        example.blocks(&body);
                    }
                }
                "json" => json(doc, fence, &code, findings),
                _ => {}
            }
        }
    }
}

/// Parses an example, and says what is wrong; it is there where all of it parses at once.
fn hcl(doc: &DocPage, fence: &Fence, code: &str, findings: &mut Diagnostics) -> Option<Body> {
    let mut from = 0;
    loop {
        let wrong = match parse_body(&code[from..]) {
            Ok(body) => return (from == 0).then_some(body),
            Err(wrong) => wrong,
        };
        let at = from + wrong.location().offset();
        let repeated = wrong.message().contains("redefined attribute");
        // Alternatives one below the other are a way to show them; inside of a block
        // they are a mistake.
        if repeated && at > from && parse_body(&code[from..at]).is_ok() {
            from = at;
            continue;
        }
        if !is_elided(code, at) {
            let (message, label, range) = syntax_error(code)
                .unwrap_or_else(|| (wrong.message().to_owned(), String::new(), at..at + 1));
            let message = format!("this example is not valid HCL: {message}");
            let finding = HCL.finding(message).label(label);
            show(doc, fence, code, range, finding, findings);
        }
        return None;
    }
}

/// What is wrong first with the syntax of a text, what is said to that and where, in the words
/// of the parser that explains itself.
fn syntax_error(code: &str) -> Option<(String, String, Range<usize>)> {
    let mut wrong = Diagnostics::new();
    hcldec::parse(&SourceFile::new("", code), &mut wrong);
    wrong.sort();
    let first = wrong.into_iter().find(|wrong| wrong.code == "syntax")?;
    let range = first.place.as_ref().and_then(Place::range)?;
    Some((first.message, first.label, range))
}

fn json(doc: &DocPage, fence: &Fence, code: &str, findings: &mut Diagnostics) {
    let Err((wrong, at)) = parse_json(code).or_else(|wrong| as_members(code).unwrap_or(Err(wrong)))
    else {
        return;
    };
    if !is_elided(code, at) {
        // serde_json says the place at the end of its message; the finding has it already.
        let message = wrong.split(" at line ").next().unwrap_or_default();
        let finding = JSON.finding(format!("this example is not valid JSON: {message}"));
        show(doc, fence, code, at..at + 1, finding, findings);
    }
}

/// What is wrong with a JSON text, and at which byte.
fn parse_json(code: &str) -> Result<(), (String, usize)> {
    let parsed: Result<serde::de::IgnoredAny, _> = serde_json::from_str(code);
    parsed.map(|_| ()).map_err(|wrong| {
        let lines_before = code
            .split_inclusive('\n')
            .take(wrong.line().saturating_sub(1));
        let at = lines_before.map(str::len).sum::<usize>() + wrong.column().saturating_sub(1);
        (wrong.to_string(), at)
    })
}

/// Parses a text that shows members of an object without its braces, if it is one.
fn as_members(code: &str) -> Option<Result<(), (String, usize)>> {
    let members = code.trim_end();
    let members = members.strip_suffix(',').unwrap_or(members);
    members.trim_start().starts_with('"').then(|| {
        parse_json(&format!("{{{members}}}")).map_err(|(wrong, at)| (wrong, at.saturating_sub(1)))
    })
}

/// Whether the code stops being code at a `...`: something is left out on purpose.
fn is_elided(code: &str, at: usize) -> bool {
    let at = code.floor_char_boundary(at.min(code.len()));
    let line = code[at..].lines().next().unwrap_or_default();
    let before = code[..at].trim_end();
    let dots = ["...", "…"];
    dots.iter()
        .any(|dots| line.contains(dots) || before.ends_with(dots))
}

/// Adds a finding at a range of an example's code.
fn show(
    doc: &DocPage,
    fence: &Fence,
    code: &str,
    range: Range<usize>,
    finding: Diagnostic,
    findings: &mut Diagnostics,
) {
    // The end of the code is shown behind its last sign, not on the closing line.
    let last = code.trim_end().len();
    let start = code.floor_char_boundary(range.start.min(last));
    let end = code.ceil_char_boundary(range.end.clamp(start, last));
    let from = fence.origin(start);
    // A piece ends with its line, so that a range over lines is shown by its first.
    let length = code[start..end].lines().next().map_or(0, str::len);
    doc.push(finding, from..from + length, None, findings);
}
