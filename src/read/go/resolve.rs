//! What the names in a type mean: type parameters, then types of the package, then those of
//! packages imported with a dot, then those that every file knows.

use super::packages::{Decl, PackageId, Packages};
use super::quote::unquote;
use super::syntax::{self, File, Span, TypeExpr, TypeKind};
use super::types::{Element, Func, Named, Param, Problem, StructField, Ty, universe};
use crate::diagnostics::nearest;
use std::rc::Rc;

/// How many names may lead from one to the other.
const MAX_CHAIN: usize = 100;

/// How many types the arguments of an instance may be made of.
const MAX_ARGUMENTS: usize = 10_000;

/// Where a type is written, and what it may name.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) package: PackageId,
    pub(super) file: Rc<File>,
    /// Type parameters and what stands in for them.
    args: Rc<Vec<(String, Ty)>>,
}

impl Scope {
    /// That of a declaration, with the arguments of an instance.
    pub(super) fn of(decl: &Decl, args: &[Ty]) -> Self {
        let names = decl.get().params.iter().map(|name| decl.file.text(*name));
        let mut args = args.iter();
        let args = names.map(|name| {
            let param = || Ty::Param(name.into());
            (name.to_owned(), args.next().cloned().unwrap_or_else(param))
        });
        Self {
            package: decl.package,
            file: Rc::clone(&decl.file),
            args: Rc::new(args.collect()),
        }
    }
}

impl Packages {
    /// The type that an expression means.
    pub(super) fn resolve(&mut self, expr: &TypeExpr, scope: &Scope) -> Ty {
        let mut inner = |expr: &TypeExpr| Rc::new(self.resolve(expr, scope));
        match &expr.kind {
            TypeKind::Pointer(to) => Ty::Pointer(inner(to)),
            TypeKind::Slice(of) => Ty::Slice(inner(of)),
            TypeKind::Map(key, value) => Ty::Map(inner(key), inner(value)),
            TypeKind::Chan(words, of) => Ty::Chan(words, inner(of)),
            TypeKind::Paren(it) => self.resolve(it, scope),
            TypeKind::Array(length, of) => {
                let of = inner(of);
                if let Some(length) = self.length(*length, scope) {
                    return Ty::Array(length, of);
                }
                let written = scope.file.text(*length);
                let message = format!("what `{written}` is worth cannot be told here");
                Ty::Unknown(Rc::new(Problem::new("go-constant", message).help(
                    "lengths of arrays are numbers, constants, and sums and the like of them",
                )))
            }
            TypeKind::Func(signature) => Ty::Func(Rc::new(self.func(signature, scope))),
            TypeKind::Interface(elements) => {
                let elements = elements.iter().map(|element| match element {
                    syntax::Element::Method(name, signature) => {
                        let name = scope.file.text(*name).to_owned();
                        Element::Method(name, Rc::new(self.func(signature, scope)))
                    }
                    syntax::Element::Union(terms) => {
                        let terms = terms.iter();
                        let terms = terms.map(|(tilde, ty)| (*tilde, self.resolve(ty, scope)));
                        Element::Union(terms.collect())
                    }
                });
                Ty::Interface(Rc::new(elements.collect()))
            }
            TypeKind::Struct(fields) => Ty::Struct(Rc::new(self.fields(fields, scope))),
            TypeKind::Name {
                package,
                name,
                args,
            } => {
                let args: Vec<Ty> = args.iter().map(|arg| self.resolve(arg, scope)).collect();
                match package {
                    Some(package) => self.imported(*package, *name, args, scope),
                    None => self.named(*name, args, scope),
                }
            }
        }
    }

    fn func(&mut self, signature: &syntax::Signature, scope: &Scope) -> Func {
        let mut resolve = |params: &[syntax::Param]| {
            let params = params.iter().map(|param| Param {
                name: param.name.map(|name| scope.file.text(name).to_owned()),
                variadic: param.variadic,
                ty: self.resolve(&param.ty, scope),
            });
            params.collect()
        };
        Func {
            params: resolve(&signature.params),
            results: resolve(&signature.results),
        }
    }

