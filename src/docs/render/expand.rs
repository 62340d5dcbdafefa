//! Expansion of includes. Each partial is read and expanded once, however many pages
//! include it: so is each of its errors reported once.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::docs::include::{self, Include};
use crate::docs::partials::Found;
use crate::docs::{Origin, Partials};
use crate::files::{show, unreadable};
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Deeper than any that somebody means, and shallow enough for the stack.
const MAX_DEPTH: usize = 100;
/// More than any page holds: partials that double each other would fill the memory.
const MAX_BYTES: usize = 64 << 20;

/// A text with its includes expanded.
#[derive(Debug)]
struct Expanded {
    bytes: Vec<u8>,
    origin: Origin,
}

/// What is known of a partial.
#[derive(Clone)]
enum State {
    /// It is being expanded: the include at this depth of the stack led to it.
    Open(usize),
    /// It is expanded, or has errors that were reported.
    Done(Option<Arc<Expanded>>),
}

pub(super) struct Expander<'a> {
    partials: &'a Partials<'a>,
    pub(super) findings: &'a mut Diagnostics,
    /// Whether a text with errors is as good as one without.
    pub(super) lenient: bool,
    known: HashMap<PathBuf, State>,
    /// The places of the includes that led here, the outermost first.
    stack: Vec<Place>,
    /// Partials by what is written in includes: most are named the same way each time.
    names: HashMap<String, Option<Arc<Expanded>>>,
}

impl<'a> Expander<'a> {
    pub(super) fn new(partials: &'a Partials<'a>, findings: &'a mut Diagnostics) -> Self {
        Self {
            partials,
            findings,
            lenient: false,
            known: HashMap::new(),
            stack: Vec::new(),
            names: HashMap::new(),
        }
    }

    /// A page with its includes expanded; none if that has failed.
    pub(super) fn page(&mut self, name: String, text: String) -> Option<(Vec<u8>, Origin)> {
        let file = SourceFile::new(name, text);
        let expanded = self.text(&file)?;
        Some((expanded.bytes, expanded.origin))
    }

    fn text(&mut self, file: &Arc<SourceFile>) -> Option<Expanded> {
        let text = file.text();
        let mut expanded = Expanded {
            bytes: Vec::with_capacity(text.len()),
            origin: Origin::default(),
        };
        let mut complete = true;
        let mut at = 0;
        while let Some(include) = include::next(text, at) {
            match include {
                Include::Unclosed(range) => {
                    at = range.end;
                    complete = false;
                    self.findings.push(unclosed(Place::new(file, range)));
                }
                Include::Whole { range, path } => {
                    expanded.copy(file, at..range.start);
                    at = range.end;
                    match self.include(file, path) {
                        Some(partial) => complete &= self.insert(&mut expanded, &partial),
                        None => complete = false,
                    }
                }
            }
        }
        expanded.copy(file, at..text.len());
        (complete || self.lenient).then_some(expanded)
    }

    /// Puts a partial at the end, unless the page gets too long for that.
    fn insert(&mut self, expanded: &mut Expanded, partial: &Expanded) -> bool {
        let fits = expanded.bytes.len() + partial.bytes.len() <= MAX_BYTES;
        if fits {
            let start = expanded.bytes.len();
            expanded.origin.append(start, &partial.origin);
            expanded.bytes.extend_from_slice(&partial.bytes);
        } else if let Some(place) = expanded.origin.place(0..0) {
            let message = format!(
                "`{}` becomes larger than {} MiB",
                place.file().name(),
                MAX_BYTES >> 20
            );
            self.findings.push(
                Diagnostic::error("include-size", message)
                    .at(Place::whole(place.file().name()))
                    .help("its partials include each other too many times"),
            );
        }
        fits
    }

    fn include(&mut self, file: &Arc<SourceFile>, path: Range<usize>) -> Option<Arc<Expanded>> {
        let name = &file.text()[path.clone()];
        if let Some(done) = self.names.get(name).filter(|done| done.is_some()) {
            return done.clone();
        }
        let place = Place::new(file, path);
        if name.trim_matches(['/', ' ']).is_empty() {
            self.findings.push(empty(place));
            return None;
        }
        let found = match self.partials.find(name) {
            Found::File(path, bytes) => Ok((path, bytes)),
            Found::Folder(path) => Err(Self::folder(place.clone(), name, &show(&path))),
            Found::Unreadable(path, error) => {
                Err(unreadable(&path, &error).related("it is included here", place.clone()))
            }
            Found::Outside(path) => Err(Self::outside(place.clone(), name, &show(&path))),
            Found::Missing => Err(self.missing(place.clone(), name)),
        };
        match found {
            Ok((path, bytes)) => {
                let done = self.partial(place, path, bytes);
                self.names.insert(name.to_owned(), done.clone());
                done
            }
            Err(error) => {
                self.findings.push(error);
                None
            }
        }
    }

