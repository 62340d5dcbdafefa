//! Types as gofmt prints them.

use super::imports::Imports;
use super::layout::{Row, fields};
use crate::read::go::{Element, FlatTy, Func, Packages, Param, StructField, Ty, quote, unquote};

/// What gofmt still puts on one line between braces.
const ONE_LINE: usize = 30;

/// Prints types for one file.
pub(super) struct Printer<'a> {
    pub(super) packages: &'a Packages,
    pub(super) imports: &'a Imports,
}

impl Printer<'_> {
    /// A type of a flat struct, whose fields stand `indent` deep.
    pub(super) fn flat(&self, ty: &FlatTy, indent: usize) -> String {
        match ty {
            FlatTy::As(ty) => self.ty(ty, indent),
            FlatTy::Pointer(to) => format!("*{}", self.flat(to, indent)),
            FlatTy::Slice(of) => format!("[]{}", self.flat(of, indent)),
            FlatTy::Flat(named) => {
                let qualifier = self.imports.qualifier(self.packages, named.package);
                format!("{qualifier}Flat{}", named.name)
            }
        }
    }

    fn ty(&self, ty: &Ty, indent: usize) -> String {
        match ty {
            Ty::Basic(name) => (*name).to_owned(),
            Ty::Param(name) => name.to_string(),
            // What cannot be told is an error where it matters.
            Ty::Unknown(_) => "any".to_owned(),
            Ty::Named(named) => {
                let qualifier = self.imports.qualifier(self.packages, named.package);
                let args: Vec<String> = named.args.iter().map(|arg| self.ty(arg, indent)).collect();
                let args = match args.as_slice() {
                    [] => String::new(),
                    args => format!("[{}]", args.join(", ")),
                };
                format!("{qualifier}{}{args}", named.name)
            }
            Ty::Pointer(to) => format!("*{}", self.ty(to, indent)),
            Ty::Slice(of) => format!("[]{}", self.ty(of, indent)),
            Ty::Array(length, of) => format!("[{length}]{}", self.ty(of, indent)),
            Ty::Map(key, value) => {
                format!("map[{}]{}", self.ty(key, indent), self.ty(value, indent))
            }
            Ty::Chan(words, of) => match of.as_ref() {
                Ty::Chan("<-chan ", _) if *words != "<-chan " => {
                    format!("{words}({})", self.ty(of, indent))
                }
                of => format!("{words}{}", self.ty(of, indent)),
            },
            Ty::Func(func) => format!("func{}", self.func(func, indent)),
            Ty::Interface(elements) => self.interface(elements, indent),
            Ty::Struct(fields) => self.structure(fields, indent),
        }
    }

    fn func(&self, func: &Func, indent: usize) -> String {
        let params = self.params(&func.params, indent);
        let results = match func.results.as_slice() {
            [] => String::new(),
            [one] if one.name.is_none() => format!(" {}", self.ty(&one.ty, indent)),
            many => format!(" {}", self.params(many, indent)),
        };
        format!("{params}{results}")
    }

    fn params(&self, params: &[Param], indent: usize) -> String {
        let params = params.iter().map(|param| {
            let name = param
                .name
                .as_ref()
                .map_or_else(String::new, |name| format!("{name} "));
            let dots = if param.variadic { "..." } else { "" };
            format!("{name}{dots}{}", self.ty(&param.ty, indent))
        });
        format!("({})", params.collect::<Vec<_>>().join(", "))
    }

    fn interface(&self, elements: &[Element], indent: usize) -> String {
        let lines: Vec<String> = elements
            .iter()
            .map(|element| match element {
                Element::Method(name, func) => format!("{name}{}", self.func(func, indent + 1)),
                Element::Union(terms) => {
                    let terms = terms.iter().map(|(tilde, ty)| {
                        let tilde = if *tilde { "~" } else { "" };
                        format!("{tilde}{}", self.ty(ty, indent + 1))
                    });
                    terms.collect::<Vec<_>>().join(" | ")
                }
            })
            .collect();
        match lines.as_slice() {
            [] => "interface{}".to_owned(),
            [one] if one.len() <= ONE_LINE => format!("interface{{ {one} }}"),
            many => {
                let tabs = "\t".repeat(indent);
                let many: String = many
                    .iter()
                    .map(|line| format!("{tabs}\t{line}\n"))
                    .collect();
                format!("interface {{\n{many}{tabs}}}")
            }
        }
    }

    fn structure(&self, all: &[StructField], indent: usize) -> String {
        if let [one] = all
            && one.tag.is_none()
        {
            let name = if one.embedded {
                String::new()
            } else {
                format!("{} ", one.name)
            };
            let line = format!("{name}{}", self.ty(&one.ty, indent));
            if line.len() <= ONE_LINE && !line.contains('\n') {
                return format!("struct{{ {line} }}");
            }
        }
        if all.is_empty() {
            return "struct{}".to_owned();
        }
        let rows = all.iter().map(|field| Row {
            name: (!field.embedded).then(|| field.name.clone()),
            ty: self.ty(&field.ty, indent + 1),
            tag: field
                .tag
                .map(|tag| quote(&unquote(field.file.text(tag)).unwrap_or_default())),
        });
        let lines = fields(rows.collect(), indent + 1);
        format!("struct {{\n{lines}{}}}", "\t".repeat(indent))
    }
}
