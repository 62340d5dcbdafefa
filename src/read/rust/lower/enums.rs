//! Enums, by the way serde tells their variants apart.

use super::{Hcl, Lower, Shape};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Field, FieldType, Value};
use crate::read::rust::attributes::{Container, Default, Shape as Style, Tag, Variant};
use crate::read::rust::items::Item;
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;
use std::rc::Rc;

/// What the fields of the variants come to.
type Fields = (Vec<Field>, Option<Type>);

impl Lower {
    pub(super) fn enumeration(
        &mut self,
        item: &Rc<Item>,
        context: &Context,
        path: &str,
        container: &Container,
        tag: &Tag,
        variants: &[Variant],
    ) -> Hcl {
        let variants: Vec<&Variant> = variants.iter().filter(|variant| !variant.skip).collect();
        if variants.iter().any(|variant| variant.untagged) && *tag != Tag::None {
            return Hcl::any(format!("some variants of `{path}` are told by their form"));
        }
        let hcl = match tag {
            Tag::External => return self.external(item, context, path, &variants),
            Tag::None => return self.untagged(context, path, &variants),
            Tag::Internal(tag) => {
                self.body(item, path, |lower| {
                    lower.internal(context, path, tag, &variants)
                });
                Hcl::new(Shape::Body(path.to_owned()))
            }
            Tag::Adjacent(tag, holder) => {
                self.body(item, path, |lower| {
                    lower.adjacent(item, context, path, (tag, holder), &variants)
                });
                Hcl::new(Shape::Body(path.to_owned()))
            }
        };
        self.deny(path, container.deny_unknown);
        hcl
    }

    /// The names of the variants as the values of a string; none where any other is
    /// taken too.
    fn values(&mut self, context: &Context, variants: &[&Variant]) -> Vec<Value> {
        if variants.iter().any(|variant| variant.other) {
            return Vec::new();
        }
        let mut values = Vec::new();
        for variant in variants {
            let docs = self.crates.docs(&variant.syntax.attrs, &context.parsed);
            values.push(Value {
                name: variant.name.clone(),
                aliases: variant.aliases.clone(),
                doc: docs.text,
                deprecated: docs.deprecated,
            });
        }
        values
    }

    fn external(
        &mut self,
        item: &Rc<Item>,
        context: &Context,
        path: &str,
        variants: &[&Variant],
    ) -> Hcl {
        let unit = |variant: &&&Variant| variant.shape == Style::Unit;
        let units: Vec<&str> = variants
            .iter()
            .filter(unit)
            .map(|v| v.name.as_str())
            .collect();
        if units.len() == variants.len() {
            return Hcl {
                values: self.values(context, variants),
                ..Hcl::value(Type::String)
            };
        }
        if !units.is_empty() {
            let units: Vec<String> = units.iter().map(|name| format!("`{name}`")).collect();
            let units = units.join(", ");
            return Hcl::any(format!(
                "`{path}` is a string for {units} and an object for its other variants"
            ));
        }
        self.body(item, path, |lower| {
            let mut fields = Vec::new();
            for variant in variants {
                let place = context.parsed.place(variant.syntax.ident.span());
                let source_path = format!("{path}::{}", variant.rust_name);
                let (hcl, _) = lower.overridden(&source_path, |lower| {
                    let hcl = lower.content(item, context, path, variant);
                    (hcl, Ty::Opaque("a variant".into()))
                });
                let docs = lower.crates.docs(&variant.syntax.attrs, &context.parsed);
                fields.push(Field {
                    // One of them is there, so the only one always is.
                    required: variants.len() == 1 && !hcl.optional,
                    source_name: variant.rust_name.clone(),
                    source_path,
                    source_type: context.parsed.written(&variant.syntax.fields),
                    aliases: variant.aliases.clone(),
                    doc: docs.text,
                    deprecated: docs.deprecated,
                    hidden: docs.hidden,
                    ..lower.field(&variant.name, &hcl, &place)
                });
            }
            (fields, None)
        });
        Hcl::new(Shape::Body(path.to_owned()))
    }

