//! Anchors as developer.hashicorp.com makes them: of headings, of list items that
//! begin with code, and by aliases that a heading names, `((#like-this))`.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The anchor of a heading's source: lower case, every run of signs that are no ASCII
/// letters, digits or `_` made one `-`, without tags and aliases.
///
/// ```
/// assert_eq!(packer_sdc::docs::page::slugify("Amazon EC2 & `ssh_key`"), "amazon-ec2-ssh_key");
/// ```
#[must_use]
pub fn slugify(heading: &str) -> String {
    let heading = without(heading, "((#", "))");
    let bare = without(&heading, "<", ">");
    let words = bare.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let mut slug = String::with_capacity(bare.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    slug
}

/// The names in `((#a, #b))`.
pub(super) fn aliases(heading: &str) -> Vec<String> {
    let inside = heading
        .split_once("((#")
        .and_then(|(_, rest)| rest.split_once("))"));
    let Some((names, _)) = inside else {
        return Vec::new();
    };
    names
        .split(',')
        .map(|name| name.trim().trim_start_matches('#').to_owned())
        .collect()
}

/// The text without what stands between two marks, and without the marks.
fn without<'a>(text: &'a str, open: &str, close: &str) -> Cow<'a, str> {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(open) {
        let Some((_, after)) = behind.split_once(close) else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    if rest.len() == text.len() {
        return text.into();
    }
    kept.push_str(rest);
    kept.into()
}

/// The slugs of a page: the second of a name gets `-1`, the third `-2`.
#[derive(Default)]
pub(super) struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    pub(super) fn next(&mut self, source: &str) -> String {
        let slug = slugify(source);
        let seen = self.0.entry(slug.clone()).or_default();
        *seen += 1;
        match *seen {
            1 => slug,
            n => format!("{slug}-{}", n - 1),
        }
    }
}
