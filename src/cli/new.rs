//! `sdc new`

use super::{Exit, Reporter};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use crate::files::{Plan, Summary, show};
use crate::generate::{Request, Stage, generate};
use crate::scaffold::{self, NewComponent, NewPlugin, Scaffold};
use std::path::{Path, PathBuf};

/// Make a new plugin, or a new component of one
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "Replaces nothing; adds lines to the files that list components, and generates as\n`sdc generate` does. All is written, or nothing.\n\nExample:\n  sdc new plugin happycloud && cd packer-plugin-happycloud && sdc new provisioner firewall"
)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// A plugin with a builder
    #[command(after_help = "Example:\n  sdc new plugin happycloud cloud --org acme")]
    Plugin(PluginArgs),
    /// A builder: it makes an image
    #[command(after_help = "Example:\n  sdc new builder snapshot")]
    Builder(ComponentArgs),
    /// A provisioner: it changes the machine before it becomes an image
    #[command(after_help = "Example:\n  sdc new provisioner firewall")]
    Provisioner(ComponentArgs),
    /// A post-processor: it does something with a finished image
    #[command(after_help = "Example:\n  sdc new post-processor publish")]
    PostProcessor(ComponentArgs),
    /// A data source: it looks something up before a build
    #[command(after_help = "Example:\n  sdc new data-source image")]
    DataSource(ComponentArgs),
}

#[derive(Debug, clap::Args)]
struct PluginArgs {
    /// The plugin's name, as in `source = "github.com/ORG/NAME"`
    name: String,
    /// The folder to make [default: packer-plugin-NAME]
    dir: Option<PathBuf>,
    /// The publisher's name [default: NAME]
    #[arg(long)]
    org: Option<String>,
    /// A folder with sdc's source to depend on [default: what this binary was built from]
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct ComponentArgs {
    /// The component's name: that of its source file and its page
    name: String,
    /// The plugin's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    plugin: PathBuf,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        match self.what {
            What::Plugin(args) => args.run(reporter),
            What::Builder(args) => args.run(ComponentType::Builder, reporter),
            What::Provisioner(args) => args.run(ComponentType::Provisioner, reporter),
            What::PostProcessor(args) => args.run(ComponentType::PostProcessor, reporter),
            What::DataSource(args) => args.run(ComponentType::DataSource, reporter),
        }
    }
}

impl PluginArgs {
    fn run(self, reporter: &Reporter) -> Exit {
        let folder = self.dir;
        let folder = folder.unwrap_or_else(|| format!("packer-plugin-{}", self.name).into());
        let source = match self.source.map(source_folder).transpose() {
            Ok(named) => named.or_else(own_source),
            Err(wrong) => return reporter.report(wrong.into()),
        };
        let plugin = NewPlugin {
            org: self.org.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            folder,
            source,
        };
        let component = NewComponent {
            plugin: plugin.folder.clone(),
            ty: ComponentType::Builder,
            name: plugin.name.clone(),
        };
        make(
            scaffold::plugin(&plugin),
            &component,
            &plugin.name,
            reporter,
        )
    }
}

impl ComponentArgs {
    fn run(self, ty: ComponentType, reporter: &Reporter) -> Exit {
        let component = NewComponent {
            plugin: self.plugin,
            ty,
            name: self.name,
        };
        let plugin = match scaffold::plugin_name(&component.plugin) {
            Ok(plugin) => plugin,
            Err(wrong) => return reporter.report(wrong),
        };
        make(
            scaffold::component(&component),
            &component,
            &plugin,
            reporter,
        )
    }
}

/// Puts the sources in place, then what is made of them: the page, and all that is
/// generated. If any of that cannot be made, what was written before it is taken back.
fn make(
    scaffold: Result<Scaffold, Diagnostics>,
    component: &NewComponent,
    plugin: &str,
    reporter: &Reporter,
) -> Exit {
    let mut undo = Vec::new();
    match written(scaffold, component, plugin, &mut undo) {
        Ok(made) => {
            let lines = made.stages.iter().map(|stage| stage.line(false));
            let new = format!("new       {}", made.new);
            std::iter::once(new)
                .chain(lines)
                .for_each(|line| reporter.summary(&line));
            reporter.summary(&made.generated.to_string());
            let exit = reporter.report(made.findings);
            for line in made.left_to_do {
                reporter.summary(&format!("to do: {line}"));
            }
            exit
        }
        Err(mut wrong) => {
            let is_begun = !undo.is_empty();
            let stays = undo.into_iter().rev().filter_map(|plan| plan.apply().err());
            let stays: Vec<Diagnostic> = stays.flatten().collect();
            if is_begun && stays.is_empty() {
                reporter.summary("nothing new was kept");
            }
            wrong.extend(stays);
            reporter.report(wrong)
        }
    }
}

/// What came of something new.
struct Made {
    /// The author's own files.
    new: Summary,
    stages: Vec<Stage>,
    /// What is made of them.
    generated: Summary,
    findings: Diagnostics,
    left_to_do: Vec<String>,
}

/// Writes it all; what takes a part back again goes to `undo`.
fn written(
    scaffold: Result<Scaffold, Diagnostics>,
    component: &NewComponent,
    plugin: &str,
    undo: &mut Vec<Plan>,
) -> Result<Made, Diagnostics> {
    let scaffold = scaffold?;
    let mut apply = |plan: Plan| {
        let back = plan.inverse();
        let applied = plan.apply()?;
        undo.push(back);
        Ok::<_, Diagnostics>(applied)
    };
    let mut new = apply(scaffold.plan)?.summary;
    new += apply(scaffold::page(component, plugin)?)?.summary;
    let generated = generate(&Request {
        plugin: component.plugin.clone(),
        ..Request::default()
    })?;
    let mut findings = generated.findings;
    if findings.has_errors() {
        return Err(findings);
    }
    let applied = generated.plan.apply()?;
    findings.extend(applied.findings);
    findings.extend(generated.checked);
    Ok(Made {
        new,
        stages: generated.stages,
        generated: applied.summary,
        findings,
        left_to_do: scaffold.left_to_do,
    })
}

/// The folder of that path, for good.
fn source_folder(path: PathBuf) -> Result<PathBuf, Diagnostic> {
    if !path.join("Cargo.toml").is_file() {
        let wrong = usage(format!("`{}` does not hold sdc's source", show(&path)));
        return Err(wrong.at(Place::whole(show(&path))));
    }
    // A plugin in another folder must find it, too.
    Ok(path.canonicalize().unwrap_or(path))
}

/// Where this binary's source is, if that is still there and is not what cargo took
/// from the registry: that is the same everywhere by its version.
fn own_source() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let published = folder.join(".cargo_vcs_info.json").exists();
    (folder.join("Cargo.toml").is_file() && !published).then(|| folder.to_owned())
}
