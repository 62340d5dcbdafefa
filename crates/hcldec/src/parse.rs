//! From text to bodies and expressions. Every text comes out as a body: what is wrong
//! is reported with its place and left out, and what is right around it is kept.
//!
//! `structure` reads the bodies of the native syntax line by line, on the brackets that a scan
//! has found: so what is wrong ends with the line that it is in.

mod structure;

use super::body::Body;
use super::expression::Expression;
use super::grammar::{Offsets, Pieces, Scan};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::sync::Arc;

/// The size of the largest file that is read, in bytes. A tree takes up to a hundred and
/// fifty times the memory of its text.
const MAX_SIZE: usize = 20_000_000;

/// Parses a file in HCL's native syntax, or in the JSON syntax where its name ends in
/// `.json`. What is wrong in it is reported; the body holds the rest.
pub fn parse(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Body {
    if file.text().len() > MAX_SIZE {
        let wrong = Diagnostic::error("too-large", "the file is too large to be a configuration")
            .at(Place::new(file, 0..0))
            .label(format!(
                "files may have up to {} megabytes",
                MAX_SIZE / 1_000_000
            ));
        found.push(wrong);
        return Body::native(Arc::new(structure::empty(file)));
    }
    let extension = std::path::Path::new(file.name()).extension();
    if extension.is_some_and(|extension| extension == "json") {
        return Body::of_json(file, found);
    }
    Body::native(Arc::new(structure::parse(file, found)))
}

/// Parses the bytes of a file as [`parse`] does, and says where they are not UTF-8.
pub fn parse_bytes(name: &str, bytes: Vec<u8>, found: &mut Diagnostics) -> Body {
    match String::from_utf8(bytes) {
        Ok(text) => parse(&SourceFile::new(name, text), found),
        Err(wrong) => {
            let start = wrong.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(wrong.as_bytes()).into_owned();
            let file = SourceFile::new(name, text);
            let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
            found.push(
                Diagnostic::error("encoding", "the file is not in UTF-8")
                    .at(Place::new(&file, start..end))
                    .label("these bytes are not a character")
                    .help("save the file in UTF-8"),
            );
            Body::native(Arc::new(structure::empty(&file)))
        }
    }
}

/// Parses a text that is one expression, such as a value on a command line.
pub fn parse_expression(file: &Arc<SourceFile>, found: &mut Diagnostics) -> Expression {
    let text = file.text();
    let mut pieces = Pieces::new(file, text, Scan::code(text), Offsets::Base(0), found);
    let node = pieces.whole_expression();
    Expression::new(file, node)
}

#[cfg(test)]
mod tests;
