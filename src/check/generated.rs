//! The rule on files that are made of the structs: they are what the source comes to.

use super::plugin::Plugin;
use super::structs::Structs;
use crate::diagnostics::{Diagnostics, Place, Rule, Severity};
use crate::emit::partials::Job;
use crate::emit::{self, Forms, Scope, Stale, Target};
use crate::files::{Plan, show};
use crate::settings::choice;

static STALE: Rule = Rule {
    code: "generated-stale",
    severity: Severity::Warning,
    summary: "a generated file is older than its source",
    why: "Specs and partials are made of the config structs. A struct that was changed since is \
          documented, or decoded, as it was before.",
    bad: "pub region: String, and docs-partials/builder/image/Config-required.mdx without `region`",
    good: "the same after `sdc generate`",
    fix: None,
};

/// The code of partials that are older than their source.
pub(super) const CODE: &str = "generated-stale";

pub(super) static RULES: &[&Rule] = &[&STALE];

/// Compares what is there with what would be made. Files that `planned` is about to write
/// are in order; files that nobody has asked for so far are not missed, and where a source
/// is in error nothing can be said.
pub(super) fn check(
    plugin: &Plugin,
    structs: &Structs,
    planned: &Plan,
    findings: &mut Diagnostics,
) -> Result<(), Diagnostics> {
    if structs.is_empty() || !structs.is_whole() {
        return Ok(());
    }
    let settings = plugin.settings();
    let target = settings.target.as_ref().map(choice).transpose()?;
    let target: Target = target.unwrap_or_default();
    let forms = Forms::new(structs.model(), target);
    let mut plan = Plan::new();
    // What has no form, or is in the way, is for `sdc generate` to tell.
    let mut other = forms.findings();
    if !other.has_errors() {
        match emit::rust(&forms, structs.library()) {
            Ok(files) => other.extend(emit::place_rust(
                &files,
                &plugin.root,
                Scope::Package,
                Stale::Prune,
                &mut plan,
            )),
            Err(wrong) => other.extend(wrong),
        }
    }
    let job = Job {
        project: &plugin.project,
        folder: &plugin.project.partials(),
        pages: &plugin.project.docs(),
        templates: &[],
        scope: Scope::Package,
        stale: Stale::Prune,
    };
    other.extend(job.plan(structs.model(), &mut plan));
    plan.pass_over_ignored();
    for (path, stays) in plan.stale() {
        if planned.wanted(path).is_some() || !path.is_file() {
            continue;
        }
        let name = show(path);
        let finding = if stays {
            STALE.finding(format!("`{name}` is older than its source"))
        } else {
            STALE.finding(format!("the source of `{name}` is gone"))
        };
        findings.push(finding.at(Place::whole(name)).help("run `sdc generate`"));
    }
    Ok(())
}
