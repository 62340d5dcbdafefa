//! The frame around a partial: the lines that Packer's tools put around theirs. By the
//! first of them a file is known to be generated, and from what.

use crate::files::mark::PARTIAL as BEGIN;
use crate::model::ConfigStruct;

/// What a generated partial says it was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The name of the struct.
    pub name: String,
    /// The file that holds it, relative to the package.
    pub file: String,
}

const MIDDLE: &str = " struct in ";
const END: &str = "; DO NOT EDIT MANUALLY -->";

impl Mark {
    /// The mark of a type.
    #[must_use]
    pub fn of(ty: &ConfigStruct) -> Self {
        let (name, file) = (ty.name.clone(), ty.file.clone());
        Self { name, file }
    }

    /// Reads the mark of a partial; none where it was not generated.
    ///
    /// ```
    /// use packer_sdc::emit::partials::Mark;
    ///
    /// let text = "<!-- Code generated from the comments of the Disk struct in src/disk.rs; \
    ///             DO NOT EDIT MANUALLY -->\n";
    /// assert_eq!(Mark::read(text).unwrap().file, "src/disk.rs");
    /// assert!(Mark::read("Written by hand.\n").is_none());
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line = text.lines().next()?.trim_end();
        let inner = line.strip_prefix(BEGIN)?.strip_suffix(END)?;
        let (name, file) = inner.split_once(MIDDLE)?;
        Some(Self {
            name: name.to_owned(),
            file: file.to_owned(),
        })
    }

    /// Puts the marks around a body.
    pub(super) fn frame(&self, body: &str) -> String {
        let Self { name, file } = self;
        let body = body.trim_matches('\n').trim_end();
        format!(
            "{BEGIN}{name}{MIDDLE}{file}{END}\n\n{body}\n\n\
             <!-- End of code generated from the comments of the {name}{MIDDLE}{file}; -->\n"
        )
    }
}
