//! Expressions that state a plain value: literals, and what only wraps or names them.
//! Anything else has no value here.

use super::defaults::empty;
use super::literal::Literal;
use super::{Lower, Shape};
use crate::read::rust::items::{ItemId, Kind, names, plain};
use crate::read::rust::leaf_types::Form;
use crate::read::rust::resolve::{Found, Space};
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, ImplItem, Stmt, Token, UnOp};

/// How many calls and constants are followed.
const MAX_STEPS: usize = 40;

/// Where an expression stands.
#[derive(Clone)]
pub(super) struct Frame<'a> {
    pub(super) context: &'a Context,
    /// What `let` and const parameters stand for.
    pub(super) locals: HashMap<String, Expr>,
    pub(super) steps: usize,
}

impl<'a> Frame<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        Self {
            context,
            locals: HashMap::new(),
            steps: 0,
        }
    }

    fn next(&self) -> Self {
        Self {
            steps: self.steps + 1,
            ..self.clone()
        }
    }

    pub(super) fn other<'b>(&self, context: &'b Context) -> Frame<'b> {
        Frame {
            context,
            locals: HashMap::new(),
            steps: self.steps + 1,
        }
    }
}

impl Lower {
    /// The value of an expression that is to be of a type.
    pub(super) fn evaluate(&mut self, frame: &Frame<'_>, expr: &Expr, ty: &Ty) -> Option<Literal> {
        if frame.steps > MAX_STEPS {
            return None;
        }
        let frame = &frame.next();
        match expr {
            Expr::Lit(lit) => Literal::read(&lit.lit),
            Expr::Paren(e) => self.evaluate(frame, &e.expr, ty),
            Expr::Group(e) => self.evaluate(frame, &e.expr, ty),
            Expr::Reference(e) => self.evaluate(frame, &e.expr, ty),
            Expr::Cast(e) => self.evaluate(frame, &e.expr, ty),
            Expr::Return(e) => self.evaluate(frame, e.expr.as_ref()?, ty),
            Expr::Block(e) => self.block(frame, &e.block, ty),
            Expr::Unary(e) => match (e.op, self.evaluate(frame, &e.expr, ty)?) {
                (UnOp::Neg(_), Literal::Number(digits)) => {
                    Some(Literal::Number(match digits.strip_prefix('-') {
                        Some(positive) => positive.to_owned(),
                        None => format!("-{digits}"),
                    }))
                }
                (UnOp::Not(_), Literal::Bool(value)) => Some(Literal::Bool(!value)),
                (UnOp::Deref(_), value) => Some(value),
                _ => None,
            },
            Expr::Array(e) => self.list(frame, e.elems.iter(), ty),
            Expr::Tuple(e) => self.list(frame, e.elems.iter(), ty),
            Expr::Macro(e) => self.macro_value(frame, &e.mac, ty),
            Expr::MethodCall(e) => match e.method.to_string().as_str() {
                "to_string" | "to_owned" | "into" | "clone" | "to_path_buf" | "into_boxed_str"
                | "to_vec" | "as_str" | "as_ref" | "into_owned" | "parse" | "unwrap" | "expect"
                | "unwrap_or_default" | "into_boxed_slice" | "collect" | "into_iter" | "iter" => {
                    self.evaluate(frame, &e.receiver, ty)
                }
                _ => None,
            },
            Expr::Call(e) => {
                let Expr::Path(path) = &*e.func else {
                    return None;
                };
                let args: Vec<&Expr> = e.args.iter().collect();
                self.call(frame, path, &args, ty)
            }
            Expr::Path(path) => self.named(frame, path, ty),
            _ => None,
        }
    }

