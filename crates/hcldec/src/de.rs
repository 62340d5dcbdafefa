//! From HCL text to a Rust type: its spec first, then serde, both with errors that point
//! into the text.

mod deserializer;
mod error;
mod guide;

use super::decode::locate;
use super::{Context, Function, Hcl2Spec, PathStep, Spec, Value, decode, parse};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceFile};
use deserializer::Input;
use guide::Guide;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt;
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
    decoded(file, &T::hcl2_spec(), context)
}

/// The value of any type that serde knows in a file, by a spec that need not be the type's own,
/// with the variables and functions that its expressions may use. A file whose name ends in
/// `.json` is in HCL's JSON syntax.
///
/// # Errors
///
/// As [`from_hcl`].
///
/// ```
/// use hcldec::diagnostics::SourceFile;
/// use hcldec::{AttrSpec, ObjectSpec, Type, from_hcl_with, standard_functions};
/// use std::collections::BTreeMap;
///
/// let spec = ObjectSpec::new().attr(AttrSpec::new("image", Type::String).required()).into();
/// let variables = BTreeMap::from([("release".to_owned(), "trixie".into())]);
///
/// let native = SourceFile::new("a.hcl", "image = \"debian-${upper(release)}\"\n");
/// let json = SourceFile::new("a.hcl.json", r#"{"image": "debian-${upper(release)}"}"#);
/// for file in [native, json] {
///     let config: BTreeMap<String, String> =
///         from_hcl_with(&file, &spec, variables.clone(), standard_functions()).unwrap();
///     assert_eq!(config["image"], "debian-TRIXIE");
/// }
/// ```
pub fn from_hcl_with<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    spec: &Spec,
    variables: BTreeMap<String, Value>,
    functions: BTreeMap<String, Function>,
) -> Result<T, Diagnostics> {
    let context = Context {
        variables,
        functions,
        parent: None,
    };
    decoded(file, spec, &context)
}

fn decoded<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    spec: &Spec,
    context: &Context,
) -> Result<T, Diagnostics> {
    let mut found = Diagnostics::new();
    let body = parse(file, &mut found);
    let (value, wrong) = decode(&body, spec, context);
    found.extend(wrong);
    found.sort();
    if found.has_errors() {
        return Err(found);
    }
    from_value(&value, spec).map_err(|wrong| {
        Diagnostic::error("wrong-value", wrong.to_string())
            .at(locate(spec, &body, &wrong.path))
            .into()
    })
}

/// The value of a type in what its spec has decoded. What the spec lets be left out, and is
/// null, is left out for serde too.
///
/// # Errors
///
/// The first thing that serde refuses.
///
/// ```
/// use hcldec::{AttrSpec, ObjectSpec, Spec, Type, Value, from_value};
/// use std::collections::HashMap;
///
/// let spec = Spec::from(ObjectSpec::new().attr(AttrSpec::new("port", Type::Number)));
/// let value = Value::object([("port", Value::from(70_000))]);
/// let wrong = from_value::<HashMap<String, u16>>(&value, &spec).unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "wrong value for `port`: invalid value: integer `70000`, expected u16"
/// );
/// ```
pub fn from_value<T: DeserializeOwned>(value: &Value, spec: &Spec) -> Result<T, WrongValue> {
    let guide = Guide::Spec(spec);
    T::deserialize(Input { value, guide }).map_err(|error| WrongValue {
        path: error.path(),
        message: error.to_string(),
    })
}

/// What serde refuses of a value, and which part of it that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// The way to the part; empty where it is the value itself.
    pub path: Vec<PathStep>,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for WrongValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match shown(&self.path) {
            path if path.is_empty() => f.write_str(&self.message),
            path => write!(f, "wrong value for `{path}`: {}", self.message),
        }
    }
}

impl std::error::Error for WrongValue {}

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
