//! Types whose serde form is known without reading their source: those of the standard
//! library, by their full path, and the leaf types that configurations commonly take from
//! other crates, by crate and name.

mod foreign;
mod std;

use super::items::Outside;
pub(super) use std::BUILTINS;

/// The serde form of a known type. Arguments are counted without lifetimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// A string, and what is in it where that helps.
    String(Option<&'static str>),
    Number,
    Bool,
    /// The form of an argument: `Box` and its like.
    Inner(usize),
    /// An argument that may be missing.
    Option,
    /// A list of the first argument.
    List,
    /// A list of the elements of the first argument, which is an array.
    ListOfArray,
    /// A set of the first argument.
    Set,
    /// A map of the second argument; of the first, where there is but one.
    Map,
    /// A map of anything.
    MapOfAny,
    /// What decodes from nothing but null.
    Unit,
    /// A struct whose fields are numbers, or of the type of the first argument.
    Struct(&'static [&'static str], Fields),
    /// Something with more than one form, and why.
    Any(&'static str),
}

/// What the fields of a known struct are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fields {
    Numbers,
    OfArgument,
}

/// The form of something outside the source that was entered.
pub(super) fn form(outside: &Outside, path: &[String]) -> Option<Form> {
    match outside {
        Outside::Std => std::form(&path.join("::")),
        Outside::Dependency { name, .. } => foreign::form(name, path.last()?),
    }
}

/// How many arguments of a known type can matter. What comes behind says how a map hashes,
/// and may be in a crate that nobody has to have.
pub(super) fn count_of_arguments(form: Form) -> usize {
    match form {
        Form::Set => 1,
        Form::Map => 2,
        _ => usize::MAX,
    }
}

/// The form of an item of another crate.
pub(super) fn form_of_item(krate: &str, name: &str) -> Option<Form> {
    foreign::form(krate, name)
}

/// Whether the table has something outside.
pub(super) fn is_known(outside: &Outside, path: &[String]) -> bool {
    form(outside, path).is_some()
}

/// The form of a primitive type or a type of the prelude.
pub(super) fn builtin_form(name: &str) -> Option<Form> {
    std::primitive(name).or_else(|| std::form(std::prelude(name)?))
}

/// The name, if it is that of a primitive type or in the prelude.
pub(super) fn builtin(name: &str) -> Option<&'static str> {
    std::BUILTINS.iter().find(|known| **known == name).copied()
}

/// A helper named by `with` or `deserialize_with`, by crate and path.
pub(super) fn helper(krate: &str, path: &[String]) -> Option<Form> {
    foreign::helper(krate, path)
}

/// Whether a crate's helper decodes also lists and maps of what it is for.
pub(super) fn helps_inside(krate: &str) -> bool {
    krate == "serde_regex"
}

/// An adapter of `serde_with`, by its name.
pub(super) fn adapter(name: &str) -> Option<Adapter> {
    foreign::adapter(name)
}

/// What an adapter of `serde_with` makes of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adapter {
    /// This form, whatever the type.
    Form(Form),
    /// What the type has without it.
    Same,
    /// One of the argument, or a list of it.
    OneOrMany,
    /// The argument, and a missing or wrong one is replaced by the default.
    Default,
}
