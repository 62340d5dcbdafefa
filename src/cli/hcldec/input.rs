//! What `sdc hcldec` reads: the spec, variables, and the HCL itself. Messages show each
//! file by the name that it was given by, which other programs compare.

use crate::diagnostics::{Diagnostics, Severity, SourceFile};
use crate::emit::{Forms, Target};
use crate::files::unreadable;
use crate::read::rust::{self, Request};
use hcldec::{Body, Context, Spec, SpecFile, Value, parse_bytes, parse_json};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The spec in a file, or that of a type of the package around the current folder.
pub(super) fn spec(name: &str, found: &mut Diagnostics) -> Option<SpecFile> {
    if is_type_path(name) && !Path::new(name).exists() {
        return spec_of_type(name, found).map(SpecFile::from);
    }
    let file = source(Path::new(name), found)?;
    match SpecFile::parse_with_warnings(&file) {
        Ok((spec, warnings)) => {
            found.extend(warnings);
            Some(spec)
        }
        Err(errors) => {
            found.extend(errors);
            None
        }
    }
}

/// Whether it is a path of Rust names, which no usual file name is.
fn is_type_path(name: &str) -> bool {
    let word = |word: &str| {
        let letters = word.chars().all(|c| c == '_' || c.is_alphanumeric());
        letters && word.starts_with(|c: char| c == '_' || c.is_alphabetic())
    };
    name.split("::").all(word)
}

fn spec_of_type(path: &str, found: &mut Diagnostics) -> Option<Spec> {
    let request = Request {
        types: vec![path.to_owned()],
        ..Request::default()
    };
    let reading = match rust::read(&request) {
        Ok(reading) => reading,
        Err(wrong) => {
            found.push(wrong);
            return None;
        }
    };
    // What the source only warns of is the business of `gen-spec`.
    let errors = reading.diagnostics.into_iter();
    found.extend(errors.filter(|finding| finding.severity == Severity::Error));
    let ty = reading.model.types.iter().find(|ty| ty.root)?;
    Some(Forms::new(&reading.model, Target::Hcl).spec(ty)).filter(|_| !found.has_errors())
}

/// The variables in a JSON object on the command line, or in a file.
pub(super) fn variables(
    argument: &str,
    index: usize,
    found: &mut Diagnostics,
) -> Vec<(String, Value)> {
    if argument.trim_start().starts_with('{') {
        let file = SourceFile::new(format!("<vars argument {index}>"), argument);
        return match parse_json(&file, found) {
            Some(Value::Object(variables)) => variables.into_iter().collect(),
            _ => Vec::new(),
        };
    }
    let Some(bytes) = read(Path::new(argument), found) else {
        return Vec::new();
    };
    let body = parse_bytes(argument, bytes, found);
    let attributes = body.just_attributes(found).into_iter();
    attributes
        .map(|(name, attribute)| (name, attribute.expression.evaluate(&Context::new(), found)))
        .collect()
}

/// The content of all files together, or of standard input.
pub(super) fn body(files: &[PathBuf], found: &mut Diagnostics) -> Option<Body> {
    if files.is_empty() {
        let mut bytes = Vec::new();
        if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
            found.push(unreadable(Path::new("<stdin>"), &error));
        }
        return Some(parse_bytes("<stdin>", bytes, found));
    }
    let bodies: Vec<Body> = files
        .iter()
        .filter_map(|path| {
            let bytes = read(path, found)?;
            Some(parse_bytes(&path.to_string_lossy(), bytes, found))
        })
        .collect();
    let mut bodies = bodies.into_iter();
    Some(Body::merge(bodies.next()?, bodies.collect()))
}

fn read(path: &Path, found: &mut Diagnostics) -> Option<Vec<u8>> {
    match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            found.push(unreadable(path, &error));
            None
        }
    }
}

fn source(path: &Path, found: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    let bytes = read(path, found)?;
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile::new(path.to_string_lossy(), text)),
        Err(error) => {
            // This says where.
            parse_bytes(&path.to_string_lossy(), error.into_bytes(), found);
            None
        }
    }
}
