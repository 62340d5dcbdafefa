//! Rules on fields: what the structs have and what the pages say are the same.

use super::plugin::{DocPage, Plugin};
use super::structs::Structs;
use crate::diagnostics::{Diagnostics, Rule, Severity};
use crate::model::{ConfigStruct, Field};
use std::collections::{BTreeMap, BTreeSet};

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

static REQUIRED: Rule = Rule {
    code: "field-required",
    severity: Severity::Warning,
    summary: "a page and the source do not agree on whether a field is required",
    why: "Readers go by the heading that a field stands below. In a plugin in Go the tag \
          `required:\"true\"` says it, and nothing but the docs is made of that: the spec lets \
          every field be left out, and the plugin's own code has to refuse it.",
    bad: "### Optional\n\n- `region` (string) - Where to build.\n\n\
          and `Region string `mapstructure:\"region\" required:\"true\"``",
    good: "### Required\n\n- `region` (string) - Where to build.",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&UNDOCUMENTED, &UNKNOWN, &REQUIRED];

pub(super) fn check(plugin: &Plugin, structs: &Structs, findings: &mut Diagnostics) {
    if structs.is_empty() {
        return;
    }
    for ((ty, slug), doc) in plugin.component_pages() {
        if let Some(config) = structs.of(ty, slug) {
            required(config, structs, doc, findings);
        }
    }
    if !structs.are_in_rust() {
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

/// Fields that the page has below a heading which does not say what the source does.
fn required(config: &ConfigStruct, structs: &Structs, doc: &DocPage, findings: &mut Diagnostics) {
    let mut fields = BTreeMap::new();
    by_name(config, structs, &mut BTreeSet::new(), &mut fields);
    for item in &doc.page.items {
        let name = doc.text[item.clone()].trim_matches('`');
        let above = doc.page.headings.iter().rev();
        let heading = above.into_iter().find(|it| it.range.end <= item.start);
        let says = heading.and_then(|heading| calls_required(&heading.text));
        let documents = doc.text[item.end..].starts_with(" (");
        // Of several fields of one name the page does not say which is meant.
        let (Some(says), Some([field])) = (says, fields.get(name).map(Vec::as_slice)) else {
            continue;
        };
        if documents && says != field.is_required_in_docs() {
            let words = |required| if required { "required" } else { "optional" };
            let message = format!(
                "`{name}` is {} on this page, and {} in the source",
                words(says),
                words(!says)
            );
            let finding = REQUIRED.finding(message);
            let finding = finding.related("the field is here", field.place.clone());
            doc.push(finding, item.clone(), None, findings);
        }
    }
}

/// The fields of a struct, and those of its blocks, by their names.
fn by_name<'a>(
    config: &'a ConfigStruct,
    structs: &'a Structs,
    seen: &mut BTreeSet<&'a str>,
    fields: &mut BTreeMap<&'a str, Vec<&'a Field>>,
) {
    if !seen.insert(&config.path) {
        return;
    }
    for field in &config.fields {
        fields.entry(&field.name).or_default().push(field);
        if let Some(nested) = structs.nested(&field.ty) {
            by_name(nested, structs, seen, fields);
        }
    }
}

/// Whether a heading calls what is below it required, where it says anything of that.
fn calls_required(heading: &str) -> Option<bool> {
    let heading = heading.to_lowercase();
    if heading.contains("optional") || heading.contains("not required") {
        Some(false)
    } else {
        heading.contains("required").then_some(true)
    }
}
