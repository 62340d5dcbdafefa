//! `sdc gen-spec`

use super::go::{self, GoArgs};
use super::report::Outcome;
use super::source_args::{SourceArgs, no_types, scope, stale};
use super::write_args::WriteArgs;
use super::{Exit, Reporter, choices};
use crate::diagnostics::{Diagnostic, Diagnostics, usage};
use crate::emit::{self, Format, Forms, RustFile, Scope, Target};
use crate::files::{Output, Plan, show, write_stream};
use crate::go_plugin::{Command, Directive};
use crate::model::{ConfigStruct, Model};
use crate::read::rust::{self, Reading, Request};
use crate::settings::{Choice, Located, Settings, choice};
use hcldec::SpecFile;
use packer_plugin::wire_form;
use std::path::{Path, PathBuf};

/// Generate the HCL2 specs of config structs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces and removes (with --prune) only specs that it made; what git has is replaced as well.

Examples:
  sdc gen-spec                               Rust source beside each struct's file
  sdc gen-spec -type builder::Config --format hcldec -o config.hcldec
  sdc gen-spec --format json | jq '.types[].path'")]
pub(super) struct Args {
    #[command(flatten)]
    source: SourceArgs,
    /// The form of the spec [default: rust]
    #[arg(long, value_parser = choices::<Format>(), value_name = "FORMAT")]
    format: Option<Format>,
    /// Who reads it, and so what it may hold [default: packer]
    #[arg(long, value_parser = choices::<Target>(), value_name = "TARGET")]
    target: Option<Target>,
    /// Where to write it; `-` is standard output, a folder is for a file a type
    /// [default: rust beside the sources, the rest to standard output]
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    write: WriteArgs,
    /// Remove generated files whose struct is gone
    #[arg(long)]
    prune: bool,
}

