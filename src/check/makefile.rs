//! The lines of a Makefile that make the docs: what they are called with.

use crate::diagnostics::{Place, SourceFile};
use crate::metadata::Located;
use std::ops::Range;
use std::sync::Arc;

/// What a Makefile says about the docs.
#[derive(Debug, Default)]
pub(crate) struct Makefile {
    /// The `-src` of `renderdocs`.
    pub(crate) source: Option<Located<String>>,
    /// The `-partials` of `renderdocs`.
    pub(crate) partials: Option<Located<String>>,
    /// The line that makes `.web-docs`.
    pub(crate) webdocs: Option<Place>,
    /// The organisation that this line names.
    pub(crate) organization: Option<Located<String>>,
}

/// The names that `make` looks for, in its order.
pub(crate) const NAMES: [&str; 3] = ["GNUmakefile", "makefile", "Makefile"];

impl Makefile {
    pub(crate) fn read(file: &Arc<SourceFile>) -> Self {
        let mut makefile = Self::default();
        let mut start = 0;
        for line in file.text().split_inclusive('\n') {
            if !line.trim_start().starts_with('#') {
                makefile.line(file, start, line);
            }
            start += line.len();
        }
        makefile
    }

    fn line(&mut self, file: &Arc<SourceFile>, start: usize, line: &str) {
        let words = words(line);
        let located = |(text, range): &(String, Range<usize>)| Located {
            value: text.clone(),
            place: Place::new(file, start + range.start..start + range.end),
        };
        let named = |name: &str| words.iter().position(|(word, _)| word == name);
        if let Some(at) = named("renderdocs") {
            let option = |name| option(&words[at..], name).as_ref().map(located);
            self.source = option("src").or(self.source.take());
            self.partials = option("partials").or(self.partials.take());
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
        if let Some(at) = script {
            self.organization = words.get(at + 4).map(located);
        } else if let Some(at) = command {
            self.organization = option(&words[at..], "org").as_ref().map(located);
        }
        if script.or(command).is_some() {
            let text = line.trim();
            let from = start + line.find(text).unwrap_or(0);
            self.webdocs = Some(Place::new(file, from..from + text.len()));
        }
    }
}

/// The value of `-name value`, `--name value` or `-name=value`.
fn option(words: &[(String, Range<usize>)], name: &str) -> Option<(String, Range<usize>)> {
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
fn words(line: &str) -> Vec<(String, Range<usize>)> {
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
        let file = SourceFile::new("Makefile", "\tsdc webdocs -org=happy\n");
        assert_eq!(Makefile::read(&file).organization.unwrap().value, "happy");
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
