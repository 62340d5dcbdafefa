//! From a body to a value, by a spec. Everything that is wrong with the body is
//! reported, each at its place; what is wrong is unknown in the value.

mod blocks;
mod content;
mod locate;
mod mistakes;
mod path;
mod schema;
mod value;

pub use locate::locate;

use super::eval::Budget;
use super::{Body, Context, Spec, Value};
use crate::diagnostics::{Diagnostic, Diagnostics};
use content::Found;
use path::Path;
use schema::BodySchema;
use std::collections::HashMap;
use std::rc::Rc;

/// The value of a body by a spec. Where nothing is wrong it is complete and of the spec's
/// implied type; what is wrong is reported, and unknown in the value.
///
/// ```
/// use hcldec::diagnostics::{Diagnostics, SourceFile};
/// use hcldec::{AttrSpec, Context, ObjectSpec, Type, decode, parse};
///
/// let spec = ObjectSpec::new().attr(AttrSpec::new("size", Type::Number).required()).into();
/// let mut found = Diagnostics::new();
/// let body = parse(&SourceFile::new("a.hcl", "size = 2 * 3\n"), &mut found);
/// let (value, wrong) = decode(&body, &spec, &Context::new());
/// assert!(found.is_empty() && wrong.is_empty());
/// assert_eq!(value.to_json().to_string(), r#"{"size":6}"#);
///
/// let body = parse(&SourceFile::new("b.hcl", "sise = 6\n"), &mut found);
/// let (_, wrong) = decode(&body, &spec, &Context::new());
/// assert_eq!(
///     wrong.to_string(),
///     "b.hcl:1:1: error[missing-argument]: the argument `size` is required\n\
///      b.hcl:1:1: error[unsupported-argument]: no argument `sise` is expected here\n"
/// );
/// ```
#[must_use]
pub fn decode(body: &Body, spec: &Spec, context: &Context) -> (Value, Diagnostics) {
    let mut decoder = Decoder::new(context);
    let value = decoder.body(body, spec, &[], Path::ROOT);
    (value, decoder.found)
}

/// The same, where the body may hold more than the spec knows; the rest is for another
/// spec. Blocks within it must be fully known.
#[must_use]
pub fn partial_decode(body: &Body, spec: &Spec, context: &Context) -> (Value, Body, Diagnostics) {
    let mut decoder = Decoder::new(context);
    let schema = decoder.schema(spec);
    let (known, rest) = body.partial_content(&schema.names, &mut decoder.found);
    let found = Found::new(body, known, &schema, &mut decoder.found);
    let value = decoder.value(spec, &found, &[], Path::ROOT);
    (value, rest, decoder.found)
}

/// A run over a body and the blocks in it.
struct Decoder<'a> {
    context: &'a Context<'a>,
    found: Diagnostics,
    /// The schema of each spec of a body; a block that repeats needs its own only once.
    schemas: HashMap<*const Spec, Rc<BodySchema>>,
    budget: Budget,
}

impl<'a> Decoder<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            found: Diagnostics::new(),
            schemas: HashMap::new(),
            budget: Budget::default(),
        }
    }

    fn schema(&mut self, spec: &Spec) -> Rc<BodySchema> {
        let schema = self.schemas.entry(std::ptr::from_ref(spec));
        Rc::clone(schema.or_insert_with(|| Rc::new(BodySchema::of(spec))))
    }

    /// The value of a body, whose spec must account for all that it holds.
    fn body(&mut self, body: &Body, spec: &Spec, labels: &[String], path: Path) -> Value {
        let schema = self.schema(spec);
        let found = Found::all(body, &schema, &mut self.found);
        self.value(spec, &found, labels, path)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}
