//! All rules there are, in the order in which they are listed.

use super::{
    examples, fields, generated, html, layout, links, markdown, outputs, plugin, publisher, readme,
    source, stale,
};
use crate::diagnostics::Rule;
use crate::docs::page::Page;
use crate::{docs, metadata};

/// What the portal that publishes plugins shows.
const PORTAL: &str = "https://developer.hashicorp.com/packer/integrations";
/// A metadata.hcl with remarks on all that it may hold.
const METADATA: &str = "https://github.com/hashicorp/integration-template";
/// Markdown as most of it is read.
const MARKDOWN: &str = "https://spec.commonmark.org";
/// What the portal reads pages with.
const MDX: &str = "https://v1.mdxjs.com";
/// How templates are written.
const TEMPLATES: &str = "https://developer.hashicorp.com/packer/docs/templates/hcl_templates";
/// How plugins are.
const PLUGINS: &str = "https://developer.hashicorp.com/packer/docs/plugins/creation";

/// A group of rules, and the page to read about them.
type Group = (&'static [&'static Rule], &'static str);

/// The groups, in the order in which their rules are listed.
fn groups() -> impl Iterator<Item = Group> {
    [
        (plugin::RULES, PORTAL),
        (metadata::RULES, METADATA),
        (publisher::RULES, METADATA),
        (layout::RULES, METADATA),
        (readme::RULES, METADATA),
        (markdown::RULES, MARKDOWN),
        (html::RULES, MDX),
        (source::RULES, PLUGINS),
        (links::RULES, PORTAL),
        (docs::links::RULES, PORTAL),
        (docs::RULES, PLUGINS),
        (stale::RULES, PLUGINS),
        (examples::RULES[0], TEMPLATES),
        (examples::RULES[1], TEMPLATES),
        (fields::RULES, PLUGINS),
        (outputs::RULES, PLUGINS),
        (generated::RULES, PLUGINS),
    ]
    .into_iter()
}

/// All rules, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    groups().flat_map(|(rules, _)| rules.iter().copied())
}

/// The page to read about what the rule of a code is for.
#[must_use]
pub fn page_of(code: &str) -> &'static str {
    let of = groups().find(|(rules, _)| rules.iter().any(|rule| rule.code == code));
    of.map_or(PORTAL, |(_, page)| page)
}

/// What readers see of the examples of a rule, wrong and right, where these are parts of a
/// page; none for one that the site refuses.
#[must_use]
pub fn shown(rule: &Rule) -> Option<[Option<String>; 2]> {
    let about_pages = [markdown::RULES, html::RULES]
        .into_iter()
        .flatten()
        .any(|known| known.code == rule.code);
    about_pages.then(|| {
        [rule.bad, rule.good].map(|text| {
            let page = Page::parse(text);
            let words: Vec<&str> = page.shown.split_whitespace().collect();
            page.modules.is_empty().then(|| words.join(" "))
        })
    })
}

/// The rule of that code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    use super::rules;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.code), "{} is there twice", rule.code);
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.code.chars().all(kebab), "{}", rule.code);
            assert!(rule.why.ends_with('.'), "{}", rule.code);
        }
    }
}
