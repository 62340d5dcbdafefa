//! Web docs: the rendered pages in the form and layout that are published, a README for
//! the plugin and one for each component.
//!
//! A page is edited, not written anew: only the bytes of its front matter, its title
//! and of links that must change are touched.

mod compat;
mod images;
mod layout;
mod orphans;
mod rewrite;

pub use orphans::{Orphan, publish};

use super::Origin;
use super::links::Site;
use super::page::Page;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::files::{Node, Tree, show};
use layout::Role;
use std::collections::BTreeMap;
use std::path::Path;

/// What web docs are made from.
#[derive(Clone, Copy)]
pub struct WebDocs<'a> {
    /// The rendered pages.
    pub pages: &'a Tree,
    /// The folder that they lie in, or would: links of the file system start there, and
    /// findings name files by it.
    pub folder: &'a Path,
    /// Where the bytes of a page came from, by its path and text, if that is known; it is
    /// asked only for pages that something is said about.
    pub origin: &'a dyn Fn(&Path, &str) -> Option<Origin>,
    /// The organisation that publishes the plugin.
    pub organization: &'a str,
    /// The plugin's name in URLs, if it is known.
    pub plugin: Option<&'a str>,
    /// Whether to make the bytes of the script `compile-to-webdocs.sh`, errors included.
    pub compat: bool,
}

/// Makes the web docs, metadata.hcl aside: that is written by hand. If errors are among
/// the findings, the tree is not complete.
///
/// ```
/// use packer_sdc::diagnostics::Diagnostics;
/// use packer_sdc::docs::{WebDocs, webdocs};
/// use packer_sdc::files::{Node, Tree};
/// use std::path::Path;
///
/// let page = |text: &str| Node::File(text.into());
/// let pages = Tree::from([
///     ("README.md".into(), page("See [Image](/packer/plugins/builders/cloud/image).\n")),
///     ("builders/image.mdx".into(), page("---\npage_title: Image\n---\n\n# Image\n\nAn image.\n")),
/// ]);
/// let input = WebDocs {
///     pages: &pages,
///     folder: Path::new(".docs"),
///     origin: &|_, _| None,
///     organization: "happy",
///     plugin: Some("cloud"),
///     compat: false,
/// };
/// let mut findings = Diagnostics::new();
/// let web = webdocs(&input, &mut findings);
/// assert!(findings.is_empty());
/// assert_eq!(web[Path::new("components/builder/image/README.md")], page("An image.\n"));
/// let readme = "See [Image](/packer/integrations/happy/cloud/latest/components/builder/image).\n";
/// assert_eq!(web[Path::new("README.md")], page(readme));
/// ```
pub fn webdocs(input: &WebDocs<'_>, findings: &mut Diagnostics) -> Tree {
    webdocs_of_parsed(input, &|_, _| None, findings)
}

/// The same for who has parsed the pages: `parsed` gives them by path and text.
pub(crate) fn webdocs_of_parsed<'p>(
    input: &WebDocs<'_>,
    parsed: &dyn Fn(&Path, &str) -> Option<&'p Page>,
    findings: &mut Diagnostics,
) -> Tree {
    let sources = layout::sources(input, findings);
    let mut web = Tree::new();
    if input.compat {
        for source in sources {
            let bytes = match source.role {
                Role::Root => source.bytes,
                Role::Component(..) => compat::page(&source.bytes, input.organization),
            };
            web.insert(source.role.web_path(), Node::File(bytes));
        }
        return web;
    }
    let site = Site {
        organization: input.organization.to_owned(),
        plugin: input.plugin.map(str::to_owned),
        components: sources.iter().filter_map(|s| s.role.key()).collect(),
    };
    let mut texts = Vec::new();
    for source in sources {
        match String::from_utf8(source.bytes) {
            Ok(text) => texts.push((source.role, source.path, text)),
            Err(binary) => {
                findings.push(not_text(&input.folder.join(&source.path)));
                let node = Node::File(binary.into_bytes());
                web.insert(source.role.web_path(), node);
            }
        }
    }
    let fresh: Vec<Option<Page>> = texts
        .iter()
        .map(|(_, path, text)| parsed(path, text).is_none().then(|| Page::parse(text)))
        .collect();
    let pages: BTreeMap<&Role, &Page> = texts
        .iter()
        .zip(&fresh)
        .filter_map(|((role, path, text), fresh)| {
            Some((role, fresh.as_ref().or_else(|| parsed(path, text))?))
        })
        .collect();
    for (role, path, text) in &texts {
        let mut about = About {
            path,
            text,
            input,
            findings,
            origin: None,
        };
        let rewrite = rewrite::Rewrite {
            site: &site,
            pages: &pages,
        };
        let bytes = rewrite.page(role, &mut about);
        images::copy(pages[role], role, &mut about, &mut web);
        web.insert(role.web_path(), Node::File(bytes.into_bytes()));
    }
    web
}

fn not_text(path: &Path) -> Diagnostic {
    Diagnostic::warning("not-text", "the page is not UTF-8 text")
        .at(Place::whole(show(path)))
        .help("it is copied as it is, front matter and links included")
}

/// A page that findings are about.
struct About<'a> {
    path: &'a Path,
    text: &'a str,
    input: &'a WebDocs<'a>,
    findings: &'a mut Diagnostics,
    origin: Option<Origin>,
}

impl About<'_> {
    /// Adds a finding at a range of the page, or rather where that came from.
    fn push(&mut self, finding: Diagnostic, range: std::ops::Range<usize>) {
        let origin = self.origin.get_or_insert_with(|| {
            (self.input.origin)(self.path, self.text).unwrap_or_else(|| {
                let name = show(&self.input.folder.join(self.path));
                Origin::of_file(&SourceFile::new(name, self.text))
            })
        });
        self.findings.push(match origin.place(range) {
            Some(place) => finding.at(place),
            None => finding,
        });
    }
}
