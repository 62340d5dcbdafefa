//! GitHub workflows: what a step runs, and a step that installs this tool before it.

use crate::project::SDK_MODULE;
use std::collections::BTreeSet;
use std::ops::Range;

/// What installs this tool.
pub(super) const INSTALL: &str = concat!(
    "cargo install packer-sdc --locked --version ",
    env!("CARGO_PKG_VERSION")
);

/// What installs packer-sdc, as the SDK of that version has it.
pub(super) fn install_packer_sdc(version: Option<&str>) -> String {
    let version = version.unwrap_or("latest");
    format!("go install {SDK_MODULE}/cmd/packer-sdc@{version}")
}

const NAME: &str = "name: Install sdc";

/// The workflow with this tool in place of packer-sdc, installed in each job before the first
/// step that runs it or one of the targets.
pub(super) fn over(text: &str, targets: &BTreeSet<String>) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out: Vec<String> = Vec::new();
    // Where the step begins that a line is in, and how far its job's steps are indented.
    let (mut step, mut steps) = (None, None);
    let mut installed = false;
    for line in lines {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if bare.trim_end() == "steps:" {
            (step, steps, installed) = (None, None, false);
        } else if bare.starts_with("- ") && steps.is_none_or(|steps| steps == indent) {
            (step, steps) = (Some(out.len()), Some(indent));
        }
        let line = called(line, "sdc");
        if line.contains("cargo install packer-sdc") {
            installed = true;
        }
        if let (true, false, Some(at), Some(indent)) =
            (runs(&line, targets), installed, step, steps)
        {
            let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
            let indent = " ".repeat(indent);
            let added = format!("{indent}- {NAME}{end}{indent}  run: {INSTALL}{end}");
            out.insert(at, added);
            installed = true;
        }
        out.push(line);
    }
    out.concat()
}

/// The workflow with packer-sdc in place of this tool.
pub(super) fn back(text: &str, version: Option<&str>) -> String {
    let mut out = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let installs = |line: &&str| line.trim() == format!("run: {INSTALL}");
        if line.trim().trim_start_matches("- ") == NAME && lines.next_if(installs).is_some() {
            continue;
        }
        let go = install_packer_sdc(version);
        out += &called(&line.replace(INSTALL, &go), "packer-sdc");
    }
    out
}

/// A line with the program by that name, and with its own way to install it.
fn called(line: &str, name: &str) -> String {
    if line.trim_start().starts_with('#') {
        return line.to_owned();
    }
    let other = if name == "sdc" { "packer-sdc" } else { "sdc" };
    let commands = [
        "plugin-check",
        "renderdocs",
        "struct-markdown",
        "mapstructure-to-hcl2",
    ];
    let mut line = line.to_owned();
    for command in commands {
        let (from, to) = (format!("{other} {command}"), format!("{name} {command}"));
        if name == "sdc" || !line.contains(&to) {
            line = line.replace(&from, &to);
        }
    }
    if name == "sdc"
        && let Some(at) = line.find("go install ")
        && let Some(end) = line[at..].find("/cmd/packer-sdc")
    {
        let end = at + end;
        let rest = line[end..]
            .find([' ', '\r', '\n'])
            .map_or(line.len(), |rest| end + rest);
        line.replace_range(at..rest, INSTALL);
    }
    line
}

/// Whether a line runs this tool or packer-sdc, by itself, by `go generate` or by a target.
fn runs(line: &str, targets: &BTreeSet<String>) -> bool {
    let code = line.find(" #").map_or(line, |at| &line[..at]);
    let code = Some(code).filter(|code| !code.trim_start().starts_with('#'));
    let words: Vec<&str> = code
        .unwrap_or_default()
        .split_whitespace()
        .map(|word| word.trim_matches(['"', '\'', ';']))
        .collect();
    words.windows(2).any(|pair| match pair {
        ["make", target] => targets.contains(*target),
        ["sdc" | "packer-sdc", command] => !command.starts_with('-'),
        ["go", "generate"] => true,
        _ => false,
    })
}

/// The place of the first line in some other file that runs one of the targets.
pub(super) fn first_that_runs(text: &str, targets: &BTreeSet<String>) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if runs(line, targets) {
            let start = at + line.len() - line.trim_start().len();
            return Some(start..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_needs_it_installs_it_once() {
        let targets = BTreeSet::from(["generate".to_owned(), "plugin-check".to_owned()]);
        let text = "\
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Generated code
        if: github.ref == 'a'
        run: |
          export PATH=$PATH:$(go env GOPATH)/bin
          make generate
      - run: make plugin-check
  two:
    steps:
    - uses: actions/checkout@v4
    - run: make test # not make generate
    - run: go install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@v0.6.0
    - run: packer-sdc plugin-check packer-plugin-a
  three:
    steps:
      # - run: make generate
      - run: make test
";
        let moved = over(text, &targets);
        let expected = text
            .replace(
                "      - name: Generated code",
                &format!("      - name: Install sdc\n        run: {INSTALL}\n      - name: Generated code"),
            )
            .replace("go install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@v0.6.0", INSTALL)
            .replace("packer-sdc plugin-check", "sdc plugin-check");
        assert_eq!(moved, expected);
        assert_eq!(over(&moved, &targets), moved);
        assert_eq!(back(&moved, Some("v0.6.0")), text);
        assert_eq!(back(text, Some("v0.6.0")), text);
    }
}
