//! The blocks of a metadata.hcl, each read into its typed form and held to the
//! publisher's rules.

use super::reader::{Fields, Reader, Shape};
use super::{Component, Docs, FLAGS, Identifier, License, Located, Metadata, rules, spdx};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostics, Place, Severity, SourceFile};
use hcldec::Block;
use std::collections::BTreeMap;
use std::sync::Arc;

const FILE: Shape = Shape {
    what: "metadata.hcl",
    attributes: &[],
    blocks: &[("integration", false)],
};
const INTEGRATION: Shape = Shape {
    what: "an `integration` block",
    attributes: &[
        "name",
        "description",
        "identifier",
        "flags",
        "hide_versions",
        "integration_type",
    ],
    blocks: &[("docs", false), ("license", false), ("component", true)],
};
const DOCS: Shape = Shape {
    what: "a `docs` block",
    attributes: &["process_docs", "readme_location", "external_url"],
    blocks: &[],
};
const LICENSE: Shape = Shape {
    what: "a `license` block",
    attributes: &["type", "url"],
    blocks: &[],
};
const COMPONENT: Shape = Shape {
    what: "a `component` block",
    attributes: &["type", "name", "slug"],
    blocks: &[],
};

pub(super) fn read(file: &Arc<SourceFile>, findings: &mut Diagnostics) -> Metadata {
    let (mut reader, body) = Reader::parse(file, findings);
    let top = reader.fields(&body, &FILE);
    let Some(block) = top.blocks("integration").next() else {
        let place = Place::new(file, 0..0);
        reader.missing("integration", "metadata.hcl", &place);
        return Metadata::default();
    };
    let fields = reader.fields(&block.body, &INTEGRATION);
    let place = block.type_place.clone();
    let mut string = |name| reader.required_string(&fields, name, INTEGRATION.what, &place);
    let (name, description, id) = (string("name"), string("description"), string("identifier"));
    let metadata = Metadata {
        name,
        description,
        identifier: id.and_then(|id| identifier(&mut reader, id)),
        flags: flags(&mut reader, &fields),
        hide_versions: reader.boolean(fields.attribute("hide_versions")),
        integration_type: reader.string_or_null(fields.attribute("integration_type")),
        docs: fields.blocks("docs").next().map(|b| docs(&mut reader, b)),
        license: fields
            .blocks("license")
            .next()
            .map(|b| license(&mut reader, b)),
        components: fields
            .blocks("component")
            .map(|b| component(&mut reader, b))
            .collect(),
        integration: Some(place),
    };
    duplicates(&mut reader, &metadata.components);
    metadata
}

fn identifier(reader: &mut Reader<'_>, text: Located<String>) -> Option<Located<Identifier>> {
    let wrong = |message: String| {
        rules::IDENTIFIER
            .finding(message)
            .at(text.place.clone())
            .help("write `packer/ORGANIZATION/NAME`, such as `packer/hashicorp/amazon`")
    };
    let parts: Vec<&str> = text.value.split('/').collect();
    let [product, organization, name] = parts[..] else {
        let n = parts.len();
        let parts = if n == 1 { "part" } else { "parts" };
        let message = format!("`{}` has {n} {parts}, not three", text.value);
        reader.findings.push(wrong(message));
        return None;
    };
    if let Some(bad) = parts.iter().find(|part| !is_path_segment(part)) {
        let message = if bad.is_empty() {
            format!("`{}` has an empty part", text.value)
        } else {
            format!("`{bad}` cannot be a part of a URL")
        };
        reader.findings.push(wrong(message));
        return None;
    }
    if product != "packer" {
        let message = format!("the product of a Packer plugin is `packer`, not `{product}`");
        reader.findings.push(wrong(message));
    }
    let value = Identifier {
        product: product.to_owned(),
        organization: organization.to_owned(),
        name: name.to_owned(),
    };
    let place = text.place;
    Some(Located { value, place })
}

fn flags(reader: &mut Reader<'_>, fields: &Fields) -> Vec<Located<String>> {
    let Some((flags, place)) = reader.strings(fields.attribute("flags")) else {
        return Vec::new();
    };
    if flags.is_empty() {
        let finding = rules::FLAGS_EMPTY
            .finding("`flags` is an empty list")
            .at(place)
            .help("leave the key out where there is nothing to say");
        reader.findings.push(finding);
    }
    for (i, flag) in flags.iter().enumerate() {
        let mut at = |finding: crate::diagnostics::Diagnostic| {
            reader.findings.push(finding.at(flag.place.clone()));
        };
        if !FLAGS.contains(&flag.value.as_str()) {
            at(rules::FLAG
                .finding(format!("`{}` is not a flag", flag.value))
                .did_you_mean(&flag.value, FLAGS)
                .help(format!("the flags are: {}", FLAGS.join(", "))));
        } else if flags[..i].iter().any(|f| f.value == flag.value) {
            let mut twice =
                rules::FLAG.finding(format!("the flag `{}` is there twice", flag.value));
            twice.severity = Severity::Warning;
            at(twice);
        }
    }
    flags
}

fn docs(reader: &mut Reader<'_>, block: &Block) -> Docs {
    let fields = reader.fields(&block.body, &DOCS);
    let place = block.type_place.clone();
    if fields.attribute("process_docs").is_none() {
        reader.missing("process_docs", DOCS.what, &place);
    }
    let process_docs = reader.boolean(fields.attribute("process_docs"));
    let elsewhere = process_docs.as_ref().filter(|process| !process.value);
    let written = fields.attribute("external_url");
    let external_url = match elsewhere {
        None => reader.string_or_null(written),
        Some(_) => reader.string(written),
    };
    match (elsewhere, &external_url) {
        (Some(process), None) if written.is_none() => {
            let finding = rules::REQUIRED
                .finding("docs that are not processed need an `external_url`")
                .at(process.place.clone())
                .help("say where they are instead: `external_url = \"https://…\"`");
            reader.findings.push(finding);
        }
        (elsewhere, Some(url)) => check_url(reader, "external_url", url, elsewhere.is_some()),
        _ => {}
    }
    Docs {
        process_docs,
        readme_location: reader.string(fields.attribute("readme_location")),
        external_url,
        place,
    }
}

