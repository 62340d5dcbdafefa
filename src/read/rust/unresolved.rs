//! Why a name leads nowhere, and how that is said.

use super::items::Import;
use crate::diagnostics::{Diagnostic, Place};

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unresolved {
    /// There is no such name.
    Missing {
        /// The segment that is not found.
        name: String,
        /// What it was looked for in, as words: "this scope", "`a::b`".
        within: String,
        /// Names that are there.
        near: Vec<String>,
        /// Where the path stood that could not be followed, if it is an import's.
        import: Option<Place>,
    },
    /// Two different things have that name.
    Ambiguous { name: String, places: Vec<Place> },
    /// A macro makes it.
    Made {
        name: String,
        by: String,
        place: Place,
    },
    /// It lies in a crate that cannot be entered.
    Closed { krate: String, why: String },
    /// In a file that cannot be read, which was said already.
    Broken,
}

impl Unresolved {
    /// Says that it was an import that could not be followed.
    pub(super) fn at_import(self, import: &Import) -> Self {
        match self {
            Self::Missing {
                name,
                within,
                near,
                import: None,
            } => Self::Missing {
                name,
                within,
                near,
                import: Some(import.parsed.place(import.span)),
            },
            unresolved => unresolved,
        }
    }

    /// As a finding; none where it was reported already.
    pub(super) fn diagnostic(&self, place: Place) -> Option<Diagnostic> {
        let table = "or give its HCL type in `[package.metadata.sdc.types]` of Cargo.toml";
        Some(match self {
            Self::Broken => return None,
            Self::Missing {
                name,
                within,
                near,
                import,
            } => {
                let message = format!("there is no `{name}` in {within}");
                let mut wrong = Diagnostic::error("unknown-name", message).at(place);
                if let Some(import) = import {
                    wrong =
                        wrong.related("it is looked for because of this import", import.clone());
                }
                if within == "this scope" && name.chars().all(|c| !c.is_uppercase()) {
                    wrong =
                        wrong.help("if it is a crate, add it to `[dependencies]` of Cargo.toml");
                }
                wrong.did_you_mean(name, near.iter().map(String::as_str))
            }
            Self::Ambiguous { name, places } => {
                let message = format!(
                    "`{name}` is ambiguous: {} things have this name",
                    places.len()
                );
                let mut wrong = Diagnostic::error("ambiguous-name", message).at(place);
                for place in places {
                    wrong = wrong.related("one of them", place.clone());
                }
                wrong.help("import the one that is meant by name")
            }
            Self::Made {
                name,
                by,
                place: call,
            } => {
                let message =
                    format!("`{name}` is made by the macro `{by}!`, which is not expanded");
                Diagnostic::error("made-by-macro", message)
                    .at(place)
                    .related("it is called here", call.clone())
                    .help(format!("write `{name}` out, {table}"))
            }
            Self::Closed { krate, why } => {
                let message = format!("the source of the crate `{krate}` is not found: {why}");
                Diagnostic::error("missing-dependency", message)
                    .at(place)
                    .help(format!("run `cargo fetch`, {table}"))
            }
        })
    }
}
