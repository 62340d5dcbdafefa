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
use crate::settings::Settings;
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

/// What a plugin is written in; both is possible, and neither where only its docs are here.
#[derive(Clone, Copy, Debug)]
struct Languages {
    rust: bool,
    go: bool,
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
    let languages = recognise(plugin)?;
    let mut generated = Generated {
        plan: Plan::new().overwriting(&request.overwrite),
        ..Generated::default()
    };
    if request.check {
        generated.findings.extend(Plan::unfinished(plugin));
    } else {
        generated.plan.begin(plugin)?;
    }
    let settings = Settings::read(plugin)?;
    let mut run = Run {
        request,
        settings,
        generated,
        go: None,
    };
    let read = ["Cargo.toml", "sdc.toml", "go.mod", metadata::FILE];
    let read = read.map(|path| plugin.join(path));
    run.generated.inputs.extend(read);
    let beside = run.settings.web_docs_folder(plugin).join("metadata.hcl");
    run.generated.inputs.insert(beside);
    if let Err(wrong) = run.stages(languages) {
        run.generated.findings.extend(wrong);
    }
    let Generated { plan, inputs, .. } = &mut run.generated;
    plan.protect(inputs.iter());
    Ok(run.generated)
}

/// Tells what a plugin is written in by its manifest.
fn recognise(plugin: &Path) -> Result<Languages, Diagnostic> {
    let has = |mark: &str| plugin.join(mark).is_file();
    let languages = Languages {
        rust: has("Cargo.toml"),
        go: has("go.mod"),
    };
    if languages.rust || languages.go || has("sdc.toml") || has(metadata::FILE) {
        return Ok(languages);
    }
    let name = match show(plugin) {
        name if name.is_empty() => ".".to_owned(),
        name => name,
    };
    let wrong = usage(format!(
        "`{name}` is not a plugin: it has no Cargo.toml and no go.mod"
    ));
    Err(wrong
        .at(Place::whole(name))
        .help("name the plugin's folder, or make one: `sdc new plugin NAME`"))
}

/// A run while it is under way.
struct Run<'a> {
    request: &'a Request,
    settings: Settings,
    generated: Generated,
    /// The structs in Go, once they have been read.
    go: Option<Model>,
}

impl Run<'_> {
    /// Runs one stage after the other, save for those that would repeat the errors of
    /// one before.
    fn stages(&mut self, languages: Languages) -> Result<(), Diagnostics> {
        let mut has_partials = true;
        if languages.rust {
            let read = self.specs_and_partials();
            has_partials &= self.or_said(read);
        }
        if languages.go {
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

    /// The plugin's folder, for what needs one that is there.
    fn plugin(&self) -> &Path {
        &self.request.plugin
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
