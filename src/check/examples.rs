//! Rules on examples: readers copy them, so they have to work.

use super::findings::Findings;
use super::plugin::{DocPage, Plugin};
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::docs::page::Fence;

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

pub(super) static RULES: &[&Rule] = &[&HCL, &JSON];

pub(super) fn check(plugin: &Plugin, findings: &mut Findings) {
    for doc in &plugin.pages {
        for fence in &doc.page.fences {
            let code = fence.code(&doc.text);
            match fence.language.as_str() {
                "hcl" | "hcl2" => hcl(doc, fence, &code, findings),
                "json" => json(doc, fence, &code, findings),
                _ => {}
            }
        }
    }
}

fn hcl(doc: &DocPage, fence: &Fence, code: &str, findings: &mut Findings) {
    let Err(wrong) = hcl_edit::parser::parse_body(code) else {
        return;
    };
    let at = wrong.location().offset();
    let finding = HCL.finding(format!(
        "this example is not valid HCL: {}",
        wrong.message()
    ));
    show(doc, fence, code, at, finding, findings);
}

fn json(doc: &DocPage, fence: &Fence, code: &str, findings: &mut Findings) {
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(code);
    let Err(wrong) = parsed else {
        return;
    };
    let line_start = code
        .split_inclusive('\n')
        .take(wrong.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let at = line_start + wrong.column().saturating_sub(1);
    // serde_json says the place at the end of its message; the finding has it already.
    let message = wrong.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let finding = JSON.finding(format!("this example is not valid JSON: {message}"));
    show(doc, fence, code, at, finding, findings);
}

/// Adds a finding at a byte of an example's code.
fn show(
    doc: &DocPage,
    fence: &Fence,
    code: &str,
    at: usize,
    finding: Diagnostic,
    findings: &mut Findings,
) {
    // The end of the code is shown behind its last sign, not on the closing line.
    let at = code.floor_char_boundary(at.min(code.trim_end().len()));
    let width = code[at..].chars().next().map_or(0, char::len_utf8);
    let start = fence.origin(at);
    doc.push(finding, start..start + width, None, findings);
}
