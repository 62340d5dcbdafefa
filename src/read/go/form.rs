//! What a field is: the type that the flat struct has for it, and its line in the spec.
//! packer-sdc decides, wherever the file that it makes compiles; what it gets wrong is put
//! right, or an error.

use super::builtin;
use super::flat::{Cty, Entry, FlatTy};
use super::packages::{PackageId, Packages};
use super::types::{Named, Problem, Ty};
use crate::diagnostics::Diagnostic;
use std::rc::Rc;

const TRILEAN: (&str, &str) = (
    "github.com/hashicorp/packer-plugin-sdk/template/config",
    "Trilean",
);
const POLICY: (&str, &str) = (
    "github.com/hashicorp/packer/provisioner/powershell",
    "ExecutionPolicy",
);

/// What came of a field's type, or why nothing can.
type Made<T> = Result<T, Rc<Problem>>;

const LEAVE_OUT: &str = "leave it out of the spec with `mapstructure-to-hcl2:\",skip\"`";

/// How deep lists may be nested.
const MAX_DEPTH: usize = 50;

/// Decides what the fields of one package's structs are.
pub(super) struct Forms<'a> {
    pub(super) packages: &'a mut Packages,
    /// The package that the flat structs are for.
    pub(super) own: PackageId,
    /// What is to be known about a field all the same.
    pub(super) said: Vec<Diagnostic>,
    depth: usize,
}

impl<'a> Forms<'a> {
    pub(super) fn new(packages: &'a mut Packages, own: PackageId) -> Self {
        Self {
            packages,
            own,
            said: Vec::new(),
            depth: 0,
        }
    }

    fn is(&self, named: &Named, (path, name): (&str, &str)) -> bool {
        let package = named.package.map(|id| self.packages.get(id).path.as_str());
        named.name == name && package == Some(path)
    }

    /// What stands in for a few types that decode themselves.
    fn stand_in(&self, ty: &Ty) -> Option<(&'static str, Cty)> {
        let Ty::Named(named) = ty else {
            return None;
        };
        if self.is(named, ("time", "Duration")) || self.is(named, POLICY) {
            return Some(("string", Cty::String));
        }
        self.is(named, TRILEAN).then_some(("bool", Cty::Bool))
    }

    /// The type that a flat struct has for a field, and what it is in the spec.
    pub(super) fn form(&mut self, ty: &Ty) -> Made<(FlatTy, Entry)> {
        let ty = pointee(ty);
        if let Some((basic, cty)) = self.stand_in(ty) {
            return Ok((pointer(FlatTy::As(Ty::Basic(basic))), Entry::Attr(cty)));
        }
        let as_is = FlatTy::As(ty.clone());
        match ty {
            Ty::Basic(name) => Ok((pointer(as_is), Entry::Attr(basic(name)))),
            Ty::Slice(of) => self.slice(ty, of),
            // What a pointer to a pointer points to is no more than what one points to.
            Ty::Named(_) | Ty::Pointer(_) => self.named(ty),
            Ty::Param(name) => {
                let message = format!("`{name}` is a type parameter, and stands for no type here");
                Err(Rc::new(Problem::new("go-generic", message)))
            }
            other => Ok((as_is, self.entry(other)?)),
        }
    }

    fn named(&mut self, ty: &Ty) -> Made<(FlatTy, Entry)> {
        if let Some(named) = self.struct_of(ty)? {
            self.flat_exists(&named)?;
            let ty = pointer(FlatTy::Flat(Rc::clone(&named)));
            return Ok((ty, Entry::Block(named)));
        }
        let as_is = FlatTy::As(ty.clone());
        let own_name = matches!(ty, Ty::Named(named) if !named.alias);
        match self.packages.underlying(ty)? {
            Ty::Slice(of) => match self.struct_of(&of)? {
                Some(named) => self.blocks(named),
                None => Ok((as_is, self.entry(&Ty::Slice(of))?)),
            },
            Ty::Basic(name) if own_name => Ok((pointer(as_is), Entry::Attr(basic(name)))),
            inner => Ok((as_is, self.entry(&inner)?)),
        }
    }

    fn slice(&mut self, ty: &Ty, of: &Ty) -> Made<(FlatTy, Entry)> {
        if let Some((basic, cty)) = self.stand_in(pointee(of)) {
            let ty = FlatTy::Slice(Box::new(FlatTy::As(Ty::Basic(basic))));
            return Ok((ty, Entry::Attr(Cty::List(Box::new(cty)))));
        }
        match self.struct_of(of)? {
            Some(named) => self.blocks(named),
            None => Ok((FlatTy::As(ty.clone()), self.entry(ty)?)),
        }
    }

    fn blocks(&self, named: Rc<Named>) -> Made<(FlatTy, Entry)> {
        self.flat_exists(&named)?;
        let ty = FlatTy::Slice(Box::new(FlatTy::Flat(Rc::clone(&named))));
        Ok((ty, Entry::Blocks(named)))
    }

    /// What a type that is no struct is in the spec.
    fn entry(&mut self, ty: &Ty) -> Made<Entry> {
        let Some(cty) = self.cty(ty)? else {
            let message = "HCL has no such type: the spec says `bool`, and no template can set it";
            let finding = Diagnostic::warning("go-no-form", message).help(LEAVE_OUT);
            self.said.push(
                finding.help("or make it of strings, numbers, bools, lists, maps and structs"),
            );
            return Ok(Entry::Unknown);
        };
        if let Ty::Map(_, value) = ty
            && let Some(named) = self.struct_of(value)?
        {
            let name = &named.name;
            let message = format!(
                "a map of `{name}` has no form on Packer's wire: to the spec its values are strings"
            );
            let help = "make it a list of a struct that holds the key as a field";
            self.lost(&named, message, help)?;
        }
        Ok(Entry::Attr(cty))
    }