    fn list<'e>(
        &mut self,
        frame: &Frame<'_>,
        list: impl Iterator<Item = &'e Expr>,
        ty: &Ty,
    ) -> Option<Literal> {
        let element = match ty {
            Ty::List(element) => (**element).clone(),
            Ty::Known(_, _, args) => args.first().cloned().unwrap_or(Ty::Wrong),
            _ => Ty::Wrong,
        };
        let values = list.map(|e| self.evaluate(frame, e, &element));
        Some(Literal::List(values.collect::<Option<_>>()?))
    }

    fn macro_value(&mut self, frame: &Frame<'_>, call: &syn::Macro, ty: &Ty) -> Option<Literal> {
        let name = call.path.segments.last()?.ident.to_string();
        let tokens = call.tokens.clone();
        let args = Punctuated::<Expr, Token![,]>::parse_terminated
            .parse2(tokens)
            .ok()?;
        match name.as_str() {
            "vec" => self.list(frame, args.iter(), ty),
            "format" | "concat" => {
                let parts = args.iter().map(|e| match self.evaluate(frame, e, ty)? {
                    Literal::String(text) | Literal::Number(text) => Some(text),
                    Literal::Bool(value) => Some(value.to_string()),
                    _ => None,
                });
                let text = parts.collect::<Option<String>>()?;
                let plain = name == "concat" || (args.len() == 1 && !text.contains(['{', '}']));
                plain.then_some(Literal::String(text))
            }
            _ => None,
        }
    }

    /// The value of the body of a function.
    pub(super) fn block(&mut self, frame: &Frame<'_>, block: &Block, ty: &Ty) -> Option<Literal> {
        let (locals, last) = tail(block)?;
        let mut frame = frame.clone();
        frame.locals.extend(locals);
        self.evaluate(&frame, &last, ty)
    }

    /// A name: a local, a constant, or a variant without data.
    fn named(&mut self, frame: &Frame<'_>, path: &syn::ExprPath, ty: &Ty) -> Option<Literal> {
        if let Some(ident) = path.path.get_ident() {
            let name = plain(ident);
            if let Some(local) = frame.locals.get(&name).cloned() {
                return self.evaluate(frame, &local, ty);
            }
            if name == "None" {
                return Some(Literal::Null);
            }
            if let Some(Ty::Const(text)) = frame.context.params.get(&name) {
                let expr = syn::parse_str::<Expr>(text).ok()?;
                return self.evaluate(frame, &expr, ty);
            }
        }
        match self.value_path(frame, path)? {
            Target::Item(id) => {
                let item = self.crates.item(id);
                let Kind::Const(value) = &item.kind else {
                    return None;
                };
                let context = Context::new(item.module, &item.parsed);
                self.evaluate(&frame.other(&context), value, ty)
            }
            Target::Member(of, name) => {
                if let Some(variant) = self.variant(&of, &name) {
                    return Some(variant);
                }
                let (context, member) = self.member(&of, &name)?;
                let ImplItem::Const(member) = member else {
                    return None;
                };
                self.evaluate(&frame.other(&context), &member.expr, ty)
            }
            Target::Outside(path) => Literal::limit(&path),
        }
    }

    fn call(
        &mut self,
        frame: &Frame<'_>,
        path: &syn::ExprPath,
        args: &[&Expr],
        ty: &Ty,
    ) -> Option<Literal> {
        let last = path.path.segments.last()?;
        let name = last.ident.to_string();
        if path.path.segments.len() == 1 && name == "Some" {
            let inner = match ty {
                Ty::Known(Form::Option, _, args) => args.first().cloned()?,
                _ => ty.clone(),
            };
            return self.evaluate(frame, args.first()?, &inner);
        }
        match (self.value_path(frame, path), args) {
            (Some(Target::Item(id)), []) => {
                let item = self.crates.item(id);
                let Kind::Fn(function) = &item.kind else {
                    return None;
                };
                let context = Context::new(item.module, &item.parsed);
                let mut inside = frame.other(&context);
                inside.locals = const_arguments(&function.sig.generics, &last.arguments);
                self.block(&inside, &function.block, ty)
            }
            (Some(Target::Item(id)), [inner]) => self.wrapped(frame, id, inner),
            (Some(Target::Member(of, name)), []) => self.called_member(frame, &of, &name, ty),
            (Some(Target::Member(Ty::Data(id, _), name)), [inner])
                if matches!(name.as_str(), "new" | "from") =>
            {
                self.wrapped(frame, id, inner)
            }
            (_, []) if name == "default" => self.default_of(ty),
            (_, []) if name == "new" => empty(ty),
            (_, [_]) if name == "with_capacity" => empty(ty),
            (_, [inner])
                if matches!(
                    name.as_str(),
                    "from"
                        | "new"
                        | "Borrowed"
                        | "Owned"
                        | "parse"
                        | "from_str"
                        | "Wrapping"
                        | "from_static"
                        | "new_unchecked"
                        | "from_string"
                        | "from_ref"
                        | "OrderedFloat"
                        | "NonZero"
                ) =>
            {
                let inner_ty = match ty {
                    Ty::Known(Form::Inner(i), _, args) => {
                        args.get(*i).cloned().unwrap_or(Ty::Wrong)
                    }
                    ty => ty.clone(),
                };
                self.evaluate(frame, inner, &inner_ty)
            }
            _ => None,
        }
    }

    pub(super) fn called_member(
        &mut self,
        frame: &Frame<'_>,
        of: &Ty,
        name: &str,
        ty: &Ty,
    ) -> Option<Literal> {
        match self.member(of, name) {
            Some((context, ImplItem::Fn(function))) => {
                self.block(&frame.other(&context), &function.block, ty)
            }
            _ if name == "default" => self.default_of(of),
            _ => None,
        }
    }

    /// The argument of a newtype's constructor.
    fn wrapped(&mut self, frame: &Frame<'_>, id: ItemId, inner: &Expr) -> Option<Literal> {
        let item = self.crates.item(id);
        let Kind::Data(data) = &item.kind else {
            return None;
        };
        let syn::Data::Struct(data) = &data.data else {
            return None;
        };
        let syn::Fields::Unnamed(fields) = &data.fields else {
            return None;
        };
        let field = fields
            .unnamed
            .first()
            .filter(|_| fields.unnamed.len() == 1)?;
        let context = self.crates.inside(id, &std::rc::Rc::default());
        let ty = self.crates.ty(&context, &field.ty);
        self.evaluate(frame, inner, &ty)
    }

    /// What a path of an expression leads to.
    fn value_path(&mut self, frame: &Frame<'_>, path: &syn::ExprPath) -> Option<Target> {
        let names = names(&path.path);
        let context = frame.context;
        let global = path.path.leading_colon.is_some();
        match names.as_slice() {
            [first, name] if first == "Self" => {
                return Some(Target::Member(context.this.clone()?, name.clone()));
            }
            [first] if first == "Self" => match &context.this {
                Some(Ty::Data(id, _)) => return Some(Target::Item(*id)),
                _ => return None,
            },
            [first, name] if context.params.contains_key(first) => {
                return Some(Target::Member(context.params[first].clone(), name.clone()));
            }
            _ => {}
        }
        if path.qself.is_some() {
            return None;
        }
        let mut found = self
            .crates
            .resolve(context.module, &names, global, Space::Values)
            .ok();
        if found.is_none() && names.len() == 1 {
            // The constructor of a tuple struct has the name of its type.
            found = self
                .crates
                .resolve(context.module, &names, global, Space::Types)
                .ok();
        }
        match found? {
            Found::Item(id, rest) => match rest.as_slice() {
                [] => Some(Target::Item(id)),
                [name] => {
                    let item = self.crates.item(id);
                    let ty = match &item.kind {
                        Kind::Alias(alias) => {
                            let context = self.crates.inside(id, &std::rc::Rc::default());
                            self.crates.ty(&context, &alias.ty)
                        }
                        _ => Ty::Data(id, std::rc::Rc::default()),
                    };
                    Some(Target::Member(ty, name.clone()))
                }
                _ => None,
            },
            Found::Outside(_, path) => Some(Target::Outside(path)),
            Found::Mod(_) | Found::Builtin(_) => None,
        }
    }

    /// The string that a variant without data is.
    pub(super) fn variant(&mut self, of: &Ty, name: &str) -> Option<Literal> {
        let Ty::Data(id, _) = of else { return None };
        let item = self.crates.item(*id);
        let place = item.parsed.place(item.span);
        let container = self.container(&item)?;
        let crate::read::rust::attributes::Body::Enum(_, variants) = &container.body else {
            return None;
        };
        let variant = variants.iter().find(|variant| variant.rust_name == name)?;
        let text = matches!(self.hcl(of, &place).shape, Shape::Value(Type::String));
        (text && !variant.skip).then(|| Literal::String(variant.name.clone()))
    }

    /// A function or constant of a type, and where it stands.
    pub(super) fn member(&mut self, of: &Ty, name: &str) -> Option<(Context, ImplItem)> {
        let Ty::Data(id, args) = of else { return None };
        let item = self.crates.item(*id);
        let root = self.crates.krate(item.module).root;
        let parent = self.crates.module(item.module).parent;
        for module in [Some(item.module), parent, Some(root)]
            .into_iter()
            .flatten()
        {
            let scope = self.crates.scope(module)?;
            for (found, parsed) in scope.impls.get(&item.name).into_iter().flatten() {
                let member = found.items.iter().find(|member| match member {
                    ImplItem::Fn(member) => member.sig.ident.unraw() == name,
                    ImplItem::Const(member) => member.ident.unraw() == name,
                    _ => false,
                });
                let Some(member) = member else { continue };
                let mut context = Context::new(module, parsed);
                context.this = Some(Ty::Data(*id, std::rc::Rc::clone(args)));
                return Some((context, member.clone()));
            }
        }
        None
    }
}

