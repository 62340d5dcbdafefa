//! Making what is asked for: into a plan, so that nothing is written where anything is
//! wrong.

use super::directives::{Command, Directive, spec_file};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::emit::go as emit;
use crate::files::{Plan, show, unreadable};
use crate::model::Model;
use crate::project::Project;
use crate::read::go::{FlatStruct, Modules, PackageId, Packages, Target};
use crate::settings::{Located, Settings};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A plugin in Go while things are made of it.
#[derive(Debug)]
pub(crate) struct GoPlugin {
    pub(crate) project: Project,
    pub(crate) packages: Packages,
    /// Packages of which more than one name was reported.
    mixed: BTreeSet<PackageId>,
}

impl GoPlugin {
    /// Opens the plugin in a folder with a go.mod. What is said on the command line of the
    /// platform goes before what the settings say.
    pub(crate) fn of(
        project: Project,
        os: Option<&str>,
        arch: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let settings = project.settings();
        let modules = Modules::read(project.root())?;
        let target = target(settings, os, arch)?;
        let mut packages = Packages::new(modules, target);
        let wrong = packages.give(&settings.types);
        if wrong.has_errors() {
            return Err(wrong);
        }
        Ok(Self {
            project,
            packages,
            mixed: BTreeSet::new(),
        })
    }

    /// Plans what a line asks for.
    pub(crate) fn directive(
        &mut self,
        directive: &Directive,
        plan: &mut Plan,
        findings: &mut Diagnostics,
    ) {
        let Directive {
            command,
            file,
            place,
        } = directive;
        let made = match command {
            Command::Spec { types, output } => {
                self.spec(file, types, output.as_deref(), place, plan, findings)
            }
            Command::Partials => self.partials(file, plan, findings),
        };
        findings.extend(made.err());
    }

    /// The model of all structs that lines ask for specs of.
    pub(crate) fn model(&mut self, lines: &[Directive], findings: &mut Diagnostics) -> Model {
        let mut structs = Vec::new();
        for line in lines {
            if let Command::Spec { types, .. } = &line.command {
                match self.structs(&line.file, types, &line.place, findings) {
                    Ok(more) => structs.extend(more),
                    Err(wrong) => findings.push(wrong),
                }
            }
        }
        self.packages.model(&structs)
    }

    /// Plans the specs of some types, beside the file unless they are to go elsewhere.
    pub(crate) fn spec(
        &mut self,
        file: &Path,
        types: &[String],
        output: Option<&Path>,
        asked: &Place,
        plan: &mut Plan,
        findings: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let text = self.spec_text(file, types, asked, findings)?;
        let usual = spec_file(file);
        let path = output.unwrap_or(&usual);
        if output.is_some_and(|output| output != usual) {
            let message = format!(
                "`-output` is followed here: packer-sdc ignores it, and writes `{}`",
                show(&usual)
            );
            findings.push(Diagnostic::warning("go-output", message).at(asked.clone()));
        }
        match text {
            Some(text) => plan.write_file(path, text),
            None => Ok(()),
        }
    }

    /// The file of specs for some types; none where there is nothing in it.
    pub(crate) fn spec_text(
        &mut self,
        file: &Path,
        types: &[String],
        asked: &Place,
        findings: &mut Diagnostics,
    ) -> Result<Option<String>, Diagnostic> {
        let structs = self.structs(file, types, asked, findings)?;
        let package = self.package(file, findings)?;
        Ok((!structs.is_empty()).then(|| emit::spec(&self.packages, package, &structs)))
    }

    /// The structs of those names in the package of a file.
    pub(crate) fn structs(
        &mut self,
        file: &Path,
        types: &[String],
        asked: &Place,
        findings: &mut Diagnostics,
    ) -> Result<Vec<FlatStruct>, Diagnostic> {
        let package = self.package(file, findings)?;
        let mut about_types = Diagnostics::new();
        let structs = self.packages.flat(package, types, asked, &mut about_types);
        let unread = self.packages.take_findings();
        // Where a file could not be read, what is missing is in it.
        if !unread.has_errors() {
            findings.extend(about_types);
        }
        findings.extend(unread);
        Ok(structs)
    }

