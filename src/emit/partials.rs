//! Partials: for every config struct the docs of its fields, as files that pages include.
//!
//! A struct makes up to three: `Type.mdx` with its own docs, `Type-required.mdx` and
//! `Type-not-required.mdx` with its fields; what a data source gives back makes one,
//! `Type.mdx`, with all of them. One that would hold nothing is not made. What stands
//! between the marks at the beginning and the end comes from a template.

mod layout;
mod mark;
mod place;
mod sections;
mod templates;
#[cfg(test)]
mod tests;
mod view;

pub use layout::Layout;
pub use mark::Mark;
pub use place::Job;
pub use sections::Sections;
pub use templates::Templates;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{ConfigStruct, Field, Model, Role};
use std::collections::BTreeMap;
use view::View;

/// What partials are made with besides a model.
#[derive(Debug)]
pub struct Options<'a> {
    /// Where each type's files lie.
    pub layout: &'a Layout,
    /// The templates.
    pub templates: &'a Templates,
    /// Where the pages explain nested types.
    pub sections: &'a Sections,
}

/// Makes the partials of the local types of a model: their text by their path in the
/// partials folder.
///
/// A field without docs is warned of, and a template that fails is an error at its place
/// in the template.
///
/// ```
/// use packer_sdc::emit::partials::{Layout, Options, Sections, Templates, partials};
/// use packer_sdc::model::Model;
///
/// let model = Model::default();
/// let (files, findings) = partials(
///     &model,
///     &Options {
///         layout: &Layout::of(&model, &[]).0,
///         templates: &Templates::built_in(),
///         sections: &Sections::default(),
///     },
/// );
/// assert!(files.is_empty() && findings.is_empty());
/// ```
#[must_use]
pub fn partials(model: &Model, with: &Options<'_>) -> (BTreeMap<String, String>, Diagnostics) {
    let mut files = BTreeMap::new();
    let mut findings = Diagnostics::new();
    for ty in model.types.iter().filter(|ty| ty.local) {
        let Some(stem) = with.layout.stem(&ty.path) else {
            continue;
        };
        let view = View::new(model, ty, with);
        findings.extend(undocumented(ty));
        let mark = Mark::of(ty);
        let mut add = |suffix: &str, body: Result<String, Diagnostic>| match body {
            Ok(body) => {
                files.insert(format!("{stem}{suffix}.mdx"), mark.frame(&body));
            }
            Err(wrong) => findings.push(wrong),
        };
        let fields = |wanted: &dyn Fn(&Field) -> bool| {
            let shown = ty.fields.iter().filter(|field| !field.hidden);
            shown.filter(|field| wanted(field)).collect::<Vec<_>>()
        };
        let rest = ty.rest.is_some();
        if ty.role == Role::Output {
            let all = fields(&|_| true);
            if !all.is_empty() || rest {
                add(
                    "",
                    with.templates.render("fields", &view.fields(&all, rest)),
                );
            }
            continue;
        }
        if !ty.doc.trim().is_empty() || ty.deprecated.is_some() {
            add("", with.templates.render("header", &view.header()));
        }
        let required = fields(&|field| field.required);
        if !required.is_empty() {
            let view = view.fields(&required, false);
            add("-required", with.templates.render("fields", &view));
        }
        let optional = fields(&|field| !field.required);
        if !optional.is_empty() || rest {
            let view = view.fields(&optional, rest);
            add("-not-required", with.templates.render("fields", &view));
        }
    }
    findings.sort();
    (files, findings)
}

/// The fields of a type that nobody has said anything about, save those that a struct of
/// another package has brought.
fn undocumented(ty: &ConfigStruct) -> Vec<Diagnostic> {
    let file = ty.place.file().name();
    let package = file.strip_suffix(ty.file.as_str()).unwrap_or_default();
    let fields = ty.fields.iter().filter(|field| !field.hidden);
    fields
        .filter(|field| field.doc.trim().is_empty())
        .filter(|field| field.place.file().name().starts_with(package))
        // The tag of an enum stands nowhere in the source; the enum's docs are its own.
        .filter(|field| field.place != ty.place)
        .map(|field| {
            let message = format!("field `{}` of `{}` has no docs", field.source_name, ty.name);
            Diagnostic::warning("missing-docs", message)
                .at(field.place.clone())
                .label("shown to users by its name only")
                .help("say above it, after `///`, what it does and when to set it")
        })
        .collect()
}
