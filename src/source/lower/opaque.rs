//! Types that serde's derive does not decode: what can be said of them.

use super::{Hcl, Lower};
use crate::diagnostics::Diagnostic;
use crate::hcldec::Type;
use crate::source::items::{Item, Kind};
use proc_macro2::TokenTree;
use std::rc::Rc;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta};

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

/// Crates with a derive of the same name as serde's.
const OTHER_DERIVES: [&str; 5] = ["rkyv", "miniserde", "nanoserde", "borsh", "speedy"];

/// Who decodes a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Derive {
    Serde,
    /// A derive of another crate that decodes a string.
    Text,
    /// A derive of another crate that decodes a number.
    Number,
    No,
}

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
        let path = self.world.path_of(item);
        if self.output {
            return Some(Hcl::any(format!("`{path}` does not derive `Serialize`")));
        }
        if let Some(by_hand) = self.written_by_hand(item) {
            return Some(Hcl::any(format!(
                "the `Deserialize` of `{path}` is written by hand, {by_hand}"
            )));
        }
        let Some(name) = attribute_macro(&data.attrs) else {
            return Some(Hcl::any(format!("`{path}` does not derive `Deserialize`")));
        };
        let message = format!(
            "`{path}` is taken as it stands: what the attribute macro `{name}` makes of it is not known"
        );
        let place = item.parsed.place(item.span);
        self.world
            .report(Diagnostic::note("attribute-macro", message).at(place));
        None
    }

    /// Whether `Deserialize` is another crate's here.
    fn is_other_derive(&mut self, item: &Item) -> bool {
        let Some(scope) = self.world.scope(item.module) else {
            return false;
        };
        let imports = scope.named.get("Deserialize").into_iter().flatten();
        let mut first = imports.filter_map(|import| import.path.first());
        first.any(|name| OTHER_DERIVES.contains(&name.as_str()))
    }

    /// Where the `impl Deserialize` of a type is, if it is near.
    fn written_by_hand(&mut self, item: &Item) -> Option<String> {
        let root = self.world.krate(item.module).root;
        let parent = self.world.module(item.module).parent;
        for module in [Some(item.module), parent, Some(root)]
            .into_iter()
            .flatten()
        {
            let Some(scope) = self.world.scope(module) else {
                continue;
            };
            for (found, parsed) in &scope.impls {
                let Some((path, _)) = &found.trait_ else {
                    continue;
                };
                let decodes = path
                    .segments
                    .last()
                    .is_some_and(|s| s.ident == "Deserialize");
                let syn::Type::Path(ty) = &*found.self_ty else {
                    continue;
                };
                let same = ty
                    .path
                    .segments
                    .last()
                    .is_some_and(|s| s.ident.unraw() == item.name.as_str());
                if decodes && same {
                    let place = parsed.place_of(&found.self_ty);
                    let line = place.line_column().map_or(1, |(line, _)| line);
                    return Some(format!("at {}:{line}", place.file().name()));
                }
            }
        }
        None
    }
}

/// Who derives a trait of serde for something with these attributes.
pub(in crate::source) fn derive(attrs: &[Attribute], name: &str) -> Derive {
    let mut by = Derive::No;
    for (first, last) in derived(attrs) {
        let other = first != last && OTHER_DERIVES.iter().any(|krate| first == krate);
        if last == name && !other {
            return Derive::Serde;
        }
        match last.to_string().as_str() {
            "DeserializeFromStr" | "Deserialize_enum_str" | "DeserializeEnumStr" => {
                by = Derive::Text;
            }
            "Deserialize_repr" => by = Derive::Number,
            _ => {}
        }
    }
    by
}

/// The first and the last segment of each path that is derived.
pub(super) fn derived(attrs: &[Attribute]) -> Vec<(Ident, Ident)> {
    let mut paths = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let Meta::List(list) = &attr.meta else {
            continue;
        };
        let mut path: Option<(Ident, Ident)> = None;
        for token in list.tokens.clone() {
            match token {
                TokenTree::Ident(ident) => {
                    let first = path.map_or_else(|| ident.clone(), |(first, _)| first);
                    path = Some((first, ident));
                }
                TokenTree::Punct(punct) if punct.as_char() == ',' => paths.extend(path.take()),
                _ => {}
            }
        }
        paths.extend(path);
    }
    paths
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
