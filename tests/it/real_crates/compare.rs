//! The rows of a table or schema beside the fields of a model.

use hcldec::Type;
use packer_sdc::model::{ConfigStruct, Field, FieldType, Model, Nesting};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a table says of one field.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) required: bool,
    /// `string`, `list` and so on; none where the table does not tell.
    pub(super) kind: Option<String>,
    pub(super) values: Vec<String>,
    /// None where the table knows no aliases.
    pub(super) aliases: Option<Vec<String>>,
    pub(super) default: Option<Value>,
    /// None where the table does not tell.
    pub(super) deprecated: Option<bool>,
    pub(super) doc: Option<String>,
}

/// Rows by the name of the struct that has them.
pub(super) type Table = BTreeMap<String, Vec<Row>>;

/// All that is different, a line each: `Struct.field: what`.
pub(super) fn differences(model: &Model, table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for (owner, rows) in table {
        let ty = model
            .types
            .iter()
            .find(|ty| ty.path == *owner || ty.name == *owner);
        match ty {
            Some(ty) => of_struct(ty, owner, rows, &mut found),
            None => found.push(format!("{owner}: is not reached")),
        }
    }
    found
}

fn of_struct(ty: &ConfigStruct, owner: &str, rows: &[Row], found: &mut Vec<String>) {
    for field in &ty.fields {
        if !rows.iter().any(|row| row.name == field.name) {
            found.push(format!("{owner}.{}: only here", field.name));
        }
    }
    for row in rows {
        let name = &row.name;
        let Some(field) = ty.fields.iter().find(|field| field.name == *name) else {
            found.push(format!("{owner}.{name}: not here"));
            continue;
        };
        let mut differ = |what: &str, here: String, there: String| {
            if here != there {
                found.push(format!(
                    "{owner}.{name}: {what} {here}, the table says {there}"
                ));
            }
        };
        differ(
            "required",
            field.required.to_string(),
            row.required.to_string(),
        );
        if let (Some(kind), Some(here)) = (&row.kind, kind(field))
            && !here.contains(&kind.as_str())
        {
            differ("kind", here[0].to_owned(), kind.clone());
        }
        let here: Vec<String> = field
            .values
            .iter()
            .map(|value| value.name.clone())
            .collect();
        if !row.values.is_empty() && kind(field).is_some() {
            differ("values", sorted(here), sorted(row.values.clone()));
        }
        if let Some(aliases) = &row.aliases {
            differ(
                "aliases",
                sorted(field.aliases.clone()),
                sorted(aliases.clone()),
            );
        }
        if let (Some(default), Some(there)) = (&field.default, &row.default) {
            differ("default", default.replace(", ", ","), there.to_string());
        }
        if let Some(deprecated) = row.deprecated {
            differ(
                "deprecated",
                field.deprecated.is_some().to_string(),
                deprecated.to_string(),
            );
        }
        if let Some(doc) = &row.doc {
            let collapsed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            differ("doc", collapsed(&field.doc), collapsed(doc));
        }
    }
}

fn sorted(mut names: Vec<String>) -> String {
    names.sort();
    format!("{names:?}")
}

/// What tables may call the kind of a field; none for any.
fn kind(field: &Field) -> Option<&'static [&'static str]> {
    Some(match &field.ty {
        FieldType::Block { nesting, .. } => match nesting {
            Nesting::Single => &["object", "map"],
            Nesting::List => &["list"],
            Nesting::Set => &["set", "list"],
            Nesting::Map => &["map", "object"],
        },
        FieldType::Attribute(ty) => match ty {
            Type::String => &["string", "enum"],
            Type::Number => &["integer", "number"],
            Type::Bool => &["bool"],
            Type::List(_) => &["list"],
            Type::Set(_) => &["set", "list"],
            Type::Map(_) => &["map", "object"],
            Type::Tuple(_) => &["tuple", "list"],
            Type::Object { .. } => &["object"],
            Type::Any => return None,
        },
    })
}

/// The structs of a JSON Schema.
pub(super) fn of_schema(schema: &Value, root: &str) -> Table {
    let none = Map::new();
    let definitions = schema.get("$defs").or(schema.get("definitions"));
    let definitions = definitions.and_then(Value::as_object).unwrap_or(&none);
    let own = std::iter::once((root, schema));
    let all = own.chain(
        definitions
            .iter()
            .map(|(name, schema)| (name.as_str(), schema)),
    );
    all.filter_map(|(name, schema)| {
        let properties = schema.get("properties")?.as_object()?;
        let required: Vec<&str> = strings(schema.get("required"));
        let rows = properties.iter().map(|(name, property)| {
            let target = follow(property, definitions);
            Row {
                name: name.clone(),
                required: required.contains(&name.as_str()),
                kind: schema_kind(target),
                values: strings(target.get("enum"))
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
                default: property.get("default").cloned(),
                deprecated: Some(property.get("deprecated").is_some()),
                doc: property
                    .get("description")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
                aliases: None,
            }
        });
        Some((name.to_owned(), rows.collect()))
    })
    .collect()
}

fn strings(list: Option<&Value>) -> Vec<&str> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// The schema behind `$ref`, and behind "or null".
fn follow<'s>(schema: &'s Value, definitions: &'s Map<String, Value>) -> &'s Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or(name);
        return definitions
            .get(name)
            .map_or(schema, |schema| follow(schema, definitions));
    }
    let any = schema.get("anyOf").and_then(Value::as_array);
    match any.map(Vec::as_slice) {
        Some([one, null]) if null.get("type").and_then(Value::as_str) == Some("null") => {
            follow(one, definitions)
        }
        _ => schema,
    }
}

fn schema_kind(schema: &Value) -> Option<String> {
    let ty = match schema.get("type")? {
        Value::Array(types) => match types.as_slice() {
            [one, null] if null.as_str() == Some("null") => one.as_str()?,
            _ => return Some("union".to_owned()),
        },
        ty => ty.as_str()?,
    };
    Some(match ty {
        "boolean" => "bool".to_owned(),
        "array" => "list".to_owned(),
        "object" if schema.get("additionalProperties").is_some() => "map".to_owned(),
        ty => ty.to_owned(),
    })
}
