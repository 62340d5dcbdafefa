//! The fields of a struct or variant.

use super::{Hcl, Lower};
use crate::diagnostics::Diagnostic;
use crate::model::{Field, FieldType};
use crate::read::rust::attributes::{self, Default};
use crate::read::rust::items::ItemId;
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;

impl Lower {
    /// The fields of a body, flattened ones in their place, and the type of all others
    /// where it takes any. The owner is the struct that a container default is of.
    pub(super) fn fields(
        &mut self,
        context: &Context,
        path: &str,
        default: &Default,
        fields: &[attributes::Field],
        owner: Option<ItemId>,
    ) -> (Vec<Field>, Option<Type>) {
        let mut all: Vec<Field> = Vec::new();
        let mut rest = None;
        for field in fields.iter().filter(|field| !field.skip) {
            if field.flatten {
                let (inner, more) = self.flatten(context, field);
                all.extend(inner);
                rest = rest.or(more);
            } else {
                all.push(self.one_field(context, path, default, field, owner));
            }
        }
        (self.without_repetitions(all), rest)
    }

    fn one_field(
        &mut self,
        context: &Context,
        path: &str,
        container: &Default,
        field: &attributes::Field,
        owner: Option<ItemId>,
    ) -> Field {
        let place = context.parsed.place(field.span());
        let docs = self.crates.docs(&field.syntax.attrs, &context.parsed);
        let source_path = format!("{path}::{}", field.rust_name);
        let (hcl, ty) = self.overridden(&source_path, |lower| lower.field_hcl(context, field));
        let required = field.default.is_none() && container.is_none() && !hcl.optional;
        let ty_of = self.field_type(&hcl.shape);
        let plain = field.with.is_none() && matches!(ty_of, FieldType::Attribute(_));
        let default = match (required || !plain, &field.default) {
            (true, _) => None,
            (false, Default::None) => owner
                .and_then(|owner| self.container_default(context, container, owner, field, &ty)),
            (false, default) => self.field_default(context, default, &ty),
        };
        let default = default
            .filter(|value| fits(value, &ty_of))
            .map(|value| value.to_hcl());
        Field {
            source_name: field.rust_name.clone(),
            source_path,
            source_type: context.parsed.written(&field.syntax.ty),
            ty: ty_of,
            required,
            default,
            aliases: field.aliases.clone(),
            deprecated: docs.deprecated,
            hidden: docs.hidden,
            doc: docs.text,
            ..self.field(&field.name, &hcl, &place)
        }
    }

    /// A form, unless the type overrides give a field another: nothing that is wrong with
    /// what they replace matters then. Else it is said that they could.
    pub(super) fn overridden(
        &mut self,
        source_path: &str,
        read: impl FnOnce(&mut Self) -> (Hcl, Ty),
    ) -> (Hcl, Ty) {
        if let Some(given) = self.given(source_path) {
            let outer = std::mem::replace(&mut self.crates.quiet, true);
            let (hcl, ty) = read(self);
            self.crates.quiet = outer;
            let given = Hcl {
                optional: hcl.optional,
                ..Hcl::value(given)
            };
            return (given, ty);
        }
        let before = self.crates.diagnostics.len();
        let read = read(self);
        self.crates.advise(before, source_path);
        read
    }

    /// The form of what serde decodes for a field, and the field's own type.
    pub(super) fn field_hcl(&mut self, context: &Context, field: &attributes::Field) -> (Hcl, Ty) {
        let place = context.parsed.place(field.span());
        if let Some(adapted) = self.serde_as(context, field, &place) {
            return adapted;
        }
        if let Some(with) = &field.with {
            let hcl = self.with(context, with, Some(&field.syntax.ty));
            return (hcl, Ty::Opaque("a helper decodes it".into()));
        }
        let ty = self.crates.ty(context, &field.syntax.ty);
        (self.hcl(&ty, &place), ty)
    }

    /// Drops what serde never gets to: of two fields with one name the first takes the key.
    fn without_repetitions(&mut self, fields: Vec<Field>) -> Vec<Field> {
        let mut unique: Vec<Field> = Vec::with_capacity(fields.len());
        // Own fields are filled before flattened ones.
        let (own, flattened): (Vec<_>, Vec<_>) = fields
            .iter()
            .enumerate()
            .partition(|(_, field)| field.flattened_from.is_none());
        let mut seen: std::collections::HashMap<&str, &Field> = std::collections::HashMap::new();
        let mut kept = vec![true; fields.len()];
        for (i, field) in own.into_iter().chain(flattened) {
            match seen.get(field.name.as_str()) {
                None => {
                    seen.insert(&field.name, field);
                }
                Some(first) => {
                    kept[i] = false;
                    let same = first.place == field.place;
                    if first.ty == field.ty
                        && first.flattened_from.is_none() == field.flattened_from.is_none()
                    {
                        // The same field for two platforms.
                        continue;
                    }
                    let message = format!("two fields have the name `{}`", field.name);
                    let mut wrong =
                        Diagnostic::warning("duplicate-name", message).at(field.place.clone());
                    if !same {
                        wrong = wrong.related("this one gets the value", first.place.clone());
                    }
                    self.crates
                        .diagnostics
                        .push(wrong.help("rename one with `#[serde(rename = \"…\")]`"));
                }
            }
        }
        drop(seen);
        let all = fields.into_iter().zip(kept);
        unique.extend(all.filter(|(_, kept)| *kept).map(|(field, _)| field));
        unique
    }
}

/// Whether a literal of the source is a value of the field as it is written in HCL.
fn fits(value: &super::literal::Literal, ty: &FieldType) -> bool {
    match ty {
        FieldType::Attribute(ty) => value.fits(ty),
        FieldType::Block { .. } => false,
    }
}
