//! What a dead fragment was meant for: authors write the ids that GitHub or Packer's own docs
//! would give a heading, or the name of an option, which has none on the site.

use crate::check::plugin::DocPage;
use crate::diagnostics::{Diagnostic, Diagnostics, nearest};
use crate::docs::links::rules;
use std::collections::BTreeMap;

/// What was meant.
pub(super) enum Meant {
    /// A section, by its id.
    Section(String),
    /// An option, and the ids of the sections that list it.
    Option(String, Vec<String>),
    /// A section whose id is nearly that.
    Near(String),
    /// The title of the page, which is taken off.
    Title,
    Nothing,
}

impl Meant {
    /// The one section to lead to, if it is certain.
    pub(super) fn section(&self) -> Option<&str> {
        match self {
            Self::Section(id) => Some(id),
            Self::Option(_, sections) => match &sections[..] {
                [only] => Some(only),
                _ => None,
            },
            Self::Near(_) | Self::Title | Self::Nothing => None,
        }
    }

    pub(super) fn help(&self) -> Option<String> {
        Some(match self {
            Self::Section(id) => format!("write `#{id}`"),
            Self::Option(name, sections) => match &sections[..] {
                [] => format!("the option `{name}` has no id on the site: only headings have"),
                [only] => format!(
                    "the option `{name}` has no id on the site: write `#{only}`, the section that lists it"
                ),
                several => format!(
                    "the option `{name}` has no id on the site: write that of a section that lists it, {}",
                    quoted(several)
                ),
            },
            Self::Near(id) => format!("did you mean `#{id}`?"),
            Self::Title => "the title is not on the page: link to the page itself".to_owned(),
            Self::Nothing => return None,
        })
    }
}

fn quoted(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`#{id}`")).collect();
    ids.join(" or ")
}

/// What a fragment that the page does not have was meant for.
pub(super) fn meant_by(fragment: &str, doc: &DocPage) -> Meant {
    let sections = doc.page.sections(doc.loses_title());
    let wanted = letters(fragment);
    let same: Vec<_> = sections
        .iter()
        .filter(|(heading, id)| letters(&heading.text) == wanted || letters(id) == wanted)
        .collect();
    if let ([(_, id)], false) = (&same[..], wanted.is_empty()) {
        return Meant::Section(id.clone());
    }
    let title = doc.page.title().filter(|_| doc.loses_title());
    if title.is_some_and(|title| letters(&title.text) == wanted) {
        return Meant::Title;
    }
    let mut listing = Vec::new();
    let mut option = None;
    for item in &doc.page.items {
        let name = doc.text[item.clone()].trim_matches('`').trim();
        if letters(name) != wanted || wanted.is_empty() {
            continue;
        }
        option.get_or_insert_with(|| name.to_owned());
        let above = sections
            .iter()
            .rev()
            .find(|(heading, _)| heading.range.end <= item.start);
        listing.extend(above.map(|(_, id)| id.clone()));
    }
    if let Some(option) = option {
        listing.dedup();
        return Meant::Option(option, listing);
    }
    match nearest(fragment, sections.iter().map(|(_, id)| id.as_str())) {
        Some(near) => Meant::Near(near.to_owned()),
        None => Meant::Nothing,
    }
}

/// Of a link in a partial that is dead on several pages one finding is kept, with a fix only
/// where that is right on all of them.
pub(super) fn once(findings: Diagnostics) -> Diagnostics {
    let mut kept = Diagnostics::new();
    let mut dead: BTreeMap<String, (Diagnostic, usize)> = BTreeMap::new();
    for finding in findings {
        let place = finding
            .place
            .as_ref()
            .filter(|place| place.range().is_some());
        match place.map(ToString::to_string) {
            Some(place) if finding.code == rules::ANCHOR.code => {
                let (first, others) = dead.entry(place).or_insert_with(|| (finding.clone(), 0));
                if first.message != finding.message {
                    *others += 1;
                }
                if first.fix != finding.fix || first.help != finding.help {
                    first.fix = None;
                }
            }
            _ => kept.extend([finding]),
        }
    }
    kept.extend(dead.into_values().map(|(mut finding, others)| {
        let pages = if others == 1 { "page" } else { "pages" };
        if others > 0 {
            let message = finding.message;
            finding.message = format!("{message}, nor on {others} other {pages} with this partial");
        }
        finding
    }));
    kept
}

/// A text by its letters and digits, in which all ways to make an id of it agree.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
