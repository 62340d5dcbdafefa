//! Rendering: the tree of pages with every include replaced by what it names, and
//! the origin of every byte.

mod expand;

use super::{Origins, Partials};
use crate::diagnostics::{Diagnostic, Diagnostics, usage};
use crate::files::{Node, Tree, View, show};
use expand::Expander;
use std::path::Path;

/// The pages of a plugin, rendered.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The pages, and all else that lies between them.
    pub tree: Tree,
    /// Where their bytes came from. Files that are not UTF-8 text have no origin.
    pub origins: Origins,
}

/// Renders all that `source` holds in the view that the partials are read through. Every file is
/// a page to the includes in it, whatever its name; one that is not UTF-8 text, and a
/// symbolic link, comes out as it is. If errors are among the findings, what could not
/// be expanded is missing from the tree.
///
/// ```
/// use packer_sdc::diagnostics::Diagnostics;
/// use packer_sdc::docs::{Partials, Shared, render};
/// use packer_sdc::files::{Plan, View};
/// use std::path::Path;
/// # fn main() -> Result<(), packer_sdc::diagnostics::Diagnostic> {
/// # let root = tempfile::tempdir().unwrap();
/// let (docs, partials) = (root.path().join("docs"), root.path().join("docs-partials"));
/// let mut plan = Plan::new();
/// plan.write(&docs, "README.md", "Needs:\n@include 'needs.mdx'\n")?;
/// plan.write(&partials, "needs.mdx", "- a token")?;
///
/// let partials = Partials::new(&docs, &partials, Shared::BuiltIn, View::Planned(&plan));
/// let mut findings = Diagnostics::new();
/// let rendered = render(&docs, &partials, &mut findings);
/// let place = rendered.origins[Path::new("README.md")].place(9..10).unwrap();
/// assert!(place.to_string().ends_with("docs-partials/needs.mdx:1:3"));
/// # Ok(())
/// # }
/// ```
pub fn render(source: &Path, partials: &Partials<'_>, findings: &mut Diagnostics) -> Rendered {
    render_with(
        source,
        partials.view(),
        &mut Expander::new(partials, findings),
    )
}

/// Renders as much as can be; an include with an error comes to nothing.
pub(super) fn leniently(source: &Path, partials: &Partials<'_>) -> Rendered {
    let mut findings = Diagnostics::new();
    let mut expander = Expander::new(partials, &mut findings);
    expander.lenient = true;
    render_with(source, partials.view(), &mut expander)
}

fn render_with(source: &Path, view: View<'_>, expander: &mut Expander<'_>) -> Rendered {
    let tree = match view.tree(source) {
        Ok(tree) => tree,
        Err(error) => {
            expander.findings.push(error);
            return Rendered::default();
        }
    };
    let mut rendered = Rendered::default();
    for (path, node) in tree {
        let node = match node {
            Node::File(bytes) => match String::from_utf8(bytes) {
                Ok(text) => {
                    let name = show(&source.join(&path));
                    let Some((bytes, origin)) = expander.page(name, text) else {
                        continue;
                    };
                    rendered.origins.insert(path.clone(), origin);
                    Node::File(bytes)
                }
                Err(binary) => Node::File(binary.into_bytes()),
            },
            link @ Node::Link(_) => link,
        };
        rendered.tree.insert(path, node);
    }
    rendered
}

/// Refuses a folder of pages that is not there: an empty one would empty what is made
/// from it.
pub fn require_folder(path: &Path, what: &str) -> Result<(), Diagnostic> {
    let why = match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => return Ok(()),
        Ok(_) => "is not a folder".to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    let message = format!("the {what} `{}` {why}", show(path));
    Err(usage(message))
}
