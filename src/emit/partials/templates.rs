//! The templates that partials are made from: built in, and each can be replaced by a
//! file of its name in the plugin. A wrong one is an error at its place in the template.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile, nearest};
use crate::files::{read_source, show};
use handlebars::{
    Context, Handlebars, Helper, HelperResult, JsonRender, Output, RenderContext, RenderError,
    RenderErrorReason, TemplateError,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name and text of the built-in ones.
const BUILT_IN: [(&str, &str); 2] = [
    ("header", include_str!("../../../templates/header.mdx.hbs")),
    ("fields", include_str!("../../../templates/fields.mdx.hbs")),
];

const EXTENSION: &str = ".mdx.hbs";

/// Templates, ready to be filled in.
#[derive(Debug)]
pub struct Templates {
    registry: Handlebars<'static>,
    sources: BTreeMap<String, Arc<SourceFile>>,
    files: Vec<PathBuf>,
}

impl Templates {
    /// The built-in ones.
    ///
    /// # Panics
    ///
    /// Never: that they are right is tested.
    #[must_use]
    pub fn built_in() -> Self {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(handlebars::no_escape);
        registry.register_helper("indent", Box::new(indent));
        registry.register_helper("list", Box::new(list));
        let mut templates = Self {
            registry,
            sources: BTreeMap::new(),
            files: Vec::new(),
        };
        for (name, text) in BUILT_IN {
            let file = SourceFile::new(format!("templates/{name}{EXTENSION}"), text);
            templates
                .add(name, file)
                .expect("the built-in templates are well-formed");
        }
        templates
    }

    /// The built-in ones, with those of a folder in their place, and then those of single
    /// files. A file's name says which one it replaces: `fields.mdx.hbs`. A folder that is
    /// not there has none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, is no template, or has a name that none has.
    pub fn read(folder: &Path, single: &[PathBuf]) -> Result<Self, Diagnostics> {
        let mut templates = Self::built_in();
        let mut findings = Diagnostics::new();
        let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(_) => Vec::new(),
        };
        // What else lies in a folder of that name is none of our business.
        files.retain(|path| show(path).ends_with(EXTENSION));
        files.sort();
        files.extend(single.iter().cloned());
        for path in files {
            if let Err(wrong) = templates.replace(&path) {
                findings.push(wrong);
            }
            templates.files.push(path);
        }
        if findings.is_empty() {
            Ok(templates)
        } else {
            Err(findings)
        }
    }

    /// The files that were read: when none of them changes, the templates do not.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    fn replace(&mut self, path: &Path) -> Result<(), Diagnostic> {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = file_name.strip_suffix(EXTENSION).unwrap_or(&file_name);
        let names = BUILT_IN.map(|(name, _)| name);
        if !names.contains(&name) || name == file_name {
            let message = format!("`{file_name}` is not the name of a template");
            let known = names
                .map(|name| format!("`{name}{EXTENSION}`"))
                .join(" and ");
            let wrong = Diagnostic::error("template", message).at(Place::whole(show(path)));
            return Err(match nearest(name, names) {
                Some(near) => wrong.help(format!("did you mean `{near}{EXTENSION}`?")),
                None => wrong.help(format!("there are {known}")),
            });
        }
        self.add(name, read_source(path)?)
    }

    fn add(&mut self, name: &str, file: Arc<SourceFile>) -> Result<(), Diagnostic> {
        let added = self.registry.register_template_string(name, file.text());
        let added = added.map_err(|wrong| malformed(&wrong, &file));
        self.sources.insert(name.to_owned(), file);
        added
    }

    /// Fills a template in.
    pub(super) fn render(&self, name: &str, data: &impl Serialize) -> Result<String, Diagnostic> {
        let rendered = self.registry.render(name, data);
        rendered.map_err(|wrong| self.failed(name, &wrong))
    }

    fn failed(&self, name: &str, wrong: &RenderError) -> Diagnostic {
        let name = wrong.template_name.as_deref().unwrap_or(name);
        let message = match wrong.reason() {
            RenderErrorReason::MissingVariable(Some(path)) => {
                format!("there is nothing named `{path}` here")
            }
            reason => lower(&reason.to_string()),
        };
        let diagnostic = Diagnostic::error("template", message);
        let Some(file) = self.sources.get(name) else {
            return diagnostic;
        };
        diagnostic.at(place(file, wrong.line_no.zip(wrong.column_no)))
    }
}

