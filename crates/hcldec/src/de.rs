//! From HCL text to a Rust type: its spec first, then serde, both with errors that point
//! into the text.

mod deserializer;
mod error;

use super::decode::locate;
use super::{Context, Hcl2Spec, PathStep, decode, parse};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceFile};
use deserializer::{Guide, Input};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The value of a type in HCL's native syntax.
///
/// # Errors
///
/// Everything that the spec of the type finds wrong; or, where it finds nothing, what serde
/// does.
///
/// ```
/// use hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type, from_hcl};
/// # use serde::Deserialize;
///
/// #[derive(Debug, Deserialize)]
/// struct Config {
///     image: String,
///     port: Option<u16>,
/// }
///
/// impl Hcl2Spec for Config {
///     fn hcl2_spec() -> Spec {
///         ObjectSpec::new()
///             .attr(AttrSpec::new("image", Type::String).required())
///             .attr(AttrSpec::new("port", Type::Number))
///             .into()
///     }
/// }
///
/// let config: Config = from_hcl("image = \"debian-${6 + 7}\"\n").unwrap();
/// assert_eq!(config.image, "debian-13");
/// assert_eq!(config.port, None);
///
/// let wrong = from_hcl::<Config>("image = \"debian\"\nport = -1\n").unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "input:2:8: error[wrong-value]: wrong value for `port`: \
///      invalid value: integer `-1`, expected u16\n"
/// );
/// ```
pub fn from_hcl<T: Hcl2Spec + DeserializeOwned>(text: &str) -> Result<T, Diagnostics> {
    from_source(&SourceFile::new("input", text), &Context::new())
}

/// The value of a type in a file, whose expressions may use the variables and functions of
/// a context. A file whose name ends in `.json` is in HCL's JSON syntax.
///
/// # Errors
///
/// As [`from_hcl`].
pub fn from_source<T: Hcl2Spec + DeserializeOwned>(
    file: &Arc<SourceFile>,
    context: &Context,
) -> Result<T, Diagnostics> {
    let mut found = Diagnostics::new();
    let body = parse(file, &mut found);
    let spec = T::hcl2_spec();
    let (value, wrong) = decode(&body, &spec, context);
    found.extend(wrong);
    found.sort();
    if found.has_errors() {
        return Err(found);
    }
    let input = Input {
        value: &value,
        guide: Guide::Spec(&spec),
    };
    T::deserialize(input).map_err(|error| {
        let path = error.path();
        let message = match shown(&path) {
            path if path.is_empty() => error.to_string(),
            path => format!("wrong value for `{path}`: {error}"),
        };
        Diagnostic::error("wrong-value", message)
            .at(locate(&spec, &body, &path))
            .into()
    })
}

/// `a.b[0]`
fn shown(path: &[PathStep]) -> String {
    let path: String = path
        .iter()
        .map(|step| match step {
            PathStep::Attribute(name) | PathStep::Key(name) => format!(".{name}"),
            PathStep::Index(index) => format!("[{index}]"),
        })
        .collect();
    path.trim_start_matches('.').to_owned()
}
