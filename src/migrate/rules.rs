//! The rules of a Makefile, and what each line of their recipes does.

use crate::go_plugin::arguments;
use crate::project::{logical_lines, shell_words, tidy};
use std::ops::Range;

/// What a line of a recipe does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// `go generate`, or this tool's command of that name.
    Generate,
    /// Renders pages into a folder.
    Render(String),
    /// Makes the web docs.
    Publish,
    /// Removes a folder.
    Clear(String),
    /// Installs packer-sdc.
    Install,
    /// Another command of packer-sdc or this tool.
    Other,
    Nothing,
}

/// A line that goes on where it ends with a backslash.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Its command, without what make takes for itself.
    pub(super) command: &'a str,
    pub(super) does: Does,
}

impl<'a> Line<'a> {
    fn read(text: &'a str) -> Self {
        let command = text
            .strip_prefix('\t')
            .unwrap_or("")
            .trim_start_matches(['@', '-', '+', ' ', '\t']);
        Self {
            text,
            command,
            does: does(command),
        }
    }

    pub(super) fn is_recipe(&self) -> bool {
        self.text.starts_with('\t')
    }

    /// The line with another command.
    pub(super) fn with(&self, command: &str) -> String {
        let prefix = &self.text[..self.text.len() - self.command.len()];
        format!("{prefix}{command}\n")
    }

    /// The target that it begins a rule of, and the place of what that needs.
    pub(super) fn rule(&self) -> Option<(&'a str, Range<usize>)> {
        if self.text.starts_with(['\t', ' ', '#', '.']) {
            return None;
        }
        let (target, rest) = self.text.split_once(':')?;
        if target.contains('=') || rest.starts_with(['=', ':']) {
            return None;
        }
        let start = target.len() + 1;
        let end = rest.find(['#', ';']).unwrap_or(rest.trim_end().len());
        Some((target.trim(), start..start + end))
    }
}

fn does(command: &str) -> Does {
    let words: Vec<String> = shell_words(command)
        .into_iter()
        .map(|word| word.0)
        .collect();
    let of = |at: usize| words.get(at).map_or("", String::as_str);
    if of(0) == "go" && of(1) == "generate" {
        return Does::Generate;
    }
    if of(0) == "go" && of(1) == "install" {
        let installs = words.iter().any(|word| word.contains("/cmd/packer-sdc"));
        return if installs {
            Does::Install
        } else {
            Does::Nothing
        };
    }
    if of(0).ends_with("compile-to-webdocs.sh") {
        return Does::Publish;
    }
    if let Some(arguments) = arguments(&words) {
        let mut rest = arguments.iter().skip_while(|word| *word != "-dst");
        return match arguments.first().map(String::as_str) {
            Some("generate") => Does::Generate,
            Some("renderdocs") => {
                Does::Render(tidy(rest.nth(1).map_or(".docs", String::as_str)).to_owned())
            }
            Some("webdocs") => Does::Publish,
            _ => Does::Other,
        };
    }
    let shell = [
        "if", "[", "]", "-d", "then", "rm", "-r", "-rf", "-fr", "fi", "test", "&&",
    ];
    let bare = words.iter().map(|word| tidy(word.trim_matches(';')));
    let mut folders: Vec<&str> = bare.filter(|word| !shell.contains(word)).collect();
    folders.dedup();
    match (words.iter().any(|word| word == "rm"), folders.as_slice()) {
        (true, [folder]) => Does::Clear((*folder).to_owned()),
        _ => Does::Nothing,
    }
}

/// `go generate` without the lines that run packer-sdc.
pub(super) const OTHERS_ALONE: &str = "go generate -skip packer-sdc";

/// Whether a line is a `go generate` that runs lines for packer-sdc too.
pub(super) fn runs_all(line: &Line<'_>) -> bool {
    line.command.starts_with("go generate") && !line.command.starts_with(OTHERS_ALONE)
}

/// The rules of a Makefile, each from its line with the target on; what is before the first is
/// one without a target.
pub(super) fn rules<'a>(lines: &'a [Line<'a>]) -> Vec<&'a [Line<'a>]> {
    let mut rules = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.rule().is_some() {
            rules.push(&lines[start..at]);
            start = at;
        }
    }
    rules.push(&lines[start..]);
    rules
}

/// The lines of a Makefile.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    logical_lines(text).into_iter().map(Line::read).collect()
}
