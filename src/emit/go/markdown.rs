//! Partials of the comments of Go structs: what a struct's comment says, and what those of
//! its fields do, required ones and others apart.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::read::go::{self, Field, File, Tags, TypeDecl, TypeKind};
use std::fmt::Write;

/// A partial that is made of a struct.
#[derive(Debug)]
pub(crate) struct Partial {
    /// The name of its file.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The partials of all structs of a file, which is at `path` in its plugin.
pub(crate) fn partials(file: &File, path: &str, findings: &mut Diagnostics) -> Vec<Partial> {
    let mut partials = Vec::new();
    for decl in &file.types {
        let TypeKind::Struct(fields) = &decl.ty.kind else {
            continue;
        };
        let of_struct = Struct {
            name: file.text(decl.name),
            path,
        };
        let header = header(file, decl);
        let fields = fields
            .iter()
            .filter_map(|field| item(file, field, findings));
        let fields: Vec<Item> = fields.collect();
        if of_struct.name == "DatasourceOutput" {
            partials.extend(of_struct.partial("", &header, &fields.iter().collect::<Vec<_>>()));
            continue;
        }
        let (required, others): (Vec<_>, Vec<_>) = fields.iter().partition(|item| item.required);
        partials.extend(of_struct.partial("", &header, &[]));
        partials.extend(of_struct.partial("-required", "", &required));
        partials.extend(of_struct.partial("-not-required", "", &others));
    }
    partials
}

/// The comment of a struct; the first of a group has the group's where it has none.
fn header(file: &File, decl: &TypeDecl) -> String {
    let comment = decl.doc.or(decl.group_doc);
    let text = comment.map(|comment| go::comment_text(file.text(comment)));
    text.unwrap_or_default().trim().to_owned()
}

/// A field as the docs list it.
struct Item {
    name: String,
    ty: String,
    docs: String,
    required: bool,
}

fn item(file: &File, field: &Field, findings: &mut Diagnostics) -> Option<Item> {
    let name = file.text(*field.names.first()?);
    let tag = field.tag?;
    let tags = match go::unquote(file.text(tag)).ok_or("it has an escape that is none") {
        Ok(text) => Tags::parse(&text),
        Err(wrong) => Err(wrong),
    };
    let tags = match tags {
        Ok(tags) => tags,
        Err(why) => {
            let message = format!("the tag of `{name}` cannot be read: {why}");
            findings.push(Diagnostic::error("go-tag", message).at(file.place(tag)));
            return None;
        }
    };
    let hcl = tags.name("mapstructure").filter(|name| !name.is_empty())?;
    if tags.name("undocumented") == Some("true") {
        return None;
    }
    let docs = match field.doc {
        Some(comment) => go::comment_text(file.text(comment)),
        None => humps(name).join(" "),
    };
    if docs.contains("TODO") {
        let message = format!("`{hcl}` is left out of the docs, as there is a TODO in its comment");
        let finding = Diagnostic::warning("go-todo", message).at(file.place(field.span()));
        findings.push(finding.help(
            "write what it is for; or leave it out on purpose, with `undocumented:\"true\"`",
        ));
        return None;
    }
    Some(Item {
        name: hcl.to_owned(),
        ty: type_text(file.text(field.ty.span)),
        docs,
        required: tags.value("required").as_deref() == Some("true"),
    })
}

/// A type as the docs name it.
fn type_text(written: &str) -> String {
    match written {
        "time.Duration" => "duration string | ex: \"1h5m2s\"".to_owned(),
        "config.Trilean" => "boolean".to_owned(),
        "config.NameValues" => "[]{name string, value string}".to_owned(),
        "config.KeyValues" => "[]{key string, value string}".to_owned(),
        written => written.replace('*', "\\*"),
    }
}

struct Struct<'a> {
    name: &'a str,
    path: &'a str,
}

impl Struct<'_> {
    /// One file, if there is anything to say in it.
    fn partial(&self, which: &str, header: &str, items: &[&Item]) -> Option<Partial> {
        if header.is_empty() && items.is_empty() {
            return None;
        }
        let Self { name, path } = self;
        let from = format!("generated from the comments of the {name} struct in {path};");
        let mut text = format!("<!-- Code {from} DO NOT EDIT MANUALLY -->\n");
        if !header.is_empty() {
            let _ = write!(text, "\n{header}\n");
        }
        for item in items {
            let docs = item.docs.replace('\n', "\n  ");
            let _ = write!(
                text,
                "\n- `{}` ({}) - {}\n",
                item.name,
                item.ty,
                docs.trim()
            );
        }
        let _ = write!(text, "\n<!-- End of code {from} -->\n");
        Some(Partial {
            name: format!("{name}{which}.mdx"),
            text,
        })
    }
}

/// A name split at its humps: `NoDocHTTPServer2` is `No Doc HTTP Server 2`.
fn humps(name: &str) -> Vec<String> {
    let class = |c: char| match c {
        _ if c.is_lowercase() => 1,
        _ if c.is_uppercase() => 2,
        _ if c.is_numeric() => 3,
        _ => 4,
    };
    let mut parts: Vec<Vec<char>> = Vec::new();
    for c in name.chars() {
        match parts.last_mut() {
            Some(part) if part.last().is_some_and(|last| class(*last) == class(c)) => part.push(c),
            _ => parts.push(vec![c]),
        }
    }
    // The last capital belongs to the small letters behind it.
    for nth in 1..parts.len() {
        if class(parts[nth - 1][0]) == 2 && class(parts[nth][0]) == 1 {
            let capital = parts[nth - 1].pop();
            parts[nth].splice(0..0, capital);
        }
    }
    let full = parts.into_iter().filter(|part| !part.is_empty());
    full.map(|part| part.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::humps;

    #[test]
    fn names_are_split_at_their_humps() {
        for (name, words) in [
            ("NoDocHTTPServer2Name", "No Doc HTTP Server 2 Name"),
            ("F3", "F 3"),
            ("ID", "ID"),
            ("A", "A"),
            ("Ab", "Ab"),
            ("Long_very", "Long _ very"),
            ("lower", "lower"),
        ] {
            assert_eq!(humps(name).join(" "), words);
        }
    }
}
