//! Types with all names resolved: aliases are looked through, parameters are replaced by
//! their arguments, and two spellings of one type are equal.

use super::crates::Crates;
use super::items::{Item, ItemId, Kind, ModId, Outside, names, plain};
use super::leaf_types::{self, Form};
use super::resolve::{Found, Space};
use super::text::Parsed;
use super::unresolved::{Unresolved, Within};
use crate::diagnostics::Diagnostic;
use std::collections::HashMap;
use std::rc::Rc;
use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, PathArguments};

/// Deeper types than this are taken for endless.
const MAX_DEPTH: usize = 100;

/// Aliases and arguments may make a type grow with every line. Nobody writes one that has
/// so many parts.
const MAX_PARTS: usize = 10_000;

const TOO_LARGE: &str = "it has too many parts";

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ty {
    /// A struct or enum of the source, with its arguments.
    Data(ItemId, Rc<[Ty]>),
    /// A type of the tables, what it is called, and its arguments.
    Known(Form, Rc<str>, Rc<[Ty]>),
    /// An array or slice.
    List(Rc<Ty>),
    Tuple(Rc<[Ty]>),
    /// A constant as an argument, as it is written.
    Const(Rc<str>),
    /// A parameter of the type that was asked for: nobody says what it is.
    Param(Rc<str>),
    /// What serde has no form for, and why.
    Opaque(Rc<str>),
    /// What cannot be found; that was reported.
    Wrong,
}

/// Where a type stands.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) module: ModId,
    pub(super) parsed: Rc<Parsed>,
    pub(super) params: Rc<HashMap<String, Ty>>,
    /// What `Self` is.
    pub(super) this: Option<Ty>,
    depth: usize,
}

impl Context {
    pub(super) fn new(module: ModId, parsed: &Rc<Parsed>) -> Self {
        Self {
            module,
            parsed: Rc::clone(parsed),
            params: Rc::default(),
            this: None,
            depth: 0,
        }
    }

    /// The inside of an item whose parameters have these arguments.
    pub(super) fn inside(item: &Item, params: HashMap<String, Ty>, this: Option<Ty>) -> Self {
        Self {
            params: Rc::new(params),
            this,
            ..Self::new(item.module, &item.parsed)
        }
    }

    fn deeper(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.clone()
        }
    }
}

impl Crates {
    /// Resolves a type as it is written; what is wrong with it is reported.
    pub(super) fn ty(&mut self, context: &Context, ty: &syn::Type) -> Ty {
        if context.depth > MAX_DEPTH {
            return Ty::Opaque("it is nested too deeply".into());
        }
        let whole = context.depth == 0;
        if whole {
            self.types_read = 0;
        }
        self.types_read += 1;
        if self.types_read > MAX_PARTS {
            return Ty::Opaque(TOO_LARGE.into());
        }
        let found = self.ty_of(context, ty);
        if self.types_read > MAX_PARTS || parts(&found, MAX_PARTS) == 0 {
            if whole {
                let place = context.parsed.place_of(ty);
                let message = format!("this type has more than {MAX_PARTS} parts");
                self.report(Diagnostic::error("too-large", message).at(place));
            }
            self.types_read = MAX_PARTS + 1;
            return Ty::Opaque(TOO_LARGE.into());
        }
        found
    }

