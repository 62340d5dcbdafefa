//! What code that decodes by hand asks for: a hand-written `Deserialize`, or the function of
//! `deserialize_with`. Where it plainly asks for one kind of value, that is the form; in all
//! other cases nothing is said.

use super::{Hcl, Lower};
use crate::diagnostics::Place;
use crate::read::rust::items::{Kind, names, plain};
use crate::read::rust::leaf_types;
use crate::read::rust::resolve::{Found, Space};
use crate::read::rust::ty::Context;
use hcldec::Type;
use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ImplItem, Item, Signature};

/// How many functions are followed that only call the next.
const MAX_CALLS: usize = 4;

/// All that some code asks for.
#[derive(Default)]
struct Asked {
    /// `deserialize_…`, without that.
    methods: BTreeSet<String>,
    /// The types whose own `deserialize` is called.
    types: Vec<syn::Type>,
    /// What a visitor takes: `visit_…`, without that.
    visits: BTreeSet<String>,
    /// The visitors that are handed over, by name.
    visitors: Vec<syn::Path>,
    /// Other functions that are called with one argument.
    calls: Vec<syn::ExprPath>,
    /// The types and functions of its own.
    local: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Asked {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        if let Some(kind) = method.strip_prefix("deserialize_") {
            self.methods.insert(kind.to_owned());
            self.visitors.extend(call.args.last().and_then(path_of));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(function) = &*call.func {
            let segments = &function.path.segments;
            let last = segments.last().map(|segment| segment.ident.to_string());
            let last = last.as_deref();
            let kind = last.and_then(|name| name.strip_prefix("deserialize_"));
            match (last, &function.qself) {
                (Some("deserialize"), Some(qself)) => self.types.push((*qself.ty).clone()),
                (Some("deserialize"), None) if segments.len() > 1 => {
                    self.types.extend(type_before(&function.path));
                    self.calls.push(function.clone());
                }
                _ => {
                    if let Some(kind) = kind {
                        self.methods.insert(kind.to_owned());
                        self.visitors.extend(call.args.last().and_then(path_of));
                    }
                    if kind.is_some() || call.args.len() == 1 {
                        self.calls.push(function.clone());
                    }
                }
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(item) => drop(self.local.insert(plain(&item.ident))),
            Item::Enum(item) => drop(self.local.insert(plain(&item.ident))),
            Item::Impl(found) => self.visits_of(found),
            _ => {}
        }
    }
}

impl Asked {
    fn visits_of(&mut self, found: &syn::ItemImpl) {
        let is = |path: &syn::Path| path.segments.last().is_some_and(|s| s.ident == "Visitor");
        if !found.trait_.as_ref().is_some_and(|(path, _)| is(path)) {
            return;
        }
        for item in &found.items {
            if let ImplItem::Fn(function) = item {
                let name = function.sig.ident.to_string();
                self.visits
                    .extend(name.strip_prefix("visit_").map(str::to_owned));
            }
        }
    }
}

impl Lower {
    /// What a function body decodes; none where it does not plainly say.
    pub(super) fn decoded_by(
        &mut self,
        context: &Context,
        signature: &Signature,
        body: &Block,
        place: &Place,
    ) -> Option<Hcl> {
        self.decoded_at(context, signature, body, place, 0)
    }

    fn decoded_at(
        &mut self,
        context: &Context,
        signature: &Signature,
        body: &Block,
        place: &Place,
        depth: usize,
    ) -> Option<Hcl> {
        let mut asked = Asked::default();
        asked.visit_block(body);
        // A function's own parameters stand for what only its caller knows.
        let own = signature.generics.type_params();
        asked.local.extend(own.map(|param| plain(&param.ident)));
        if asked.methods.is_empty() {
            return match asked.types.as_slice() {
                [] => self.called(context, &asked, place, depth),
                [ty] => self.decoded_as(context, ty, &asked, place).or_else(|| {
                    // What looks like a type may be the module of a helper.
                    self.called(context, &asked, place, depth)
                }),
                _ => None,
            };
        }
        if !asked.types.is_empty() {
            return None;
        }
        let mut kinds: BTreeSet<&str> = BTreeSet::new();
        for method in &asked.methods {
            kinds.insert(kind(method)?);
        }
        if kinds.len() != 1 {
            return None;
        }
        let kind = kinds.pop_first()?;
        if kind == "any" {
            return self.visited(context, &mut asked);
        }
        of_kind(kind)
    }

    /// The form of the one type that is decoded.
    fn decoded_as(
        &mut self,
        context: &Context,
        ty: &syn::Type,
        asked: &Asked,
        place: &Place,
    ) -> Option<Hcl> {
        let mut mentioned = Mentioned::default();
        mentioned.visit_type(ty);
        if mentioned.0.iter().any(|name| asked.local.contains(name)) {
            return None;
        }
        let outer = std::mem::replace(&mut self.crates.quiet, true);
        let resolved = self.crates.ty(context, ty);
        self.crates.quiet = outer;
        let hcl = self.hcl(&resolved, place);
        hcl.opaque.is_none().then_some(hcl)
    }

    /// What visitors take where the input decides.
    fn visited(&mut self, context: &Context, asked: &mut Asked) -> Option<Hcl> {
        for visitor in std::mem::take(&mut asked.visitors) {
            let name = visitor
                .segments
                .last()
                .map(|segment| plain(&segment.ident))?;
            let scope = self.crates.scope(context.module)?;
            for (found, _) in scope.impls.get(&name).into_iter().flatten() {
                asked.visits_of(found);
            }
        }
        let mut kinds: BTreeSet<&str> = BTreeSet::new();
        for visit in &asked.visits {
            kinds.insert(kind(visit)?);
        }
        match kinds.len() {
            1 => of_kind(kinds.pop_first()?),
            _ => None,
        }
    }

    /// What the one function that is called decodes.
    fn called(
        &mut self,
        context: &Context,
        asked: &Asked,
        place: &Place,
        depth: usize,
    ) -> Option<Hcl> {
        let [function] = asked.calls.as_slice() else {
            return None;
        };
        let first = function
            .path
            .segments
            .first()
            .map(|first| plain(&first.ident));
        if depth > MAX_CALLS || first.is_some_and(|first| asked.local.contains(&first)) {
            return None;
        }
        self.function_form(context, function, place, depth + 1)
    }

    /// The form of what a function decodes that a path names.
    pub(super) fn function_form(
        &mut self,
        context: &Context,
        function: &syn::ExprPath,
        place: &Place,
        depth: usize,
    ) -> Option<Hcl> {
        let path = names(&function.path);
        let global = function.path.leading_colon.is_some();
        let space = Space::Values;
        let found = self
            .crates
            .resolve(context.module, &path, global, space)
            .ok();
        // A function of a type is behind that in the other namespace.
        let found = found.or_else(|| {
            let (name, ty) = path.split_last()?;
            let space = Space::Types;
            match self
                .crates
                .resolve(context.module, ty, global, space)
                .ok()?
            {
                Found::Item(id, rest) if rest.is_empty() => {
                    Some(Found::Item(id, vec![name.clone()]))
                }
                _ => None,
            }
        })?;
        let (id, rest) = match found {
            Found::Item(id, rest) => (id, rest),
            Found::Outside(outside, path) => {
                let form = leaf_types::helper(outside.name(), &path)?;
                return Some(Hcl::of_leaf(form));
            }
            Found::Mod(_) | Found::Builtin(_) => return None,
        };
        let item = self.crates.item(id);
        match (&item.kind, rest.as_slice()) {
            (Kind::Fn(function), []) => {
                let inside = Context::new(item.module, &item.parsed);
                self.decoded_at(&inside, &function.sig, &function.block, place, depth)
            }
            (Kind::Data(_), [name]) => {
                let of = self
                    .crates
                    .data_type(&Context::new(item.module, &item.parsed), &item);
                let (inside, member) = self.member(&of, name)?;
                let ImplItem::Fn(function) = member else {
                    return None;
                };
                self.decoded_at(&inside, &function.sig, &function.block, place, depth)
            }
            _ => None,
        }
    }
}

/// The names that a type mentions.
#[derive(Default)]
struct Mentioned(BTreeSet<String>);

impl<'ast> Visit<'ast> for Mentioned {
    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.0.insert(plain(ident));
    }
}

/// What a method of a deserializer or a visitor is for; none for what says nothing of it.
fn kind(method: &str) -> Option<&'static str> {
    Some(match method {
        "str" | "string" | "borrowed_str" | "char" | "identifier" => "string",
        "bool" => "bool",
        "u8" | "u16" | "u32" | "u64" | "u128" | "i8" | "i16" | "i32" | "i64" | "i128" | "f32"
        | "f64" => "number",
        "any" => "any",
        _ => return None,
    })
}

fn of_kind(kind: &str) -> Option<Hcl> {
    Some(Hcl::value(match kind {
        "string" => Type::String,
        "bool" => Type::Bool,
        "number" => Type::Number,
        _ => return None,
    }))
}

/// The type before the last segment of a path.
fn type_before(path: &syn::Path) -> Option<syn::Type> {
    let mut path = path.clone();
    path.segments.pop();
    // The separator behind the last segment goes, too.
    let last = path.segments.pop()?;
    path.segments.push_value(last);
    if path.segments.last()?.ident == "Deserialize" {
        return None;
    }
    Some(syn::Type::Path(syn::TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    }))
}

/// The path of the value that an expression makes.
fn path_of(expr: &Expr) -> Option<syn::Path> {
    match expr {
        Expr::Path(path) => Some(path.path.clone()),
        Expr::Struct(made) => Some(made.path.clone()),
        Expr::Call(call) => path_of(&call.func),
        _ => None,
    }
}
