//! The one vocabulary between the readers of source code and the writers of specs
//! and docs: config structs, their fields, and what a field is in HCL.
//!
//! A reader has already done all that needs the language: names are HCL names,
//! flattened structs have bubbled up, wrappers are looked through. Nothing here or
//! behind here knows what serde or Rust is, save the names shown for orientation.

use crate::diagnostics::Place;
use hcldec::Type;

/// Why a field is `any` that is meant to be: nobody has to be told.
pub(crate) const HOLDS_ANYTHING: &str = "it holds a value of any type";

/// All the types of a package that were asked for, and those they reach as blocks.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// In the order of the request, each followed by what it reaches first.
    pub types: Vec<ConfigStruct>,
}

impl Model {
    /// The type of that path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ConfigStruct> {
        self.types.iter().find(|ty| ty.path == path)
    }
}

/// What a struct describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A configuration that is read, or a part of one.
    #[default]
    Config,
    /// What a data source gives back: every attribute is always there.
    Output,
}

/// A struct or enum whose HCL form is the body of a block (or of a whole component).
#[derive(Clone, Debug)]
pub struct ConfigStruct {
    /// Path in its package, `builder::Config`; of another package with that one's name
    /// first, `other::tls::Config`. Unique in a model: instances of a generic type
    /// carry their arguments, `Pair<String>`.
    pub path: String,
    /// The bare name, `Config`, with the arguments of a generic instance.
    pub name: String,
    /// Whether it was asked for, and is not here only as a part of another.
    pub root: bool,
    /// Whether it lies in the package that is read, so that files may be made for it.
    pub local: bool,
    /// What it describes.
    pub role: Role,
    /// The file that holds it, relative to the package, with forward slashes.
    pub file: String,
    /// The module that the file makes up, `builder::disk`; empty for a crate's root. What
    /// is included in the file stands there.
    pub file_module: String,
    /// The module in which, and below which, it can be named by its path; empty where all
    /// of its crate can. None where it is not a type with a path of its own: a variant of
    /// an enum, an instance of a generic type.
    pub visible_in: Option<String>,
    /// Its name in the source.
    pub place: Place,
    /// Its docs: Markdown, as rustdoc reads it.
    pub doc: String,
    /// Set when it is deprecated; the note may be empty.
    pub deprecated: Option<String>,
    /// The fields, in the order of the source.
    pub fields: Vec<Field>,
    /// The type of any further attribute, where a map is flattened into it.
    pub rest: Option<Type>,
    /// Whether an unknown key is an error at run time too.
    pub deny_unknown: bool,
}

/// One attribute or block of a [`ConfigStruct`].
#[derive(Clone, Debug)]
pub struct Field {
    /// The name in HCL.
    pub name: String,
    /// The name in the source.
    pub source_name: String,
    /// Its path in the source, where a type can be given to it in the settings.
    pub source_path: String,
    /// The type as written in the source.
    pub source_type: String,
    /// What it is in HCL.
    pub ty: FieldType,
    /// Whether leaving it out is an error.
    pub required: bool,
    /// Whether the docs call it required, where the source says so apart: to Packer every field
    /// of a struct in Go is optional, and a tag is for the docs.
    pub documented_as_required: Option<bool>,
    /// The value that stands in where it is left out, as HCL text (`"a"`, `22`, `[]`),
    /// where the source states it.
    pub default: Option<String>,
    /// Other names that are accepted.
    pub aliases: Vec<String>,
    /// The allowed values of a string, where they are listed.
    pub values: Vec<Value>,
    /// Set when it is deprecated; the note may be empty.
    pub deprecated: Option<String>,
    /// In the spec, but not in the docs.
    pub hidden: bool,
    /// A hint for the docs at what a string holds, such as `duration`.
    pub format: Option<&'static str>,
    /// Why the type is `any` where the source does not tell more.
    pub opaque: Option<String>,
    /// The variants of a tagged enum that have this field; empty where all have it.
    pub variants: Vec<String>,
    /// Path of the flattened struct it came from.
    pub flattened_from: Option<String>,
    /// Its docs: Markdown, as rustdoc reads it.
    pub doc: String,
    /// Its name in the source.
    pub place: Place,
}

impl Field {
    /// Whether the docs are to call it required.
    #[must_use]
    pub fn is_required_in_docs(&self) -> bool {
        self.documented_as_required.unwrap_or(self.required)
    }
}

/// An allowed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it is written in HCL, without quotes.
    pub name: String,
    /// Other spellings that are accepted.
    pub aliases: Vec<String>,
    /// Its docs.
    pub doc: String,
    /// Set when it is deprecated; the note may be empty.
    pub deprecated: Option<String>,
}

/// What a field is in HCL.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    /// `name = value`
    Attribute(Type),
    /// `name { … }`
    Block {
        /// How often, and how labelled.
        nesting: Nesting,
        /// Path of the block's own [`ConfigStruct`] in the model.
        nested: String,
    },
}

/// How the blocks of one name make a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// At most one block.
    Single,
    /// Any number of blocks, in order.
    List,
    /// Any number of blocks, without order.
    Set,
    /// Any number of blocks, told apart by one label.
    Map,
}
