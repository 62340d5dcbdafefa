//! Types as they are once every name in them is known.

use super::packages::{Decl, PackageId};
use super::syntax::{File, Span};
use crate::diagnostics::{Diagnostic, Place};
use std::rc::Rc;

/// A type.
#[derive(Clone, Debug)]
pub(crate) enum Ty {
    /// A type of the language itself, by its name: `string`, `uint8`, `byte`.
    Basic(&'static str),
    /// A type with a name of its own, or another name for one.
    Named(Rc<Named>),
    Pointer(Rc<Ty>),
    Slice(Rc<Ty>),
    Array(u64, Rc<Ty>),
    Map(Rc<Ty>, Rc<Ty>),
    /// What stands before the element's type, and the element's type.
    Chan(&'static str, Rc<Ty>),
    Func(Rc<Func>),
    Interface(Rc<Vec<Element>>),
    Struct(Rc<Vec<StructField>>),
    /// A type parameter that nobody has given an argument for.
    Param(Rc<str>),
    /// What it is cannot be told.
    Unknown(Rc<Problem>),
}

impl Ty {
    /// The type that a declaration declares.
    pub(super) fn of(decl: &Rc<Decl>) -> Self {
        Self::Named(Rc::new(Named {
            package: Some(decl.package),
            name: decl.name().to_owned(),
            args: Vec::new(),
            alias: decl.get().alias,
            decl: Ok(Rc::clone(decl)),
        }))
    }

    /// Whether it is made of no more types than a budget has, which is used up by it.
    pub(super) fn fits(&self, budget: &mut usize) -> bool {
        let Some(rest) = budget.checked_sub(1) else {
            return false;
        };
        *budget = rest;
        match self {
            Self::Basic(_) | Self::Param(_) | Self::Unknown(_) => true,
            Self::Named(named) => named.args.iter().all(|arg| arg.fits(budget)),
            Self::Pointer(ty) | Self::Slice(ty) | Self::Array(_, ty) | Self::Chan(_, ty) => {
                ty.fits(budget)
            }
            Self::Map(key, value) => key.fits(budget) && value.fits(budget),
            Self::Func(func) => {
                let mut all = func.params.iter().chain(&func.results);
                all.all(|param| param.ty.fits(budget))
            }
            Self::Interface(elements) => elements.iter().all(|element| match element {
                Element::Method(_, func) => {
                    let mut all = func.params.iter().chain(&func.results);
                    all.all(|param| param.ty.fits(budget))
                }
                Element::Union(terms) => terms.iter().all(|(_, ty)| ty.fits(budget)),
            }),
            Self::Struct(fields) => fields.iter().all(|field| field.ty.fits(budget)),
        }
    }
}

/// A declared type, with the arguments of an instance.
#[derive(Debug)]
pub(crate) struct Named {
    /// None for those that every file knows: `error`, `any`.
    pub(crate) package: Option<PackageId>,
    pub(crate) name: String,
    pub(crate) args: Vec<Ty>,
    /// Whether it is another name for a type.
    pub(crate) alias: bool,
    /// Where it is declared; as an error, why that cannot be read.
    pub(crate) decl: Result<Rc<Decl>, Rc<Problem>>,
}

/// What a function takes and gives.
#[derive(Debug)]
pub(crate) struct Func {
    pub(crate) params: Vec<Param>,
    pub(crate) results: Vec<Param>,
}

/// A parameter or result.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: Option<String>,
    pub(crate) variadic: bool,
    pub(crate) ty: Ty,
}

/// What an interface asks for.
#[derive(Debug)]
pub(crate) enum Element {
    Method(String, Rc<Func>),
    Union(Vec<(bool, Ty)>),
}

/// A field of a struct, one for each of its names.
#[derive(Clone, Debug)]
pub(crate) struct StructField {
    pub(crate) name: String,
    pub(crate) embedded: bool,
    pub(crate) ty: Ty,
    /// The tag, in its quotes.
    pub(crate) tag: Option<Span>,
    pub(crate) file: Rc<File>,
    /// Its name, or the type that is embedded.
    pub(crate) span: Span,
    /// Its type.
    pub(crate) type_span: Span,
    /// The comment right above it.
    pub(crate) doc: Option<Span>,
}

impl StructField {
    /// Where it is.
    pub(crate) fn place(&self) -> Place {
        self.file.place(self.span)
    }
}

/// Why something cannot be told.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) finding: Diagnostic,
}

impl Problem {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            finding: Diagnostic::error(code, message),
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.finding = self.finding.help(help);
        self
    }

    /// As a finding, where it does not have a place of its own.
    pub(crate) fn at(&self, place: Place) -> Diagnostic {
        self.finding.clone().at(place)
    }
}

/// The types of the language itself.
const BASIC: [&str; 20] = [
    "bool",
    "string",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uintptr",
    "byte",
    "rune",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "Pointer",
];

/// The type that every file knows by a name.
pub(super) fn universe(name: &str) -> Option<Ty> {
    if let Some(basic) = BASIC
        .iter()
        .find(|basic| **basic == name && name != "Pointer")
    {
        return Some(Ty::Basic(basic));
    }
    matches!(name, "error" | "any" | "comparable").then(|| {
        Ty::Named(Rc::new(Named {
            package: None,
            name: name.to_owned(),
            args: Vec::new(),
            alias: name == "any",
            decl: Err(Rc::new(Problem::new("go-type", "it is an interface"))),
        }))
    })
}
