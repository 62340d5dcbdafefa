//! SPDX licence names, by the `spdx` crate's copy of the list.

use super::{Located, rules};
use crate::diagnostics::Diagnostic;
use spdx::{Expression, ParseMode};

/// What is wrong with the name of a licence, if anything.
pub(super) fn check(kind: &Located<String>) -> Option<Diagnostic> {
    let text = kind.value.as_str();
    if Expression::parse_mode(text, ParseMode::STRICT).is_ok() {
        return None;
    }
    let finding = rules::LICENSE_TYPE
        .finding(format!("`{text}` is not an SPDX licence name"))
        .at(kind.place.clone());
    Some(match meant_by(text) {
        Some(name) => finding
            .help(format!("write `{name}`"))
            .fixed_by(format!("\"{name}\"")),
        None => finding.help("the names are listed at https://spdx.org/licenses"),
    })
}

/// The SPDX name that a text most likely means: in another case, with the word
/// `License` behind it, or in a common form of words.
pub(super) fn meant_by(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare = lower.trim().trim_start_matches("the ");
    let bare = bare
        .trim_end_matches(" license")
        .trim_end_matches(" licence");
    let exact = spdx::identifiers::LICENSES
        .iter()
        .map(|license| license.name)
        .find(|name| name.eq_ignore_ascii_case(bare) || name.eq_ignore_ascii_case(&lower));
    let full = || {
        spdx::identifiers::LICENSES
            .iter()
            .find(|license| license.full_name.eq_ignore_ascii_case(text.trim()))
            .map(|license| license.name)
    };
    let loose = || {
        spdx::imprecise_license_id(bare)
            .filter(|(_, matched)| *matched == bare.len())
            .map(|(id, _)| id.name)
    };
    exact.or_else(full).or_else(loose)
}

#[cfg(test)]
mod tests {
    use super::meant_by;

    #[test]
    fn common_words_lead_to_the_name() {
        for (text, name) in [
            ("MIT License", "MIT"),
            ("mpl-2.0", "MPL-2.0"),
            ("Mozilla Public License 2.0", "MPL-2.0"),
            ("Apache License 2.0", "Apache-2.0"),
        ] {
            assert_eq!(meant_by(text), Some(name), "{text}");
        }
        assert_eq!(meant_by("our own"), None);
    }
}
