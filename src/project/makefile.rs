//! The lines of a Makefile that make the docs: what they are called with.

use crate::diagnostics::{Located, Place, SourceFile};
use std::ops::Range;
use std::sync::Arc;

/// What a Makefile says about the docs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Makefile {
    /// The `-src` of `renderdocs`.
    pub(crate) source: Option<Located<String>>,
    /// The `-partials` of `renderdocs`.
    pub(crate) partials: Option<Located<String>>,
    /// The `-dst` of `renderdocs`.
    pub(crate) rendered: Option<Located<String>>,
    /// The line that makes the web docs.
    pub(crate) webdocs: Option<Place>,
    /// Where this line puts them.
    pub(crate) web_docs: Option<Located<String>>,
    /// The organisation that it names.
    pub(crate) organization: Option<Located<String>>,
}

/// The names that `make` looks for, in its order.
pub(crate) const NAMES: [&str; 3] = ["GNUmakefile", "makefile", "Makefile"];

/// A word of a line, and where it stands in that.
pub(crate) type Word = (String, Range<usize>);

impl Makefile {
    pub(crate) fn read(file: &Arc<SourceFile>) -> Self {
        let mut makefile = Self::default();
        let mut start = 0;
        for line in logical_lines(file.text()) {
            if !line.trim_start().starts_with('#') {
                makefile.line(file, start, line);
            }
            start += line.len();
        }
        makefile
    }

    fn line(&mut self, file: &Arc<SourceFile>, start: usize, line: &str) {
        let words = words(line);
        let located = |(text, range): &Word| Located {
            value: text.clone(),
            place: Place::new(file, start + range.start..start + range.end),
        };
        let named = |name: &str| words.iter().position(|(word, _)| word == name);
        if let Some(at) = named("renderdocs") {
            let option = |name| option(&words[at..], name).as_ref().map(located);
            self.source = option("src").or(self.source.take());
            self.partials = option("partials").or(self.partials.take());
            self.rendered = option("dst").or(self.rendered.take());
        }
        let script = words
            .iter()
            .position(|(word, _)| word.ends_with("compile-to-webdocs.sh"));
        let command = named("webdocs").or(named("generate")).filter(|at| {
            let program = at.checked_sub(1).and_then(|before| words.get(before));
            program.is_some_and(|(word, _)| {
                // By its name, or by a variable of that name: `$(SDC)`.
                let program = word.trim_matches(['@', '-', '$', '(', ')', '{', '}']);
                program.ends_with("sdc") || program == "SDC"
            })
        });
        let Some(at) = script.or(command) else {
            return;
        };
        // The script takes its four words, and so does the command that stands in for it.
        let four = four_words(&words[at + 1..]);
        let (web_docs, organization) = match four {
            Some([from, _, web_docs, organization]) => {
                let here = matches!(from.0.as_str(), "." | "./");
                (Some(web_docs).filter(|_| here), Some(organization))
            }
            None => (option(&words[at..], "dst"), option(&words[at..], "org")),
        };
        self.web_docs = web_docs.as_ref().map(located);
        self.organization = organization.as_ref().map(located);
        let text = line.trim();
        let from = start + line.find(text).unwrap_or(0);
        self.webdocs = Some(Place::new(file, from..from + text.len()));
    }
}

/// The lines as make has them: one that ends with a backslash goes on in the next.
pub(crate) fn logical_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            end += line.len();
            if !line.trim_end_matches(['\r', '\n']).ends_with('\\') {
                break;
            }
        }
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    lines
}

/// The four words that follow a command which has no flags, up to where the shell has another.
fn four_words(words: &[Word]) -> Option<[Word; 4]> {
    let ends = |word: &str| matches!(word, "&&" | "||" | ";" | "|" | "&");
    let own: Vec<_> = words.iter().take_while(|(word, _)| !ends(word)).collect();
    match own[..] {
        [a, b, c, d] if own.iter().all(|(word, _)| !word.starts_with('-')) => {
            Some([a, b, c, d].map(Clone::clone))
        }
        _ => None,
    }
}

/// The value of `-name value`, `--name value` or `-name=value`.
fn option(words: &[Word], name: &str) -> Option<Word> {
    for (i, (word, range)) in words.iter().enumerate() {
        let Some(rest) = word.strip_prefix('-') else {
            continue;
        };
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        if rest == name {
            return words.get(i + 1).cloned();
        }
        if let Some(value) = rest.strip_prefix(name).and_then(|r| r.strip_prefix('=')) {
            return Some((value.to_owned(), range.clone()));
        }
    }
    None
}

/// The words of a shell line, without their quotes but with the place they fill.
pub(crate) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<(String, usize)> = None;
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_with(|| (String::new(), at));
            }
            (c, Some(open)) if c == open => quote = None,
            // Where the next line goes on, and nothing of this one.
            ('\\', None) if line[at + 1..].trim_start_matches('\r').starts_with('\n') => {}
            (c, None) if c.is_whitespace() => {
                words.extend(word.take().map(|(text, start)| (text, start..at)));
            }
            (c, _) => word.get_or_insert_with(|| (String::new(), at)).0.push(c),
        }
    }
    words.extend(word.map(|(text, start)| (text, start..line.trim_end().len())));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_plugin_makefiles_are_read() {
        let text = "generate:\n\t@packer-sdc renderdocs -src \"docs\" -partials docs-partials/ -dst x\n\
                    \t@./.web-docs/scripts/compile-to-webdocs.sh \".\" \".docs\" \".web-docs\" \"happy\"\n";
        let file = SourceFile::new("GNUmakefile", text);
        let makefile = Makefile::read(&file);
        let organization = makefile.organization.unwrap();
        assert_eq!(organization.value, "happy");
        assert_eq!(&text[organization.place.range().unwrap()], "\"happy\"");
        assert_eq!(makefile.source.unwrap().value, "docs");
        assert_eq!(makefile.partials.unwrap().value, "docs-partials/");
        let of = |text: &str| Makefile::read(&SourceFile::new("Makefile", text));
        assert_eq!(
            of("\tsdc webdocs -org=happy\n").organization.unwrap().value,
            "happy"
        );
        let four = of("\tsdc webdocs \".\" .docs \".online\" 'happy' && true\n");
        assert_eq!(four.organization.unwrap().value, "happy");
        assert_eq!(four.web_docs.unwrap().value, ".online");
        let text = "\tsdc renderdocs \\\n\t  -src pages \\\r\n\t  -dst out\n";
        let folded = of(text);
        assert_eq!(folded.source.unwrap().place.to_string(), "Makefile:2:9");
        assert_eq!(folded.rendered.unwrap().value, "out");
        for line in ["\t$(SDC) generate\n", "\t@${SDC} generate --check\n"] {
            assert!(
                Makefile::read(&SourceFile::new("Makefile", line))
                    .webdocs
                    .is_some()
            );
        }
        let other = SourceFile::new("Makefile", "\t$(GO) generate\n");
        assert!(Makefile::read(&other).webdocs.is_none());
    }
}
