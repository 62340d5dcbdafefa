//! Files as text and as syntax. Everything is read once, and what was read is remembered,
//! because a build that makes its files from ours wants to know when to do so again.

use crate::diagnostics::{Diagnostic, Place, SourceFile};
use proc_macro2::{Delimiter, LexError, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use syn::spanned::Spanned;

/// How deep the parser may have to go into a file, counted in tokens since the last
/// separator on each level: an upper bound of its recursion. Real code stays below a tenth.
const MAX_DEPTH: usize = 20_000;

/// The files of a reading.
#[derive(Debug, Default)]
pub(super) struct Files {
    texts: BTreeMap<PathBuf, Option<Arc<SourceFile>>>,
    /// What was parsed as TOML: every member of a workspace asks for the same file.
    tables: BTreeMap<PathBuf, Rc<toml::Table>>,
    cwd: Option<PathBuf>,
}

impl Files {
    pub(super) fn new() -> Self {
        Self {
            texts: BTreeMap::new(),
            tables: BTreeMap::new(),
            cwd: std::env::current_dir().ok(),
        }
    }

    /// The text of a file; an error if it is not there or not UTF-8.
    pub(super) fn read(&mut self, path: &Path) -> io::Result<Arc<SourceFile>> {
        let path = tidy(path);
        if let Some(Some(known)) = self.texts.get(&path) {
            return Ok(Arc::clone(known));
        }
        let text = std::fs::read_to_string(&path);
        let name = self.name(&path);
        let file = text.map(|text| SourceFile::new(name, text));
        self.texts.insert(path, file.as_ref().ok().cloned());
        file
    }

    /// A file as TOML, parsed once.
    pub(super) fn toml(
        &mut self,
        path: &Path,
        parse: impl FnOnce() -> Result<toml::Table, Diagnostic>,
    ) -> Result<Rc<toml::Table>, Diagnostic> {
        let path = tidy(path);
        if let Some(known) = self.tables.get(&path) {
            return Ok(Rc::clone(known));
        }
        let table = Rc::new(parse()?);
        self.tables.insert(path, Rc::clone(&table));
        Ok(table)
    }

    /// Whether a file is there.
    pub(super) fn exists(&self, path: &Path) -> bool {
        matches!(self.texts.get(&tidy(path)), Some(Some(_))) || path.is_file()
    }

    /// What messages call a path: relative to where the user stands, with forward slashes.
    pub(super) fn name(&self, path: &Path) -> String {
        let path = tidy(path);
        let short = self
            .cwd
            .as_ref()
            .and_then(|cwd| path.strip_prefix(cwd).ok());
        slashes(short.unwrap_or(&path))
    }

    /// The files that were there, in alphabetical order.
    pub(super) fn found(&self) -> Vec<PathBuf> {
        let found = self.texts.iter().filter(|(_, text)| text.is_some());
        found.map(|(path, _)| path.clone()).collect()
    }
}

/// A path with forward slashes, `.` for the empty one.
pub(super) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    if text.is_empty() {
        ".".to_owned()
    } else {
        text
    }
}

/// The path from the root of the file system. The empty path is the current folder.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = if path == Path::new("") {
        Path::new(".")
    } else {
        path
    };
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Takes `.` and, where it can be told without looking, `a/..` out of a path.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

/// A parsed text, and how to find places in it.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) file: Arc<SourceFile>,
    /// How far the parser's offsets lie before those in the file: it does not see a byte
    /// order mark or a `#!` line.
    shift: usize,
}

impl Parsed {
    /// Parses a whole file.
    pub(super) fn parse(
        path: &Path,
        file: &Arc<SourceFile>,
    ) -> Result<(Rc<Self>, syn::File), Diagnostic> {
        let text = file.text();
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut start = text.len() - rest.len();
        if rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[') {
            start += rest.find('\n').unwrap_or(rest.len());
        }
        let parsed = Rc::new(Self {
            path: path.to_owned(),
            file: Arc::clone(file),
            shift: start,
        });
        let wrong = |error: &syn::Error| {
            Diagnostic::error("rust-syntax", lower(&error.to_string()))
                .at(parsed.place(error.span()))
                .label("not Rust from here on")
        };
        let tokens: TokenStream = text[start..].parse().map_err(|e: LexError| {
            let message = "a bracket or quote is left open, or closed twice";
            wrong(&syn::Error::new(e.span(), message))
        })?;
        // A token has a byte at least, and walking them all is not for nothing.
        let long = text.len() > MAX_DEPTH;
        if let Some(span) = long.then(|| too_deep(tokens.clone(), 0)).flatten() {
            return Err(
                Diagnostic::error("too-deep", "the code is nested too deeply to be read")
                    .at(parsed.place(span)),
            );
        }
        let syntax = syn::parse2::<syn::File>(tokens).map_err(|e| wrong(&e))?;
        Ok((parsed, syntax))
    }

