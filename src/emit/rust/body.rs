//! The body of `hcl2_spec`: an expression that makes the spec. Types with an impl are
//! called; those without one get a function within the body, once, however often the
//! struct has them.

use super::{can_be_named, has_impl, path};
use crate::emit::form::{Form, Forms, Kind};
use crate::emit::spec::{LABEL, doc};
use crate::model::{ConfigStruct, Field};
use hcldec::Type;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::collections::{BTreeSet, HashMap};
use syn::Ident;

/// How many fields are made in one function: without optimisation each takes some room
/// on the stack.
const FIELDS_IN_A_PART: usize = 200;

/// What stands between the braces of `hcl2_spec`.
pub(super) struct Body {
    /// The names of `hcldec` that it uses.
    pub(super) names: Vec<Ident>,
    /// Whether it names a deprecated type.
    pub(super) deprecated: bool,
    pub(super) helpers: Vec<TokenStream>,
    pub(super) spec: TokenStream,
}

impl Body {
    pub(super) fn new(forms: &Forms<'_>, ty: &ConfigStruct) -> Self {
        let mut writer = Writer {
            forms,
            module: &ty.file_module,
            names: BTreeSet::new(),
            deprecated: ty.deprecated.is_some(),
            functions: HashMap::new(),
            taken: BTreeSet::new(),
            waiting: Vec::new(),
            helpers: Vec::new(),
        };
        let spec = writer.object(ty);
        while let Some((name, ty)) = writer.waiting.pop() {
            let body = writer.object(ty);
            writer.helpers.push(quote!(fn #name() -> Spec { #body }));
        }
        Self {
            names: writer.names.iter().map(|name| ident(name)).collect(),
            deprecated: writer.deprecated,
            helpers: writer.helpers,
            spec,
        }
    }
}

struct Writer<'a, 'f> {
    forms: &'f Forms<'a>,
    module: &'f str,
    names: BTreeSet<&'static str>,
    deprecated: bool,
    /// The functions within the body, by the path of the type whose spec they make.
    functions: HashMap<&'a str, Ident>,
    taken: BTreeSet<String>,
    waiting: Vec<(Ident, &'a ConfigStruct)>,
    helpers: Vec<TokenStream>,
}

impl<'a> Writer<'a, '_> {
    fn name(&mut self, name: &'static str) -> Ident {
        self.names.insert(name);
        ident(name)
    }

    fn object(&mut self, ty: &ConfigStruct) -> TokenStream {
        let (spec, object) = (self.name("Spec"), self.name("ObjectSpec"));
        let fields: Vec<_> = ty
            .fields
            .iter()
            .map(|field| self.field(ty, field))
            .collect();
        let rest = ty.rest.as_ref().map(|rest| {
            let rest = self.ty(rest);
            quote!(.rest(#rest))
        });
        if fields.is_empty() {
            return quote!(#spec::Object(#object::new() #rest));
        }
        if fields.len() <= FIELDS_IN_A_PART {
            return quote! {
                let fields = [#(#fields),*];
                #spec::Object(#object::from_iter(fields) #rest)
            };
        }
        let parts: Vec<Ident> = fields
            .chunks(FIELDS_IN_A_PART)
            .map(|fields| {
                let name = self.function_name(&format!("{} part", ty.name));
                self.helpers.push(quote! {
                    fn #name() -> Vec<(&'static str, #spec)> { Vec::from([#(#fields),*]) }
                });
                name
            })
            .collect();
        quote! {
            let parts: &[fn() -> Vec<(&'static str, #spec)>] = &[#(#parts),*];
            #spec::Object(#object::from_iter(parts.iter().flat_map(|part| part())) #rest)
        }
    }

    fn field(&mut self, ty: &ConfigStruct, field: &Field) -> TokenStream {
        let spec = self.name("Spec");
        let name = &field.name;
        let (variant, item) = match self.forms.form(ty, field) {
            Form::Attr(ty) => {
                let (attr, ty) = (self.name("AttrSpec"), self.ty(&ty));
                ("Attr", quote!(#attr::new(#name, #ty)))
            }
            Form::Blocks(kind, nested) => {
                let nested = self.nested(nested);
                self.blocks(kind, name, &nested)
            }
        };
        let is_list = matches!(variant, "BlockList" | "BlockTuple" | "BlockSet");
        let mut item = item;
        if is_list {
            let min = self.forms.min_items(field);
            if min > 0 {
                item.extend(quote!(.min_items(#min)));
            }
        } else if field.required && matches!(variant, "Attr" | "Block") {
            item.extend(quote!(.required()));
        }
        for alias in &field.aliases {
            item.extend(quote!(.alias(#alias)));
        }
        let doc = doc(field);
        if !doc.is_empty() {
            item.extend(quote!(.doc(#doc)));
        }
        let variant = ident(variant);
        quote!((#name, #spec::#variant(#item)))
    }

    fn blocks(
        &mut self,
        kind: Kind,
        name: &str,
        nested: &TokenStream,
    ) -> (&'static str, TokenStream) {
        let (variant, spec) = match kind {
            Kind::Single => ("Block", "BlockSpec"),
            Kind::List => ("BlockList", "BlockListSpec"),
            Kind::Tuple => ("BlockTuple", "BlockListSpec"),
            Kind::Set => ("BlockSet", "BlockListSpec"),
            Kind::Map => ("BlockMap", "BlockMapSpec"),
            Kind::Object => ("BlockObject", "BlockMapSpec"),
        };
        let label = matches!(kind, Kind::Map | Kind::Object).then(|| quote!(#LABEL,));
        let spec = self.name(spec);
        (variant, quote!(#spec::new(#name, #label #nested)))
    }

    /// A call of what makes the spec of a nested type.
    fn nested(&mut self, ty: &'a ConfigStruct) -> TokenStream {
        if has_impl(ty) && can_be_named(ty, self.module) {
            self.deprecated |= ty.deprecated.is_some();
            let (path, spec) = (path(&ty.path), self.name("Hcl2Spec"));
            return quote!(<#path as #spec>::hcl2_spec());
        }
        let known = self.functions.get(ty.path.as_str()).cloned();
        let name = known.unwrap_or_else(|| {
            let name = self.function_name(&ty.path);
            self.functions.insert(&ty.path, name.clone());
            self.waiting.push((name.clone(), ty));
            name
        });
        quote!(#name())
    }

    /// A name for a function within the body, like that of the type, and used only once.
    fn function_name(&mut self, like: &str) -> Ident {
        let words: String = like
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
            .flat_map(|c| {
                c.is_uppercase()
                    .then_some(' ')
                    .into_iter()
                    .chain(c.to_lowercase())
            })
            .collect();
        let words: Vec<&str> = words.split_whitespace().collect();
        let base = format!("spec_of_{}", words.join("_"));
        let numbered = (2..).map(|i| format!("{base}_{i}"));
        let name = std::iter::once(base.clone())
            .chain(numbered)
            .find(|name| !self.taken.contains(name))
            .unwrap_or(base);
        self.taken.insert(name.clone());
        ident(&name)
    }

    fn ty(&mut self, ty: &Type) -> TokenStream {
        let name = self.name("Type");
        match ty {
            Type::Any => quote!(#name::Any),
            Type::Bool => quote!(#name::Bool),
            Type::Number => quote!(#name::Number),
            Type::String => quote!(#name::String),
            Type::List(element) => self.collection("List", element),
            Type::Set(element) => self.collection("Set", element),
            Type::Map(element) => self.collection("Map", element),
            Type::Object {
                attributes,
                optional,
            } => {
                let names = attributes.keys();
                let types: Vec<_> = attributes.values().map(|ty| self.ty(ty)).collect();
                let optional = optional.iter();
                quote! {
                    #name::Object {
                        attributes: [#((String::from(#names), #types)),*].into(),
                        optional: [#(String::from(#optional)),*].into(),
                    }
                }
            }
            Type::Tuple(elements) => {
                let elements: Vec<_> = elements.iter().map(|ty| self.ty(ty)).collect();
                quote!(#name::Tuple(vec![#(#elements),*]))
            }
        }
    }

    fn collection(&mut self, variant: &str, element: &Type) -> TokenStream {
        let (name, variant, element) = (self.name("Type"), ident(variant), self.ty(element));
        quote!(#name::#variant(Box::new(#element)))
    }
}

/// An identifier of our own making.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