/// What a run makes.
enum Made {
    Printed(Vec<u8>),
    Sent(PathBuf, Vec<u8>),
    Planned(Plan),
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut findings = Diagnostics::new();
        match self.make(&mut findings) {
            Ok(Made::Planned(plan)) => {
                reporter.finish(Outcome::of(plan, findings), self.write.check)
            }
            Ok(Made::Printed(data)) => {
                if !findings.has_errors() {
                    findings.extend(reporter.data(&data).err());
                }
                reporter.report(findings)
            }
            Ok(Made::Sent(path, data)) => {
                if !findings.has_errors()
                    && let Err(wrong) = write_stream(&path, &data)
                {
                    findings.extend(wrong);
                }
                reporter.report(findings)
            }
            Err(wrong) => {
                findings.extend(wrong);
                reporter.report(findings)
            }
        }
    }

    fn make(&self, findings: &mut Diagnostics) -> Result<Made, Diagnostics> {
        if let Some(args) = self.source.go() {
            return self.make_of_go(&args?, findings);
        }
        let request = self.source.request()?;
        let mut plan = match &self.output {
            Some(_) => Plan::new().overwriting(&self.write.overwrite),
            None => self.write.plan(&self.source.folder(), findings)?,
        };
        let reading = rust::read(&request)?;
        let settings = Settings::read(&reading.root)?;
        plan.protect(&reading.files);
        plan.protect(&[
            reading.root.join("Cargo.toml"),
            reading.root.join("sdc.toml"),
        ]);
        plan.protect(&request.metadata);
        let format = chosen(self.format, settings.format.as_ref())?.unwrap_or(Format::Rust);
        let target = chosen(self.target, settings.target.as_ref())?.unwrap_or_default();
        let reading = match format {
            Format::Rust => keep_other_types(request.clone(), reading, target)?,
            _ => reading,
        };
        findings.extend(reading.diagnostics);
        if reading.model.types.is_empty() && !findings.has_errors() {
            findings.push(no_types(&reading.root));
        }
        let forms = Forms::new(&reading.model, target);
        if format != Format::Json {
            let mut new = forms.findings();
            if format == Format::Rust {
                new.extend(emit::rust_findings(&forms));
            }
            if new.has_errors() && scope(&request) == Scope::Package && settings.structs.is_empty()
            {
                new.extend(all_were_taken(forms.roots().count()));
            }
            let known: Vec<_> = findings.iter().filter_map(line).collect();
            let is_new = |finding: &Diagnostic| line(finding).is_none_or(|l| !known.contains(&l));
            findings.extend(new.into_iter().filter(is_new));
        }
        if findings.has_errors() {
            // All is said; what would be made is not whole, or too large to be made.
            return Ok(Made::Planned(plan));
        }
        match format {
            Format::Rust => {
                let files = emit::rust(&forms, &reading.library)?;
                self.rust(&files, &reading.root, scope(&request), plan, findings)
            }
            format => self.data(format, &forms, &reading.model, plan),
        }
    }

    /// Of a plugin in Go: specs in Go beside their sources, or another form.
    fn make_of_go(&self, args: &GoArgs, findings: &mut Diagnostics) -> Result<Made, Diagnostics> {
        let mut plan = match &self.output {
            Some(_) => Plan::new().overwriting(&self.write.overwrite),
            None => self.write.plan(&args.root, findings)?,
        };
        let mut plugin = args.open()?;
        let types = self.source.types();
        let lines = self.go_lines(args, &types, findings)?;
        let setting = chosen(self.format, plugin.project.settings().format.as_ref())?;
        let form = setting.filter(|format| *format != Format::Rust);
        if self.format == Some(Format::Rust) {
            let wrong = usage("this plugin is written in Go, and has no structs in Rust");
            return Err(wrong
                .help("leave `--format` out to write specs in Go")
                .into());
        }
        let Some(format) = form else {
            for line in &lines {
                plugin.directive(line, &mut plan, findings);
            }
            plan.protect(&plugin.sources());
            return Ok(Made::Planned(plan));
        };
        let model = plugin.model(&lines, findings);
        plan.protect(&plugin.sources());
        if findings.has_errors() {
            return Ok(Made::Planned(plan));
        }
        let target =
            chosen(self.target, plugin.project.settings().target.as_ref())?.unwrap_or_default();
        let forms = Forms::new(&model, target);
        if format != Format::Json {
            findings.extend(forms.too_large_findings());
        }
        if findings.has_errors() {
            return Ok(Made::Planned(plan));
        }
        self.data(format, &forms, &model, plan)
    }

    /// What is asked for of Go: by the command line for a file, else by its lines.
    fn go_lines(
        &self,
        args: &GoArgs,
        types: &[String],
        findings: &mut Diagnostics,
    ) -> Result<Vec<Directive>, Diagnostic> {
        if let Some(file) = &args.file {
            if types.is_empty() {
                let wrong = usage("the types are not named");
                return Err(wrong.help("name them: `-type Config,Disk`"));
            }
            let output = self.output.clone().filter(|_| self.format.is_none());
            return Ok(vec![Directive {
                command: Command::Spec {
                    types: types.to_vec(),
                    output,
                },
                file: file.clone(),
                place: go::command_line(),
            }]);
        }
        let mut lines = args.lines(|command| *command != Command::Partials, findings);
        lines.retain(|line| asks_for(&line.command, types));
        if lines.is_empty() {
            findings.push(go::no_lines(&args.folder, "mapstructure-to-hcl2"));
        }
        Ok(lines)
    }

    /// A form that is no source code.
    fn data(
        &self,
        format: Format,
        forms: &Forms<'_>,
        model: &Model,
        plan: Plan,
    ) -> Result<Made, Diagnostics> {
        match format {
            Format::Proto => self.each(forms, "pb", plan, |ty| wire_form::encode(&forms.spec(ty))),
            Format::Json => self.one(emit::json(model).into_bytes(), plan),
            _ => self.each(forms, "hcldec", plan, |ty| {
                Ok(SpecFile::from(forms.spec(ty)).to_string().into_bytes())
            }),
        }
    }

    /// Rust source, beside the sources unless it is to go elsewhere.
    fn rust(
        &self,
        files: &[RustFile],
        root: &Path,
        scope: Scope,
        mut plan: Plan,
        findings: &mut Diagnostics,
    ) -> Result<Made, Diagnostics> {
        if self.output.is_some() {
            return match files {
                [] => self.one(Vec::new(), plan),
                [file] => self.one(file.text.clone().into_bytes(), plan),
                [first, second, ..] => {
                    let message = format!(
                        "`--output` is for the specs of one source, and there are some for \
                         `{}`, `{}` and others",
                        first.source, second.source
                    );
                    let help = "leave it out to write beside each source, or choose by `-type`";
                    Err(usage(message).help(help).into())
                }
            };
        }
        let stale = stale(self.prune, self.write.check);
        findings.extend(emit::place_rust(files, root, scope, stale, &mut plan));
        Ok(Made::Planned(plan))
    }

    /// A form that is for one type: of the only one, or in a folder of files.
    fn each(
        &self,
        forms: &Forms<'_>,
        extension: &str,
        mut plan: Plan,
        write: impl Fn(&ConfigStruct) -> Result<Vec<u8>, Diagnostics>,
    ) -> Result<Made, Diagnostics> {
        let roots: Vec<&ConfigStruct> = forms.roots().collect();
        if let Some(folder) = self.output.as_deref().filter(|path| is_folder(path)) {
            for ty in roots {
                let name = format!("{}.{extension}", file_name(&ty.path));
                plan.write(folder, name, write(ty)?)?;
            }
            return Ok(Made::Planned(plan));
        }
        match roots.as_slice() {
            [] => self.one(Vec::new(), plan),
            [ty] => self.one(write(ty)?, plan),
            many => {
                let names: Vec<_> = many.iter().map(|ty| format!("`{}`", ty.path)).collect();
                let message = format!("this form is for one type, and there are {}", many.len());
                Err(usage(message)
                    .help(format!("choose one by `-type`: {}", names.join(", ")))
                    .help("or name a folder for a file a type: `--output specs/`")
                    .into())
            }
        }
    }

    /// One file, or standard output.
    fn one(&self, data: Vec<u8>, mut plan: Plan) -> Result<Made, Diagnostics> {
        let named = self.output.as_deref();
        if let Some(folder) = named.filter(|path| is_folder(path)) {
            let message = format!("`{}` is a folder", show(folder));
            return Err(usage(message).help("name a file in it").into());
        }
        let output = named.map_or(Output::Stdout, Output::of);
        if self.write.check && !matches!(output, Output::File(_)) {
            let message = "`--check` compares with a file, and this goes to standard output";
            let wrong = usage(message).help("name the file with `--output`");
            return Err(wrong.into());
        }
        Ok(match output {
            Output::Stdout => Made::Printed(data),
            Output::Stream(path) => Made::Sent(path, data),
            Output::File(path) => {
                plan.write_file(&path, data)?;
                Made::Planned(plan)
            }
        })
    }
}

