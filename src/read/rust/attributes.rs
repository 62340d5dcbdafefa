//! What serde reads in a struct or enum, by serde's own parser. This is the only place
//! that knows it: what leaves here belongs to nobody's syntax tree.

use super::items::{Item, plain};
use super::text::lower;
use crate::diagnostics::{Diagnostic, Place};
use proc_macro2::{Ident, Span};
use serde_derive_internals::ast::{self, Style};
use serde_derive_internals::attr::{self, TagType};
use serde_derive_internals::name::{MultiName, Name};
use serde_derive_internals::{Ctxt, Derive};
use std::collections::BTreeSet;
use syn::DeriveInput;

/// How serde decodes a struct or enum.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) body: Body,
    /// The type that is decoded in its place: `from`, `try_from`.
    pub(super) stand_in: Option<syn::Type>,
    pub(super) transparent: bool,
    pub(super) deny_unknown: bool,
    pub(super) default: Default,
}

#[derive(Debug)]
pub(super) enum Body {
    Struct(Shape, Vec<Field>),
    Enum(Tag, Vec<Variant>),
}

/// What the fields of a struct or variant look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Named,
    Tuple,
    Newtype,
    Unit,
}

/// How a variant is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    External,
    Internal(String),
    Adjacent(String, String),
    None,
}

/// What stands in for a missing value.
#[derive(Clone, Debug)]
pub(super) enum Default {
    None,
    Trait,
    Path(syn::ExprPath),
}

impl Default {
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

#[derive(Debug)]
pub(super) struct Variant {
    pub(super) rust_name: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) shape: Shape,
    pub(super) fields: Vec<Field>,
    pub(super) skip: bool,
    pub(super) other: bool,
    pub(super) untagged: bool,
    pub(super) with: Option<syn::ExprPath>,
    pub(super) syntax: syn::Variant,
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) rust_name: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) default: Default,
    pub(super) skip: bool,
    pub(super) flatten: bool,
    /// The one field of a transparent struct that is decoded.
    pub(super) transparent: bool,
    pub(super) with: Option<syn::ExprPath>,
    pub(super) syntax: syn::Field,
}

impl Field {
    /// The span to show when this field is meant.
    pub(super) fn span(&self) -> Span {
        match &self.syntax.ident {
            Some(ident) => ident.span(),
            None => syn::spanned::Spanned::span(&self.syntax.ty),
        }
    }
}

