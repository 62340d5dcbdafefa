//! Fields that something else than their type decodes: `with`, `deserialize_with`, and
//! the adapters of `serde_with`.

use super::{Hcl, Lower, NOT_FOUND, Shape};
use crate::diagnostics::Place;
use crate::read::rust::attributes::Field;
use crate::read::rust::items::{Outside, names};
use crate::read::rust::leaf_types::{self, Adapter, Form};
use crate::read::rust::resolve::{Found, Space};
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;
use syn::{Expr, GenericArgument, Lit, Meta, PathArguments};

impl Lower {
    /// The form of what the function of `deserialize_with` decodes for a type.
    pub(super) fn with(
        &mut self,
        context: &Context,
        with: &syn::ExprPath,
        ty: Option<&syn::Type>,
    ) -> Hcl {
        let path = names(&with.path);
        // Serde's own, for a borrowed `Cow`.
        if path.first().is_some_and(|first| first == "_serde") {
            return Hcl::value(Type::String);
        }
        let global = with.path.leading_colon.is_some();
        let Some((krate, form)) = self.helper_form(context, &path, global) else {
            let place = context.parsed.place_of(&with.path);
            if let Some(hcl) = self.function_form(context, with, &place, 0) {
                // Without a default serde asks for the field, whatever the function takes.
                return Hcl {
                    optional: false,
                    ..hcl
                };
            }
            let shown = path.join("::");
            let shown = shown.strip_suffix("::deserialize").unwrap_or(&shown);
            return Hcl::any(format!("`{shown}` decodes it"));
        };
        let leaf = Hcl::of_leaf(form);
        match ty {
            Some(ty) if leaf_types::helps_inside(&krate) => {
                // What is in the lists and maps around is the helper's business.
                let outer = std::mem::replace(&mut self.crates.quiet, true);
                let ty = self.crates.ty(context, ty);
                self.crates.quiet = outer;
                within(&ty, leaf)
            }
            _ => leaf,
        }
    }

    /// The crate of a helper, and what it decodes, if that is known.
    fn helper_form(
        &mut self,
        context: &Context,
        path: &[String],
        global: bool,
    ) -> Option<(String, Form)> {
        let (last, module) = path.split_last()?;
        let (found, tail) = if module.is_empty() {
            let found = self
                .crates
                .resolve(context.module, path, global, Space::Values);
            (found, None)
        } else {
            let found = self
                .crates
                .resolve(context.module, module, global, Space::Types);
            (found, Some(last.clone()))
        };
        let Ok(Found::Outside(Outside::Dependency { name, .. }, mut inside)) = found else {
            return None;
        };
        inside.extend(tail);
        let form = leaf_types::helper(&name, &inside)?;
        Some((name, form))
    }

    /// The form that `#[serde_as(as = "…")]` gives a field; none without that attribute.
    pub(super) fn serde_as(
        &mut self,
        context: &Context,
        field: &Field,
        place: &Place,
    ) -> Option<(Hcl, Ty)> {
        let adapter = field.syntax.attrs.iter().find_map(serde_as_type)?;
        // Mostly the adapter alone decides; only a `_` in it asks what the type is.
        let outer = std::mem::replace(&mut self.crates.quiet, true);
        let ty = self.crates.ty(context, &field.syntax.ty);
        self.crates.quiet = outer;
        let hcl = self.adapted(context, &adapter, &ty, place);
        if hcl.opaque.as_deref() == Some(NOT_FOUND) {
            self.crates.ty(context, &field.syntax.ty);
        }
        let opaque = Ty::Opaque("an adapter decodes it".into());
        Some((
            hcl,
            if matches!(adapter, syn::Type::Infer(_)) {
                ty
            } else {
                opaque
            },
        ))
    }