/// What the command line says, else what the plugin's settings say.
fn chosen<T: Choice>(
    typed: Option<T>,
    setting: Option<&Located<String>>,
) -> Result<Option<T>, Diagnostic> {
    typed.map_or_else(|| setting.map(choice).transpose(), |typed| Ok(Some(typed)))
}

/// What may be behind errors about structs that nobody meant: none was named.
fn all_were_taken(count: usize) -> Option<Diagnostic> {
    let message =
        format!("all {count} types that derive `Deserialize` were taken for config structs");
    (count > 1).then(|| {
        Diagnostic::note("all-types", message).help(
            "say which are, with `-type A,B`, or `structs = [\"A\", \"B\"]` \
             below `[package.metadata.sdc]` in Cargo.toml",
        )
    })
}

/// The line of an error: of two about one field the first says why.
fn line(finding: &Diagnostic) -> Option<(String, usize)> {
    let place = finding.place.as_ref()?;
    let (line, _) = place.line_column()?;
    Some((place.file().name().to_owned(), line))
}

/// Reads the types too that the files to be replaced describe now: a run for some types
/// does not take the others their specs.
fn keep_other_types(
    mut request: Request,
    mut reading: Reading,
    target: Target,
) -> Result<Reading, Diagnostic> {
    while !request.types.is_empty() && !reading.diagnostics.has_errors() {
        let Ok(files) = emit::rust(&Forms::new(&reading.model, target), &reading.library) else {
            break;
        };
        let mut others = emit::other_types(&files, &reading.root);
        others.retain(|path| !request.types.contains(path));
        if others.is_empty() {
            break;
        }
        request.types.extend(others);
        reading = rust::read(&request)?;
    }
    Ok(reading)
}

/// Whether a line is about one of the types that are meant; without any, all are.
fn asks_for(command: &Command, types: &[String]) -> bool {
    match command {
        Command::Spec { types: of_line, .. } => {
            types.is_empty() || types.iter().any(|name| of_line.contains(name))
        }
        Command::Partials => false,
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', '\\'])
}

/// `builder.Config` for `builder::Config`, without what file systems do not like.
fn file_name(path: &str) -> String {
    path.replace("::", ".")
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect()
}
