//! The `//go:generate` lines of a plugin that ask for packer-sdc, in each form that is in
//! use: the program itself, `go run` of its package, and `go tool`.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::files::{read_source, show};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// The specs of some types, and where to write them if it says so.
    Spec {
        types: Vec<String>,
        output: Option<PathBuf>,
    },
    /// The partials of the file's structs.
    Partials,
}

/// A line, and the file that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Directive {
    pub(crate) command: Command,
    pub(crate) file: PathBuf,
    pub(crate) place: Place,
}

impl Command {
    /// With what it names by a path from a folder, as a line does from that of its file.
    fn below(mut self, folder: &Path) -> Self {
        if let Self::Spec { output, .. } = &mut self {
            *output = output.take().map(|output| folder.join(output));
        }
        self
    }
}

/// What a line for `go generate` begins with.
pub(crate) const MARK: &str = "//go:generate";

impl Directive {
    /// How many types it asks for specs of.
    pub(crate) fn types(&self) -> usize {
        match &self.command {
            Command::Spec { types, .. } => types.len(),
            Command::Partials => 0,
        }
    }
}

/// All lines for packer-sdc in the Go files below a folder, in the order of the files.
pub(crate) fn directives(root: &Path, findings: &mut Diagnostics) -> Vec<Directive> {
    let mut all = Vec::new();
    for (path, file) in go_files(root, findings) {
        of_file(&path, &file, &mut all, findings);
    }
    all
}

/// The Go files of a plugin, in the order of their names.
pub(crate) fn go_files(root: &Path, findings: &mut Diagnostics) -> Vec<(PathBuf, Arc<SourceFile>)> {
    let mut all = Vec::new();
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        // What Go does not look at; and modules of their own.
        let skipped = name.starts_with(['.', '_']) || name == "testdata" || name == "vendor";
        let folder = entry.file_type().is_dir();
        let module = folder && entry.path().join("go.mod").is_file();
        entry.depth() == 0 || !(folder && (skipped || module || name == "node_modules"))
    });
    for entry in walk.filter_map(Result::ok) {
        let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
        if path.extension().is_none_or(|extension| extension != "go") {
            continue;
        }
        match read_source(path) {
            Ok(file) => all.push((path.to_owned(), file)),
            Err(wrong) => findings.push(wrong),
        }
    }
    all
}

fn of_file(
    path: &Path,
    file: &Arc<SourceFile>,
    all: &mut Vec<Directive>,
    findings: &mut Diagnostics,
) {
    let text = file.text();
    for (at, _) in text.match_indices(MARK) {
        if at > 0 && !text[..at].ends_with('\n') {
            continue;
        }
        let line = text[at..].lines().next().unwrap_or_default();
        let Some(rest) = line[MARK.len()..].strip_prefix([' ', '\t']) else {
            continue;
        };
        let place = Place::new(file, at..at + line.len());
        let words = words(rest);
        let Some(args) = arguments(&words) else {
            continue;
        };
        match command(args) {
            Ok(Some(command)) => all.push(Directive {
                command: command.below(path.parent().unwrap_or(Path::new(""))),
                file: path.to_owned(),
                place,
            }),
            Ok(None) => {}
            Err(wrong) => findings.push(wrong.at(place)),
        }
    }
}

/// The words of a line, as `go generate` takes them: with double quotes as in Go.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let end = match rest.strip_prefix('"') {
            Some(quoted) => quoted.find('"').map_or(rest.len(), |at| at + 2),
            None => rest.find([' ', '\t']).unwrap_or(rest.len()),
        };
        words.push(rest[..end].trim_matches('"').to_owned());
        rest = rest[end..].trim_start();
    }
    words
}

/// What follows packer-sdc in a line that runs it.
pub(crate) fn arguments(words: &[String]) -> Option<&[String]> {
    let program = |word: &str| {
        let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
        let name = name.split_once('@').map_or(name, |(name, _)| name);
        matches!(name, "packer-sdc" | "packer-sdc.exe" | "sdc")
    };
    let at = match words {
        [first, ..] if program(first) => 0,
        [go, run, rest @ ..] if go == "go" && (run == "run" || run == "tool") => {
            // Flags of `go run` come before the package.
            2 + rest.iter().position(|word| !word.starts_with('-'))?
        }
        _ => return None,
    };
    program(&words[at]).then(|| &words[at + 1..])
}

/// The command of a line; none where it is about something else, such as pages.
fn command(args: &[String]) -> Result<Option<Command>, Diagnostic> {
    match args.split_first() {
        Some((name, args)) if name == "mapstructure-to-hcl2" || name == "gen-spec" => {
            spec(args).map(Some)
        }
        Some((name, _)) if name == "struct-markdown" => Ok(Some(Command::Partials)),
        _ => Ok(None),
    }
}

fn spec(args: &[String]) -> Result<Command, Diagnostic> {
    let mut types = Vec::new();
    let mut output = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let name = arg.trim_start_matches('-');
        let (name, value) = match name.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (name, None),
        };
        let mut value = || {
            value
                .clone()
                .or_else(|| args.next().cloned())
                .unwrap_or_default()
        };
        match name {
            _ if !arg.starts_with('-') => {}
            "type" => types = value().split(',').map(str::to_owned).collect(),
            "output" | "o" => output = Some(PathBuf::from(value())),
            _ => {
                let message = format!("`{arg}` is no flag of `mapstructure-to-hcl2`");
                return Err(Diagnostic::error("go-generate", message)
                    .did_you_mean(arg, ["-type", "-output"]));
            }
        }
    }
    if types.is_empty() {
        let wrong = Diagnostic::error("go-generate", "this line names no types");
        return Err(wrong.help("name them: `-type Config,Disk`"));
    }
    Ok(Command::Spec { types, output })
}

/// What a file is called that holds the specs of one.
pub(super) fn spec_file(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}.hcl2spec.go", show(&file.with_extension(""))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Command> {
        let words = words(line);
        command(arguments(&words)?).ok()?
    }

    #[test]
    fn every_form_of_a_line_is_understood() {
        let spec = |types: &[&str]| {
            Some(Command::Spec {
                types: types.iter().map(ToString::to_string).collect(),
                output: None,
            })
        };
        for line in [
            "packer-sdc mapstructure-to-hcl2 -type Config,Disk",
            "go run github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc mapstructure-to-hcl2 -type Config,Disk",
            "go run github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@latest mapstructure-to-hcl2 --type=Config,Disk",
            "go run -modfile=../../go.mod github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc mapstructure-to-hcl2 -type Config,Disk",
            "go tool packer-sdc  mapstructure-to-hcl2\t-type \"Config,Disk\"",
            "sdc gen-spec -type Config,Disk",
        ] {
            assert_eq!(read(line), spec(&["Config", "Disk"]), "{line}");
        }
        assert_eq!(read("packer-sdc struct-markdown"), Some(Command::Partials));
        for other in [
            "stringer -type A",
            "go run ./gen",
            "packer-sdc renderdocs -src docs",
            "go vet",
            "",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        assert!(spec_of("packer-sdc mapstructure-to-hcl2").is_err());
        assert!(spec_of("packer-sdc mapstructure-to-hcl2 -typ A").is_err());
    }

    fn spec_of(line: &str) -> Result<Option<Command>, Diagnostic> {
        command(arguments(&words(line)).unwrap())
    }

    #[test]
    fn a_spec_is_called_by_its_source() {
        assert_eq!(spec_file(Path::new("a/b.go")), Path::new("a/b.hcl2spec.go"));
        assert_eq!(spec_file(Path::new("b.x.go")), Path::new("b.x.hcl2spec.go"));
    }
}