    fn ty_of(&mut self, context: &Context, ty: &syn::Type) -> Ty {
        let inside = context.deeper();
        let opaque = |why: &str| Ty::Opaque(why.into());
        match ty {
            syn::Type::Reference(ty) => self.ty(&inside, &ty.elem),
            syn::Type::Paren(ty) => self.ty(&inside, &ty.elem),
            syn::Type::Group(ty) => self.ty(&inside, &ty.elem),
            syn::Type::Array(ty) => Ty::List(Rc::new(self.ty(&inside, &ty.elem))),
            syn::Type::Slice(ty) => Ty::List(Rc::new(self.ty(&inside, &ty.elem))),
            syn::Type::Tuple(ty) if ty.elems.is_empty() => {
                Ty::Known(Form::Unit, "()".into(), Rc::default())
            }
            syn::Type::Tuple(ty) => {
                Ty::Tuple(ty.elems.iter().map(|ty| self.ty(&inside, ty)).collect())
            }
            syn::Type::Path(ty) => self.path_type(&inside, ty),
            syn::Type::Macro(_) => opaque("its type is made by a macro"),
            syn::Type::Infer(_) => opaque("its type is not written out"),
            _ => opaque("its type has no serde form"),
        }
    }

    fn path_type(&mut self, context: &Context, ty: &syn::TypePath) -> Ty {
        let place = context.parsed.place_of(&ty.path);
        match self.path_type_or(context, ty) {
            Ok(ty) => ty,
            // It is there, only nobody knows what it looks like.
            Err(Unresolved::Made { name, by, .. }) => {
                Ty::Opaque(format!("the macro `{by}!` makes `{name}`").into())
            }
            Err(unresolved) => {
                if let Some(wrong) = self.unresolved(unresolved, place) {
                    self.report(wrong);
                }
                Ty::Wrong
            }
        }
    }

    fn path_type_or(&mut self, context: &Context, ty: &syn::TypePath) -> Result<Ty, Unresolved> {
        let path = names(&ty.path);
        let Some(last) = ty.path.segments.last() else {
            return Err(Unresolved::Broken);
        };
        if let Some(qself) = &ty.qself {
            let of = self.ty(context, &qself.ty);
            let trait_path = &path[..qself.position.min(path.len())];
            let at = self.trait_module(context, trait_path);
            let name = path.get(qself.position).cloned().unwrap_or_default();
            return self.associated(context, &of, &name, at);
        }
        if ty.path.leading_colon.is_none() {
            let known = match path[0].as_str() {
                "Self" => context.this.clone(),
                name => context.params.get(name).cloned(),
            };
            match (known, path.as_slice()) {
                (Some(known), [_]) => return Ok(known),
                (Some(of), [_, name]) => return self.associated(context, &of, name, None),
                _ => {}
            }
        }
        let global = ty.path.leading_colon.is_some();
        let found = self.resolve(context.module, &path, global, Space::Types)?;
        let form = match &found {
            Found::Outside(outside, inside) => leaf_types::form(outside, inside),
            _ => None,
        };
        let count = form.map_or(usize::MAX, leaf_types::count_of_arguments);
        let args = self.arguments(context, &last.arguments, count);
        self.found_type(context, found, &path, args)
    }

    /// The type that a path led to.
    fn found_type(
        &mut self,
        context: &Context,
        found: Found,
        path: &[String],
        args: Vec<Ty>,
    ) -> Result<Ty, Unresolved> {
        let not_a_type = |what: &str| {
            let within = Within::Words(format!("the types: it is {what}"));
            Unresolved::missing(&path.join("::"), within)
        };
        match found {
            Found::Builtin(name) => match leaf_types::builtin_form(name) {
                Some(form) => Ok(Ty::Known(form, name.into(), args.into())),
                None => Err(not_a_type("a trait or a value")),
            },
            Found::Mod(_) => Err(not_a_type("a module")),
            Found::Item(id, rest) => {
                let item = self.item(id);
                let ty = self.item_type(context, &item, args)?;
                match rest.as_slice() {
                    [] => Ok(ty),
                    [name] => self.associated(context, &ty, name, None),
                    _ => Err(not_a_type("nothing that is known")),
                }
            }
            Found::Outside(outside, inside) => {
                if let Some(form) = leaf_types::form(&outside, &inside) {
                    let name = format!("{}::{}", outside.name(), inside.join("::"));
                    return Ok(Ty::Known(form, name.into(), args.into()));
                }
                let name = format!("{}::{}", outside.name(), inside.join("::"));
                if self.overridden.contains(&name) {
                    // The type table says what it is; nobody needs its source.
                    return Ok(Ty::Known(Form::Any(""), name.into(), args.into()));
                }
                if outside == Outside::Std {
                    let name = format!("std::{}", inside.join("::"));
                    return Ok(Ty::Opaque(format!("serde has no form for `{name}`").into()));
                }
                let found = self.enter_path(&outside, &inside, Space::Types)?;
                self.found_type(context, found, path, args)
            }
        }
    }

