//! Rules on fields: what the structs have and what the pages say are the same.

use super::plugin::{DocPage, Plugin};
use super::structs::Structs;
use crate::diagnostics::{Diagnostics, Rule, Severity};
use crate::model::ConfigStruct;
use std::collections::BTreeSet;

static UNDOCUMENTED: Rule = Rule {
    code: "field-undocumented",
    severity: Severity::Warning,
    summary: "a component's page does not have a field of its configuration",
    why: "A field that the page does not tell of is one that nobody can use.",
    bad: "pub region: String, and a page without `region`",
    good: "pub region: String, and a page that includes the struct's partial",
    fix: None,
};

static UNKNOWN: Rule = Rule {
    code: "field-unknown",
    severity: Severity::Warning,
    summary: "a component's page documents a field that no struct has",
    why: "Readers who set it get an error. Most often it was renamed or removed, and the page was \
          written by hand or its partial is old.",
    bad: "- `regoin` (string) - Where to build.",
    good: "- `region` (string) - Where to build.",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&UNDOCUMENTED, &UNKNOWN];

pub(super) fn check(plugin: &Plugin, structs: &Structs, findings: &mut Diagnostics) {
    if structs.is_empty() || !structs.are_in_rust() {
        return;
    }
    let types = &structs.model().types;
    let known: BTreeSet<&str> = types
        .iter()
        .flat_map(|ty| &ty.fields)
        .flat_map(|field| std::iter::once(&field.name).chain(&field.aliases))
        .map(String::as_str)
        .collect();
    for ((ty, slug), doc) in plugin.component_pages() {
        if let Some(config) = structs.of(ty, slug) {
            undocumented(config, structs, doc, &mut BTreeSet::new(), findings);
            unknown(&known, doc, findings);
        }
    }
}

/// Fields that the page does not show as code anywhere.
fn undocumented<'a>(
    config: &'a ConfigStruct,
    structs: &'a Structs,
    doc: &DocPage,
    seen: &mut BTreeSet<&'a str>,
    findings: &mut Diagnostics,
) {
    if !seen.insert(&config.path) {
        return;
    }
    for field in config.fields.iter().filter(|field| !field.hidden) {
        if !doc.text.contains(&format!("`{}`", field.name)) {
            let finding = UNDOCUMENTED
                .finding(format!(
                    "`{}` does not tell of `{}`",
                    doc.file.name(),
                    field.name
                ))
                .at(field.place.clone())
                .help("include the partial of its struct in the page");
            findings.push(finding);
        } else if let Some(nested) = structs.nested(&field.ty) {
            undocumented(nested, structs, doc, seen, findings);
        }
    }
}

/// Items of the form in which fields are documented, ``- `name` (type) - …``.
fn unknown(known: &BTreeSet<&str>, doc: &DocPage, findings: &mut Diagnostics) {
    for item in &doc.page.items {
        let name = doc.text[item.clone()].trim_matches('`');
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let documents = doc.text[item.end..].starts_with(" (") && name.chars().all(is_name);
        if documents && !known.contains(name) {
            let finding = UNKNOWN
                .finding(format!("no struct of this plugin has a field `{name}`"))
                .did_you_mean(name, known.iter().copied());
            doc.push(finding, item.clone(), None, findings);
        }
    }
}
