//! Which packages a generated file imports, and what it calls them.

use crate::read::go::{Element, FlatTy, Func, Named, PackageId, Packages, Ty};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

pub(super) const HCLDEC: &str = "github.com/hashicorp/hcl/v2/hcldec";
pub(super) const CTY: &str = "github.com/zclconf/go-cty/cty";

/// The imports of a file.
pub(super) struct Imports {
    own: PackageId,
    /// What each package is called here, by its path, and whether its import says so.
    names: BTreeMap<String, (String, bool)>,
}

impl Imports {
    /// Names the packages that types lead to; two of one name are told apart.
    pub(super) fn new<'a>(
        packages: &Packages,
        own: PackageId,
        types: impl Iterator<Item = &'a FlatTy>,
        cty: bool,
    ) -> Self {
        let mut used = BTreeSet::new();
        types.for_each(|ty| of_flat(ty, &mut used));
        used.remove(&own);
        let mut paths: BTreeMap<&str, &str> = used
            .iter()
            .map(|id| {
                (
                    packages.get(*id).path.as_str(),
                    packages.get(*id).name.as_str(),
                )
            })
            .collect();
        paths.insert(HCLDEC, "hcldec");
        if cty {
            paths.insert(CTY, "cty");
        }
        // What the spec itself is written with keeps its names.
        let mut taken = BTreeSet::from(["hcldec".to_owned(), "cty".to_owned()]);
        let names = paths.into_iter().map(|(path, name)| {
            let mut unique = name.to_owned();
            let fixed = path == HCLDEC || path == CTY;
            let mut nth = 2;
            while !fixed && !taken.insert(unique.clone()) {
                unique = format!("{name}{nth}");
                nth += 1;
            }
            let plain = path == unique || path.ends_with(&format!("/{unique}"));
            (path.to_owned(), (unique, !plain))
        });
        let names = names.collect();
        Self { own, names }
    }

    /// What stands before a name of a package: nothing, or what the package is called, and
    /// a dot.
    pub(super) fn qualifier(&self, packages: &Packages, package: Option<PackageId>) -> String {
        let other = package.filter(|id| *id != self.own);
        let name = other.and_then(|id| self.names.get(&packages.get(id).path));
        name.map_or_else(String::new, |(name, _)| format!("{name}."))
    }

    /// The import declaration, as goimports writes it: Go's own library first.
    pub(super) fn declaration(&self) -> String {
        let mut text = String::from("import (\n");
        let others = |path: &&String| path.split('/').next().unwrap_or_default().contains('.');
        let (others, own): (Vec<_>, Vec<_>) = self.names.keys().partition(others);
        for path in &own {
            self.line(path, &mut text);
        }
        if !own.is_empty() && !others.is_empty() {
            text.push('\n');
        }
        for path in &others {
            self.line(path, &mut text);
        }
        text.push_str(")\n");
        text
    }

    fn line(&self, path: &str, text: &mut String) {
        let (name, said) = &self.names[path];
        let name = if *said {
            format!("{name} ")
        } else {
            String::new()
        };
        let _ = writeln!(text, "\t{name}\"{path}\"");
    }
}

fn of_flat(ty: &FlatTy, used: &mut BTreeSet<PackageId>) {
    match ty {
        FlatTy::As(ty) => of(ty, used),
        FlatTy::Pointer(to) | FlatTy::Slice(to) => of_flat(to, used),
        FlatTy::Flat(named) => used.extend(named.package),
    }
}

fn of(ty: &Ty, used: &mut BTreeSet<PackageId>) {
    match ty {
        Ty::Basic(_) | Ty::Param(_) | Ty::Unknown(_) => {}
        Ty::Named(named) => of_named(named, used),
        Ty::Pointer(ty) | Ty::Slice(ty) | Ty::Array(_, ty) | Ty::Chan(_, ty) => of(ty, used),
        Ty::Map(key, value) => {
            of(key, used);
            of(value, used);
        }
        Ty::Func(func) => of_func(func, used),
        Ty::Interface(elements) => {
            for element in elements.iter() {
                match element {
                    Element::Method(_, func) => of_func(func, used),
                    Element::Union(terms) => terms.iter().for_each(|(_, ty)| of(ty, used)),
                }
            }
        }
        Ty::Struct(fields) => fields.iter().for_each(|field| of(&field.ty, used)),
    }
}

fn of_named(named: &Named, used: &mut BTreeSet<PackageId>) {
    used.extend(named.package);
    named.args.iter().for_each(|arg| of(arg, used));
}

fn of_func(func: &Func, used: &mut BTreeSet<PackageId>) {
    let all = func.params.iter().chain(&func.results);
    all.for_each(|param| of(&param.ty, used));
}
