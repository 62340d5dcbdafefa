//! Spec files: the format in which `HashiCorp`'s `hcldec` command reads specs, written in
//! HCL itself. Beyond that format, which is read and written in full, there are forms for
//! what else a spec can be: `block_tuple`, `block_object` and `block_label` blocks, the
//! arguments `aliases`, `rest` (of an object) and `type` (of a literal), and comments
//! directly above a block, which are its documentation.

mod doc;
mod functions;
mod literal;
mod read;
mod reader;
mod spec_block;
mod types;
mod write;

use super::{Expression, Function, Spec, Value};
use crate::diagnostics::{Diagnostics, SourceFile};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The content of a spec file: a spec, and what expressions of an input may refer to.
///
/// ```
/// use hcldec::diagnostics::SourceFile;
/// use hcldec::{SpecFile, Type};
///
/// let text = "object {\n  # Name of the image.\n  attr \"name\" {\n    type = string\n  }\n}\n";
/// let file = SpecFile::parse(&SourceFile::new("a.hcldec", text)).unwrap();
/// assert_eq!(file.spec.implied_type().to_string(), "object({name=string})");
/// assert_eq!(file.to_string(), text);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SpecFile {
    /// Values of variables, unless the caller sets others.
    pub variables: BTreeMap<String, Value>,
    /// Functions by name.
    pub functions: BTreeMap<String, UserFunction>,
    /// The spec.
    pub spec: Spec,
}

/// A function that is defined by an expression over its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct UserFunction {
    /// The names of its parameters.
    pub parameters: Vec<String>,
    /// The name that any further arguments have, as a tuple.
    pub variadic: Option<String>,
    /// What it gives. It may call the functions of the format, but no other.
    pub result: Expression,
}

impl SpecFile {
    /// Reads a spec file.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, each at its place.
    pub fn parse(file: &Arc<SourceFile>) -> Result<Self, Diagnostics> {
        Self::parse_with_warnings(file).map(|(file, _)| file)
    }

    /// Reads a spec file, and says what is odd about it but not wrong.
    ///
    /// # Errors
    ///
    /// As [`SpecFile::parse`], the warnings among them.
    pub fn parse_with_warnings(file: &Arc<SourceFile>) -> Result<(Self, Diagnostics), Diagnostics> {
        read::file(file)
    }

    /// The functions as an input may call them.
    #[must_use]
    pub fn functions(&self) -> BTreeMap<String, Function> {
        let functions = self.functions.iter();
        functions
            .map(|(name, function)| (name.clone(), function.to_function()))
            .collect()
    }
}

impl From<Spec> for SpecFile {
    fn from(spec: Spec) -> Self {
        Self {
            variables: BTreeMap::new(),
            functions: BTreeMap::new(),
            spec,
        }
    }
}

/// The text of the file, from which [`SpecFile::parse`] reads back an equal one.
impl fmt::Display for SpecFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write::file(self))
    }
}
