//! Types that serde's derive does not decode: what can be said of them.

use super::{Hcl, Lower};
use crate::diagnostics::Diagnostic;
use crate::read::rust::derives::{Derive, OTHER_DERIVES, derive};
use crate::read::rust::items::{Impl, Item, Kind, ModId};
use crate::read::rust::ty::Context;
use hcldec::Type;
use std::rc::Rc;
use syn::{Attribute, ImplItem};

/// Attributes that are no macros: rustc's, and serde's own.
const BUILT_IN: [&str; 20] = [
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "cold",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "no_mangle",
    "non_exhaustive",
    "path",
    "repr",
    "serde",
    "test",
    "warn",
];

impl Lower {
    /// The form of a type that serde's derive does not decode; none if it does.
    pub(super) fn without_derive(&mut self, item: &Rc<Item>) -> Option<Hcl> {
        let Kind::Data(data) = &item.kind else {
            return None;
        };
        let name = if self.output {
            "Serialize"
        } else {
            "Deserialize"
        };
        match derive(&data.attrs, name) {
            Derive::Serde if !self.is_other_derive(item) => return None,
            Derive::Text => return Some(Hcl::value(Type::String)),
            Derive::Number => return Some(Hcl::value(Type::Number)),
            _ => {}
        }
        let path = self.crates.path_of(item);
        if self.output {
            return Some(Hcl::any(format!("`{path}` does not derive `Serialize`")));
        }
        if let Some((module, (found, parsed))) = self.written_by_hand(item) {
            let place = parsed.place_of(&found.self_ty);
            let mut context = Context::new(module, &parsed);
            context.this = Some(self.crates.data_type(&context, item));
            let decoded = found.items.iter().find_map(|member| match member {
                ImplItem::Fn(function) if function.sig.ident == "deserialize" => {
                    self.decoded_by(&context, &function.sig, &function.block, &place)
                }
                _ => None,
            });
            let line = place.line_column().map_or(1, |(line, _)| line);
            let file = place.file().name();
            return Some(decoded.unwrap_or_else(|| {
                Hcl::any(format!(
                    "the `Deserialize` of `{path}` is written by hand, at {file}:{line}"
                ))
            }));
        }
        let Some(name) = attribute_macro(&data.attrs) else {
            return Some(Hcl::any(format!("`{path}` does not derive `Deserialize`")));
        };
        let message = format!(
            "`{path}` is taken as it stands: what the attribute macro `{name}` makes of it is not known"
        );
        let place = item.parsed.place(item.span);
        self.crates
            .report(Diagnostic::note("attribute-macro", message).at(place));
        None
    }

    /// Whether `Deserialize` is another crate's here.
    fn is_other_derive(&mut self, item: &Item) -> bool {
        let Some(scope) = self.crates.scope(item.module) else {
            return false;
        };
        let imports = scope.named.get("Deserialize").into_iter().flatten();
        let mut first = imports.filter_map(|import| import.path.first());
        first.any(|name| OTHER_DERIVES.contains(&name.as_str()))
    }

    /// Where the `impl Deserialize` of a type is, if it is near.
    fn written_by_hand(&mut self, item: &Item) -> Option<(ModId, Impl)> {
        let root = self.crates.krate(item.module).root;
        let parent = self.crates.module(item.module).parent;
        for module in [Some(item.module), parent, Some(root)]
            .into_iter()
            .flatten()
        {
            let Some(scope) = self.crates.scope(module) else {
                continue;
            };
            for (found, parsed) in scope.impls.get(&item.name).into_iter().flatten() {
                let Some((path, _)) = &found.trait_ else {
                    continue;
                };
                let decodes = path
                    .segments
                    .last()
                    .is_some_and(|s| s.ident == "Deserialize");
                if decodes {
                    return Some((module, (Rc::clone(found), Rc::clone(parsed))));
                }
            }
        }
        None
    }
}

/// The name of an attribute macro among some attributes.
fn attribute_macro(attrs: &[Attribute]) -> Option<String> {
    let derives = attrs.iter().any(|attr| attr.path().is_ident("derive"));
    attrs.iter().find_map(|attr| {
        let path = attr.path();
        let name = path.segments.last()?.ident.to_string();
        let tool = path.segments.len() > 1
            && ["rustfmt", "clippy", "diagnostic"]
                .iter()
                .any(|tool| path.segments[0].ident == tool);
        // Below a derive it is most likely an attribute for that derive.
        let helper = derives && path.segments.len() == 1 && follows_derive(attrs, attr);
        (!tool && !helper && !BUILT_IN.contains(&name.as_str())).then_some(name)
    })
}

fn follows_derive(attrs: &[Attribute], attr: &Attribute) -> bool {
    let derive = attrs.iter().position(|attr| attr.path().is_ident("derive"));
    let own = attrs.iter().position(|other| std::ptr::eq(other, attr));
    matches!((derive, own), (Some(derive), Some(own)) if derive < own)
}