fn license(reader: &mut Reader<'_>, block: &Block) -> License {
    let fields = reader.fields(&block.body, &LICENSE);
    let place = block.type_place.clone();
    let kind = reader.string_or_null(fields.attribute("type"));
    let url = reader.string_or_null(fields.attribute("url"));
    for name in LICENSE.attributes {
        if fields.attribute(name).is_none() && !reader.is_torn() {
            let finding = rules::LICENSE
                .finding(format!("the licence has no `{name}`"))
                .at(place.clone())
                .label(format!("`{name}` is missing"));
            reader.findings.push(finding);
        }
    }
    if let Some(kind) = &kind {
        reader.findings.extend(spdx::check(kind));
    }
    if let Some(url) = &url {
        check_url(reader, "url", url, true);
    }
    License { place, kind, url }
}

fn component(reader: &mut Reader<'_>, block: &Block) -> Component {
    let fields = reader.fields(&block.body, &COMPONENT);
    let place = block.type_place.clone();
    let mut string = |name| reader.required_string(&fields, name, COMPONENT.what, &place);
    let (ty, name, slug) = (string("type"), string("name"), string("slug"));
    if let Some(slug) = slug.as_ref().filter(|slug| !is_slug(&slug.value)) {
        let finding = rules::SLUG
            .finding(format!("`{}` is not a slug", slug.value))
            .at(slug.place.clone())
            .help("a slug is made of lower-case letters, digits, `-`, `_` and `.`, and begins with a letter or digit");
        reader.findings.push(finding);
    }
    Component {
        ty: ty.and_then(|ty| component_type(reader, ty)),
        name,
        slug,
        place,
    }
}

fn component_type(reader: &mut Reader<'_>, ty: Located<String>) -> Option<Located<ComponentType>> {
    if let Some(value) = ComponentType::from_name(&ty.value) {
        let place = ty.place;
        return Some(Located { value, place });
    }
    let finding = rules::COMPONENT_TYPE
        .finding(format!("`{}` is not a type of component", ty.value))
        .at(ty.place);
    let names = ComponentType::ALL.map(ComponentType::name);
    reader
        .findings
        .push(match ComponentType::meant_by(&ty.value) {
            Some(meant) => finding
                .help(format!("write `{meant}`"))
                .fixed_by(format!("\"{meant}\"")),
            None => finding
                .did_you_mean(&ty.value, names)
                .help(format!("the types are: {}", names.join(", "))),
        });
    None
}

/// The same component twice is an error; a slug that several types share is legal.
fn duplicates(reader: &mut Reader<'_>, components: &[Component]) {
    let mut first: BTreeMap<(ComponentType, &str), &Component> = BTreeMap::new();
    let mut by_slug: BTreeMap<&str, Vec<&Component>> = BTreeMap::new();
    for component in components {
        let Some((ty, slug)) = component.key() else {
            continue;
        };
        if let Some(first) = first.get(&(ty, slug)) {
            let finding = rules::DUPLICATE
                .finding(format!("the {ty} `{slug}` is declared twice"))
                .at(component.best_place().clone())
                .related("first declared here", first.best_place().clone());
            reader.findings.push(finding);
            continue;
        }
        first.insert((ty, slug), component);
        by_slug.entry(slug).or_default().push(component);
    }
    for (slug, sharing) in by_slug.into_iter().filter(|(_, all)| all.len() > 1) {
        let types: Vec<&str> = sharing
            .iter()
            .filter_map(|component| component.key())
            .map(|(ty, _)| ty.name())
            .collect();
        let finding = rules::SLUG_SHARED
            .finding(format!(
                "the slug `{slug}` is shared by {}",
                types.join(", ")
            ))
            .at(sharing[1].best_place().clone())
            .related("first used here", sharing[0].best_place().clone());
        reader.findings.push(finding);
    }
}

/// Whether a URL leads anywhere; the publisher looks at some, and refuses what is none at all.
fn check_url(reader: &mut Reader<'_>, name: &str, url: &Located<String>, refused: bool) {
    if !is_url(&url.value) {
        let mut finding = rules::URL
            .finding(format!("`{name}` is not a URL"))
            .at(url.place.clone())
            .help("write it whole, with `https://` and the host");
        if !refused || has_form_of_url(&url.value) {
            finding.severity = Severity::Warning;
        }
        reader.findings.push(finding);
    }
}

/// Whether a text has a scheme, and a host where its scheme needs one.
fn has_form_of_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.trim().split_once(':') else {
        return false;
    };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !["http", "https", "ftp", "ws", "wss"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return named;
    }
    let host = rest.trim_start_matches(['/', '\\']);
    let host = host.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "<>^|%[]".contains(c))
}

fn is_path_segment(text: &str) -> bool {
    let ok = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.chars().all(ok)
}

fn is_slug(text: &str) -> bool {
    is_path_segment(text)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.contains(|c: char| c.is_ascii_uppercase())
}

/// A web address with a host that could exist.
fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    host.contains('.')
        && host.split('.').all(label)
        && !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_whole() {
        for good in ["https://a.io", "http://a.b:80/c?d#e"] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "a.io",
            "https://",
            "https://a",
            "https://a..b",
            "https://a.b/c d",
            "ftp://a.b",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