    /// The place of a span of this text.
    pub(super) fn place(&self, span: Span) -> Place {
        let range = span.byte_range();
        // A token that a macro of another file has made lies anywhere in this one.
        let text = self.file.text();
        let at = |byte: usize| text.floor_char_boundary((byte + self.shift).min(text.len()));
        Place::new(&self.file, at(range.start)..at(range.end))
    }

    /// The place of anything that has tokens.
    pub(super) fn place_of(&self, node: &impl Spanned) -> Place {
        self.place(node.span())
    }

    /// The text of a node as it was written, on one line. What a macro has made stands
    /// nowhere, and is spelled out.
    pub(super) fn written(&self, node: &impl ToTokens) -> String {
        let range = self.place_of(node).range().unwrap_or_default();
        let text = self.file.text().get(range).unwrap_or_default();
        let tokens = node.to_token_stream().to_string();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        if letters(text) == letters(&tokens) {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            tight(&tokens)
        }
    }
}

/// Tokens without the blanks that nobody writes in a type.
fn tight(tokens: &str) -> String {
    let mut text = tokens.replace(" :: ", "::").replace("& ", "&");
    for blank in [" <", "< ", " >", " ,", " ;", "( ", " )", "[ ", " ]"] {
        text = text.replace(blank, blank.trim());
    }
    text
}

/// The first letter in lower case, as our messages have it.
pub(super) fn lower(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}

/// Where the parser would have to go deeper than its stack may allow. Every level of its
/// recursion has taken a token since the last separator, here or in a group around it.
pub(super) fn too_deep(tokens: TokenStream, around: usize) -> Option<Span> {
    let mut depth = around;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        depth += 1;
        if depth > MAX_DEPTH {
            return Some(token.span());
        }
        match token {
            TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => depth = around,
            TokenTree::Group(group) => {
                let deep = too_deep(group.stream(), depth);
                if deep.is_some() {
                    return deep;
                }
                let braces = group.delimiter() == Delimiter::Brace;
                if braces && tokens.peek().is_none_or(begins_anew) {
                    depth = around;
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a token behind `}` begins an item or statement of its own.
fn begins_anew(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident != "else" && ident != "as",
        TokenTree::Punct(punct) => punct.as_char() == '#',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(Rc<Parsed>, syn::File), Diagnostic> {
        Parsed::parse(Path::new("a.rs"), &SourceFile::new("a.rs", text))
    }

    #[test]
    fn places_are_right_behind_a_mark_and_a_shebang() {
        for text in [
            "struct Ä;",
            "\u{feff}struct Ä;",
            "#!/x\nstruct Ä;",
            "\u{feff}#!/x\r\nstruct Ä;",
        ] {
            let (parsed, syntax) = parse(text).expect("it is Rust");
            let place = parsed.place_of(&syntax.items[0]);
            assert_eq!(&text[place.range().unwrap_or_default()], "struct Ä;");
        }
    }

    #[test]
    fn syntax_errors_have_a_place() {
        let wrong = parse("struct A {\n    b c,\n}").expect_err("it is not Rust");
        assert_eq!(
            wrong.to_string(),
            "a.rs:2:7: error[rust-syntax]: expected `:`"
        );
        let wrong = parse("struct A {").expect_err("it is not Rust");
        assert!(wrong.place.is_some());
    }

    #[test]
    fn paths_are_tidied() {
        assert_eq!(tidy(Path::new("./a/../b/./c")), Path::new("b/c"));
        assert_eq!(tidy(Path::new("../a")), Path::new("../a"));
        assert!(absolute(Path::new("")).is_absolute());
    }
}
