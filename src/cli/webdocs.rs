//! `sdc webdocs`

use super::renderdocs::default_partials;
use super::{Exit, Reporter};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::docs::render::require_folder;
use crate::docs::{Identity, Orphan, Shared, Trace, WebDocs, orphans, webdocs};
use crate::files::{Destination, Plan, Tree, read_tree, show};
use std::path::{Path, PathBuf};

/// Turn rendered docs into the web docs that are published
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  sdc webdocs -src .docs -dst .web-docs -org hashicorp")]
pub(super) struct Args {
    /// The folder of rendered pages
    #[arg(long, value_name = "DIR", default_value = ".docs")]
    src: PathBuf,
    /// The folder of web docs
    #[arg(long, value_name = "DIR", default_value = ".web-docs")]
    dst: PathBuf,
    /// The organisation in links [default: that of the identifier in metadata.hcl]
    #[arg(long)]
    org: Option<String>,
    /// Remove component folders that hold nothing but a page that was made and is gone
    #[arg(long)]
    prune: bool,
    /// Make the bytes of compile-to-webdocs.sh, its errors included
    #[arg(long)]
    compat: bool,
    /// Write nothing; show what is stale, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
    /// The arguments of compile-to-webdocs.sh, in place of the flags
    #[arg(value_names = ["DIR", "DOCS", "WEBDOCS", "ORG"], num_args = 4,
          conflicts_with_all = ["src", "dst", "org"])]
    script: Option<Vec<String>>,
}

impl Args {
    pub(super) fn run(mut self, reporter: &mut Reporter) -> Exit {
        if let Some([dir, docs, web_docs, org]) = self.script.as_deref() {
            let dir = Path::new(dir);
            (self.src, self.dst) = (dir.join(docs), dir.join(web_docs));
            self.org = Some(org.clone());
        }
        let mut findings = Diagnostics::new();
        match self.plan(&mut findings) {
            Ok(plan) => reporter.finish(findings, plan, self.check),
            Err(errors) => {
                findings.extend(errors);
                reporter.report(findings)
            }
        }
    }

    fn plan(&self, findings: &mut Diagnostics) -> Result<Plan, Diagnostics> {
        require_folder(&self.src, "folder of rendered pages")?;
        let destination = Destination::new(&self.dst, &[&self.src])?;
        let pages = read_tree(&self.src)?;
        let asked = self.org.as_deref();
        let identity = Identity::find(asked, &self.src, &self.dst, &pages, findings)?;
        let trace = trace(&self.src);
        let origin =
            |path: &Path, text: &str| Some(trace.origin(path, &show(&self.src.join(path)), text));
        let input = WebDocs {
            pages: &pages,
            folder: &self.src,
            origin: &origin,
            organization: &identity.organization,
            plugin: identity.plugin.as_deref(),
            compat: self.compat,
        };
        let web = webdocs(&input, findings);
        let mut plan = Plan::new();
        self.prune(&destination, &web, &mut plan, findings)?;
        plan.fill(&destination, web)?;
        Ok(plan)
    }

    fn prune(
        &self,
        destination: &Destination,
        web: &Tree,
        plan: &mut Plan,
        findings: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        for orphan in orphans(destination.present(), web) {
            if self.prune && orphan.kept.is_none() {
                plan.remove(&self.dst, &orphan.page)?;
            } else {
                findings.push(without_source(&self.dst, &orphan));
            }
        }
        Ok(())
    }
}

fn without_source(dst: &Path, orphan: &Orphan) -> Diagnostic {
    let folder = show(&dst.join(&orphan.folder));
    let finding = Diagnostic::warning(
        "folder-without-source",
        "a component's folder without a page in the docs",
    )
    .at(Place::whole(folder));
    match orphan.kept {
        Some(why) => finding.help(format!(
            "it stays: {why}; remove it yourself if it is not needed"
        )),
        None => finding.help("`--prune` removes it"),
    }
}

/// The sources of rendered pages are taken to be where `sdc renderdocs` has them by
/// default, beside the rendered ones.
fn trace(rendered: &Path) -> Trace {
    let beside = rendered.parent().unwrap_or(rendered);
    let partials = default_partials(beside);
    Trace::new(&beside.join("docs"), &partials, Shared::BuiltIn)
}
