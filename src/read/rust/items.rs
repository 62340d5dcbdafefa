//! What a module holds, sorted by namespace, as it stands in the text: nothing is resolved.

use super::cfg::Truth;
use super::text::Parsed;
use indexmap::IndexMap;
use proc_macro2::Span;
use std::collections::HashMap;
use std::rc::Rc;
use syn::ext::IdentExt;
use syn::{Ident, UseTree, Visibility};

/// Index of an item among all that were loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ItemId(pub(super) usize);

/// Index of a module among all that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ModId(pub(super) usize);

/// Something with a name in the type or value namespace.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: ItemId,
    pub(super) module: ModId,
    /// Without `r#`.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) parsed: Rc<Parsed>,
    /// The span of the name.
    pub(super) span: Span,
    pub(super) reach: Reach,
    /// Where it is compiled, its modules included.
    pub(super) truth: Truth,
    /// What in it is otherwise on other platforms, where none was named.
    pub(super) differs: Vec<Span>,
}

/// What an [`Item`] is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A struct, enum or union, with `cfg`s already decided inside.
    Data(syn::DeriveInput),
    Alias(syn::ItemType),
    Trait,
    Fn(syn::ItemFn),
    /// The value of a const or static.
    Const(syn::Expr),
}

/// Who may name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Everywhere,
    /// This module and those below it.
    Below(ModId),
}

/// A name in the type namespace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) reach: Reach,
    pub(super) truth: Truth,
}

/// What a name of a module stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Mod(ModId),
    Item(ItemId),
}

/// One leaf of a `use`, or an `extern crate`.
#[derive(Clone, Debug)]
pub(super) struct Import {
    /// The segments; `crate`, `self` and `super` as they are.
    pub(super) path: Vec<String>,
    /// Whether it begins with `::`, or names a crate.
    pub(super) global: bool,
    pub(super) reach: Reach,
    pub(super) truth: Truth,
    pub(super) parsed: Rc<Parsed>,
    pub(super) span: Span,
}

/// An invocation of a macro among the items.
#[derive(Clone, Debug)]
pub(super) struct MacroCall {
    pub(super) name: String,
    pub(super) tokens: proc_macro2::TokenStream,
    pub(super) parsed: Rc<Parsed>,
    pub(super) span: Span,
}

/// Something that is not compiled.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    /// Its `#[cfg(…)]` as written.
    pub(super) cfg: String,
    pub(super) parsed: Rc<Parsed>,
    pub(super) span: Span,
}

/// An `impl` and the text it stands in.
pub(super) type Impl = (Rc<syn::ItemImpl>, Rc<Parsed>);

/// A crate whose source was not entered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Outside {
    /// The standard library.
    Std,
    /// A dependency of a package, by the name it has there.
    Dependency {
        from: usize,
        alias: String,
        /// The name it has in its own package.
        name: String,
    },
}

impl Outside {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Std => "std",
            Self::Dependency { name, .. } => name,
        }
    }
}

/// All that a module holds.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) types: HashMap<String, Vec<Entry>>,
    pub(super) values: HashMap<String, Vec<Entry>>,
    pub(super) named: HashMap<String, Vec<Import>>,
    pub(super) globs: Vec<Import>,
    /// By the last name of the type that they are for; those for no path have none.
    pub(super) impls: IndexMap<String, Vec<Impl>>,
    pub(super) macros: Vec<MacroCall>,
    /// Types and modules whose `cfg` does not hold.
    pub(super) left_out: HashMap<String, LeftOut>,
    /// Structs, enums and unions, in the order of the source.
    pub(super) data: Vec<ItemId>,
    /// Modules below, in the order of the source.
    pub(super) modules: Vec<ModId>,
}

/// A name without `r#`.
pub(super) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The segments of a path by their names.
pub(super) fn names(path: &syn::Path) -> Vec<String> {
    let segments = path.segments.iter();
    segments.map(|segment| plain(&segment.ident)).collect()
}

/// The last name of the path that a type is; empty where it is none.
pub(super) fn last_name(ty: &syn::Type) -> String {
    match ty {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map_or_else(String::new, |segment| plain(&segment.ident)),
        syn::Type::Group(group) => last_name(&group.elem),
        syn::Type::Paren(paren) => last_name(&paren.elem),
        _ => String::new(),
    }
}

/// The leaves of a `use` tree: the name each gives, none for a glob, and its path.
pub(super) fn leaves(
    tree: &UseTree,
    path: &mut Vec<String>,
    found: &mut dyn FnMut(Option<String>, Vec<String>, Span),
) {
    match tree {
        UseTree::Path(tree) => {
            path.push(plain(&tree.ident));
            leaves(&tree.tree, path, found);
            path.pop();
        }
        UseTree::Name(tree) if tree.ident == "self" => {
            if let Some(name) = path.last() {
                found(Some(name.clone()), path.clone(), tree.ident.span());
            }
        }
        UseTree::Name(tree) => {
            let name = plain(&tree.ident);
            let path = [path.as_slice(), std::slice::from_ref(&name)].concat();
            found(Some(name), path, tree.ident.span());
        }
        UseTree::Rename(tree) => {
            let mut path = path.clone();
            if tree.ident != "self" {
                path.push(plain(&tree.ident));
            }
            if tree.rename != "_" {
                found(Some(plain(&tree.rename)), path, tree.ident.span());
            }
        }
        UseTree::Glob(tree) => found(None, path.clone(), tree.star_token.spans[0]),
        UseTree::Group(tree) => {
            for tree in &tree.items {
                leaves(tree, path, found);
            }
        }
    }
}

/// The module that `pub(in path)` and its like name: how many levels up, none for the root
/// of the crate.
pub(super) enum Restriction {
    Public,
    Root,
    Up(usize),
}

/// Reads a visibility.
pub(super) fn restriction(vis: &Visibility) -> Restriction {
    match vis {
        Visibility::Public(_) => Restriction::Public,
        Visibility::Inherited => Restriction::Up(0),
        Visibility::Restricted(within) => match within.path.get_ident() {
            Some(ident) if ident == "self" => Restriction::Up(0),
            Some(ident) if ident == "super" => Restriction::Up(1),
            _ => Restriction::Root,
        },
    }
}