fn malformed(wrong: &TemplateError, file: &Arc<SourceFile>) -> Diagnostic {
    let reason = wrong.reason().to_string();
    let message = lower(reason.lines().next().unwrap_or_default());
    Diagnostic::error("template", message).at(place(file, wrong.pos()))
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first
        .chain(chars)
        .map(|c| if c == '"' { '`' } else { c })
        .collect()
}

/// The rest of the line from a line and a column, both from 1.
fn place(file: &Arc<SourceFile>, at: Option<(usize, usize)>) -> Place {
    let Some((line, column)) = at else {
        return Place::whole(file.name());
    };
    let text = file.text();
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let column: usize = line.chars().take(column - 1).map(char::len_utf8).sum();
    let end = start + line.len();
    Place::new(file, (start + column).min(end)..end)
}

/// `{{indent text 2}}`: every line but the first is indented; empty ones stay empty.
fn indent(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let missing = |index| RenderErrorReason::ParamNotFoundForIndex("indent", index);
    let text = helper.param(0).ok_or_else(|| missing(0))?.value().render();
    let width = helper.param(1).ok_or_else(|| missing(1))?.value().as_u64();
    let width = width.filter(|width| *width <= 80);
    let width = width.ok_or(RenderErrorReason::InvalidParamType("a number up to 80"))?;
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.write("\n")?;
            if !line.is_empty() {
                out.write(&" ".repeat(usize::try_from(width).unwrap_or_default()))?;
            }
        }
        out.write(line)?;
    }
    Ok(())
}

/// `{{list names}}`: code spans with commas between them.
fn list(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let names = helper.param(0).and_then(|param| param.value().as_array());
    let names = names.ok_or(RenderErrorReason::InvalidParamType("a list"))?;
    let spans = names
        .iter()
        .map(|name| super::super::markdown::code_span(&name.render()));
    out.write(&spans.collect::<Vec<_>>().join(", "))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn with(name: &str, text: &str) -> Result<Templates, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let prefix = format!("{}/", show(folder.path()));
        Templates::read(folder.path(), &[]).map_err(|w| w.to_string().replace(&prefix, ""))
    }

    #[test]
    fn a_file_of_its_name_replaces_a_template() {
        let templates = with("header.mdx.hbs", "<{{doc}}>").unwrap();
        let data = json!({"doc": "a & b"});
        assert_eq!(templates.render("header", &data).unwrap(), "<a & b>");
        assert!(with("README.md", "{{").is_ok());
    }

    #[test]
    fn what_is_wrong_is_shown_in_the_template() {
        assert_eq!(
            with("headers.mdx.hbs", "").unwrap_err(),
            "headers.mdx.hbs: error[template]: `headers.mdx.hbs` is not the name of a template\n"
        );
        assert_eq!(
            with("header.mdx.hbs", "a\n{{#if b}}\n{{/each}}\n").unwrap_err(),
            "header.mdx.hbs:3:1: error[template]: helper `if` was opened, but `each` is closing\n"
        );
        let templates = with("header.mdx.hbs", "ä\nä {{dok}}\n").unwrap();
        let wrong = templates.render("header", &json!({"doc": ""})).unwrap_err();
        let wrong = wrong.to_string();
        assert!(
            wrong.ends_with(
                "header.mdx.hbs:2:3: error[template]: there is nothing named `dok` here"
            ),
            "{wrong}"
        );
    }
}
