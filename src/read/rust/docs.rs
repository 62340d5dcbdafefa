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

/// Takes away what all lines are indented by, as rustdoc does: comments that a macro has
/// put into attributes still have their blank.
fn unindent(parts: &mut [String]) {
    let lines = parts.iter().flat_map(|part| part.lines());
    let written = lines.filter(|line| !line.trim().is_empty());
    let indent = written.map(|line| line.len() - line.trim_start_matches(' ').len());
    let Some(indent @ 1..) = indent.min() else {
        return;
    };
    for part in parts {
        let lines = part
            .lines()
            .map(|line| line.get(indent..).unwrap_or_default());
        *part = lines.collect::<Vec<_>>().join("\n");
    }
}

impl Crates {
    /// Reads the docs among some attributes.
    pub(super) fn docs(&mut self, attrs: &[Attribute], parsed: &Rc<Parsed>) -> Docs {
        let mut docs = Docs::default();
        let mut parts: Vec<String> = Vec::new();
        let mut comments = false;
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
                        comments |= written.starts_with("//") || written.starts_with("/*");
                        if let Some(text) = self.doc_text(&pair.value, parsed) {
                            parts.push(match written.get(..3) {
                                Some("///") => text.strip_prefix(' ').unwrap_or(&text).to_owned(),
                                Some("/**") => block(&text),
                                _ => text,
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
        if !comments {
            unindent(&mut parts);
        }
        // A line comment may have kept the carriage return of its line end.
        let text = parts.join("\n").replace('\r', "");
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

/// The text of `/** … */` without its frame: stars at the beginning of each line, and
/// the indent that all lines share.
fn block(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let first_is_inside = lines.len() > 1;
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start();
    }
    if lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines.remove(0);
    } else if first_is_inside {
        let first = lines.remove(0);
        return [first.to_owned(), unframed(&lines)]
            .join("\n")
            .trim_end()
            .to_owned();
    }
    unframed(&lines)
}

fn unframed(lines: &[&str]) -> String {
    let mut lines = lines.to_vec();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let starred = lines.iter().all(|line| line.trim_start().starts_with('*'));
    if starred {
        for line in &mut lines {
            *line = &line.trim_start()[1..];
        }
    }
    let indent = |line: &str| line.len() - line.trim_start().len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let shared = filled.map(|line| indent(line)).min().unwrap_or_default();
    let lines = lines
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default().trim_end());
    lines.collect::<Vec<_>>().join("\n")
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
            "a\n\n b\nc"
        );
        assert_eq!(docs("/// a\r\n/// b\r\nstruct A;").text, "a\nb");
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
        assert_eq!(docs("/** a\n    b\n */\nstruct A;").text, "a\nb");
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
