//! Doc comments as rustdoc reads them, `#[doc(hidden)]` and `#[deprecated]`.

use super::crates::Crates;
use super::text::Parsed;
use crate::diagnostics::Diagnostic;
use std::rc::Rc;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Lit, Meta, Token};

/// What the attributes of an item say to its readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Docs {
    /// Markdown.
    pub(super) text: String,
    pub(super) hidden: bool,
    pub(super) deprecated: Option<String>,
}

/// A comment, or the value of one attribute.
struct Fragment {
    text: String,
    is_comment: bool,
}

/// Takes away what all lines are indented by, as rustdoc does. Where comments stand beside
/// attributes, whose text has no blank in front, that blank is no indent.
fn unindent(fragments: &[Fragment]) -> String {
    let mixed = fragments
        .windows(2)
        .any(|pair| pair[0].is_comment != pair[1].is_comment);
    let blank = usize::from(mixed);
    let indent_of = |fragment: &Fragment| {
        let added = if fragment.is_comment { 0 } else { blank };
        let lines = fragment.text.lines().filter(|line| !line.trim().is_empty());
        let indents = lines.map(|line| line.len() - line.trim_start_matches([' ', '\t']).len());
        indents.fold(usize::MAX, |least, indent| {
            least.min(indent).saturating_add(added)
        })
    };
    let least = fragments.iter().map(indent_of).min().unwrap_or_default();
    let mut text = String::new();
    for fragment in fragments {
        let indent = if fragment.is_comment {
            least
        } else {
            least.saturating_sub(blank)
        };
        if fragment.text.is_empty() {
            text.push('\n');
        }
        for line in fragment.text.lines() {
            let written = !line.trim().is_empty();
            text += line.get(indent..).filter(|_| written).unwrap_or(line);
            text.push('\n');
        }
    }
    text
}

impl Crates {
    /// Reads the docs among some attributes.
    pub(super) fn docs(&mut self, attrs: &[Attribute], parsed: &Rc<Parsed>) -> Docs {
        let mut docs = Docs::default();
        let mut fragments: Vec<Fragment> = Vec::new();
        for attr in attrs {
            if attr.path().is_ident("deprecated") {
                docs.deprecated = Some(deprecation(&attr.meta));
            } else if attr.path().is_ident("doc") {
                match &attr.meta {
                    Meta::NameValue(pair) => {
                        // The text itself stands where its comment does, also where a macro
                        // has put it into an attribute of its own.
                        let place = parsed.place_of(&pair.value).range().unwrap_or_default();
                        let written = parsed.file.text().get(place).unwrap_or_default();
                        if let Some(text) = self.doc_text(&pair.value, parsed) {
                            let block = written.starts_with("/*");
                            fragments.push(Fragment {
                                text: if block { unframed(&text) } else { text },
                                is_comment: block || written.starts_with("//"),
                            });
                        }
                    }
                    Meta::List(list) => {
                        let words = list.tokens.to_string();
                        docs.hidden |= words.split([',', ' ']).any(|word| word == "hidden");
                    }
                    Meta::Path(_) => {}
                }
            }
        }
        // A line comment may have kept the carriage return of its line end.
        let text = unindent(&fragments).replace('\r', "");
        text.trim_end()
            .trim_start_matches('\n')
            .clone_into(&mut docs.text);
        docs
    }