    fn item_type(
        &mut self,
        context: &Context,
        item: &Rc<Item>,
        args: Vec<Ty>,
    ) -> Result<Ty, Unresolved> {
        let krate = self.krate(item.module);
        if !krate.local
            && let Some(form) = leaf_types::form_of_item(&krate.name, &item.name)
        {
            let name = self.path_of(item);
            return Ok(Ty::Known(form, name.into(), args.into()));
        }
        match &item.kind {
            Kind::Data(data) => {
                let order = parameters(&data.generics);
                if !order.is_empty() && !self.defaults.contains_key(&item.id) {
                    // A default may name the type itself.
                    self.defaults.insert(item.id, Rc::default());
                    let params = self.bind(context, item, &data.generics, Vec::new());
                    let defaults = order.iter().map(|name| params[name].clone()).collect();
                    self.defaults.insert(item.id, defaults);
                }
                let params = self.bind(context, item, &data.generics, args);
                let args = order.iter().map(|name| params[name].clone()).collect();
                Ok(Ty::Data(item.id, args))
            }
            Kind::Alias(alias) => {
                let params = self.bind(context, item, &alias.generics, args);
                let mut inside = Context::inside(item, params, None);
                inside.depth = context.depth + 1;
                Ok(self.ty(&inside, &alias.ty))
            }
            Kind::Trait => Ok(Ty::Opaque("it is a trait".into())),
            Kind::Fn(_) | Kind::Const(_) => Err(Unresolved::Broken),
        }
    }

    /// A struct or enum with the arguments that its parameters have when none are given.
    pub(super) fn data_type(&mut self, context: &Context, item: &Rc<Item>) -> Ty {
        match self.item_type(context, item, Vec::new()) {
            Ok(ty @ Ty::Data(..)) => ty,
            _ => Ty::Data(item.id, Rc::default()),
        }
    }

    /// What an alias stands for, its parameters left open.
    pub(super) fn alias_type(&mut self, context: &Context, item: &Rc<Item>) -> Ty {
        self.item_type(context, item, Vec::new())
            .unwrap_or(Ty::Wrong)
    }

    /// The first arguments of a path segment, without lifetimes.
    fn arguments(&mut self, context: &Context, arguments: &PathArguments, count: usize) -> Vec<Ty> {
        let PathArguments::AngleBracketed(list) = arguments else {
            return Vec::new();
        };
        let mut args = Vec::new();
        for argument in &list.args {
            if args.len() == count {
                break;
            }
            match argument {
                GenericArgument::Type(syn::Type::Infer(_)) => args.push(Ty::Param("_".into())),
                GenericArgument::Type(ty) if self.is_const(context, ty) => {
                    args.push(Ty::Const(context.parsed.written(ty).into()));
                }
                GenericArgument::Type(ty) => args.push(self.ty(context, ty)),
                GenericArgument::Const(value) => {
                    args.push(Ty::Const(context.parsed.written(value).into()));
                }
                _ => {}
            }
        }
        args
    }

    /// Whether what looks like a type in an argument is the name of a constant.
    fn is_const(&mut self, context: &Context, ty: &syn::Type) -> bool {
        let syn::Type::Path(path) = ty else {
            return false;
        };
        let Some(ident) = path.path.get_ident() else {
            return false;
        };
        let name = plain(ident);
        let shouts = name
            .chars()
            .all(|c| c.is_uppercase() || c.is_numeric() || c == '_');
        shouts
            && !context.params.contains_key(&name)
            && self
                .resolve(
                    context.module,
                    std::slice::from_ref(&name),
                    false,
                    Space::Types,
                )
                .is_err()
            && self
                .resolve(context.module, &[name], false, Space::Values)
                .is_ok()
    }

