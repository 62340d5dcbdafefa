//! `#[serde(flatten)]`: the fields of the inner struct bubble up. Defaults of the outer
//! struct, or on the field itself, do not reach into it.

use super::{Lower, Shape};
use crate::diagnostics::Diagnostic;
use crate::model::{Field, HOLDS_ANYTHING};
use crate::read::rust::attributes;
use crate::read::rust::ty::Context;
use hcldec::Type;

impl Lower {
    /// The fields of what is flattened, and the type of all others where it is a map.
    pub(super) fn flatten(
        &mut self,
        context: &Context,
        field: &attributes::Field,
    ) -> (Vec<Field>, Option<Type>) {
        let (hcl, _) = self.field_hcl(context, field);
        let place = context.parsed.place(field.span());
        match hcl.shape {
            Shape::Body(path) => {
                let Some((fields, rest)) = self.fields_of(&path) else {
                    let message = format!("`{path}` is flattened into itself");
                    self.crates
                        .report(Diagnostic::error("flatten-cycle", message).at(place));
                    return (Vec::new(), None);
                };
                // Hiding it hides what it brings.
                let hidden = self
                    .crates
                    .docs(&field.syntax.attrs, &context.parsed)
                    .hidden;
                let fields = fields.into_iter().map(|inner| Field {
                    hidden: inner.hidden || hidden,
                    required: inner.required && !hcl.optional,
                    flattened_from: inner.flattened_from.or(Some(path.clone())),
                    ..inner
                });
                (fields.collect(), rest)
            }
            Shape::Map(inner) => (Vec::new(), Some(self.value_type(&inner))),
            Shape::Value(Type::Map(inner)) => (Vec::new(), Some(*inner)),
            Shape::Value(Type::Any) => {
                if let Some(why) = hcl.opaque.filter(|why| why != HOLDS_ANYTHING) {
                    let message = format!(
                        "`{}` brings attributes that are not known: {why}",
                        field.rust_name
                    );
                    let note = Diagnostic::note("opaque-type", message).at(place);
                    self.crates.report(note);
                }
                (Vec::new(), Some(Type::Any))
            }
            Shape::Unit => (Vec::new(), None),
            shape => {
                let ty = self.value_type(&shape);
                let message = format!("`{}` cannot be flattened: it is a `{ty}`", field.rust_name);
                let wrong = Diagnostic::error("flatten-value", message).at(place);
                self.crates
                    .report(wrong.help("serde flattens structs, maps and enums with data"));
                (Vec::new(), None)
            }
        }
    }

    /// The fields of a body that is complete.
    pub(super) fn fields_of(&self, path: &str) -> Option<(Vec<Field>, Option<Type>)> {
        let body = self.bodies.get(path)?.as_ref()?;
        Some((body.fields.clone(), body.rest.clone()))
    }
}
