//! What a reviewer would find before a plugin's docs are published: rules that look
//! across metadata.hcl, the pages, what was generated of them, and the Makefile.
//!
//! A plugin is read once, into [`Plugin`]; every group of rules looks at that and adds
//! to the findings. A [`Rule`](crate::diagnostics::Rule) says of itself why it is one.

mod checklist;
mod comments;
mod examples;
mod fields;
mod fix;
mod generated;
mod html;
mod layout;
mod links;
mod markdown;
mod outputs;
mod plugin;
mod publisher;
mod readme;
mod registry;
mod selection;
mod served;
mod source;
mod stale;
mod structs;

pub use checklist::Item;
pub use fix::fixes;
pub use plugin::Plugin;
pub use registry::{page_of, rule, rules, shown};
pub use selection::Selection;
pub use served::served;

use crate::diagnostics::{Diagnostics, Severity};
use crate::docs::Shared;
use crate::files::Plan;
use crate::model::Model;
use crate::project::Project;
use std::collections::BTreeSet;
use std::path::Path;
use structs::Structs;

/// Reads the plugin in a folder, and says everything that is wrong with it. Where the
/// partials that plugins share are found is up to the caller.
pub fn check(root: &Path, shared: Shared) -> Result<(Plugin, Diagnostics), Diagnostics> {
    check_planned(Project::open(root)?, shared, &Plan::new(), None)
}

/// The same of the plugin as it will be once `plan` is in place; `go` are its structs in Go,
/// where they have been read.
pub fn check_planned(
    project: Project,
    shared: Shared,
    plan: &Plan,
    go: Option<Model>,
) -> Result<(Plugin, Diagnostics), Diagnostics> {
    let mut findings = Diagnostics::new();
    let shared_name = match &shared {
        Shared::BuiltIn => "built in/".to_owned(),
        Shared::Folder(folder) => crate::files::show(folder),
    };
    let plugin = Plugin::read(project, shared, plan, &mut findings)?;
    layout::check(&plugin, &mut findings);
    publisher::check(&plugin, &mut findings);
    readme::check(&plugin, &mut findings);
    markdown::check(&plugin, &mut findings);
    html::check(&plugin, &mut findings);
    source::check(&plugin, &mut findings);
    links::check(&plugin, &mut findings);
    stale::check(&plugin, &mut findings);
    let structs = Structs::read(&plugin, go, &mut findings)?;
    generated::check(&plugin, &structs, plan, &mut findings)?;
    fields::check(&plugin, &structs, &mut findings);
    outputs::check(&structs, &mut findings);
    examples::check(&plugin, &structs, &mut findings);
    // Nobody here can change a shared partial, save for choosing another.
    findings.retain(|finding| {
        let place = finding.place.as_ref();
        let foreign = place.is_some_and(|place| place.file().name().starts_with(&shared_name));
        !foreign || finding.severity == Severity::Error
    });
    comments::trace(&plugin, &mut findings);
    Ok((plugin, once(findings)))
}

/// Of findings that say the same at the same place one is kept: a partial is included by
/// many pages, and is wrong once.
fn once(mut findings: Diagnostics) -> Diagnostics {
    findings.sort();
    let mut seen = BTreeSet::new();
    findings.retain(|finding| {
        let place = finding.place.as_ref().map(ToString::to_string);
        seen.insert((place, finding.code, finding.message.clone()))
    });
    findings
}
