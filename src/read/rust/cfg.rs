//! Conditional compilation: which `#[cfg]` hold, and what `#[cfg_attr]` stands for.

use super::platform::Platform;
use proc_macro2::Span;
use std::collections::BTreeSet;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Expr, Ident, Lit, Meta, Token};

/// Whether something is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It always is.
    Yes,
    /// It never is.
    No,
    /// The platform decides, and none was named.
    OnSome {
        /// Whether it is on the machine that runs this.
        here: bool,
    },
}

use Truth::{No, OnSome, Yes};

impl Truth {
    fn of(known: bool) -> Self {
        if known { Yes } else { No }
    }

    /// Whether it is compiled here.
    pub(super) fn here(self) -> bool {
        matches!(self, Yes | OnSome { here: true })
    }

    /// Where it is not compiled.
    pub(super) fn not(self) -> Self {
        match self {
            Yes => No,
            No => Yes,
            OnSome { here } => OnSome { here: !here },
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (No, _) | (_, No) => No,
            (Yes, Yes) => Yes,
            _ => OnSome {
                here: self.here() && other.here(),
            },
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// What is known about how a crate is compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Cfg {
    /// The features that are on.
    pub(super) features: BTreeSet<String>,
    /// The platform that it is compiled for.
    pub(super) platform: Platform,
}

impl Cfg {
    /// Whether all `#[cfg]` of an item hold.
    pub(super) fn holds(&self, attrs: &[Attribute]) -> Truth {
        attrs
            .iter()
            .filter(|attr| attr.path().is_ident("cfg"))
            .map(|attr| match &attr.meta {
                Meta::List(list) => self.predicate_tokens(list.tokens.clone()),
                _ => Yes,
            })
            .fold(Yes, Truth::and)
    }

    /// The attributes with every `#[cfg_attr]` replaced by what it stands for; whether that
    /// is otherwise on other platforms.
    pub(super) fn expand(&self, attrs: &mut Vec<Attribute>) -> bool {
        if !attrs.iter().any(|attr| attr.path().is_ident("cfg_attr")) {
            return false;
        }
        let mut expanded = Vec::new();
        let mut differs = false;
        for attr in std::mem::take(attrs) {
            differs |= self.expand_one(attr, &mut expanded);
        }
        *attrs = expanded;
        differs
    }

    /// Decides the `cfg`s inside a struct or enum, and tells what is otherwise on other
    /// platforms, where none was named.
    pub(super) fn decide(&self, data: &mut DeriveInput) -> Vec<Span> {
        let mut differs = Vec::new();
        differs.extend(self.expand(&mut data.attrs).then(|| data.ident.span()));
        match &mut data.data {
            syn::Data::Struct(data) => self.compiled_fields(&mut data.fields, &mut differs),
            syn::Data::Enum(data) => {
                let variants = std::mem::take(&mut data.variants);
                for mut variant in variants {
                    let by_attribute = self.expand(&mut variant.attrs);
                    let truth = self.holds(&variant.attrs);
                    if by_attribute || matches!(truth, OnSome { .. }) {
                        differs.push(variant.ident.span());
                    }
                    if truth.here() {
                        self.compiled_fields(&mut variant.fields, &mut differs);
                        data.variants.push(variant);
                    }
                }
            }
            syn::Data::Union(_) => {}
        }
        differs
    }

    /// Takes out the fields that are not compiled.
    fn compiled_fields(&self, fields: &mut syn::Fields, differs: &mut Vec<Span>) {
        let list = match fields {
            syn::Fields::Named(fields) => &mut fields.named,
            syn::Fields::Unnamed(fields) => &mut fields.unnamed,
            syn::Fields::Unit => return,
        };
        for mut field in std::mem::take(list) {
            let by_attribute = self.expand(&mut field.attrs);
            let truth = self.holds(&field.attrs);
            if by_attribute || matches!(truth, OnSome { .. }) {
                differs.push(
                    field
                        .ident
                        .as_ref()
                        .map_or_else(|| field.ty.span(), Ident::span),
                );
            }
            if truth.here() {
                list.push(field);
            }
        }
    }

    fn expand_one(&self, attr: Attribute, into: &mut Vec<Attribute>) -> bool {
        let (true, Meta::List(list)) = (attr.path().is_ident("cfg_attr"), &attr.meta) else {
            into.push(attr);
            return false;
        };
        let parts = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
        let Ok(parts) = parts else { return false };
        let mut parts = parts.into_iter();
        let Some(condition) = parts.next() else {
            return false;
        };
        let truth = self.predicate(&condition);
        // What lints and docs say elsewhere is nobody's business here.
        let matters = parts.clone().any(|meta| !meta.path().is_ident("allow"));
        let mut differs = matches!(truth, OnSome { .. }) && matters;
        if truth.here() {
            for meta in parts {
                let stands_for = Attribute {
                    meta,
                    ..attr.clone()
                };
                differs |= self.expand_one(stands_for, into);
            }
        }
        differs
    }

    /// Whether the key of a table of Cargo.toml below `target` holds: a `cfg(…)`, or a triple.
    pub(super) fn target_holds(&self, key: &str) -> bool {
        match syn::parse_str::<Meta>(key) {
            Ok(Meta::List(list)) if list.path.is_ident("cfg") => {
                self.predicate_tokens(list.tokens).here()
            }
            _ => self.platform.triple() == key,
        }
    }

    /// Whether what stands in `cfg(…)` holds.
    pub(super) fn predicate_tokens(&self, tokens: proc_macro2::TokenStream) -> Truth {
        // `cfg(true)` and `cfg(false)` are keywords, not paths.
        match tokens.to_string().as_str() {
            "true" => return Yes,
            "false" => return No,
            _ => {}
        }
        let one = |input: syn::parse::ParseStream<'_>| {
            let meta = input.parse::<Meta>()?;
            input.parse::<Option<Token![,]>>()?;
            Ok(meta)
        };
        // What cannot be read is left to rustc to complain about.
        one.parse2(tokens).map_or(Yes, |meta| self.predicate(&meta))
    }

    fn predicate(&self, meta: &Meta) -> Truth {
        match meta {
            Meta::Path(path) => match path.get_ident() {
                Some(name) => self.flag(&name.to_string()),
                None => No,
            },
            Meta::NameValue(pair) => {
                let key = pair.path.get_ident().map(ToString::to_string);
                match (key, &pair.value) {
                    (Some(key), Expr::Lit(lit)) => match &lit.lit {
                        Lit::Str(value) => self.pair(&key, &value.value()),
                        _ => No,
                    },
                    _ => No,
                }
            }
            Meta::List(list) => {
                let parts = Punctuated::<Meta, Token![,]>::parse_terminated;
                let parts = parts.parse2(list.tokens.clone()).unwrap_or_default();
                let mut parts = parts.iter().map(|part| self.predicate(part));
                if list.path.is_ident("all") {
                    parts.fold(Yes, Truth::and)
                } else if list.path.is_ident("any") {
                    parts.fold(No, Truth::or)
                } else if list.path.is_ident("not") {
                    parts.next().map_or(No, Truth::not)
                } else {
                    No
                }
            }
        }
    }

    fn flag(&self, name: &str) -> Truth {
        match name {
            "unix" | "windows" | "wasm" => self.pair("target_family", name),
            "true" => Yes,
            // `test`, `doc`, `miri`, and whatever a build script sets.
            _ => No,
        }
    }

    fn pair(&self, key: &str, value: &str) -> Truth {
        if key == "feature" {
            return Truth::of(self.features.contains(value));
        }
        if key != "panic" && !key.starts_with("target_") {
            return No;
        }
        let here = self.platform.has(key, value);
        if self.platform.is_named() {
            Truth::of(here)
        } else {
            OnSome { here }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn predicates_are_decided_as_far_as_is_known() {
        let mut cfg = Cfg::default();
        cfg.features.insert("a".to_owned());
        let holds = |cfg: &Cfg, attr: Attribute| cfg.holds(&[attr]);
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(test)])), No);
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(not(test))])), Yes);
        assert_eq!(
            holds(
                &cfg,
                parse_quote!(#[cfg(all(feature = "a", not(feature = "b")))])
            ),
            Yes
        );
        assert_eq!(
            holds(&cfg, parse_quote!(#[cfg(any(test, feature = "b"))])),
            No
        );
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(false)])), No);
        assert!(matches!(
            holds(&cfg, parse_quote!(#[cfg(windows)])),
            OnSome { .. }
        ));
        cfg.platform = Platform::named("x86_64-pc-windows-msvc").expect("it is one");
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(windows)])), Yes);
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(target_env = "msvc")])), Yes);
        assert_eq!(holds(&cfg, parse_quote!(#[cfg(unix)])), No);
    }

    #[test]
    fn cfg_attr_is_replaced_by_what_it_stands_for() {
        let mut attrs: Vec<Attribute> = vec![parse_quote!(
            #[cfg_attr(not(test), serde(default), cfg_attr(all(), doc = "x"), cfg_attr(test, a))]
        )];
        Cfg::default().expand(&mut attrs);
        let paths: Vec<String> = attrs
            .iter()
            .map(|a| {
                a.path()
                    .get_ident()
                    .map(ToString::to_string)
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(paths, ["serde", "doc"]);
    }
}