    /// What the parameters of an item stand for.
    fn bind(
        &mut self,
        context: &Context,
        item: &Rc<Item>,
        generics: &syn::Generics,
        args: Vec<Ty>,
    ) -> HashMap<String, Ty> {
        let mut params = HashMap::new();
        let mut args = args.into_iter();
        for param in &generics.params {
            let (name, default) = match param {
                GenericParam::Type(param) => {
                    let default = param.default.clone();
                    (plain(&param.ident), default.map(|(_, ty)| ty))
                }
                GenericParam::Const(param) => {
                    let name = plain(&param.ident);
                    let default = param.default.as_ref();
                    let default = default.map(|(_, value)| item.parsed.written(value));
                    let default = Ty::Const(default.unwrap_or_else(|| name.clone()).into());
                    params.insert(name, args.next().unwrap_or(default));
                    continue;
                }
                GenericParam::Lifetime(_) => continue,
            };
            let given = args.next().filter(|ty| *ty != Ty::Param("_".into()));
            let ty = match (given, default) {
                (Some(given), _) => given,
                (None, Some(default)) => {
                    let mut inside = Context::inside(item, params.clone(), None);
                    inside.depth = context.depth + 1;
                    self.ty(&inside, &default)
                }
                (None, None) => Ty::Param(name.as_str().into()),
            };
            params.insert(name, ty);
        }
        params
    }

    fn trait_module(&mut self, context: &Context, path: &[String]) -> Option<ModId> {
        match self.resolve(context.module, path, false, Space::Types) {
            Ok(Found::Item(id, _)) => Some(self.item(id).module),
            _ => None,
        }
    }

    /// The associated type of that name, from an `impl` near the type, the trait or here.
    fn associated(
        &mut self,
        context: &Context,
        of: &Ty,
        name: &str,
        near: Option<ModId>,
    ) -> Result<Ty, Unresolved> {
        let own = match of {
            Ty::Wrong => return Ok(Ty::Wrong),
            Ty::Param(param) => {
                return Ok(Ty::Opaque(
                    format!("`{param}::{name}` depends on the parameter `{param}`").into(),
                ));
            }
            Ty::Data(id, _) => Some(self.item(*id).module),
            _ => None,
        };
        let mut modules: Vec<ModId> = [own, near, Some(context.module)]
            .into_iter()
            .flatten()
            .collect();
        modules.push(self.krate(context.module).root);
        for module in modules {
            let Some(scope) = self.scope(module) else {
                continue;
            };
            for (found, parsed) in scope.impls.values().flatten() {
                let ty = found.items.iter().find_map(|item| match item {
                    syn::ImplItem::Type(ty) if ty.ident.unraw() == name => Some(&ty.ty),
                    _ => None,
                });
                let Some(ty) = ty else { continue };
                let mut inside = Context::new(module, parsed);
                inside.depth = context.depth + 1;
                inside.params = Rc::new(impl_params(&found.generics, of));
                if same_head(&self.ty(&inside, &found.self_ty), of) {
                    inside.this = Some(of.clone());
                    return Ok(self.ty(&inside, ty));
                }
            }
        }
        if !self.krate(context.module).local {
            // Nobody can mend that here: its `impl` may be anywhere, or made by a macro.
            return Ok(Ty::Opaque(
                format!("a trait says what its `{name}` is").into(),
            ));
        }
        let within = Within::Words("the `impl`s of this type that are near it".to_owned());
        Err(Unresolved::missing(name, within))
    }