/// What a path of an expression leads to.
enum Target {
    Item(ItemId),
    Member(Ty, String),
    Outside(Vec<String>),
}

/// The locals of a block, and the expression it ends with.
pub(super) fn tail(block: &Block) -> Option<(HashMap<String, Expr>, Expr)> {
    let (last, before) = block.stmts.split_last()?;
    let mut locals = HashMap::new();
    for statement in before {
        match statement {
            Stmt::Local(local) => {
                let pattern = match &local.pat {
                    syn::Pat::Type(typed) => &*typed.pat,
                    pattern => pattern,
                };
                let (syn::Pat::Ident(ident), Some(init)) = (pattern, &local.init) else {
                    return None;
                };
                if ident.mutability.is_some() {
                    return None;
                }
                locals.insert(plain(&ident.ident), (*init.expr).clone());
            }
            Stmt::Item(_) => {}
            _ => return None,
        }
    }
    match last {
        Stmt::Expr(expr, None) | Stmt::Expr(expr @ Expr::Return(_), _) => {
            Some((locals, expr.clone()))
        }
        Stmt::Macro(call) if call.semi_token.is_none() => {
            let call = syn::ExprMacro {
                attrs: Vec::new(),
                mac: call.mac.clone(),
            };
            Some((locals, Expr::Macro(call)))
        }
        _ => None,
    }
}

fn const_arguments(
    generics: &syn::Generics,
    arguments: &syn::PathArguments,
) -> HashMap<String, Expr> {
    let syn::PathArguments::AngleBracketed(list) = arguments else {
        return HashMap::new();
    };
    let names = generics.params.iter().filter_map(|param| match param {
        syn::GenericParam::Const(param) => Some(plain(&param.ident)),
        syn::GenericParam::Type(_) | syn::GenericParam::Lifetime(_) => None,
    });
    let values = list.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Const(value) => Some(value.clone()),
        syn::GenericArgument::Type(syn::Type::Path(path)) => Some(Expr::Path(syn::ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: path.path.clone(),
        })),
        _ => None,
    });
    names.zip(values).collect()
}