    /// Says that structs have no form where they are: a warning where the file of packer-sdc
    /// compiles all the same, and so ours is to be equal.
    fn lost(&mut self, named: &Named, message: String, help: &str) -> Made<()> {
        let compiles = named.package.is_some_and(|id| {
            let path = &self.packages.get(id).path;
            id == self.own || builtin::is_standard(path) && !path.contains('/')
        });
        if !compiles {
            return Err(Rc::new(Problem::new("go-no-form", message).help(help)));
        }
        let finding = Diagnostic::warning("go-no-form", message);
        self.said.push(finding.help(help));
        Ok(())
    }

    /// The type of an attribute, if HCL has one for it.
    fn cty(&mut self, ty: &Ty) -> Made<Option<Cty>> {
        if self.depth >= MAX_DEPTH {
            let message = "the type contains itself, which no type in HCL does";
            return Err(Rc::new(Problem::new("go-no-form", message).help(LEAVE_OUT)));
        }
        self.depth += 1;
        let made = self.cty_of(ty);
        self.depth -= 1;
        made
    }

    fn cty_of(&mut self, ty: &Ty) -> Made<Option<Cty>> {
        Ok(match ty {
            Ty::Basic(name) => Some(basic(name)),
            Ty::Map(..) => Some(Cty::Map),
            Ty::Pointer(to) => self.cty(to)?,
            Ty::Named(_) | Ty::Unknown(_) => {
                let inner = self.packages.underlying(ty)?;
                self.cty(&inner)?
            }
            Ty::Slice(of) => self.list(of)?,
            Ty::Array(_, of) => {
                if let Some(named) = self.struct_of(of)? {
                    let message =
                        format!("an array of `{}` has no form on Packer's wire", named.name);
                    self.lost(&named, message, "make it a slice, `[]`")?;
                }
                None
            }
            _ => None,
        })
    }

    fn list(&mut self, of: &Ty) -> Made<Option<Cty>> {
        let problem = |message: String, help: &str| {
            Err(Rc::new(Problem::new("go-no-form", message).help(help)))
        };
        if let Some(named) = self.struct_of(of)? {
            let message = format!(
                "a list of lists of `{}` has no form on Packer's wire",
                named.name
            );
            return problem(
                message,
                "put a struct between them that holds the inner list",
            );
        }
        match self.cty(of)? {
            Some(cty) => Ok(Some(Cty::List(Box::new(cty)))),
            None if matches!(of, Ty::Named(named) if !named.alias) => problem(
                "a list of this type has no form on Packer's wire".to_owned(),
                LEAVE_OUT,
            ),
            None => Ok(None),
        }
    }

    /// The struct with a name that a type is, behind pointers and aliases.
    fn struct_of(&mut self, ty: &Ty) -> Made<Option<Rc<Named>>> {
        let mut ty = ty.clone();
        for _ in 0..100 {
            ty = match &ty {
                Ty::Pointer(to) => to.as_ref().clone(),
                Ty::Named(named) if named.alias => match self.packages.unalias(&ty)? {
                    inner @ (Ty::Named(_) | Ty::Pointer(_)) => inner,
                    _ => return Ok(None),
                },
                Ty::Named(named) => {
                    return match self.packages.underlying(&ty)? {
                        Ty::Struct(_) => Ok(Some(Rc::clone(named))),
                        // A name for a pointer to a struct is as good as the pointer.
                        Ty::Pointer(to) => match self.struct_of_pointer(&to)? {
                            Some(named) => Ok(Some(named)),
                            None => Ok(None),
                        },
                        _ => Ok(None),
                    };
                }
                _ => return Ok(None),
            };
        }
        Ok(None)
    }

    fn struct_of_pointer(&mut self, to: &Ty) -> Made<Option<Rc<Named>>> {
        let Ty::Named(named) = self.packages.unalias(to)? else {
            return Ok(None);
        };
        let is_struct = matches!(
            self.packages.underlying(&Ty::Named(Rc::clone(&named)))?,
            Ty::Struct(_)
        );
        Ok(is_struct.then_some(named))
    }

    /// Whether a struct can have a flat form: those of Go's own library have none.
    fn flat_exists(&self, named: &Named) -> Made<()> {
        let Some(id) = named.package.filter(|id| self.packages.is_opaque(*id)) else {
            return Ok(());
        };
        let package = &self.packages.get(id).name;
        let message = format!(
            "`{package}.{}` has no spec, as nothing of Go's own library has one",
            named.name
        );
        Err(Rc::new(Problem::new("go-no-form", message).help(
            "take a string in the struct and parse it when the configuration is prepared, \
             or leave it out of the spec with `mapstructure-to-hcl2:\",skip\"`",
        )))
    }
}

/// What a pointer points to; of another type, itself.
fn pointee(ty: &Ty) -> &Ty {
    match ty {
        Ty::Pointer(to) => to,
        ty => ty,
    }
}

fn pointer(ty: FlatTy) -> FlatTy {
    FlatTy::Pointer(Box::new(ty))
}

fn basic(name: &str) -> Cty {
    match name {
        "bool" => Cty::Bool,
        "string" | "uintptr" | "Pointer" => Cty::String,
        _ => Cty::Number,
    }
}
