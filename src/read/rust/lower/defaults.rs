//! The value that stands in where a field is left out, where the source states it.

use super::evaluate::{Frame, tail};
use super::literal::Literal;
use super::{Lower, Shape};
use crate::read::rust::attributes::{self, Body, Default};
use crate::read::rust::derives::derives_default;
use crate::read::rust::items::{ItemId, Kind, names, plain};
use crate::read::rust::leaf_types::Form;
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;
use std::rc::Rc;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ImplItem};

/// How many defaults may be made of each other.
const MAX_DEFAULTS: usize = 20;

impl Lower {
    /// The value of `#[serde(default)]` or `#[serde(default = "f")]` on a field.
    pub(super) fn field_default(
        &mut self,
        context: &Context,
        default: &Default,
        ty: &Ty,
    ) -> Option<Literal> {
        match default {
            Default::None => None,
            Default::Trait => self.default_of(ty),
            Default::Path(path) => {
                let call = Expr::Call(syn::ExprCall {
                    attrs: Vec::new(),
                    func: Box::new(Expr::Path(path.clone())),
                    paren_token: syn::token::Paren::default(),
                    args: Punctuated::new(),
                });
                self.evaluate(&Frame::new(context), &call, ty)
            }
        }
    }

    /// The value that the default of the whole struct has in a field.
    pub(super) fn container_default(
        &mut self,
        context: &Context,
        default: &Default,
        owner: ItemId,
        field: &attributes::Field,
        ty: &Ty,
    ) -> Option<Literal> {
        let item = self.crates.item(owner);
        let Kind::Data(data) = &item.kind else {
            return None;
        };
        match default {
            Default::None => None,
            Default::Trait if derives_default(&data.attrs) => self.default_of(ty),
            Default::Trait => {
                let this = context.this.clone()?;
                self.field_of_member(&this, "default", &field.rust_name, ty, 0)
            }
            Default::Path(path) => {
                let names = names(&path.path);
                if let [first, name] = names.as_slice()
                    && (first == "Self" || *first == item.name)
                {
                    let this = context.this.clone()?;
                    return self.field_of_member(&this, name, &field.rust_name, ty, 0);
                }
                let space = crate::read::rust::resolve::Space::Values;
                let found = self
                    .crates
                    .resolve(context.module, &names, false, space)
                    .ok()?;
                let crate::read::rust::resolve::Found::Item(id, rest) = found else {
                    return None;
                };
                let function = self.crates.item(id);
                let (Kind::Fn(function_syntax), []) = (&function.kind, rest.as_slice()) else {
                    return None;
                };
                let mut inside = Context::new(function.module, &function.parsed);
                inside.this.clone_from(&context.this);
                self.field_of_block(&inside, &function_syntax.block, &field.rust_name, ty, 0)
            }
        }
    }

    /// The value of a field in what a function of a type returns.
    fn field_of_member(
        &mut self,
        of: &Ty,
        name: &str,
        field: &str,
        ty: &Ty,
        depth: usize,
    ) -> Option<Literal> {
        let (context, member) = self.member(of, name)?;
        let ImplItem::Fn(function) = member else {
            return None;
        };
        self.field_of_block(&context, &function.block, field, ty, depth)
    }

    fn field_of_block(
        &mut self,
        context: &Context,
        block: &syn::Block,
        field: &str,
        ty: &Ty,
        depth: usize,
    ) -> Option<Literal> {
        let (locals, last) = tail(block)?;
        match last {
            Expr::Struct(made) => {
                let named = made.fields.iter().find(|value| match &value.member {
                    syn::Member::Named(ident) => ident.unraw() == field,
                    syn::Member::Unnamed(index) => index.index.to_string() == field,
                })?;
                let mut frame = Frame::new(context);
                frame.locals = locals;
                // `Self { port }` names a local, and is not to be followed to itself.
                self.evaluate(&frame, &named.expr, ty)
            }
            Expr::Call(call) if call.args.is_empty() && depth < 5 => {
                let Expr::Path(path) = &*call.func else {
                    return None;
                };
                let segments = &path.path.segments;
                let name = plain(&segments.last()?.ident);
                (segments.len() == 2 && segments[0].ident == "Self").then_some(())?;
                let this = context.this.clone()?;
                self.field_of_member(&this, &name, field, ty, depth + 1)
            }
            _ => None,
        }
    }

    /// `T::default()`.
    pub(super) fn default_of(&mut self, ty: &Ty) -> Option<Literal> {
        if self.defaults_under_way > MAX_DEFAULTS {
            return None;
        }
        self.defaults_under_way += 1;
        let value = self.new_default_of(ty);
        self.defaults_under_way -= 1;
        value
    }

    fn new_default_of(&mut self, ty: &Ty) -> Option<Literal> {
        match ty {
            Ty::Known(form, name, args) => match form {
                Form::Bool => Some(Literal::Bool(false)),
                Form::Number if !name.contains("NonZero") => Some(Literal::Number("0".to_owned())),
                Form::String(_) if is_text(name) => Some(Literal::String(String::new())),
                Form::Inner(i) => self.default_of(args.get(*i)?),
                _ => empty(ty),
            },
            Ty::Data(id, _) => self.default_of_data(ty, *id),
            _ => None,
        }
    }

    fn default_of_data(&mut self, ty: &Ty, id: ItemId) -> Option<Literal> {
        let item = self.crates.item(id);
        let Kind::Data(data) = &item.kind else {
            return None;
        };
        if !derives_default(&data.attrs) {
            let (context, member) = self.member(ty, "default")?;
            let ImplItem::Fn(function) = member else {
                return None;
            };
            return self.block(&Frame::new(&context), &function.block, ty);
        }
        let place = item.parsed.place(item.span);
        let container = self.container(&item)?;
        match &container.body {
            Body::Enum(_, variants) => {
                let marked = |attr: &Attribute| attr.path().is_ident("default");
                let variant = variants
                    .iter()
                    .find(|v| v.syntax.attrs.iter().any(marked))?;
                self.variant(ty, &variant.rust_name)
            }
            Body::Struct(_, fields) => {
                let [field] = fields.as_slice() else {
                    return None;
                };
                let value = matches!(
                    self.hcl(ty, &place).shape,
                    Shape::Value(Type::String | Type::Number | Type::Bool)
                        | Shape::List(_)
                        | Shape::Map(_)
                );
                let Ty::Data(_, args) = ty else { return None };
                let context = self.crates.inside(id, &Rc::clone(args));
                let inner = self.crates.ty(&context, &field.syntax.ty);
                if value { self.default_of(&inner) } else { None }
            }
        }
    }
}

/// What has nothing in it.
pub(super) fn empty(ty: &Ty) -> Option<Literal> {
    let Ty::Known(form, name, _) = ty else {
        return None;
    };
    match form {
        Form::List | Form::ListOfArray | Form::Set => Some(Literal::List(Vec::new())),
        Form::Map | Form::MapOfAny => Some(Literal::EmptyMap),
        Form::String(_) if is_text(name) => Some(Literal::String(String::new())),
        _ => None,
    }
}

/// Whether the default of a known string type is the empty string.
fn is_text(name: &str) -> bool {
    let last = name.rsplit("::").next().unwrap_or(name);
    let texts = [
        "String",
        "str",
        "PathBuf",
        "Path",
        "Utf8PathBuf",
        "KString",
        "SmolStr",
        "CompactString",
        "EcoString",
        "ArcStr",
        "SmartString",
    ];
    texts.contains(&last)
}