    fn partial(&mut self, place: Place, path: PathBuf, bytes: Vec<u8>) -> Option<Arc<Expanded>> {
        match self.known.get(&path) {
            Some(State::Done(done)) => return done.clone(),
            Some(State::Open(depth)) => {
                let error = cycle(&show(&path), place, &self.stack[*depth + 1..]);
                self.findings.push(error);
                return None;
            }
            None => {}
        }
        if self.stack.len() == MAX_DEPTH {
            let message = format!("includes are nested more than {MAX_DEPTH} deep");
            let error = Diagnostic::error("include-depth", message).at(place);
            self.findings.push(error);
            return None;
        }
        let depth = self.stack.len();
        self.known.insert(path.clone(), State::Open(depth));
        self.stack.push(place);
        let name = show(&path);
        let expanded = match String::from_utf8(bytes) {
            Ok(text) => self.text(&SourceFile::new(name, text)),
            Err(binary) => Some(Expanded::binary(name, binary.into_bytes())),
        };
        self.stack.pop();
        let done = expanded.map(Arc::new);
        self.known.insert(path, State::Done(done.clone()));
        done
    }

    fn missing(&self, place: Place, name: &str) -> Diagnostic {
        let folder = show(self.partials.folder());
        let mut error = Diagnostic::error("missing-partial", format!("no partial named `{name}`"))
            .at(place)
            .label(format!("not in `{folder}`, nor among the shared partials"));
        if !self.partials.folder().is_dir() {
            error = error.help(format!(
                "there is no folder `{folder}`: name it with `-partials`"
            ));
        }
        let near: Vec<String> = self.partials.near(name);
        if near.is_empty() {
            error
        } else {
            error.help(format!("did you mean {}?", one_of(&near)))
        }
    }

    fn outside(place: Place, name: &str, path: &str) -> Diagnostic {
        let message = format!("`{name}` leaves the plugin's folder");
        Diagnostic::error("include-outside", message)
            .at(place)
            .label(format!("leads to `{path}`"))
            .help("that is the one with its go.mod, Cargo.toml or .web-docs, or else the one of its docs")
            .help("the setting `include-from` names folders outside of it that includes may lead to")
    }

    fn folder(place: Place, name: &str, path: &str) -> Diagnostic {
        let error = Diagnostic::error("include-folder", format!("`{name}` is a folder"))
            .at(place)
            .label("a file is expected");
        let within = crate::files::read_tree(path.as_ref()).unwrap_or_default();
        let files: Vec<String> = within
            .keys()
            .take(3)
            .map(|file| format!("{}/{}", name.trim_end_matches('/'), show(file)))
            .collect();
        match within.len() {
            0 => error.help("the folder is empty"),
            _ => error.help(format!("it holds {}", listed(&files, within.len()))),
        }
    }
}

impl Expanded {
    fn copy(&mut self, file: &Arc<SourceFile>, range: Range<usize>) {
        self.origin.push(self.bytes.len(), file, Some(range.start));
        self.bytes.extend_from_slice(&file.text().as_bytes()[range]);
    }

    fn binary(name: String, bytes: Vec<u8>) -> Self {
        let mut origin = Origin::default();
        origin.push(0, &SourceFile::new(name, ""), None);
        Self { bytes, origin }
    }
}

fn unclosed(place: Place) -> Diagnostic {
    Diagnostic::error("unclosed-include", "the quote of an include is not closed")
        .at(place)
        .label("opened here, and still open at the end of the line")
        .help("an include is `@include 'path/to/partial.mdx'`, on one line")
}

fn empty(place: Place) -> Diagnostic {
    Diagnostic::error("empty-include", "an include without a path")
        .at(place)
        .label("the path of a partial is expected")
}

/// `chain` holds the includes between the partial and the one that leads back to it.
fn cycle(name: &str, place: Place, chain: &[Place]) -> Diagnostic {
    let mut error = Diagnostic::error("include-cycle", format!("`{name}` includes itself"));
    for (i, link) in chain.iter().enumerate() {
        let message = if i == 0 {
            "it begins here"
        } else {
            "goes on here"
        };
        error = error.related(message, link.clone());
    }
    let label = if chain.is_empty() {
        "the partial that this line is in"
    } else {
        "leads back to the partial that the chain began with"
    };
    error.at(place).label(label)
}

/// `` `a`, `b` or `c` ``
fn one_of(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// `` `a`, `b` and 4 more ``
fn listed(names: &[String], all: usize) -> String {
    let shown: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match all - names.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
