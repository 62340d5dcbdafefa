//! What a type derives, and so who decodes it and what it is for.

use super::items::{Item, Kind};
use proc_macro2::{Ident, TokenTree};
use syn::{Attribute, Meta};

/// Crates with a derive of the same name as serde's.
pub(super) const OTHER_DERIVES: [&str; 5] = ["rkyv", "miniserde", "nanoserde", "borsh", "speedy"];

/// Who decodes a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derive {
    Serde,
    /// A derive of another crate that decodes a string.
    Text,
    /// A derive of another crate that decodes a number.
    Number,
    No,
}

/// Who derives a trait of serde for something with these attributes.
pub(super) fn derive(attrs: &[Attribute], name: &str) -> Derive {
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
fn derived(attrs: &[Attribute]) -> Vec<(Ident, Ident)> {
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

/// Whether `Default` is derived.
pub(super) fn derives_default(attrs: &[Attribute]) -> bool {
    derived(attrs).iter().any(|(_, last)| last == "Default")
}

/// Whether something is read when nothing is asked for by name.
pub(super) fn is_config(item: &Item) -> bool {
    let Kind::Data(data) = &item.kind else {
        return false;
    };
    let derived = derive(&data.attrs, "Deserialize") == Derive::Serde;
    derived && !stands_for_another(&data.attrs) || is_output(item)
}

/// Whether the derive of a type makes functions for one of another crate, and no impl:
/// `#[serde(remote = "…")]`.
fn stands_for_another(attrs: &[Attribute]) -> bool {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident("serde"));
    lists
        .filter_map(|attr| attr.meta.require_list().ok())
        .any(|list| {
            let mut tokens = list.tokens.clone().into_iter();
            tokens.any(|token| matches!(token, TokenTree::Ident(name) if name == "remote"))
        })
}

/// Whether a type is what a data source gives back: `DatasourceOutput`, or anything that
/// is only serialized.
pub(super) fn is_output(item: &Item) -> bool {
    let Kind::Data(data) = &item.kind else {
        return false;
    };
    let serialized = derive(&data.attrs, "Serialize") == Derive::Serde;
    let decoded = derive(&data.attrs, "Deserialize") == Derive::Serde;
    serialized && (item.name == "DatasourceOutput" || !decoded && item.name.ends_with("Output"))
}