    /// The fields of a struct, one for each name.
    fn fields(&mut self, fields: &[syntax::Field], scope: &Scope) -> Vec<StructField> {
        let mut all = Vec::new();
        for field in fields {
            let ty = self.resolve(&field.ty, scope);
            let one = |name: &str, span: Span| StructField {
                name: name.to_owned(),
                embedded: field.names.is_empty(),
                ty: ty.clone(),
                tag: field.tag,
                file: Rc::clone(&scope.file),
                span,
                type_span: field.ty.span,
                doc: field.doc,
            };
            if let Some(name) = embedded_name(&field.ty).filter(|_| field.names.is_empty()) {
                all.push(one(scope.file.text(name), field.ty.span));
            }
            let names = field.names.iter();
            all.extend(names.map(|name| one(scope.file.text(*name), *name)));
        }
        all
    }

    /// A name without a package.
    fn named(&mut self, span: Span, args: Vec<Ty>, scope: &Scope) -> Ty {
        let name = scope.file.text(span);
        if let Some((_, ty)) = scope.args.iter().find(|(param, _)| param == name) {
            return ty.clone();
        }
        if let Some(decl) = self.find(scope.package, name) {
            return declared(decl, args);
        }
        let dotted = scope
            .file
            .imports
            .iter()
            .filter(|import| import.name.is_some_and(|name| scope.file.text(name) == "."));
        for import in dotted {
            let path = unquote(scope.file.text(import.path)).unwrap_or_default();
            let package = self.import(&path);
            if let Some(decl) = self.find(package, name) {
                return declared(decl, args);
            }
        }
        universe(name).unwrap_or_else(|| {
            let problem = self.unknown(scope.package, name);
            Ty::Unknown(Rc::new(problem))
        })
    }

    /// A name of an imported package.
    fn imported(&mut self, qualifier: Span, name: Span, args: Vec<Ty>, scope: &Scope) -> Ty {
        let name = scope.file.text(name);
        let qualifier = scope.file.text(qualifier);
        if qualifier == "C" {
            let message = format!("`C.{name}` is a type of C, which only cgo knows");
            return Ty::Unknown(Rc::new(Problem::new("go-type", message)));
        }
        let Some(package) = self.imported_as(qualifier, &scope.file) else {
            let imports = scope.file.imports.iter();
            let names: Vec<String> = imports
                .map(|import| unquote(scope.file.text(import.path)).unwrap_or_default())
                .map(|path| super::guess::guess(&path).to_owned())
                .collect();
            let mut problem = Problem::new(
                "go-import",
                format!("no import of this file is called `{qualifier}`"),
            );
            if let Some(near) = nearest(qualifier, names.iter().map(String::as_str)) {
                problem = problem.help(format!("did you mean `{near}.{name}`?"));
            }
            return Ty::Unknown(Rc::new(problem));
        };
        if name == "Pointer" && self.get(package).path == "unsafe" {
            return self.absent_type(package, name, args);
        }
        match self.find(package, name) {
            Some(decl) => declared(decl, args),
            None => self.absent_type(package, name, args),
        }
    }

    /// A type that has a name, and no declaration here.
    fn absent_type(&mut self, package: PackageId, name: &str, args: Vec<Ty>) -> Ty {
        let problem = self.unknown(package, name);
        Ty::Named(Rc::new(Named {
            package: Some(package),
            name: name.to_owned(),
            args,
            alias: false,
            decl: Err(Rc::new(problem)),
        }))
    }

