//! The neutral form: the model as JSON, for other programs to build on. Its schema is
//! `docs/gen-spec.schema.json`.

use crate::model::{self, ConfigStruct, Field, FieldType, Model, Nesting, Role};
use hcl_edit::expr::{Expression, ObjectKey, UnaryOperator};
use hcldec::Type;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Types<'a> {
    types: Vec<TypeJson<'a>>,
}

#[derive(Serialize)]
struct TypeJson<'a> {
    path: &'a str,
    root: bool,
    output: bool,
    file: &'a str,
    line: Option<usize>,
    doc: &'a str,
    deprecated: Option<&'a str>,
    fields: Vec<FieldJson<'a>>,
    rest: Option<Value>,
    deny_unknown: bool,
}

#[derive(Serialize)]
struct FieldJson<'a> {
    name: &'a str,
    source_name: &'a str,
    source_type: &'a str,
    r#type: Option<Value>,
    block: Option<&'static str>,
    nested: Option<&'a str>,
    required: bool,
    default: Option<Value>,
    aliases: &'a [String],
    values: Vec<ValueJson<'a>>,
    format: Option<&'static str>,
    note: Option<&'a str>,
    variants: &'a [String],
    flattened_from: Option<&'a str>,
    deprecated: Option<&'a str>,
    hidden: bool,
    doc: &'a str,
    line: Option<usize>,
}

#[derive(Serialize)]
struct ValueJson<'a> {
    name: &'a str,
    aliases: &'a [String],
    doc: &'a str,
    deprecated: Option<&'a str>,
}

/// The model as JSON, with a line break at the end.
///
/// ```
/// let empty = packer_sdc::emit::json(&packer_sdc::model::Model::default());
/// assert_eq!(empty, "{\n  \"types\": []\n}\n");
/// ```
#[must_use]
pub fn json(model: &Model) -> String {
    let types = Types {
        types: model.types.iter().map(TypeJson::new).collect(),
    };
    // What can fail to become JSON is a map whose keys are no strings; there is none.
    let mut text = serde_json::to_string_pretty(&types).unwrap_or_default();
    text.push('\n');
    text
}

impl<'a> TypeJson<'a> {
    fn new(ty: &'a ConfigStruct) -> Self {
        Self {
            path: &ty.path,
            root: ty.root,
            output: ty.role == Role::Output,
            file: &ty.file,
            line: ty.place.line_column().map(|(line, _)| line),
            doc: &ty.doc,
            deprecated: ty.deprecated.as_deref(),
            fields: ty.fields.iter().map(FieldJson::new).collect(),
            rest: ty.rest.as_ref().map(Type::to_json),
            deny_unknown: ty.deny_unknown,
        }
    }
}

impl<'a> FieldJson<'a> {
    fn new(field: &'a Field) -> Self {
        let (ty, block, nested) = match &field.ty {
            FieldType::Attribute(ty) => (Some(ty.to_json()), None, None),
            FieldType::Block { nesting, nested } => {
                let block = match nesting {
                    Nesting::Single => "single",
                    Nesting::List => "list",
                    Nesting::Set => "set",
                    Nesting::Map => "map",
                };
                (None, Some(block), Some(nested.as_str()))
            }
        };
        Self {
            name: &field.name,
            source_name: &field.source_name,
            source_type: &field.source_type,
            r#type: ty,
            block,
            nested,
            required: field.required,
            default: field.default.as_deref().map(literal),
            aliases: &field.aliases,
            values: field.values.iter().map(ValueJson::new).collect(),
            format: field.format,
            note: field.opaque.as_deref(),
            variants: &field.variants,
            flattened_from: field.flattened_from.as_deref(),
            deprecated: field.deprecated.as_deref(),
            hidden: field.hidden,
            doc: &field.doc,
            line: field.place.line_column().map(|(line, _)| line),
        }
    }
}

impl<'a> ValueJson<'a> {
    fn new(value: &'a model::Value) -> Self {
        Self {
            name: &value.name,
            aliases: &value.aliases,
            doc: &value.doc,
            deprecated: value.deprecated.as_deref(),
        }
    }
}

/// The value of a literal in HCL. What is not one stands for itself, as text.
fn literal(hcl: &str) -> Value {
    let parsed: Option<Expression> = hcl.parse().ok();
    parsed
        .and_then(|expression| value(&expression))
        .unwrap_or_else(|| Value::from(hcl))
}

fn value(expression: &Expression) -> Option<Value> {
    match expression {
        Expression::Null(_) => Some(Value::Null),
        Expression::Bool(bool) => Some(Value::from(*bool.value())),
        Expression::Number(number) => serde_json::from_str(&number.to_string()).ok(),
        Expression::String(string) => Some(Value::from(string.value().as_str())),
        Expression::Array(array) => array.iter().map(value).collect(),
        Expression::Object(object) => object
            .iter()
            .map(|(key, item)| {
                let key = match key {
                    ObjectKey::Ident(ident) => ident.to_string(),
                    ObjectKey::Expression(key) => key.as_str()?.to_owned(),
                };
                Some((key, value(item.expr())?))
            })
            .collect::<Option<_>>()
            .map(Value::Object),
        Expression::UnaryOp(op) if *op.operator.value() == UnaryOperator::Neg => {
            match value(&op.expr)? {
                Value::Number(number) => serde_json::from_str(&format!("-{number}")).ok(),
                _ => None,
            }
        }
        Expression::Parenthesis(inner) => value(inner.inner()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn literals_are_values_and_the_rest_is_text() {
        assert_eq!(literal(r#""a \"b\" $${c}""#), json!("a \"b\" ${c}"));
        assert_eq!(literal("-1.5"), json!(-1.5));
        assert_eq!(literal("18446744073709551615"), json!(u64::MAX));
        assert_eq!(literal("[22, true, null]"), json!([22, true, null]));
        assert_eq!(
            literal(r#"{ a = { "b c" = [] } }"#),
            json!({"a": {"b c": []}})
        );
        assert_eq!(literal("upper(x)"), json!("upper(x)"));
    }
}
