//! All rules there are, in the order in which they are listed.

use super::{
    examples, fields, generated, html, layout, links, markdown, outputs, plugin, publisher, readme,
    source, stale,
};
use crate::diagnostics::Rule;
use crate::{docs, metadata};

/// All rules, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        plugin::RULES,
        metadata::RULES,
        publisher::RULES,
        layout::RULES,
        readme::RULES,
        markdown::RULES,
        html::RULES,
        source::RULES,
        links::RULES,
        docs::links::RULES,
        docs::RULES,
        stale::RULES,
        examples::RULES[0],
        examples::RULES[1],
        fields::RULES,
        outputs::RULES,
        generated::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
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