    /// The package that a file knows by a name.
    pub(super) fn imported_as(&mut self, qualifier: &str, file: &File) -> Option<PackageId> {
        let imports: Vec<(Option<&str>, String)> = file
            .imports
            .iter()
            .map(|import| {
                let path = unquote(file.text(import.path)).unwrap_or_default();
                (import.name.map(|name| file.text(name)), path)
            })
            .collect();
        if let Some((_, path)) = imports.iter().find(|(name, _)| *name == Some(qualifier)) {
            return Some(self.import(path));
        }
        let plain = || imports.iter().filter(|(name, _)| name.is_none());
        // The likely ones first: to ask each for its name would read them all.
        let likely = |path: &str| super::guess::guess(path) == qualifier;
        let likely_first = plain()
            .filter(|(_, path)| likely(path))
            .chain(plain().filter(|(_, path)| !likely(path)));
        for (_, path) in likely_first {
            let id = self.import(path);
            if self.get(id).name == qualifier {
                return Some(id);
            }
        }
        None
    }

    /// Why a package has no type of a name.
    fn unknown(&mut self, package: PackageId, name: &str) -> Problem {
        let path = self.get(package).path.clone();
        if self.get(package).absent.is_some() {
            let message = format!("what `{name}` of `{path}` is cannot be told");
            let mut problem = Problem::new("go-module", message);
            problem.finding = self.explain_absent(package, problem.finding);
            return problem.help(format!(
                "or say what it is, in sdc.toml: `[types]` with `\"{path}.{name}\" = \"string\"`"
            ));
        }
        let names = self.names(package);
        let mut problem = Problem::new("go-type", format!("`{path}` has no type `{name}`"));
        if let Some(place) = self.find_elsewhere(package, name) {
            problem.finding = problem
                .finding
                .related("declared for other platforms here", place);
            return problem.help("read it for one of them, with `--goos` and `--goarch`");
        }
        if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
            problem = problem.help(format!("did you mean `{near}`?"));
        }
        problem
    }

    /// What a named type or an alias is made of, down to what has no name.
    pub(crate) fn underlying(&mut self, ty: &Ty) -> Result<Ty, Rc<Problem>> {
        self.follow(ty, |_| false)
    }

    /// What an alias is another name for.
    pub(crate) fn unalias(&mut self, ty: &Ty) -> Result<Ty, Rc<Problem>> {
        self.follow(ty, |named| !named.alias)
    }

    fn follow(&mut self, ty: &Ty, stop: impl Fn(&Named) -> bool) -> Result<Ty, Rc<Problem>> {
        let mut ty = ty.clone();
        for _ in 0..MAX_CHAIN {
            let named = match &ty {
                Ty::Named(named) if !stop(named) => Rc::clone(named),
                Ty::Unknown(problem) => return Err(Rc::clone(problem)),
                _ => return Ok(ty),
            };
            ty = match &named.decl {
                Ok(decl) => {
                    let scope = Scope::of(decl, &named.args);
                    let decl = Rc::clone(decl);
                    self.resolve(&decl.get().ty, &scope)
                }
                Err(_) if named.package.is_none() => Ty::Interface(Rc::new(Vec::new())),
                Err(problem) => match self.given(&named) {
                    Some(given) => given,
                    None => return Err(Rc::clone(problem)),
                },
            };
        }
        Err(Rc::new(Problem::new("go-type", "the type leads to itself")))
    }
}

fn declared(decl: Rc<Decl>, args: Vec<Ty>) -> Ty {
    // Generic types can double their arguments at every step.
    let mut budget = MAX_ARGUMENTS;
    if !args.iter().all(|arg| arg.fits(&mut budget)) {
        let message = format!(
            "the arguments of `{}` are too many to be followed",
            decl.name()
        );
        return Ty::Unknown(Rc::new(Problem::new("go-generic", message)));
    }
    Ty::Named(Rc::new(Named {
        package: Some(decl.package),
        name: decl.name().to_owned(),
        args,
        alias: decl.get().alias,
        decl: Ok(decl),
    }))
}

/// The name of an embedded field: that of its type.
fn embedded_name(ty: &TypeExpr) -> Option<Span> {
    match &ty.kind {
        TypeKind::Name { name, .. } => Some(*name),
        TypeKind::Pointer(inner) | TypeKind::Paren(inner) => embedded_name(inner),
        _ => None,
    }
}
