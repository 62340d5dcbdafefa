//! What a template sees of a struct: its words as they stand in HCL and in Markdown.

use super::Options;
use crate::emit::markdown::{begins_inline, code_span, fit};
use crate::model::{self, ConfigStruct, FieldType, Model, Nesting};
use hcldec::Type;
use serde::Serialize;

/// How far the headings in docs go down: below the title of a page and a section of it,
/// or below that section's parts.
const DEMOTE_HEADER: usize = 2;
const DEMOTE_FIELD: usize = 3;

/// A struct with what is needed to describe it.
pub(super) struct View<'a> {
    model: &'a Model,
    ty: &'a ConfigStruct,
    with: &'a Options<'a>,
}

/// What `header.mdx.hbs` sees.
#[derive(Serialize)]
pub(super) struct Header<'a> {
    name: &'a str,
    file: &'a str,
    doc: String,
    deprecated: Option<Deprecated>,
}

/// What `fields.mdx.hbs` sees.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the templates' word is `fields`")]
pub(super) struct Fields<'a> {
    name: &'a str,
    file: &'a str,
    fields: Vec<Field<'a>>,
    /// The type of further arguments, where any are accepted.
    rest: Option<String>,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template can only ask")]
struct Field<'a> {
    name: &'a str,
    /// The name as a code span.
    code: String,
    #[serde(rename = "type")]
    ty: String,
    required: bool,
    doc: String,
    /// Whether the docs can go on in the line of the name.
    inline: bool,
    /// As a code span.
    default: Option<String>,
    aliases: &'a [String],
    /// The names of the allowed values.
    names: Vec<&'a str>,
    values: Vec<Value<'a>>,
    /// Whether there is more to say of a value than its name.
    explained: bool,
    /// Whether that takes more than a line for some value.
    loose: bool,
    deprecated: Option<Deprecated>,
    variants: &'a [String],
}

#[derive(Serialize)]
struct Value<'a> {
    name: &'a str,
    code: String,
    doc: String,
    /// Whether there are docs that can go on in the line of the name.
    inline: bool,
    /// Whether there are docs that cannot.
    block: bool,
    aliases: &'a [String],
    deprecated: Option<Deprecated>,
}

#[derive(Serialize)]
struct Deprecated {
    note: String,
}

impl<'a> View<'a> {
    pub(super) fn new(model: &'a Model, ty: &'a ConfigStruct, with: &'a Options<'a>) -> Self {
        Self { model, ty, with }
    }

