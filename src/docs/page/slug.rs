//! Ids of headings as the integrations portal makes them: by the npm package `slugify` of
//! a heading's text, and of headings that would have the same one the later get a number.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What signs are written out as: each line has the text, and the signs that become it.
static WRITTEN_OUT: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("slug.txt").lines();
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .flat_map(|(text, signs)| signs.chars().map(move |sign| (sign, text)))
        .collect()
});

/// The id of a heading with this text: lower case, words parted by `-`, without the signs
/// that are neither written out nor among ``$*_+~.()'"!:@``.
///
/// ```
/// use packer_sdc::docs::page::slugify;
/// assert_eq!(slugify("Networking & Disks"), "networking-and-disks");
/// assert_eq!(slugify("HTTP (S) proxy: `a/b`"), "http-(s)-proxy:-ab");
/// ```
#[must_use]
pub fn slugify(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for sign in text.nfc() {
        let mut buffer = [0; 4];
        let plain: &str = sign.encode_utf8(&mut buffer);
        let written = WRITTEN_OUT.get(&sign).copied().unwrap_or(plain);
        for sign in written.chars().filter(|sign| is_kept(*sign)) {
            kept.push(if sign == '-' { ' ' } else { sign });
        }
    }
    let words: Vec<&str> = kept
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-").to_ascii_lowercase()
}

fn is_kept(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "$*_+~.()'\"!-:@".contains(sign) || is_blank(sign)
}

/// What JavaScript calls white space.
fn is_blank(sign: char) -> bool {
    sign == '\u{feff}' || (sign.is_whitespace() && sign != '\u{85}')
}

/// The ids of a page. One that is taken gets the first free number behind it.
#[derive(Default)]
pub(super) struct Slugs(BTreeSet<String>);

impl Slugs {
    pub(super) fn next(&mut self, text: &str) -> String {
        let slug = slugify(text);
        let numbered = (1..).map(|n| format!("{slug}-{n}"));
        let mut ids = std::iter::once(slug.clone()).chain(numbered);
        // There is always one more number.
        let id = ids.find(|id| !self.0.contains(id)).unwrap_or_default();
        self.0.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_the_first_free_number() {
        let mut slugs = Slugs::default();
        let ids = ["Step", "Step 1", "Step", "Step 1", "???", "!?", ""];
        let ids = ids.map(|text| slugs.next(text));
        assert_eq!(ids, ["step", "step-1", "step-2", "step-1-1", "", "!", "-1"]);
    }

    #[test]
    fn signs_are_written_out_or_left_out() {
        for (text, id) in [
            ("A – b—c", "a-bc"),
            ("x < y", "x-less-y"),
            ("Größe (MB)\u{a0}!", "grosse-(mb)-!"),
            ("- a_b -", "a_b"),
            ("\u{1f600} e\u{301}", "e"),
        ] {
            assert_eq!(slugify(text), id, "{text}");
        }
    }
}
