//! Why a name leads nowhere, and how that is said.

use super::crates::Crates;
use super::items::{Import, ModId};
use crate::diagnostics::{Diagnostic, Place};

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unresolved {
    /// There is no such name.
    Missing {
        /// The segment that is not found.
        name: String,
        /// What it was looked for in.
        within: Within,
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

/// What a name was looked for in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Within {
    /// A module and all that can be named in it.
    Scope(ModId),
    /// A module.
    Module(ModId),
    /// What these words say.
    Words(String),
}

impl Unresolved {
    pub(super) fn missing(name: &str, within: Within) -> Self {
        Self::Missing {
            name: name.to_owned(),
            within,
            import: None,
        }
    }

    /// Says that it was an import that could not be followed.
    pub(super) fn at_import(self, import: &Import) -> Self {
        match self {
            Self::Missing {
                name,
                within,
                import: None,
            } => Self::Missing {
                name,
                within,
                import: Some(import.parsed.place(import.span)),
            },
            unresolved => unresolved,
        }
    }
}

impl Crates {
    /// Why a path leads nowhere as a finding; none where it was reported already.
    pub(super) fn unresolved(&mut self, why: Unresolved, place: Place) -> Option<Diagnostic> {
        Some(match why {
            Unresolved::Broken => return None,
            Unresolved::Missing {
                name,
                within,
                import,
            } => {
                let message = format!("there is no `{name}` in {}", self.words(&within));
                let mut wrong = Diagnostic::error("unknown-name", message).at(place);
                if let Some(import) = import {
                    wrong = wrong.related("it is looked for because of this import", import);
                }
                let lower = name.chars().all(|c| !c.is_uppercase());
                if matches!(within, Within::Scope(_)) && lower {
                    wrong =
                        wrong.help("if it is a crate, add it to `[dependencies]` of Cargo.toml");
                }
                self.help_with_missing(wrong, &name, &within)
            }
            Unresolved::Ambiguous { name, places } => {
                let message = format!(
                    "`{name}` is ambiguous: {} things have this name",
                    places.len()
                );
                let mut wrong = Diagnostic::error("ambiguous-name", message).at(place);
                for place in places {
                    wrong = wrong.related("one of them", place);
                }
                wrong.help("import the one that is meant by name")
            }
            Unresolved::Made {
                name,
                by,
                place: call,
            } => {
                let message =
                    format!("`{name}` is made by the macro `{by}!`, which is not expanded");
                Diagnostic::error("made-by-macro", message)
                    .at(place)
                    .related("it is called here", call)
                    .help(format!("write `{name}` out"))
            }
            Unresolved::Closed { krate, why } => {
                let message = format!("the source of the crate `{krate}` is not found: {why}");
                Diagnostic::error("missing-dependency", message)
                    .at(place)
                    .help("run `cargo fetch`")
            }
        })
    }

    fn words(&self, within: &Within) -> String {
        match within {
            Within::Scope(_) => "this scope".to_owned(),
            Within::Module(module) => match self.path_in(*module, "") {
                path if path.is_empty() => "the root of the crate".to_owned(),
                path => format!("`{path}`"),
            },
            Within::Words(words) => words.clone(),
        }
    }
}
