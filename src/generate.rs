//! Everything that is derived from a plugin's sources, in one go: specs, partials,
//! rendered pages, web docs, and the check of all of it.
//!
//! Each stage reads what those before it are about to write, so nothing is written before
//! the last one has made its part, and a run that only asks what is stale sees
//! what a run that writes would make. What the check finds holds nothing back.

mod go;
mod pages;
mod sources;
mod stage;

pub use stage::Stage;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::files::{Plan, Summary, show};
use crate::metadata;
use crate::model::Model;
use crate::project::Project;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What to generate.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The plugin's folder.
    pub plugin: PathBuf,
    /// Where to keep the rendered pages, in place of what the settings say.
    pub rendered: Option<PathBuf>,
    /// What to use in place of the built-in shared partials, in place of what the
    /// settings say: a folder, or `go` for those of the SDK that go.mod names.
    pub sdk_partials: Option<PathBuf>,
    /// Whether to remove component folders that hold nothing but a page whose source is
    /// gone.
    pub prune: bool,
    /// Files that may be replaced or removed whatever they hold.
    pub overwrite: Vec<PathBuf>,
    /// Whether the plan is only looked at, and never put in place.
    pub check: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Generated {
    /// What is to be written; not whole where errors are among the findings.
    pub plan: Plan,
    /// What is wrong with what the output is made of. An error keeps it from being written.
    pub findings: Diagnostics,
    /// What the check says of the plugin as it will be. Nothing of that, errors included, is
    /// a reason to keep the output back: it is as good as its sources are.
    pub checked: Diagnostics,
    /// What was done, in its order.
    pub stages: Vec<Stage>,
    /// The files and folders that were looked at, save for those that are generated:
    /// while none of them changes, another run makes the same.
    pub inputs: BTreeSet<PathBuf>,
}

/// Generates all that belongs to a plugin; nothing is written before the plan is applied,
/// and other runs wait until it is, or is gone.
///
/// ```no_run
/// use packer_sdc::generate::{Request, generate};
///
/// let generated = generate(&Request { plugin: "my-plugin".into(), ..Request::default() })?;
/// if !generated.findings.has_errors() {
///     generated.plan.apply()?;
/// }
/// # Ok::<(), packer_sdc::diagnostics::Diagnostics>(())
/// ```
///
/// # Errors
///
/// Only where there is nothing to begin with: a folder that is no plugin, settings that
/// cannot be read. All else is in [`Generated::findings`], of every stage that could run,
/// and in [`Generated::checked`].
pub fn generate(request: &Request) -> Result<Generated, Diagnostics> {
    let plugin = &request.plugin;
    let project = Project::open(plugin);
    if project.as_ref().is_ok_and(|project| !project.is_one()) {
        return Err(no_plugin(plugin).into());
    }
    let mut generated = Generated {
        plan: Plan::new().overwriting(&request.overwrite),
        ..Generated::default()
    };
    if request.check {
        generated.findings.extend(Plan::unfinished(plugin));
    } else {
        generated.plan.begin(plugin)?;
    }
    let project = project?;
    generated.inputs.extend(project.files());
    let metadata = [metadata::FILE, &project.metadata_name()].map(|name| plugin.join(name));
    generated.inputs.extend(metadata);
    let mut run = Run {
        request,
        project,
        generated,
        go: None,
    };
    if let Err(wrong) = run.stages() {
        run.generated.findings.extend(wrong);
    }
    let Generated { plan, inputs, .. } = &mut run.generated;
    plan.protect(inputs.iter());
    Ok(run.generated)
}

/// That nothing in a folder says that it is a plugin's.
fn no_plugin(plugin: &Path) -> Diagnostic {
    let name = match show(plugin) {
        name if name.is_empty() => ".".to_owned(),
        name => name,
    };
    let wrong = usage(format!(
        "`{name}` is not a plugin: it has no Cargo.toml and no go.mod"
    ));
    wrong
        .at(Place::whole(name))
        .help("name the plugin's folder, or make one: `sdc new plugin NAME`")
}

/// A run while it is under way.
struct Run<'a> {
    request: &'a Request,
    project: Project,
    generated: Generated,
    /// The structs in Go, once they have been read.
    go: Option<Model>,
}

impl Run<'_> {
    /// Runs one stage after the other, save for those that would repeat the errors of
    /// one before.
    fn stages(&mut self) -> Result<(), Diagnostics> {
        let mut has_partials = true;
        if self.project.has_rust() {
            let read = self.specs_and_partials();
            has_partials &= self.or_said(read);
        }
        if self.project.has_go() {
            let read = self.go_specs_and_partials();
            has_partials &= self.or_said(read);
        }
        let shared = self.shared()?;
        if self.pages(&shared, has_partials)? && has_partials {
            let checked = self.check(shared);
            self.generated
                .checked
                .extend(checked.err().into_iter().flatten());
        }
        Ok(())
    }

    /// Whether a stage went well; what it could not begin with is a finding.
    fn or_said(&mut self, read: Result<bool, Diagnostics>) -> bool {
        read.unwrap_or_else(|wrong| {
            self.generated.findings.extend(wrong);
            false
        })
    }

    /// Adds a stage that has changed the plan since `before`.
    fn done(&mut self, name: &'static str, about: String, before: Summary) {
        if self.request.check {
            self.generated.plan.pass_over_ignored();
        }
        let summary = self.generated.plan.summary() - before;
        self.generated.stages.push(Stage {
            name,
            about,
            summary,
        });
    }
}
