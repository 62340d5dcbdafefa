//! A TOML table read key by key, so that whatever nobody asked for is known to be a
//! mistake, and every value keeps its place.

use super::Located;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads the table below `path`; one that is not there is empty.
pub(super) fn read<T>(
    file: &Arc<SourceFile>,
    path: &[&str],
    read: impl FnOnce(&mut Section<'_>) -> T,
) -> Result<T, Diagnostics> {
    let empty = DeTable::new();
    let root = parse(file)?;
    let mut findings = Diagnostics::new();
    let mut section = Section {
        file,
        path: path.join("."),
        table: descend(root.get_ref(), path).map_or(&empty, |(_, table)| table),
        known: Vec::new(),
        open: false,
        findings: &mut findings,
    };
    let value = read(&mut section);
    section.finish();
    if findings.is_empty() {
        Ok(value)
    } else {
        Err(findings)
    }
}

/// Where the table below `path` begins, if it is there.
pub(super) fn place_of(file: &Arc<SourceFile>, path: &[&str]) -> Result<Option<Place>, Diagnostic> {
    let root = parse(file)?;
    Ok(descend(root.get_ref(), path).map(|(span, _)| place(file, span)))
}

fn parse(file: &Arc<SourceFile>) -> Result<Spanned<DeTable<'_>>, Diagnostic> {
    let text = &file.text()[bom(file)..];
    DeTable::parse(text).map_err(|error| {
        let message = error.message().lines().next().unwrap_or("this is not TOML");
        let wrong = Diagnostic::error("toml-syntax", message.to_owned());
        wrong.at(place(file, error.span().unwrap_or_default()))
    })
}

fn descend<'a, 'i>(
    mut table: &'a DeTable<'i>,
    path: &[&str],
) -> Option<(Range<usize>, &'a DeTable<'i>)> {
    let mut span = 0..0;
    for part in path {
        let (key, value) = table.iter().find(|(key, _)| key.get_ref() == part)?;
        table = value.get_ref().as_table()?;
        span = key.span();
    }
    Some((span, table))
}

/// The bytes of a byte order mark, which the parser's spans must not count.
fn bom(file: &SourceFile) -> usize {
    if file.text().starts_with('\u{feff}') {
        3
    } else {
        0
    }
}

fn place(file: &Arc<SourceFile>, span: Range<usize>) -> Place {
    Place::new(file, span.start + bom(file)..span.end + bom(file))
}

/// A table of settings while it is read.
pub(super) struct Section<'a> {
    file: &'a Arc<SourceFile>,
    /// Its name in the file; empty for the file itself.
    path: String,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    /// Whether any key is right.
    open: bool,
    findings: &'a mut Diagnostics,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Section<'a> {
    /// The string of that key.
    pub(super) fn string(&mut self, key: &'static str) -> Option<Located<String>> {
        let value = self.take(key)?;
        self.string_of(key, value)
    }

    /// The strings of that key: a list of them, or only one.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        let value = self.take(key);
        value.map_or_else(Vec::new, |value| {
            self.strings_of(key, value).unwrap_or_default()
        })
    }

    /// The table of that key, by a reader of its own.
    pub(super) fn section<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Section<'_>) -> T,
    ) -> Option<T> {
        let value = self.take(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_kind(key, value, "a table");
            return None;
        };
        let separator = if self.path.is_empty() { "" } else { "." };
        let mut section = Section {
            file: self.file,
            path: format!("{}{separator}{key}", self.path),
            table,
            known: Vec::new(),
            open: false,
            findings: self.findings,
        };
        let read = read(&mut section);
        section.finish();
        Some(read)
    }

    /// All entries, whatever their keys.
    pub(super) fn entries<T>(
        &mut self,
        read: impl Fn(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> Vec<(Located<String>, T)> {
        self.open = true;
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut all = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let name = key.get_ref();
            let located = Located {
                value: name.to_string(),
                place: place(self.file, key.span()),
            };
            all.extend(read(self, name, value).map(|value| (located, value)));
        }
        all
    }

    /// A value as a string.
    pub(super) fn string_of(&mut self, key: &str, value: &Value<'_>) -> Option<Located<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_kind(key, value, "a string");
            return None;
        };
        Some(Located {
            value: text.to_owned(),
            place: place(self.file, value.span()),
        })
    }

    /// A value as strings.
    pub(super) fn strings_of(
        &mut self,
        key: &str,
        value: &Value<'_>,
    ) -> Option<Vec<Located<String>>> {
        if value.get_ref().is_str() {
            return self.string_of(key, value).map(|one| vec![one]);
        }
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_kind(key, value, "a string or a list of strings");
            return None;
        };
        Some(
            list.iter()
                .filter_map(|item| self.string_of(key, item))
                .collect(),
        )
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Value<'a>> {
        self.known.push(key);
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(value)
    }

    fn wrong_kind(&mut self, key: &str, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` is {expected}, not {}", with_article(found));
        let wrong = Diagnostic::error("settings", message).at(place(self.file, value.span()));
        self.findings
            .push(wrong.label(format!("expected {expected}")));
    }

    fn finish(self) {
        for (key, _) in self.table {
            let name = key.get_ref();
            if self.open || self.known.iter().any(|known| known == name) {
                continue;
            }
            let home = if self.path.is_empty() {
                self.file.name()
            } else {
                &self.path
            };
            let message = format!("`{home}` has no setting `{name}`");
            let wrong = Diagnostic::error("settings", message).at(place(self.file, key.span()));
            let wrong = wrong.did_you_mean(name, self.known.iter().copied());
            let known = self.known.join("`, `");
            self.findings
                .push(wrong.help(format!("there are `{known}`")));
        }
    }
}

fn with_article(kind: &str) -> String {
    let vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if vowel { "an" } else { "a" })
}