/// Reads the attributes of an item. What serde itself would refuse to compile is returned
/// as its words, at its places. The names are those that are read, or those that are
/// written.
pub(super) fn read(
    item: &Item,
    data: &DeriveInput,
    written: bool,
) -> (Option<Container>, Vec<Diagnostic>) {
    let own = item.parsed.place(item.span);
    let camel = || quote::quote!(#data).to_string().contains("\"camelCase\"");
    if let Some(name) = unfit_for_case(data).filter(|_| camel()) {
        let message = format!("serde cannot change the case of `{name}`");
        let wrong = Diagnostic::error("serde-attribute", message).at(own);
        return (
            None,
            vec![
                wrong.help(
                    "give it a name with `#[serde(rename = \"…\")]` in place of `rename_all`",
                ),
            ],
        );
    }
    let context = Ctxt::new();
    let derive = if written {
        Derive::Serialize
    } else {
        Derive::Deserialize
    };
    let private = Ident::new("__private", Span::call_site());
    let container = ast::Container::from_ast(&context, data, derive, &private);
    let container = container.map(|container| Reader { written }.container(&container));
    let Err(errors) = context.check() else {
        return (container, Vec::new());
    };
    let wrong = errors.into_iter().map(|error| {
        let place = item.parsed.place(error.span());
        let whole = place.range().is_none_or(|range| range.is_empty());
        let place: Place = if whole { own.clone() } else { place };
        Diagnostic::error("serde-attribute", lower(&error.to_string())).at(place)
    });
    (None, wrong.collect())
}

/// A name that serde's change of case panics at: it takes the first byte for a letter.
fn unfit_for_case(data: &DeriveInput) -> Option<String> {
    let unfit = |ident: &Ident| {
        let name = plain(ident);
        let first = name.chars().find(|c| *c != '_');
        (!first.is_some_and(|c| c.is_ascii())).then_some(name)
    };
    let of_fields = |fields: &syn::Fields| fields.iter().find_map(|f| unfit(f.ident.as_ref()?));
    match &data.data {
        syn::Data::Struct(data) => of_fields(&data.fields),
        syn::Data::Enum(data) => {
            let variants = data.variants.iter();
            let mut wrong =
                variants.filter_map(|v| unfit(&v.ident).or_else(|| of_fields(&v.fields)));
            wrong.next()
        }
        syn::Data::Union(_) => None,
    }
}

/// Takes what serde's parser found out of the syntax tree.
struct Reader {
    written: bool,
}

impl Reader {
    fn container(&self, container: &ast::Container<'_>) -> Container {
        let attrs = &container.attrs;
        let body = match &container.data {
            ast::Data::Struct(style, fields) => Body::Struct(shape(*style), self.fields(fields)),
            ast::Data::Enum(variants) => {
                let tag = match attrs.tag() {
                    TagType::External => Tag::External,
                    TagType::Internal { tag } => Tag::Internal(tag.clone()),
                    TagType::Adjacent { tag, content } => {
                        Tag::Adjacent(tag.clone(), content.clone())
                    }
                    TagType::None => Tag::None,
                };
                Body::Enum(tag, variants.iter().map(|v| self.variant(v)).collect())
            }
        };
        let stand_in = if self.written {
            attrs.type_into()
        } else {
            attrs.type_from().or(attrs.type_try_from())
        };
        Container {
            body,
            stand_in: stand_in.cloned(),
            transparent: attrs.transparent(),
            deny_unknown: attrs.deny_unknown_fields(),
            default: default(attrs.default()),
        }
    }

    fn name(&self, name: &MultiName) -> String {
        let name = if self.written {
            name.serialize_name()
        } else {
            name.deserialize_name()
        };
        name.value.clone()
    }

    /// The other names; nothing is ever written under one.
    fn aliases(&self, aliases: &BTreeSet<Name>, name: &str) -> Vec<String> {
        let names = aliases.iter().map(|alias| &alias.value);
        let others = names.filter(|alias| !self.written && *alias != name);
        others.cloned().collect()
    }

    fn variant(&self, variant: &ast::Variant<'_>) -> Variant {
        let attrs = &variant.attrs;
        let name = self.name(attrs.name());
        let (skip, with) = if self.written {
            (attrs.skip_serializing(), attrs.serialize_with())
        } else {
            (attrs.skip_deserializing(), attrs.deserialize_with())
        };
        Variant {
            rust_name: plain(&variant.ident),
            aliases: self.aliases(attrs.aliases(), &name),
            name,
            shape: shape(variant.style),
            fields: self.fields(&variant.fields),
            skip,
            other: attrs.other(),
            untagged: attrs.untagged(),
            with: with.cloned(),
            syntax: variant.original.clone(),
        }
    }

    fn fields(&self, fields: &[ast::Field<'_>]) -> Vec<Field> {
        let fields = fields.iter().map(|field| {
            let attrs = &field.attrs;
            let name = self.name(attrs.name());
            let (skip, with) = if self.written {
                (attrs.skip_serializing(), attrs.serialize_with())
            } else {
                (attrs.skip_deserializing(), attrs.deserialize_with())
            };
            Field {
                rust_name: match &field.member {
                    syn::Member::Named(ident) => plain(ident),
                    syn::Member::Unnamed(index) => index.index.to_string(),
                },
                aliases: self.aliases(attrs.aliases(), &name),
                name,
                default: default(attrs.default()),
                skip,
                flatten: attrs.flatten(),
                transparent: attrs.transparent(),
                with: with.cloned(),
                syntax: field.original.clone(),
            }
        });
        fields.collect()
    }
}

fn shape(style: Style) -> Shape {
    match style {
        Style::Struct => Shape::Named,
        Style::Tuple => Shape::Tuple,
        Style::Newtype => Shape::Newtype,
        Style::Unit => Shape::Unit,
    }
}

fn default(default: &attr::Default) -> Default {
    match default {
        attr::Default::None => Default::None,
        attr::Default::Default => Default::Trait,
        attr::Default::Path(path) => Default::Path(path.clone()),
    }
}
