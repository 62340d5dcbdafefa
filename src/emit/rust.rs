//! Rust source: an `impl Hcl2Spec` for each struct, in a file beside the struct's own that
//! is brought in with `include!`. So the impl stands in the module of the struct, and may
//! name what the struct may name.

mod body;
mod mark;
mod place;

pub use mark::{generated_from, rust_file_name};
pub use place::{Scope, Stale, other_types, place_rust};

use super::form::Forms;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::ConfigStruct;
use crate::read::rust::Library;
use body::Body;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use syn::Ident;

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustFile {
    /// Where it belongs, relative to the package.
    pub path: String,
    /// The source that brings it in, relative to the package.
    pub source: String,
    /// Paths of the types whose specs it holds.
    pub types: Vec<String>,
    /// What it holds.
    pub text: String,
    /// The line that brings it in.
    pub include: String,
    /// Whether the source has that line.
    pub included: bool,
}

/// The specs of a model's own types as Rust source, a file for each source file.
///
/// # Errors
///
/// As [`rust_findings`]; and a package whose code cannot reach the crate that specs name.
pub fn rust(forms: &Forms<'_>, library: &Library) -> Result<Vec<RustFile>, Diagnostics> {
    let findings = rust_findings(forms);
    if !findings.is_empty() {
        return Err(findings);
    }
    let sources: Vec<_> = by_source(forms).into_iter().collect();
    let library = match library {
        _ if sources.is_empty() => return Ok(Vec::new()),
        Library::Path(path) => path,
        Library::Missing(manifest) => return Err(without_library(manifest).into()),
    };
    let file = |(source, types): &(&str, Vec<&ConfigStruct>)| file(forms, library, source, types);
    // Layout takes longer than all of the reading, and no file needs another.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = sources.len().div_ceil(threads).max(1);
    if share == sources.len() {
        return Ok(sources.iter().map(file).collect());
    }
    std::thread::scope(|scope| {
        let shares = sources.chunks(share);
        let threads: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(file).collect::<Vec<_>>()))
            .collect();
        let mut files = Vec::with_capacity(sources.len());
        for thread in threads {
            let made = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            files.extend(made);
        }
        Ok(files)
    })
}

fn file(forms: &Forms<'_>, library: &str, source: &str, types: &[&ConfigStruct]) -> RustFile {
    let mut types = types.to_vec();
    types.sort_by_key(|ty| ty.place.range().map(|range| range.start));
    let include = mark::include(source);
    RustFile {
        included: types[0].place.file().text().contains(&include),
        include,
        path: rust_file_name(source),
        source: source.to_owned(),
        types: types.iter().map(|ty| ty.path.clone()).collect(),
        text: text(forms, library, source, &types),
    }
}

/// What keeps a spec from having a form in Rust: a type that was asked for, and that no
/// impl in its own file can name; a source in a folder where cargo would take the
/// generated file for a program.
#[must_use]
pub fn rust_findings(forms: &Forms<'_>) -> Diagnostics {
    let mut findings = Diagnostics::new();
    findings.extend(
        forms
            .roots()
            .filter(|ty| !has_impl(ty))
            .map(cannot_be_named),
    );
    for (source, types) in by_source(forms) {
        findings.extend(is_target(source).then(|| beside_a_program(source, types[0])));
    }
    findings
}

/// The types that there are impls for, by their sources.
fn by_source<'a>(forms: &Forms<'a>) -> BTreeMap<&'a str, Vec<&'a ConfigStruct>> {
    let mut files: BTreeMap<&str, Vec<&ConfigStruct>> = BTreeMap::new();
    for ty in forms.model.types.iter().filter(|ty| has_impl(ty)) {
        files.entry(&ty.file).or_default().push(ty);
    }
    files
}

/// Whether there is an impl for the type: it belongs to this package, and its path can be
/// named where its file stands.
fn has_impl(ty: &ConfigStruct) -> bool {
    ty.local && can_be_named(ty, &ty.file_module)
}

fn can_be_named(ty: &ConfigStruct, module: &str) -> bool {
    ty.visible_in.as_ref().is_some_and(|scope| {
        let below = module.strip_prefix(scope.as_str());
        scope.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })
}

fn cannot_be_named(ty: &ConfigStruct) -> Diagnostic {
    let message = if ty.local {
        format!("`{}` cannot be named in the module of its file", ty.path)
    } else {
        format!("`{}` is of another package", ty.path)
    };
    let finding = Diagnostic::error("unnameable-type", message).at(ty.place.clone());
    match (&ty.visible_in, ty.local) {
        (_, false) => finding.help("run this in that package, or write a struct around it"),
        (Some(_), _) => finding
            .label("private to the module around it")
            .help("make it `pub(crate)`, or move it out of the inner module"),
        (None, _) => finding
            .label("not a type of its own")
            .help("ask for a type that has it as a field's"),
    }
}

/// Whether cargo makes a program of every file beside a source.
fn is_target(source: &str) -> bool {
    let folder = source.rsplit_once('/').map(|(folder, _)| folder);
    matches!(folder, Some("src/bin" | "examples" | "tests" | "benches"))
}

fn beside_a_program(source: &str, ty: &ConfigStruct) -> Diagnostic {
    let file = rust_file_name(source);
    let folder = source.strip_suffix(".rs").unwrap_or(source);
    Diagnostic::error(
        "unplaceable",
        format!("cargo would take `{file}` for a program"),
    )
    .at(ty.place.clone())
    .label("its spec would be there")
    .help(format!(
        "move `{source}` to `{folder}/main.rs`, or the struct to a module of its own"
    ))
}

