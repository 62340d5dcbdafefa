//! The functions that `HashiCorp`'s `hcldec` offers to every expression, under the same
//! names and with the same results.

mod collections;
mod numbers;
mod text;

use crate::Value;
use crate::{CallError, Function};
use std::collections::BTreeMap;

/// The functions that `HashiCorp`'s `hcldec` offers: `abs`, `coalesce`, `concat`,
/// `hasindex`, `int`, `jsondecode`, `jsonencode`, `length`, `lower`, `max`, `min`,
/// `reverse`, `strlen`, `substr` and `upper`.
///
/// ```
/// use hcldec::standard_functions;
///
/// let upper = &standard_functions()["upper"];
/// assert_eq!(upper.call(&["straße".into()]), Ok("STRASSE".into()));
/// ```
#[must_use]
pub fn standard_functions() -> BTreeMap<String, Function> {
    let groups = numbers::functions()
        .into_iter()
        .chain(text::functions())
        .chain(collections::functions());
    groups
        .map(|(name, function)| (name.to_owned(), function))
        .collect()
}

fn failed<T>(why: &str) -> Result<T, CallError> {
    Err(CallError::Failed(why.to_owned()))
}

/// The text of an argument that has been converted to a string.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests;
