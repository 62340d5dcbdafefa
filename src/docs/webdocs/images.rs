//! Images that pages show are published with them, at the place that the page's own
//! URL names from where the page now is.

use super::layout::Role;
use super::{About, Page};
use crate::diagnostics::Diagnostic;
use crate::docs::links::UrlParts;
use crate::files::{Node, Tree, normalize, read_file, show};
use std::path::{Path, PathBuf};

pub(super) fn copy(page: &Page, role: &Role, about: &mut About<'_>, web: &mut Tree) {
    for link in page.links.iter().filter(|link| link.image) {
        let url = UrlParts::of(&link.destination);
        if url.host.is_some() || url.path.is_empty() || url.path.starts_with('/') {
            continue;
        }
        let Some(relative) = decode(url.path) else {
            continue;
        };
        let beside = |file: &Path| normalize(&file.parent().unwrap_or(file).join(&relative));
        let target = beside(&role.web_path());
        let source = beside(about.path);
        let image = about.input.pages.get(&source);
        match image {
            Some(node) if !leaves(&target) => {
                web.entry(target)
                    .or_insert_with(|| contents(about, &source, node));
            }
            _ if leaves(&source) || leaves(&target) => {
                let message = format!("`{}` leads out of the docs", url.path);
                let finding = Diagnostic::warning("image-outside", message)
                    .label("is not copied along, and not shown on the site")
                    .help("put the image into a folder beside the page");
                about.push(finding, link.url.clone());
            }
            _ => {
                let path = show(&about.input.folder.join(&source));
                let message = format!("there is no image `{path}`");
                let finding =
                    Diagnostic::warning("image-missing", message).label("is not shown on the site");
                about.push(finding, link.url.clone());
            }
        }
    }
}

fn leaves(path: &Path) -> bool {
    path.starts_with("..")
}

/// What a link leads to, so that the image is there also without it.
fn contents(about: &About<'_>, path: &Path, node: &Node) -> Node {
    match node {
        Node::Link(_) => {
            read_file(&about.input.folder.join(path)).map_or_else(|_| node.clone(), Node::File)
        }
        Node::File(_) => node.clone(),
    }
}

/// The path with `%20` and the like resolved; none if that is no text.
fn decode(path: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let code = behind.get(..2).filter(|_| *first == b'%');
        let code = code.filter(|code| code.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok().map(PathBuf::from)
}
