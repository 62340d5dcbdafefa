//! What an expression may refer to: variables and functions, in nested scopes.

use super::{Function, Value};
use std::collections::BTreeMap;

/// The variables and functions of an expression.
///
/// ```
/// use hcldec::Context;
///
/// let mut context = Context::new();
/// context.variables.insert("name".to_owned(), "happy".into());
/// let inner = context.child();
/// assert_eq!(inner.variable("name"), Some(&"happy".into()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// Values by name.
    pub variables: BTreeMap<String, Value>,
    /// Functions by name, `namespace::name` where they have one.
    pub functions: BTreeMap<String, Function>,
    /// The scope around this one, where names are looked for that are not here.
    pub parent: Option<&'a Context<'a>>,
}

impl<'a> Context<'a> {
    /// A context without any names.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A context inside this one, without names of its own yet.
    #[must_use]
    pub fn child(&'a self) -> Self {
        Self {
            parent: Some(self),
            ..Self::default()
        }
    }

    /// Whether there is no name at all. The strings of the JSON syntax are plain text then,
    /// and no templates.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes()
            .all(|scope| scope.variables.is_empty() && scope.functions.is_empty())
    }

    /// The variable of that name, the innermost one.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Value> {
        self.scopes().find_map(|scope| scope.variables.get(name))
    }

    /// The function of that name, the innermost one.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.scopes().find_map(|scope| scope.functions.get(name))
    }

    /// The names of all variables.
    pub fn variable_names(&self) -> impl Iterator<Item = &str> {
        self.scopes()
            .flat_map(|scope| scope.variables.keys().map(String::as_str))
    }

    /// The names of all functions.
    pub fn function_names(&self) -> impl Iterator<Item = &str> {
        self.scopes()
            .flat_map(|scope| scope.functions.keys().map(String::as_str))
    }

    fn scopes(&self) -> impl Iterator<Item = &Context<'a>> {
        std::iter::successors(Some(self), |scope| scope.parent)
    }
}
