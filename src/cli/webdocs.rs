//! `sdc webdocs`

use super::report::Outcome;
use super::write_args::WriteArgs;
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::docs::render::require_folder;
use crate::docs::{Identity, Shared, Trace, WebDocs, publish, webdocs};
use crate::files::{Destination, Plan, read_tree, show};
use crate::project::Project;
use std::path::{Path, PathBuf};

/// Turn rendered docs into the web docs that are published
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces the pages in DST that it made, and what git has in their places.
Removes, with --prune only, those it made of pages that are gone.
What anybody else wrote there, and git does not have, stops it before it writes.

Example:
  sdc webdocs -src .docs -dst .web-docs -org hashicorp")]
pub(super) struct Args {
    /// The folder of rendered pages [default: .docs]
    #[arg(long, value_name = "DIR")]
    src: Option<PathBuf>,
    /// The folder of web docs [default: .web-docs]
    #[arg(long, value_name = "DIR")]
    dst: Option<PathBuf>,
    /// The organisation in links [default: that of the identifier in metadata.hcl]
    #[arg(long)]
    org: Option<String>,
    /// Remove component folders that hold nothing but a page that was made and is gone
    #[arg(long)]
    prune: bool,
    /// Make the bytes of compile-to-webdocs.sh, its errors included
    #[arg(long)]
    compat: bool,
    #[command(flatten)]
    write: WriteArgs,
    /// The arguments of compile-to-webdocs.sh, in place of the flags
    #[arg(value_names = ["DIR", "DOCS", "WEBDOCS", "ORG"], num_args = 4,
          conflicts_with_all = ["src", "dst", "org"])]
    script: Option<Vec<String>>,
}

impl Args {
    pub(super) fn run(mut self, reporter: &mut Reporter) -> Exit {
        if let Some([dir, docs, web_docs, org]) = self.script.as_deref() {
            let dir = Path::new(dir);
            (self.src, self.dst) = (Some(dir.join(docs)), Some(dir.join(web_docs)));
            self.org = Some(org.clone());
        }
        let mut findings = Diagnostics::new();
        match self.plan(&mut findings) {
            Ok(plan) => reporter.finish(Outcome::of(plan, findings), self.write.check),
            Err(errors) => {
                findings.extend(errors);
                reporter.report(findings)
            }
        }
    }

    fn plan(&self, findings: &mut Diagnostics) -> Result<Plan, Diagnostics> {
        let here = Project::open(Path::new(""))?;
        let source = self.src.clone().unwrap_or_else(|| here.rendered());
        let web_docs = self.dst.clone().unwrap_or_else(|| here.web_docs());

        require_folder(&source, "folder of rendered pages")?;
        // What was rendered comes from folders that people write in.
        let project = Project::around(&source)?;
        let (docs, partials) = (project.docs(), project.partials());
        let destination = Destination::new(&web_docs, &[&source, &docs, &partials])?;
        let mut plan = self.write.plan(&web_docs, findings)?;
        let pages = read_tree(&source)?;
        let asked = self.org.as_deref();
        let identity = Identity::find(&project, asked, &web_docs, &pages, findings)?;
        let trace = trace(&project, &docs, &partials);
        let origin =
            |path: &Path, text: &str| Some(trace.origin(path, &show(&source.join(path)), text));
        let input = WebDocs {
            pages: &pages,
            folder: &source,
            origin: &origin,
            organization: &identity.organization,
            plugin: identity.plugin.as_deref(),
            compat: self.compat,
        };
        let web = webdocs(&input, findings);
        // A page that could not be made is not one that is gone.
        if !findings.has_errors() {
            let orphans = publish(web, &destination, self.prune, &mut plan)?;
            findings.extend(orphans.iter().map(|orphan| orphan.finding(&web_docs)));
        }
        Ok(plan)
    }
}

/// The sources of rendered pages are taken to be where `sdc renderdocs` has them by
/// default.
fn trace(project: &Project, docs: &Path, partials: &Path) -> Trace {
    // Shared partials that cannot be had only cost the places in them.
    let shared = Shared::set(project).and_then(Result::ok);
    let shared = shared.unwrap_or(Shared::BuiltIn);
    Trace::new(docs, partials, shared).including_from(project.include_from())
}
