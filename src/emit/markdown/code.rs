//! Code blocks as rustdoc takes them: one that does not say otherwise is Rust, and lines
//! of Rust that begin with `# ` are there for the doctest only.

use super::edits::{Edits, line_start};
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

pub(super) fn is_rust(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(info) => tokens(info).all(|token| token == "rust" || is_flag(token)),
    }
}

fn tokens(info: &str) -> impl Iterator<Item = &str> {
    info.split([',', ' ', '\t'])
        .filter(|token| !token.is_empty())
}

/// A word that tells rustdoc how to test a block.
fn is_flag(token: &str) -> bool {
    const FLAGS: [&str; 6] = [
        "no_run",
        "should_panic",
        "compile_fail",
        "test_harness",
        "standalone_crate",
        "allow_fail",
    ];
    FLAGS.contains(&token)
        || token.starts_with("ignore")
        || token.starts_with("edition20")
        || token
            .strip_prefix('E')
            .is_some_and(|n| n.len() == 4 && n.parse::<u16>().is_ok())
}

/// Leaves of what stands after the fence of a Rust block only the language: a site does
/// not know rustdoc's words.
pub(super) fn plain_info(edits: &mut Edits, doc: &str, block: Range<usize>, info: &str) {
    let flagged = tokens(info).any(is_flag);
    if flagged && tokens(info).all(|token| token == "rust" || is_flag(token)) {
        let line = doc[block.clone()].lines().next().unwrap_or_default();
        if let Some(at) = line.find(info) {
            let start = block.start + at;
            edits.replace(start..start + info.len(), "rust");
        }
    }
}

/// Drops the hidden lines of a piece of Rust, and the escape of those that are not.
pub(super) fn drop_hidden(edits: &mut Edits, doc: &str, piece: Range<usize>) {
    let mut start = piece.start;
    for line in doc[piece].split_inclusive('\n') {
        let code = line.trim();
        let before = &doc[line_start(doc, start)..start];
        if code == "#" || code.starts_with("# ") {
            // The first line of an indented block can share its line with a list's mark.
            if before.chars().all(|c| c == ' ' || c == '>') {
                edits.remove_lines(doc, start..start + line.trim_end_matches('\n').len());
            }
        } else if code.starts_with("##") {
            let at = start + line.len() - line.trim_start().len();
            edits.replace(at..at + 1, "");
        }
        start += line.len();
    }
}

/// The fence that would close a block, where it has none.
pub(super) fn missing_fence(doc: &str, block: Range<usize>) -> Option<String> {
    let block = doc[block].trim();
    let mark = block.chars().next()?;
    let fence = &block[..block.len() - block.trim_start_matches(mark).len()];
    let last = block.lines().skip(1).last().unwrap_or_default().trim();
    let closed = last.len() >= fence.len() && last.chars().all(|c| c == mark);
    (!closed).then(|| fence.to_owned())
}
