//! The checklist that Packer's integrations portal asks for when a plugin is
//! registered, each line with its state.

use super::plugin::Plugin;
use crate::diagnostics::{Diagnostics, Severity};
use crate::metadata;

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is asked for.
    pub asked: String,
    /// What is missing; none where all is well.
    pub missing: Option<String>,
}

impl Plugin {
    /// The checklist, by what the check of this plugin has found.
    #[must_use]
    pub fn checklist(&self, findings: &Diagnostics) -> Vec<Item> {
        let item = |asked: &str, missing: Option<String>| Item {
            asked: asked.to_owned(),
            missing,
        };
        let metadata = self.metadata_file.as_ref().map(|file| file.name());
        let wrong = findings.iter().filter(|finding| {
            let place = finding.place.as_ref();
            let code = finding.code;
            finding.severity == Severity::Error
                && place.is_some_and(|place| Some(place.file().name()) == metadata)
                && metadata::RULES.iter().any(|rule| rule.code == code)
        });
        let wrong = wrong.count();
        let unmade = self.without_page();
        let stale = findings
            .iter()
            .filter(|finding| finding.code == super::stale::CODE)
            .count();
        vec![
            item(
                "a valid `.web-docs/metadata.hcl`",
                match (metadata, wrong) {
                    (None, _) => Some("it is missing".to_owned()),
                    (_, 0) => None,
                    (_, n) => Some(errors(n)),
                },
            ),
            item(
                "a README.md at the top of the docs",
                self.readme()
                    .is_none()
                    .then(|| format!("`{}` is missing", self.docs_path("README.md"))),
            ),
            item(
                "a README.md for every component in `.web-docs`",
                (!unmade.is_empty()).then(|| format!("none for {}", unmade.join(", "))),
            ),
            item(
                "`.web-docs` made of the docs as they are now",
                match stale {
                    0 => None,
                    1 => Some("a page is out of date: run `sdc generate`".to_owned()),
                    n => Some(format!("{n} pages are out of date: run `sdc generate`")),
                },
            ),
            item(
                "a Makefile target that makes `.web-docs`",
                match self.project.makefile() {
                    None => Some("there is no Makefile".to_owned()),
                    Some(makefile) if makefile.webdocs.is_none() => Some(
                        "no line runs `sdc generate`, `sdc webdocs` or compile-to-webdocs.sh"
                            .to_owned(),
                    ),
                    Some(_) => None,
                },
            ),
        ]
    }

    fn without_page(&self) -> Vec<String> {
        let missing = self.metadata.component_keys().filter(|(ty, slug)| {
            let made = |web: &&super::plugin::WebFolder| web.ty == ty.name() && web.slug == *slug;
            self.web
                .iter()
                .find(made)
                .is_none_or(|web| web.readme.is_none())
        });
        missing.map(|(ty, slug)| format!("{ty}/{slug}")).collect()
    }
}

fn errors(n: usize) -> String {
    format!("{n} error{}", if n == 1 { "" } else { "s" })
}