    /// The value of `#[doc = …]`: a literal, `concat!` or `include_str!`.
    fn doc_text(&mut self, value: &Expr, parsed: &Rc<Parsed>) -> Option<String> {
        match value {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(text) => Some(text.value()),
                Lit::Int(text) => Some(text.base10_digits().to_owned()),
                Lit::Char(text) => Some(text.value().to_string()),
                Lit::Bool(text) => Some(text.value.to_string()),
                Lit::Float(text) => Some(text.base10_digits().to_owned()),
                _ => None,
            },
            Expr::Group(group) => self.doc_text(&group.expr, parsed),
            Expr::Macro(call) => {
                let name = call.mac.path.segments.last()?.ident.to_string();
                let tokens = call.mac.tokens.clone();
                let arguments = Punctuated::<Expr, Token![,]>::parse_terminated
                    .parse2(tokens)
                    .ok()?;
                match name.as_str() {
                    "concat" => arguments.iter().map(|e| self.doc_text(e, parsed)).collect(),
                    "include_str" => {
                        let path = self.doc_text(arguments.first()?, parsed)?;
                        let file = parsed.path.with_file_name(&path);
                        match self.files.read(&file) {
                            Ok(text) => Some(text.text().to_owned()),
                            Err(e) => {
                                let message =
                                    format!("`{}` cannot be read: {e}", self.files.name(&file));
                                let wrong = Diagnostic::error("missing-file", message);
                                self.report(
                                    wrong.at(parsed.place(value.span())).label("included here"),
                                );
                                None
                            }
                        }
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The note of `#[deprecated]`, empty if there is none.
fn deprecation(meta: &Meta) -> String {
    let text = |value: &Expr| match value {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    };
    let note = match meta {
        Meta::NameValue(pair) => text(&pair.value),
        Meta::List(list) => {
            let pairs = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
            pairs.ok().and_then(|pairs| {
                pairs.iter().find_map(|meta| match meta {
                    Meta::NameValue(pair) if pair.path.is_ident("note") => text(&pair.value),
                    _ => None,
                })
            })
        }
        Meta::Path(_) => None,
    };
    note.unwrap_or_default()
}

/// The text of `/** … */` without its frame, as rustc takes it off: a first and a last line
/// of stars, and stars at the beginning of all lines, in one column.
fn unframed(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let stars = |line: &&str| line.chars().all(|c| c == '*');
    let all: Vec<&str> = text.lines().collect();
    let mut lines = all.as_slice();
    if lines.first().is_some_and(stars) {
        lines = &lines[1..];
    }
    // The end of the last line of stars belongs to the mark that closes the comment.
    if lines
        .last()
        .is_some_and(|line| !line.is_empty() && stars(line))
    {
        lines = &lines[..lines.len() - 1];
    }
    let Some(frame) = frame(lines) else {
        return lines.join("\n");
    };
    let lines = lines.iter().map(|line| match line.strip_prefix(frame) {
        Some(rest) => match rest.strip_prefix('*') {
            Some(inner) if inner.is_empty() || inner.starts_with([' ', '*']) => inner,
            _ => rest,
        },
        None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands before the star of every line between the first and the last that have text.
fn frame<'t>(lines: &[&'t str]) -> Option<&'t str> {
    let starred = lines.first()?.trim_start().starts_with('*');
    let mut lines = &lines[usize::from(!starred)..];
    while lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines = &lines[1..];
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines = &lines[..lines.len() - 1];
    }
    let before = |line: &&'t str| {
        let rest = line.trim_start_matches([' ', '\t']);
        rest.starts_with('*')
            .then(|| &line[..line.len() - rest.len()])
    };
    let first = lines.first().and_then(before)?;
    let same = |line: &&'t str| before(line).is_some_and(|own| own.len() == first.len());
    lines.iter().all(same).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;
    use std::path::Path;

    fn docs(text: &str) -> Docs {
        let file = SourceFile::new("a.rs", text);
        let (parsed, syntax) = Parsed::parse(Path::new("a.rs"), &file).expect("it is Rust");
        match &syntax.items[0] {
            syn::Item::Struct(item) => Crates::default().docs(&item.attrs, &parsed),
            _ => Docs::default(),
        }
    }

    #[test]
    fn one_blank_is_taken_from_each_line() {
        assert_eq!(
            docs("/// a\n///\n///  b\n///c\nstruct A;").text,
            " a\n\n  b\nc"
        );
        assert_eq!(docs("/// a\r\n/// b\r\nstruct A;").text, "a\nb");
        assert_eq!(docs("///- a\n///  - b\nstruct A;").text, "- a\n  - b");
        assert_eq!(docs("///\t- a\n///\t\t- b\nstruct A;").text, "- a\n\t- b");
        assert_eq!(docs("#[doc = \"a\"]\n/// b\nstruct A;").text, "a\nb");
        // Without a comment among them, what all lines are indented by.
        assert_eq!(
            docs("#[doc = \" a\"]\n#[doc = \"  b\"] struct A;").text,
            "a\n b"
        );
    }

    #[test]
    fn block_comments_lose_their_frame() {
        assert_eq!(docs("/** a */ struct A;").text, "a");
        assert_eq!(docs("/**\n * a\n *   b\n */\nstruct A;").text, "a\n  b");
        assert_eq!(docs("/**\n    a\n      b\n*/\nstruct A;").text, "a\n  b");
        assert_eq!(docs("/** a\n    b\n */\nstruct A;").text, "a\n   b");
    }

    #[test]
    fn macros_make_text() {
        assert_eq!(
            docs("#[doc = concat!(\"a\", 1, 'b')] struct A;").text,
            "a1b"
        );
    }

    #[test]
    fn hidden_and_deprecated_are_seen() {
        let found =
            docs("#[doc(hidden)]\n#[deprecated(since = \"1\", note = \"use b\")]\nstruct A;");
        assert!(found.hidden);
        assert_eq!(found.deprecated.as_deref(), Some("use b"));
        assert_eq!(
            docs("#[deprecated] struct A;").deprecated.as_deref(),
            Some("")
        );
    }
}