    fn adapted(&mut self, context: &Context, adapter: &syn::Type, ty: &Ty, place: &Place) -> Hcl {
        let none = Ty::Opaque("the adapter does not fit the type".into());
        let argument = |i: usize| match ty {
            Ty::Known(_, _, args) | Ty::Data(_, args) => args.get(i).cloned(),
            Ty::List(element) => Some((**element).clone()),
            _ => None,
        };
        match adapter {
            syn::Type::Infer(_) => self.hcl(ty, place),
            syn::Type::Array(array) => {
                let element = argument(0).unwrap_or(none);
                self.adapted(context, &array.elem, &element, place)
                    .within(Shape::List)
            }
            syn::Type::Tuple(tuple) => {
                let elements = match ty {
                    Ty::Tuple(elements) => elements.to_vec(),
                    _ => Vec::new(),
                };
                let types = tuple.elems.iter().enumerate().map(|(i, adapter)| {
                    let element = elements.get(i).unwrap_or(&none);
                    let hcl = self.adapted(context, adapter, element, place);
                    self.value_type(&hcl.shape)
                });
                Hcl::value(Type::Tuple(types.collect()))
            }
            syn::Type::Path(path) => {
                let Some(last) = path.path.segments.last() else {
                    return Hcl::any("its adapter is not known");
                };
                let args = type_arguments(&last.arguments);
                let name = last.ident.to_string();
                let inner = |lower: &mut Self, i: usize| {
                    let ty = argument(i).unwrap_or_else(|| none.clone());
                    match args.get(i) {
                        Some(adapter) => lower.adapted(context, adapter, &ty, place),
                        None => lower.hcl(&ty, place),
                    }
                };
                match name.as_str() {
                    "Option" => Hcl {
                        optional: true,
                        ..inner(self, 0)
                    },
                    "Box" | "Rc" | "Arc" | "Cell" | "RefCell" | "Mutex" | "RwLock" => {
                        inner(self, 0)
                    }
                    "Vec" | "VecDeque" | "LinkedList" | "BinaryHeap" | "VecSkipError" => {
                        inner(self, 0).within(Shape::List)
                    }
                    "HashSet" | "BTreeSet" | "IndexSet" | "SetPreventDuplicates" => {
                        inner(self, 0).within(Shape::Set)
                    }
                    "HashMap"
                    | "BTreeMap"
                    | "IndexMap"
                    | "MapSkipError"
                    | "MapPreventDuplicates" => inner(self, 1).within(Shape::Map),
                    "FromInto" | "TryFromInto" | "FromIntoRef" | "TryFromIntoRef" => {
                        match args.first() {
                            Some(from) => {
                                let from = self.crates.ty(context, from);
                                self.hcl(&from, place)
                            }
                            None => Hcl::any("its adapter is not known"),
                        }
                    }
                    name => self.by_adapter(context, name, &args, ty, place),
                }
            }
            _ => Hcl::any("its adapter is not known"),
        }
    }

    fn by_adapter(
        &mut self,
        context: &Context,
        name: &str,
        args: &[syn::Type],
        ty: &Ty,
        place: &Place,
    ) -> Hcl {
        let text =
            |arg: &syn::Type| matches!(arg, syn::Type::Path(path) if path.path.is_ident("String"));
        match leaf_types::adapter(name) {
            Some(Adapter::Same) => self.hcl(ty, place),
            Some(Adapter::Default) => match args.first() {
                Some(adapter) => self.adapted(context, adapter, ty, place),
                None => self.hcl(ty, place),
            },
            Some(Adapter::OneOrMany) => Hcl::any("one value, or a list of them"),
            Some(Adapter::Form(Form::Number)) if args.first().is_some_and(text) => {
                Hcl::value(Type::String)
            }
            Some(Adapter::Form(Form::Number)) => Hcl::value(Type::Number),
            Some(Adapter::Form(_)) => Hcl::value(Type::String),
            None => Hcl::any(format!("the adapter `{name}` decodes it")),
        }
    }
}

/// The lists and maps of a type around another form of what is in them.
fn within(ty: &Ty, leaf: Hcl) -> Hcl {
    match ty {
        Ty::List(element) => within(element, leaf).within(Shape::List),
        Ty::Known(form, _, args) => {
            let inner = |i: usize| args.get(i).or(args.last()).unwrap_or(&Ty::Wrong);
            match form {
                Form::Inner(i) => within(inner(*i), leaf),
                Form::Option => within(inner(0), leaf),
                Form::List => within(inner(0), leaf).within(Shape::List),
                Form::Set => within(inner(0), leaf).within(Shape::Set),
                Form::Map => within(inner(1), leaf).within(Shape::Map),
                _ => leaf,
            }
        }
        _ => leaf,
    }
}

/// The adapter in `#[serde_as(as = "…")]` or `#[serde_as(deserialize_as = "…")]`.
fn serde_as_type(attr: &syn::Attribute) -> Option<syn::Type> {
    if attr.path().segments.last()?.ident != "serde_as" {
        return None;
    }
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    // `as` is a keyword, so this is not a list of metas.
    let mut tokens = list.tokens.clone().into_iter();
    while let Some(token) = tokens.next() {
        let proc_macro2::TokenTree::Ident(key) = token else {
            continue;
        };
        if key == "as" || key == "deserialize_as" {
            tokens.next();
            let value: Expr = syn::parse2(tokens.next()?.into()).ok()?;
            let Expr::Lit(value) = value else { return None };
            let Lit::Str(text) = value.lit else {
                return None;
            };
            return text.parse().ok();
        }
    }
    None
}

fn type_arguments(arguments: &PathArguments) -> Vec<syn::Type> {
    let PathArguments::AngleBracketed(list) = arguments else {
        return Vec::new();
    };
    let types = list.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    types.collect()
}