fn without_library(manifest: &Place) -> Diagnostic {
    Diagnostic::error(
        "missing-dependency",
        "generated specs name the crate `packer-plugin`, and this package does not depend on it",
    )
    .at(manifest.clone())
    .help("add `packer-plugin` to its `[dependencies]`")
    .help("or `hcldec`, where nothing but decoding is wanted")
}

fn text(forms: &Forms<'_>, library: &str, source: &str, types: &[&ConfigStruct]) -> String {
    let library: TokenStream = library.parse().unwrap_or_default();
    let impls = types.iter().map(|ty| {
        let path = path(&ty.path);
        let Body {
            names,
            deprecated,
            helpers,
            spec,
        } = Body::new(forms, ty);
        // It is as long as the struct, which is no business of the author's lints.
        let deprecated = deprecated.then(|| quote!(deprecated,));
        quote! {
            #[automatically_derived]
            #[rustfmt::skip]
            #[allow(#deprecated clippy::too_many_lines)]
            impl #library::Hcl2Spec for #path {
                fn hcl2_spec() -> #library::Spec {
                    use #library::{#(#names),*};
                    #(#helpers)*
                    #spec
                }
            }
        }
    });
    let items: Vec<syn::Item> = impls.filter_map(|item| syn::parse2(item).ok()).collect();
    let mut text = mark::header(source);
    for item in items {
        text.push('\n');
        text.push_str(&prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        }));
    }
    text
}

/// The path of a type of this package, as code anywhere in it can write it.
fn path(path: &str) -> TokenStream {
    let segments = path.split("::").map(ident);
    quote!(crate #(::#segments)*)
}

/// A name that the source has. One that is a keyword must have been written `r#…`, so it
/// is one that can be.
fn ident(name: &str) -> Ident {
    syn::parse_str(name)
        .unwrap_or_else(|_| Ident::new_raw(name.trim_start_matches("r#"), Span::call_site()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{attribute, block, model};
    use super::super::target::Target;
    use super::*;
    use crate::model::Nesting;
    use hcldec::Type;

    #[test]
    fn an_impl_calls_others_and_makes_what_has_none() {
        let mut image = attribute("image", Type::List(Box::new(Type::String)));
        image.required = true;
        image.aliases.push("images".to_owned());
        image.default = Some("[]".to_owned());
        let mut model = model([
            (
                "builder::Config",
                vec![
                    image,
                    block("disk", Nesting::List, "disk::r#type::Disk"),
                    block("tls", Nesting::Map, "other::Tls<String>"),
                ],
            ),
            ("disk::r#type::Disk", vec![]),
            (
                "other::Tls<String>",
                vec![block("disk", Nesting::Single, "disk::r#type::Disk")],
            ),
        ]);
        model.types[0].file_module = "builder".to_owned();
        model.types[1].file = "src/disk.rs".to_owned();
        model.types[1].deprecated = Some(String::new());
        model.types[2].local = false;
        let files = rust(&Forms::new(&model, Target::Hcl), &Library::default()).unwrap();
        assert_eq!(files[0].path, "src/disk.hcl2spec.rs");
        assert_eq!(files[1].text, EXPECTED);
    }

    const EXPECTED: &str = r#"// Code generated by sdc gen-spec from src/lib.rs. DO NOT EDIT.
// That file brings it in: include!("lib.hcl2spec.rs");

#[automatically_derived]
#[rustfmt::skip]
#[allow(deprecated, clippy::too_many_lines)]
impl ::packer_plugin::hcldec::Hcl2Spec for crate::builder::Config {
    fn hcl2_spec() -> ::packer_plugin::hcldec::Spec {
        use ::packer_plugin::hcldec::{
            AttrSpec, BlockListSpec, BlockMapSpec, BlockSpec, Hcl2Spec, ObjectSpec, Spec,
            Type,
        };
        fn spec_of_other_tls_string() -> Spec {
            let fields = [
                (
                    "disk",
                    Spec::Block(
                        BlockSpec::new(
                            "disk",
                            <crate::disk::r#type::Disk as Hcl2Spec>::hcl2_spec(),
                        ),
                    ),
                ),
            ];
            Spec::Object(ObjectSpec::from_iter(fields))
        }
        let fields = [
            (
                "image",
                Spec::Attr(
                    AttrSpec::new("image", Type::List(Box::new(Type::String)))
                        .required()
                        .alias("images")
                        .doc("Default: `[]`."),
                ),
            ),
            (
                "disk",
                Spec::BlockList(
                    BlockListSpec::new(
                        "disk",
                        <crate::disk::r#type::Disk as Hcl2Spec>::hcl2_spec(),
                    ),
                ),
            ),
            (
                "tls",
                Spec::BlockMap(
                    BlockMapSpec::new("tls", "name", spec_of_other_tls_string()),
                ),
            ),
        ];
        Spec::Object(ObjectSpec::from_iter(fields))
    }
}
"#;

    #[test]
    fn a_type_is_named_only_where_it_can_be() {
        let mut model = model([("a::B", vec![])]);
        let nameable = |model: &crate::model::Model| has_impl(&model.types[0]);
        assert!(nameable(&model));
        model.types[0].visible_in = Some("a::inner".to_owned());
        assert!(!nameable(&model));
        for (module, expected) in [("a", false), ("a::inner::b", true), ("a::inner_b", false)] {
            model.types[0].file_module = module.to_owned();
            assert_eq!(nameable(&model), expected, "{module}");
        }
        model.types[0].visible_in = None;
        let wrong = rust(&Forms::new(&model, Target::Hcl), &Library::default()).unwrap_err();
        assert!(
            wrong.to_string().contains("`a::B` cannot be named"),
            "{wrong}"
        );
    }
}