    /// The package of a file.
    fn package(
        &mut self,
        file: &Path,
        findings: &mut Diagnostics,
    ) -> Result<PackageId, Diagnostic> {
        fs::metadata(file).map_err(|error| unreadable(file, &error))?;
        let package = self
            .packages
            .in_folder(file.parent().unwrap_or(Path::new("")));
        if self.mixed.insert(package) {
            let name = self.packages.get(package).name.clone();
            for (other, place) in self.packages.other_names(package) {
                let message =
                    format!("this is of the package `{other}`, and files beside it of `{name}`");
                let finding = Diagnostic::error("go-package", message).at(place);
                findings.push(finding.help("Go builds one package in a folder: move one of them"));
            }
        }
        Ok(package)
    }

    /// Plans the partials of a file's structs.
    pub(crate) fn partials(
        &mut self,
        file: &Path,
        plan: &mut Plan,
        findings: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let package = self.package(file, findings)?;
        let parsed = self.packages.file(package, file);
        findings.extend(self.packages.take_findings());
        let Some(parsed) = parsed else {
            let message = format!("`{}` is no Go file of its package", show(file));
            return Err(Diagnostic::error("go-package", message).at(Place::whole(show(file))));
        };
        let relative = self.relative(file);
        let path = show(&relative);
        let folder = self.project.partials();
        let made = emit::partials(&parsed, &path, findings);
        for partial in made {
            let name = relative.with_file_name("").join(partial.name);
            plan.write(&folder, name, partial.text)?;
        }
        Ok(())
    }

    /// The files that things were made of. A generated one is none of them, though it is
    /// looked at with the others of its package.
    pub(crate) fn sources(&self) -> Vec<PathBuf> {
        let made = |path: &&Path| show(path).ends_with(".hcl2spec.go");
        let inputs = self.packages.inputs().filter(|path| !made(path));
        inputs.map(Path::to_owned).collect()
    }

    /// The path of a file in the plugin.
    fn relative(&self, file: &Path) -> PathBuf {
        let real = |path: &Path| {
            let path = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            };
            path.canonicalize().unwrap_or_else(|_| path.to_owned())
        };
        let folder = real(file.parent().unwrap_or(Path::new("")));
        let folder = folder
            .strip_prefix(real(self.project.root()))
            .unwrap_or(Path::new(""))
            .to_owned();
        folder.join(file.file_name().unwrap_or_default())
    }
}

/// The struct and the file that a partial was made of, as its first line says.
pub(crate) fn is_of_struct(partial: &str) -> Option<(&str, &str)> {
    let rest = partial.strip_prefix("<!-- Code generated from the comments of the ")?;
    let (name, rest) = rest.split_once(" struct in ")?;
    let (source, _) = rest.split_once(';')?;
    let is_go = Path::new(source)
        .extension()
        .is_some_and(|extension| extension == "go");
    is_go.then_some((name, source))
}

/// The platform that is read for.
fn target(settings: &Settings, os: Option<&str>, arch: Option<&str>) -> Result<Target, Diagnostic> {
    let mut target = Target::host();
    target.is_given =
        (os.is_some() || settings.goos.is_some()) && (arch.is_some() || settings.goarch.is_some());
    let wrong = |name: &str| {
        let message = format!("Go knows no platform `{name}`");
        usage(message).did_you_mean(name, Target::names())
    };
    let set = |typed: Option<&str>, setting: Option<&Located<String>>, known: fn(&str) -> bool| {
        let name = typed
            .map(str::to_owned)
            .or_else(|| Some(setting?.value.clone()));
        match name {
            Some(name) if !known(&name) => Err(match (typed, setting) {
                (None, Some(setting)) => wrong(&name).at(setting.place.clone()),
                _ => wrong(&name),
            }),
            name => Ok(name),
        }
    };
    if let Some(os) = set(os, settings.goos.as_ref(), Target::is_system)? {
        target.os = os;
    }
    if let Some(arch) = set(arch, settings.goarch.as_ref(), Target::is_processor)? {
        target.arch = arch;
    }
    Ok(target)
}