    /// The form of what a variant holds.
    fn content(
        &mut self,
        item: &Rc<Item>,
        context: &Context,
        path: &str,
        variant: &Variant,
    ) -> Hcl {
        if let Some(with) = &variant.with {
            return self.with(context, with, None);
        }
        match variant.shape {
            Style::Unit => Hcl::new(Shape::Unit),
            Style::Newtype => match variant.fields.as_slice() {
                [field] if !field.skip => self.field_hcl(context, field).0,
                _ => Hcl::new(Shape::Unit),
            },
            Style::Tuple => self.tuple(context, &variant.fields),
            Style::Named => {
                let inner = format!("{path}::{}", variant.rust_name);
                self.body(item, &inner, |lower| {
                    lower.fields(context, &inner, &Default::None, &variant.fields, None)
                });
                if let Some(Some(body)) = self.bodies.get_mut(&inner) {
                    let docs = self.crates.docs(&variant.syntax.attrs, &context.parsed);
                    body.place = context.parsed.place(variant.syntax.ident.span());
                    body.doc = docs.text;
                    body.deprecated = docs.deprecated;
                }
                Hcl::new(Shape::Body(inner))
            }
        }
    }

    fn internal(
        &mut self,
        context: &Context,
        path: &str,
        tag: &str,
        variants: &[&Variant],
    ) -> Fields {
        let mut of_variants: Vec<(&str, Fields)> = Vec::new();
        for variant in variants {
            let fields = self.variant_fields(context, path, variant);
            of_variants.push((&variant.name, fields));
        }
        let (fields, rest) = union_of(of_variants);
        let mut all = vec![self.tag_field(context, path, tag, variants)];
        all.extend(fields.into_iter().filter(|field| field.name != tag));
        (all, rest)
    }

    fn tag_field(
        &mut self,
        context: &Context,
        path: &str,
        tag: &str,
        variants: &[&Variant],
    ) -> Field {
        let hcl = Hcl {
            values: self.values(context, variants),
            ..Hcl::value(Type::String)
        };
        let place = self.place_of_body(context, path);
        Field {
            required: true,
            source_type: "String".to_owned(),
            ..self.field(tag, &hcl, &place)
        }
    }

    fn place_of_body(&self, context: &Context, path: &str) -> Place {
        match &context.this {
            Some(crate::read::rust::ty::Ty::Data(id, _)) => {
                let item = self.crates.item(*id);
                item.parsed.place(item.span)
            }
            _ => Place::whole(path),
        }
    }

    /// What stands beside the tag for one variant.
    fn variant_fields(&mut self, context: &Context, path: &str, variant: &Variant) -> Fields {
        if variant.with.is_some() {
            return (Vec::new(), Some(Type::Any));
        }
        match variant.shape {
            Style::Unit | Style::Tuple => (Vec::new(), None),
            Style::Named => {
                let inner = format!("{path}::{}", variant.rust_name);
                self.fields(context, &inner, &Default::None, &variant.fields, None)
            }
            Style::Newtype => {
                let Some(field) = variant.fields.first().filter(|field| !field.skip) else {
                    return (Vec::new(), None);
                };
                let (hcl, _) = self.field_hcl(context, field);
                match &hcl.shape {
                    Shape::Body(inner) => self
                        .fields_of(inner)
                        .unwrap_or((Vec::new(), Some(Type::Any))),
                    Shape::Map(inner) => (Vec::new(), Some(self.value_type(inner))),
                    Shape::Value(Type::Any) => (Vec::new(), Some(Type::Any)),
                    Shape::Value(Type::Map(inner)) => (Vec::new(), Some((**inner).clone())),
                    Shape::Unit => (Vec::new(), None),
                    shape => {
                        let ty = self.value_type(shape);
                        let message = format!(
                            "the variant `{}` cannot stand beside its tag: it is a `{ty}`",
                            variant.rust_name
                        );
                        let place = context.parsed.place(variant.syntax.ident.span());
                        let wrong = Diagnostic::error("serde-variant", message).at(place);
                        self.crates
                            .report(wrong.help("give the enum a `content` as well as a `tag`"));
                        (Vec::new(), None)
                    }
                }
            }
        }
    }

