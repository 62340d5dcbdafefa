//! `mapstructure-to-hcl2` and `struct-markdown` in a plugin written in Go: under `go
//! generate`, which says in the environment what file it is about, and without it.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile, usage};
use crate::files::Plan;
use crate::go_plugin::{self, Command, Directive, GoPlugin, directives};
use crate::project::Project;
use std::env;
use std::path::{Path, PathBuf};

/// What a command line says of Go source.
#[derive(Debug, Default)]
pub(super) struct GoArgs {
    /// The plugin.
    pub(super) root: PathBuf,
    /// The file, where one is meant.
    pub(super) file: Option<PathBuf>,
    /// The folder to look for lines in, where no file is meant.
    pub(super) folder: PathBuf,
    pub(super) os: Option<String>,
    pub(super) arch: Option<String>,
}

impl GoArgs {
    /// What paths mean in a Go plugin; none where they are not in one.
    pub(super) fn of(paths: &[PathBuf]) -> Option<Result<Self, Diagnostic>> {
        let generate = env::var_os("GOFILE").filter(|file| !file.is_empty());
        let first = paths.first().cloned().unwrap_or_default();
        let root = go_plugin::root(&first)?;
        // Where both languages are, files tell which one is meant.
        let named = first.extension().is_some_and(|extension| extension == "go");
        let both = root.join("Cargo.toml").is_file();
        if both && !named && generate.is_none() {
            return None;
        }
        if let [_, second, ..] = paths {
            let message = format!("`{}` is one file too many", second.display());
            return Some(Err(usage(message).help("name one Go file, or a folder")));
        }
        let here = paths.is_empty();
        let file = if first.is_dir() || here {
            None
        } else {
            Some(first.clone())
        };
        Some(Ok(Self {
            root,
            file: file.or_else(|| generate.filter(|_| here).map(PathBuf::from)),
            folder: if here { PathBuf::from(".") } else { first },
            ..Self::default()
        }))
    }

    /// Opens the plugin.
    pub(super) fn open(&self) -> Result<GoPlugin, Diagnostics> {
        let project = Project::open(&self.root)?;
        GoPlugin::of(project, self.os.as_deref(), self.arch.as_deref())
    }

    /// The lines that ask for something in the folder that is meant.
    pub(super) fn lines(
        &self,
        wanted: impl Fn(&Command) -> bool,
        findings: &mut Diagnostics,
    ) -> Vec<Directive> {
        let mut lines = directives(&self.folder, findings);
        lines.retain(|line| wanted(&line.command));
        lines
    }
}

/// Where a command line stands: findings about it show it.
pub(super) fn command_line() -> Place {
    let words: Vec<String> = env::args().skip(1).collect();
    let text = words.join(" ");
    let length = text.len();
    Place::new(&SourceFile::new("command line", text), 0..length)
}

/// Plans partials: of a file, or of those whose lines ask for it.
pub(super) fn struct_markdown(
    args: &GoArgs,
    plan: &mut Plan,
    findings: &mut Diagnostics,
) -> Result<(), Diagnostics> {
    let mut plugin = args.open()?;
    if let Some(file) = &args.file {
        plugin.partials(file, plan, findings)?;
    } else {
        let lines = args.lines(|command| *command == Command::Partials, findings);
        if lines.is_empty() {
            findings.push(no_lines(&args.folder, "struct-markdown"));
        }
        for line in &lines {
            plugin.directive(line, plan, findings);
        }
    }
    plan.protect(&plugin.sources());
    Ok(())
}

/// That nothing in a folder asks for a command.
pub(super) fn no_lines(folder: &Path, command: &str) -> Diagnostic {
    let message = format!(
        "no `//go:generate packer-sdc {command}` line in `{}`",
        folder.display()
    );
    Diagnostic::warning("no-types", message).help("name a Go file to make it of that one")
}