    /// How a type is called: with its path and its arguments.
    pub(super) fn name_of(&self, ty: &Ty) -> String {
        let list = |tys: &[Ty]| {
            tys.iter()
                .map(|ty| self.name_of(ty))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let with = |name: &str, args: &[Ty]| match args {
            [] => name.to_owned(),
            args => format!("{name}<{}>", list(args)),
        };
        match ty {
            Ty::Data(id, args) => with(
                &self.path_of(&self.items[id.0]),
                self.spelled_out(*id, args),
            ),
            Ty::Known(_, name, args) => with(name.rsplit("::").next().unwrap_or(name), args),
            Ty::List(element) => format!("[{}]", self.name_of(element)),
            Ty::Tuple(elements) => format!("({})", list(elements)),
            Ty::Const(text) | Ty::Param(text) => text.to_string(),
            Ty::Opaque(_) | Ty::Wrong => "?".to_owned(),
        }
    }

    /// The arguments without those at the end that are there by default.
    fn spelled_out<'a>(&self, id: ItemId, args: &'a [Ty]) -> &'a [Ty] {
        let Some(defaults) = self.defaults.get(&id) else {
            return args;
        };
        let mut len = args.len();
        while len > 0
            && defaults.get(len - 1) == args.get(len - 1)
            && !matches!(args[len - 1], Ty::Param(_))
        {
            len -= 1;
        }
        &args[..len]
    }

    /// The context inside a struct or enum with these arguments.
    pub(super) fn inside(&self, id: ItemId, args: &Rc<[Ty]>) -> Context {
        let item = &self.items[id.0];
        let names = match &item.kind {
            Kind::Data(data) => parameters(&data.generics),
            Kind::Alias(alias) => parameters(&alias.generics),
            _ => Vec::new(),
        };
        // An expression may leave arguments to be inferred.
        let unknown = std::iter::repeat_with(|| Ty::Opaque("its type is inferred".into()));
        let args_or_unknown = args.iter().cloned().chain(unknown);
        let params = names.into_iter().zip(args_or_unknown).collect();
        Context::inside(item, params, Some(Ty::Data(id, Rc::clone(args))))
    }
}

/// The names of the parameters, without lifetimes.
pub(super) fn parameters(generics: &syn::Generics) -> Vec<String> {
    let names = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(plain(&param.ident)),
        GenericParam::Const(param) => Some(plain(&param.ident)),
        GenericParam::Lifetime(_) => None,
    });
    names.collect()
}

/// How many more parts than these a type could have; 0 where it has more.
fn parts(ty: &Ty, left: usize) -> usize {
    let of = |tys: &[Ty]| {
        let left = left.saturating_sub(1);
        tys.iter().fold(left, |left, ty| match left {
            0 => 0,
            left => parts(ty, left),
        })
    };
    match ty {
        Ty::Data(_, args) | Ty::Known(_, _, args) => of(args),
        Ty::Tuple(elements) => of(elements),
        Ty::List(element) => of(std::slice::from_ref(element)),
        Ty::Const(_) | Ty::Param(_) | Ty::Opaque(_) | Ty::Wrong => left.saturating_sub(1),
    }
}

/// Whether two types are the same but for their arguments.
fn same_head(one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::Data(a, _), Ty::Data(b, _)) => a == b,
        (Ty::Known(_, a, _), Ty::Known(_, b, _)) => a == b,
        (a, b) => a == b,
    }
}

/// The parameters of an `impl`, taken to stand in the order of the type's own.
fn impl_params(generics: &syn::Generics, of: &Ty) -> HashMap<String, Ty> {
    let args = match of {
        Ty::Data(_, args) | Ty::Known(_, _, args) => Rc::clone(args),
        _ => Rc::default(),
    };
    let names = parameters(generics).into_iter();
    names
        .enumerate()
        .map(|(i, name)| {
            let ty = args
                .get(i)
                .cloned()
                .unwrap_or(Ty::Param(name.as_str().into()));
            (name, ty)
        })
        .collect()
}
