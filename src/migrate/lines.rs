//! `//go:generate` lines that compile packer-sdc each time, and what else such lines run.

use super::Direction;
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::go_plugin::{MARK, arguments, command_words, go_files};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the Go files of a plugin have `go generate` run.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// The files with lines for packer-sdc, from the root of the plugin.
    pub(super) files: Vec<(PathBuf, Arc<SourceFile>)>,
    /// Whether lines run something else too, so that `go generate` is still needed.
    pub(super) others: bool,
}

impl Sources {
    pub(super) fn read(root: &Path, findings: &mut Diagnostics) -> Self {
        let mut sources = Self::default();
        for (path, file) in go_files(root, findings) {
            let lines = file.text().lines().filter_map(in_line);
            let (ours, others): (Vec<_>, Vec<_>) =
                lines.partition(|command| arguments(&command_words(command)).is_some());
            sources.others |= !others.is_empty();
            if !ours.is_empty() {
                let path = path.strip_prefix(root).unwrap_or(&path);
                sources.files.push((path.to_owned(), file));
            }
        }
        sources
    }
}

/// What a line has `go generate` run.
fn in_line(line: &str) -> Option<&str> {
    line.strip_prefix(MARK)?.strip_prefix([' ', '\t'])
}

/// The text with packer-sdc called by its name, which is one of this tool's; back, by `go tool`
/// where go.mod has it for one.
pub(super) fn moved(text: &str, direction: Direction, has_tool: bool) -> String {
    let line = |line: &str| {
        let words = in_line(line.trim_end()).map(command_words)?;
        let arguments = arguments(&words)?.len();
        let program = words[..words.len() - arguments].join(" ");
        let new = match direction {
            Direction::Over if program.starts_with("go ") => "packer-sdc",
            Direction::Back if has_tool && program == "packer-sdc" => "go tool packer-sdc",
            _ => return None,
        };
        Some(line.replacen(&program, new, 1))
    };
    text.split_inclusive('\n')
        .map(|each| line(each).unwrap_or_else(|| each.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_compile_packer_sdc_change() {
        let text = "package a\n\
            //go:generate packer-sdc struct-markdown\n\
            //go:generate go run -modfile=../../go.mod github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc mapstructure-to-hcl2 -type A,B\r\n\
            //go:generate go tool packer-sdc struct-markdown\n\
            //go:generate go run ./gen\n\
            // go tool packer-sdc\n";
        let over = "package a\n\
            //go:generate packer-sdc struct-markdown\n\
            //go:generate packer-sdc mapstructure-to-hcl2 -type A,B\r\n\
            //go:generate packer-sdc struct-markdown\n\
            //go:generate go run ./gen\n\
            // go tool packer-sdc\n";
        assert_eq!(moved(text, Direction::Over, false), over);
        assert_eq!(moved(over, Direction::Over, false), over);
        assert_eq!(moved(over, Direction::Back, false), over);
        let tool = moved(over, Direction::Back, true);
        assert_eq!(tool.matches("//go:generate go tool packer-sdc").count(), 3);
        assert_eq!(moved(&tool, Direction::Over, true), over);
    }
}
