//! Which characters names are made of: those of Unicode's identifiers, `_`, and behind the
//! first also `-`.

/// Whether a name may begin with the character.
pub(super) fn is_start(c: char) -> bool {
    c == '_' || c.is_ascii_alphabetic() || !c.is_ascii() && unicode_ident::is_xid_start(c)
}

/// Whether the character may stand behind the first of a name.
pub(super) fn is_continue(c: char) -> bool {
    c == '_'
        || c == '-'
        || c.is_ascii_alphanumeric()
        || !c.is_ascii() && unicode_ident::is_xid_continue(c)
}

/// The end of the name that begins at a place of a text; the place itself where none does.
pub(super) fn end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if !rest.starts_with(is_start) {
        return start;
    }
    start + rest.find(|c| !is_continue(c)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn names_are_those_of_unicode() {
        for name in ["a", "_", "a-1", "größe", "e\u{301}", "日本", "a_b-c"] {
            assert_eq!(end(name, 0), name.len(), "{name}");
        }
        for text in ["", "1", "-a", "½", "Ⓐ", "\u{301}e", "\u{200b}"] {
            assert_eq!(end(text, 0), 0, "{text:?}");
        }
        assert_eq!(end("a½", 0), 1);
    }
}