    fn adjacent(
        &mut self,
        item: &Rc<Item>,
        context: &Context,
        path: &str,
        (tag, holder): (&str, &str),
        variants: &[&Variant],
    ) -> Fields {
        let tag = self.tag_field(context, path, tag, variants);
        let filled: Vec<&&Variant> = variants.iter().filter(|v| v.shape != Style::Unit).collect();
        let mut forms: Vec<(&str, Hcl)> = Vec::new();
        for variant in &filled {
            forms.push((&variant.name, self.content(item, context, path, variant)));
        }
        let Some((_, first)) = forms.first().cloned() else {
            return (vec![tag], None);
        };
        let required = filled.len() == variants.len() && forms.iter().all(|(_, hcl)| !hcl.optional);
        let hcl = if forms.iter().all(|(_, hcl)| hcl.shape == first.shape) {
            first
        } else {
            let bodies = forms.iter().map(|(name, hcl)| match &hcl.shape {
                Shape::Body(path) => Some((*name, self.fields_of(path)?)),
                _ => None,
            });
            match bodies.collect::<Option<Vec<_>>>() {
                Some(bodies) => {
                    let inner = format!("{path}::{holder}");
                    self.body(item, &inner, |_| union_of(bodies));
                    Hcl::new(Shape::Body(inner))
                }
                None => Hcl::any(format!("`{holder}` differs by variant")),
            }
        };
        let place = self.place_of_body(context, path);
        let source_path = format!("{path}::{holder}");
        let hcl = self.given(&source_path).map_or(hcl, Hcl::value);
        let held = Field {
            source_path,
            required,
            variants: if filled.len() == variants.len() {
                Vec::new()
            } else {
                filled.iter().map(|variant| variant.name.clone()).collect()
            },
            ..self.field(holder, &hcl, &place)
        };
        (vec![tag, held], None)
    }

    fn untagged(&mut self, context: &Context, path: &str, variants: &[&Variant]) -> Hcl {
        // Reading them finds what is wrong inside, though the form stays open.
        let mut forms = Vec::new();
        for variant in variants {
            if let (Style::Newtype, [field]) = (variant.shape, variant.fields.as_slice()) {
                let hcl = self.field_hcl(context, field).0;
                forms.push(self.value_type(&hcl.shape));
            } else {
                forms.push(Type::Any);
            }
        }
        match forms.first() {
            Some(first @ (Type::String | Type::Number | Type::Bool))
                if forms.iter().all(|ty| ty == first) =>
            {
                Hcl::value(first.clone())
            }
            _ => Hcl::any(format!(
                "`{path}` has no tag: each of its {} variants has a form of its own",
                variants.len()
            )),
        }
    }
}

/// The fields of all variants together: one is required only where all have it and
/// all require it.
fn union_of(variants: Vec<(&str, Fields)>) -> Fields {
    let count = variants.len();
    let mut all: indexmap::IndexMap<String, Field> = indexmap::IndexMap::new();
    let mut rest = None;
    for (variant, (fields, more)) in variants {
        rest = rest.or(more);
        for field in fields {
            let Some(known) = all.get_mut(&field.name) else {
                let variants = vec![variant.to_owned()];
                all.insert(field.name.clone(), Field { variants, ..field });
                continue;
            };
            known.required &= field.required;
            known.variants.push(variant.to_owned());
            if known.ty != field.ty {
                known.ty = FieldType::Attribute(Type::Any);
                known.opaque = Some("its type differs by variant".to_owned());
                known.values.clear();
                known.format = None;
            }
            for value in field.values {
                if !known.values.iter().any(|v| v.name == value.name) && known.opaque.is_none() {
                    known.values.push(value);
                }
            }
            if known.default != field.default {
                known.default = None;
            }
            for alias in field.aliases {
                if !known.aliases.contains(&alias) {
                    known.aliases.push(alias);
                }
            }
            if known.doc.is_empty() {
                known.doc = field.doc;
            }
        }
    }
    for field in all.values_mut() {
        if field.variants.len() == count {
            field.variants.clear();
        } else {
            field.required = false;
        }
    }
    (all.into_values().collect(), rest)
}