    pub(super) fn header(&self) -> Header<'a> {
        Header {
            name: &self.ty.name,
            file: &self.ty.file,
            doc: self.fit(&self.ty.doc, DEMOTE_HEADER, &self.ty.name),
            deprecated: self.deprecated(self.ty.deprecated.as_deref(), &self.ty.name),
        }
    }

    pub(super) fn fields(&self, fields: &[&'a model::Field], rest: bool) -> Fields<'a> {
        let rest = self.ty.rest.as_ref().filter(|_| rest);
        Fields {
            name: &self.ty.name,
            file: &self.ty.file,
            fields: fields.iter().map(|field| self.field(field)).collect(),
            rest: rest.map(ToString::to_string),
        }
    }

    fn field(&self, field: &'a model::Field) -> Field<'a> {
        let whose = format!("{}.{}", self.ty.name, field.name);
        let mut doc = self.fit(&field.doc, DEMOTE_FIELD, &whose);
        if doc.is_empty() {
            doc = words(&field.name);
        }
        let values = field.values.iter().map(|value| self.value(value, &whose));
        let values: Vec<Value<'a>> = values.collect();
        Field {
            name: &field.name,
            code: code_span(&field.name),
            ty: self.type_of(field),
            required: field.required,
            inline: begins_inline(&doc),
            doc,
            default: default(field).map(code_span),
            aliases: &field.aliases,
            names: values.iter().map(|value| value.name).collect(),
            explained: values.iter().any(|value| value.inline || value.is_long()),
            loose: values.iter().any(Value::is_long),
            values,
            deprecated: self.deprecated(field.deprecated.as_deref(), &whose),
            variants: &field.variants,
        }
    }

    fn value(&self, value: &'a model::Value, of: &str) -> Value<'a> {
        let whose = format!("{of}.{}", value.name);
        let doc = self.fit(&value.doc, DEMOTE_FIELD, &whose);
        let inline = begins_inline(&doc);
        Value {
            name: &value.name,
            code: code_span(&value.name),
            inline,
            block: !inline && !doc.is_empty(),
            doc,
            aliases: &value.aliases,
            deprecated: self.deprecated(value.deprecated.as_deref(), &whose),
        }
    }

    fn deprecated(&self, note: Option<&str>, whose: &str) -> Option<Deprecated> {
        let note = self.fit(note?, DEMOTE_FIELD, whose);
        Some(Deprecated { note })
    }

    /// The type in HCL's words, linked to where a block is explained.
    fn type_of(&self, field: &model::Field) -> String {
        let (nesting, nested) = match &field.ty {
            FieldType::Attribute(Type::String) if field.format == Some("duration") => {
                return "duration string | ex: \"1h5m2s\"".to_owned();
            }
            FieldType::Attribute(ty) => return ty.to_string(),
            FieldType::Block { nesting, nested } => (nesting, nested),
        };
        let words = match nesting {
            Nesting::Single => "block",
            Nesting::List | Nesting::Set => "repeated block",
            Nesting::Map => "repeated block with a label",
        };
        let from = self.with.layout.stem(&self.ty.path);
        let to = self.with.layout.stem(nested);
        let link = from
            .zip(to)
            .and_then(|(from, to)| self.with.sections.link(from, to));
        match link {
            Some(anchor) => format!("[{words}](#{anchor})"),
            None => words.to_owned(),
        }
    }

    fn fit(&self, doc: &str, demote: usize, whose: &str) -> String {
        fit(doc, demote, whose, &|path| self.name_in_hcl(path))
    }

    /// The name in HCL of what a path into the source leads to: a field of this struct,
    /// or of one that is a block in it.
    fn name_in_hcl(&self, path: &str) -> Option<String> {
        let (ty, field) = path.rsplit_once("::")?;
        let name = ty.rsplit("::").next().unwrap_or(ty);
        if name == "Self" || name == self.ty.name {
            return find(self.ty, field).map(|field| field.name.clone());
        }
        let is_it = |other: &ConfigStruct| other.name == name;
        let mut blocks = self.ty.fields.iter().filter(|field| match &field.ty {
            FieldType::Block { nested, .. } => self.model.get(nested).is_some_and(is_it),
            FieldType::Attribute(_) => false,
        });
        let other = self.model.types.iter().find(|other| is_it(other))?;
        let field = &find(other, field)?.name;
        Some(match blocks.next() {
            Some(block) => format!("{}.{field}", block.name),
            None => field.clone(),
        })
    }
}

impl Value<'_> {
    fn is_long(&self) -> bool {
        let long = self.block || self.doc.contains("\n\n");
        long || !self.aliases.is_empty() || self.deprecated.is_some()
    }
}

/// The default, if it is worth a word: who leaves a text or a list out knows that nothing
/// is in it.
fn default(field: &model::Field) -> Option<&str> {
    let default = field.default.as_deref()?;
    (!matches!(default, "[]" | "{}" | "\"\"")).then_some(default)
}

fn find<'a>(ty: &'a ConfigStruct, source_name: &str) -> Option<&'a model::Field> {
    ty.fields
        .iter()
        .find(|field| field.source_name == source_name)
}

/// A name split into its words: `http_port_max` and `httpPortMax` are `Http Port Max`.
fn words(name: &str) -> String {
    let mut words = String::new();
    let mut previous = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() {
            previous = ' ';
            continue;
        }
        let begins = previous == ' ' || c.is_uppercase() && previous.is_lowercase();
        if begins && !words.is_empty() {
            words.push(' ');
        }
        if begins {
            words.extend(c.to_uppercase());
        } else {
            words.push(c);
        }
        previous = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_name_is_split_into_words() {
        assert_eq!(words("http_port_max"), "Http Port Max");
        assert_eq!(words("httpPortMax"), "Http Port Max");
        assert_eq!(words("$schema"), "Schema");
        assert_eq!(words("ipv6"), "Ipv6");
    }
}
