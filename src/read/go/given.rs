//! Types whose source cannot be read, as the settings say that they are.

use super::packages::Packages;
use super::types::{Named, Ty};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::settings::Located;
use std::rc::Rc;

impl Packages {
    /// Takes what settings say of types that cannot be read.
    pub(crate) fn give(&mut self, types: &[(Located<String>, Located<String>)]) -> Diagnostics {
        let mut findings = Diagnostics::new();
        for (name, ty) in types {
            if let Some(ty) = given(&ty.value) {
                self.given.insert(name.value.clone(), ty);
            } else {
                let message = format!("no Go type can be said to be `{}`", ty.value);
                let finding = Diagnostic::error("settings", message).at(ty.place.clone());
                findings.push(
                    finding.help("write `string`, `number`, `bool`, `list(…)` or `map(string)`"),
                );
            }
        }
        findings
    }

    /// What settings say that a type is: by its path, or the name of its package.
    pub(super) fn given(&self, named: &Named) -> Option<Ty> {
        let package = self.get(named.package?);
        let by = |package: &str| {
            self.given
                .get(&format!("{package}.{}", named.name))
                .cloned()
        };
        by(&package.path).or_else(|| by(&package.name))
    }
}

/// The type of Go that is taken for one of HCL.
fn given(hcl: &str) -> Option<Ty> {
    if hcl.len() > 100 {
        return None;
    }
    let inner = |rest: &str| given(rest.strip_suffix(')')?).map(Rc::new);
    match hcl.trim() {
        "string" => Some(Ty::Basic("string")),
        "number" => Some(Ty::Basic("float64")),
        "bool" => Some(Ty::Basic("bool")),
        other => match other.split_once('(') {
            Some(("list", of)) => Some(Ty::Slice(inner(of)?)),
            Some(("map", of)) => Some(Ty::Map(Rc::new(Ty::Basic("string")), inner(of)?)),
            _ => None,
        },
    }
}
