//! Conditional compilation: which `#[cfg]` hold, and what `#[cfg_attr]` stands for.

use std::collections::BTreeSet;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Expr, Lit, Meta, Token};

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

    fn not(self) -> Self {
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
    /// The platform, where it was named.
    pub(super) target: Option<Target>,
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

    /// The attributes with every `#[cfg_attr]` replaced by what it stands for.
    pub(super) fn expand(&self, attrs: &mut Vec<Attribute>) {
        if !attrs.iter().any(|attr| attr.path().is_ident("cfg_attr")) {
            return;
        }
        let mut expanded = Vec::new();
        for attr in std::mem::take(attrs) {
            self.expand_one(attr, &mut expanded);
        }
        *attrs = expanded;
    }

    /// Decides the `cfg`s inside a struct or enum.
    pub(super) fn decide(&self, data: &mut DeriveInput) {
        self.expand(&mut data.attrs);
        match &mut data.data {
            syn::Data::Struct(data) => self.compiled_fields(&mut data.fields),
            syn::Data::Enum(data) => {
                let variants = std::mem::take(&mut data.variants);
                for mut variant in variants {
                    self.expand(&mut variant.attrs);
                    if self.holds(&variant.attrs) != No {
                        self.compiled_fields(&mut variant.fields);
                        data.variants.push(variant);
                    }
                }
            }
            syn::Data::Union(_) => {}
        }
    }

    /// Takes out the fields that are not compiled. Of two with one name for different
    /// platforms, that of this machine stays.
    fn compiled_fields(&self, fields: &mut syn::Fields) {
        let list = match fields {
            syn::Fields::Named(fields) => &mut fields.named,
            syn::Fields::Unnamed(fields) => &mut fields.unnamed,
            syn::Fields::Unit => return,
        };
        let mut elsewhere = Vec::new();
        for mut field in std::mem::take(list) {
            self.expand(&mut field.attrs);
            match self.holds(&field.attrs) {
                No => {}
                OnSome { here: false } => elsewhere.push((list.len(), field)),
                _ => list.push(field),
            }
        }
        for (at, field) in elsewhere.into_iter().rev() {
            let same = |other: &syn::Field| other.ident.is_some() && other.ident == field.ident;
            if !list.iter().any(same) {
                list.insert(at, field);
            }
        }
    }

    fn expand_one(&self, attr: Attribute, into: &mut Vec<Attribute>) {
        let (true, Meta::List(list)) = (attr.path().is_ident("cfg_attr"), &attr.meta) else {
            into.push(attr);
            return;
        };
        let parts = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
        let Ok(parts) = parts else { return };
        let mut parts = parts.into_iter();
        let Some(condition) = parts.next() else {
            return;
        };
        if !self.predicate(&condition).here() {
            return;
        }
        for meta in parts {
            let stands_for = Attribute {
                meta,
                ..attr.clone()
            };
            self.expand_one(stands_for, into);
        }
    }

    fn predicate_tokens(&self, tokens: proc_macro2::TokenStream) -> Truth {
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
        if !key.starts_with("target_") {
            return No;
        }
        match &self.target {
            Some(target) => Truth::of(target.has(key, value)),
            None => OnSome {
                here: Target::host().has(key, value),
            },
        }
    }
}

/// A platform, as its triple tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    arch: String,
    vendor: String,
    os: String,
    env: String,
}

impl Target {
    /// Takes a triple apart.
    pub(super) fn parse(triple: &str) -> Option<Self> {
        let parts: Vec<&str> = triple.split('-').collect();
        let (arch, vendor, os, env) = match parts.as_slice() {
            [arch, os] => (*arch, "unknown", *os, ""),
            [arch, "linux", env] => (*arch, "unknown", "linux", *env),
            [arch, vendor, os] => (*arch, *vendor, *os, ""),
            [arch, vendor, os, env] => (*arch, *vendor, *os, *env),
            _ => return None,
        };
        let arch = match arch {
            "i386" | "i586" | "i686" => "x86",
            "arm64" | "arm64e" => "aarch64",
            arch if arch.starts_with("arm") || arch.starts_with("thumb") => "arm",
            arch if arch.starts_with("riscv64") => "riscv64",
            arch if arch.starts_with("riscv32") => "riscv32",
            "powerpc64le" => "powerpc64",
            "wasm32" | "wasm64" | "x86_64" | "aarch64" | "s390x" | "powerpc64" | "powerpc"
            | "mips" | "mips64" | "mipsel" | "sparc64" | "sparcv9" | "loongarch64" | "hexagon" => {
                arch
            }
            _ => return None,
        };
        let os = match os {
            "darwin" => "macos",
            "wasip1" | "wasip2" | "wasi" => "wasi",
            os => os,
        };
        Some(Self {
            arch: arch.to_owned(),
            vendor: vendor.to_owned(),
            os: os.to_owned(),
            env: env
                .trim_end_matches("eabihf")
                .trim_end_matches("eabi")
                .to_owned(),
        })
    }

    fn host() -> Self {
        Self {
            arch: std::env::consts::ARCH.to_owned(),
            vendor: String::new(),
            os: std::env::consts::OS.to_owned(),
            env: String::new(),
        }
    }

    fn has(&self, key: &str, value: &str) -> bool {
        match key {
            "target_os" => self.os == value,
            "target_arch" => self.arch == value,
            "target_env" => self.env == value,
            "target_vendor" => self.vendor == value,
            "target_endian" => {
                let big = [
                    "s390x",
                    "powerpc64",
                    "powerpc",
                    "mips",
                    "mips64",
                    "sparc64",
                    "sparcv9",
                ];
                (value == "big") == big.contains(&self.arch.as_str())
            }
            "target_pointer_width" => {
                let wide = self.arch.contains("64") || matches!(&*self.arch, "s390x" | "sparcv9");
                value == if wide { "64" } else { "32" }
            }
            "target_family" => match value {
                "windows" => self.os == "windows",
                "wasm" => self.arch.starts_with("wasm"),
                "unix" => !matches!(&*self.os, "windows" | "none" | "unknown" | "wasi" | "uefi"),
                _ => false,
            },
            "target_has_atomic" => matches!(value, "8" | "16" | "32" | "ptr" | "64"),
            _ => false,
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
        cfg.target = Target::parse("x86_64-pc-windows-msvc");
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
