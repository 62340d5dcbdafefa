//! Moving a plugin in Go over to this tool, and back: what its generate lines, its Makefile and
//! its workflows run. Only lines that run packer-sdc, or make the docs with it, are touched.

mod lines;
mod makefile;
mod rules;
mod settings;
mod workflow;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile, usage};
use crate::files::{Plan, read_source, show};
use crate::project::{MAKEFILES, Project, SDK_MODULE};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From packer-sdc to this tool.
    Over,
    /// And back.
    Back,
}

/// Files that run targets of a Makefile too, and whose form is not known here.
const OTHERS: [&str; 4] = [
    ".goreleaser.yml",
    ".goreleaser.yaml",
    ".circleci/config.yml",
    ".gitlab-ci.yml",
];

/// Plans to move the plugin in a folder.
pub(crate) fn migrate(
    root: &Path,
    direction: Direction,
    findings: &mut Diagnostics,
) -> Result<Plan, Diagnostics> {
    let project = Project::open(root)?;
    if !project.has_go() {
        let name = if root.as_os_str().is_empty() {
            ".".to_owned()
        } else {
            show(root)
        };
        let wrong = usage(format!("`{name}` is no plugin in Go: it has no go.mod"));
        return Err(wrong.help("name the folder of one").into());
    }
    let mut moved = Moved {
        root,
        direction,
        plan: Plan::new(),
    };
    moved.plan.begin(root)?;
    let sources = lines::Sources::read(root, findings);
    let has_tool = project.has_tool(&format!("{SDK_MODULE}/cmd/packer-sdc"));
    for (path, file) in &sources.files {
        let text = lines::moved(file.text(), direction, has_tool);
        moved.edit(path, file, &text)?;
    }
    let targets = moved.makefile(&project, sources.others, findings)?;
    moved.workflows(&project, &targets, findings)?;
    if moved.plan.is_empty() {
        let message = match direction {
            Direction::Over => "nothing here runs packer-sdc by a Makefile, a workflow or the SDK",
            Direction::Back => "nothing here runs this tool by a Makefile or a workflow",
        };
        let place = Place::whole(show(&root.join("go.mod")));
        findings.push(Diagnostic::note(CODE, message).at(place));
    }
    Ok(moved.plan)
}

const CODE: &str = "migrate";

/// A plugin while it is moved.
struct Moved<'a> {
    root: &'a Path,
    direction: Direction,
    plan: Plan,
}

impl Moved<'_> {
    fn edit(&mut self, path: &Path, file: &SourceFile, text: &str) -> Result<(), Diagnostic> {
        if text == file.text() {
            return Ok(());
        }
        self.plan.edit(self.root, path, text)
    }

    fn read(&self, path: &Path) -> Option<Arc<SourceFile>> {
        read_source(&self.root.join(path)).ok()
    }

    /// Moves the Makefile, and what only its lines said into the settings; gives the targets
    /// that run this tool then.
    fn makefile(
        &mut self,
        project: &Project,
        others: bool,
        findings: &mut Diagnostics,
    ) -> Result<BTreeSet<String>, Diagnostics> {
        let name = MAKEFILES.iter().map(Path::new);
        let there = |name: &Path| Some((name.to_owned(), self.read(name)?));
        let Some((name, file)) = name.into_iter().find_map(there) else {
            return Ok(BTreeSet::new());
        };
        let text = match self.direction {
            Direction::Over => {
                let named = project
                    .makefile()
                    .is_some_and(|it| it.organization.is_some());
                let published = self.root.join(project.metadata_name()).is_file();
                let whole = named || published || project.settings().org.is_some();
                let over = makefile::over(file.text(), others, whole);
                if over.lost {
                    let settings = Path::new("sdc.toml");
                    let before = self.read(settings);
                    let before = before.as_ref().map_or("", |file| file.text());
                    let after = settings::with_what_the_makefile_said(project, over.kept, before);
                    if after != before {
                        self.plan.edit(self.root, settings, after)?;
                    }
                }
                over.text
            }
            Direction::Back => {
                let script = ".web-docs/scripts/compile-to-webdocs.sh";
                let back = makefile::back(file.text(), &makefile::Docs::of(project));
                if back != file.text() && !self.root.join(script).is_file() {
                    let message = format!("`{script}` is not here, which makes the web docs");
                    let finding = Diagnostic::warning(CODE, message);
                    let finding = finding.at(Place::whole(show(&self.root.join(&name))));
                    findings.push(finding.help("take it from HashiCorp's scaffolding plugin"));
                }
                back
            }
        };
        self.edit(&name, &file, &text)?;
        let now = match self.direction {
            Direction::Over => text.as_str(),
            Direction::Back => file.text(),
        };
        Ok(makefile::targets(now))
    }

    /// Moves the workflows, and tells of other files that run what needs this tool.
    fn workflows(
        &mut self,
        project: &Project,
        targets: &BTreeSet<String>,
        findings: &mut Diagnostics,
    ) -> Result<(), Diagnostics> {
        let folder = self.root.join(".github/workflows");
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut names: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().into()))
            .collect();
        names.sort();
        let is_yaml = |name: &PathBuf| {
            let extension = name.extension().unwrap_or_default();
            extension == "yml" || extension == "yaml"
        };
        for name in names.iter().filter(|name| is_yaml(name)) {
            let path = Path::new(".github/workflows").join(name);
            if let Some(file) = self.read(&path) {
                let text = match self.direction {
                    Direction::Over => workflow::over(file.text(), targets),
                    Direction::Back => workflow::back(file.text(), project.sdk_version()),
                };
                self.edit(&path, &file, &text)?;
            }
        }
        if self.plan.is_empty() {
            return Ok(());
        }
        let install = match self.direction {
            Direction::Over => workflow::INSTALL.to_owned(),
            Direction::Back => workflow::install_packer_sdc(project.sdk_version()),
        };
        for path in OTHERS {
            let Some(file) = self.read(Path::new(path)) else {
                continue;
            };
            if let Some(line) = workflow::first_that_runs(file.text(), targets) {
                let message = match self.direction {
                    Direction::Over => "this runs `sdc`, which has to be there",
                    Direction::Back => "this runs packer-sdc, which has to be there",
                };
                let finding = Diagnostic::note(CODE, message).at(Place::new(&file, line));
                findings.push(finding.help(format!("put `{install}` before it")));
            }
        }
        Ok(())
    }
}
