//! Values that a spec allows, for serde to judge. A spec says `string` where serde wants a
//! string of some form, so there are several to choose from.

use hcldec::Type;
use packer_sdc::model::{Field, FieldType, Model, Nesting};
use serde_json::{Map, Value, json};

const STRINGS: [&str; 10] = [
    "a",
    "127.0.0.1",
    "::1",
    "127.0.0.1:80",
    "1.2.3",
    "1",
    "1s",
    "a@b.c",
    "https://a.b/",
    "[::1]:8",
];

/// How many bodies are tried before giving up.
const TRIES: usize = 200_000;

pub(super) struct Values<'a> {
    model: &'a Model,
    depth: usize,
}

impl<'a> Values<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model, depth: 0 }
    }

    /// A body with all of these fields that decodes.
    pub(super) fn body(
        &self,
        fields: &[&Field],
        decode: impl Fn(&str) -> Result<(), String>,
    ) -> Option<Map<String, Value>> {
        self.bodies(fields)
            .find(|body| decode(&json!(body).to_string()).is_ok())
    }

    /// The body that is tried first.
    pub(super) fn first(&self, fields: &[&Field]) -> Value {
        json!(self.bodies(fields).next())
    }

    /// All combinations of what the fields may be, up to a limit.
    fn bodies(&self, fields: &[&Field]) -> impl Iterator<Item = Map<String, Value>> {
        let choices: Vec<(String, Vec<Value>)> = fields
            .iter()
            .map(|field| (field.name.clone(), self.of_field(field)))
            .collect();
        let count = choices
            .iter()
            .try_fold(1_usize, |count, (_, values)| {
                count.checked_mul(values.len())
            })
            .unwrap_or(TRIES);
        (0..count.min(TRIES)).map(move |mut i| {
            let pick = |(name, values): &(String, Vec<Value>)| {
                let value = values[i % values.len()].clone();
                i /= values.len();
                (name.clone(), value)
            };
            choices.iter().map(pick).collect()
        })
    }

    fn of_field(&self, field: &Field) -> Vec<Value> {
        match &field.ty {
            FieldType::Attribute(Type::String) if !field.values.is_empty() => {
                field.values.iter().map(|value| json!(value.name)).collect()
            }
            FieldType::Attribute(ty) if !field.values.is_empty() => {
                let value = of_type(ty);
                vec![put_string(&value, &field.values[0].name)]
            }
            FieldType::Attribute(ty) => of_attribute(ty),
            FieldType::Block { nesting, nested } => {
                let wrap = |body: Map<String, Value>| match nesting {
                    Nesting::Single => json!(body),
                    Nesting::List | Nesting::Set => json!([body]),
                    Nesting::Map => json!({ "a": body }),
                };
                self.of_block(nested).into_iter().map(wrap).collect()
            }
        }
    }

    /// Bodies of a nested type: with each field alone, with all, with the required ones,
    /// with those of each variant.
    fn of_block(&self, path: &str) -> Vec<Map<String, Value>> {
        let ty = self
            .model
            .get(path)
            .expect("what a block holds is in the model");
        if self.depth > 3 {
            return vec![Map::new()];
        }
        let below = Values {
            depth: self.depth + 1,
            ..*self
        };
        let with = |which: &dyn Fn(&&Field) -> bool, count| {
            let fields: Vec<&Field> = ty.fields.iter().filter(which).collect();
            below.bodies(&fields).take(count).collect::<Vec<_>>()
        };
        let mut bodies = [with(&|_| true, 8), with(&|f| f.required, 8)].concat();
        for field in &ty.fields {
            bodies.extend(below.bodies(&[field]).take(1));
            for variant in &field.variants {
                bodies.extend(with(
                    &|f| f.variants.is_empty() || f.variants.contains(variant),
                    8,
                ));
            }
        }
        bodies
    }
}

fn of_attribute(ty: &Type) -> Vec<Value> {
    match ty {
        Type::String => STRINGS.map(Value::from).to_vec(),
        Type::Number => vec![json!(1)],
        Type::Bool => vec![json!(true)],
        Type::List(element) | Type::Set(element) => {
            let elements = of_attribute(element);
            let lists = [1, 2, 3].map(|n| elements.iter().map(move |e| json!(vec![e; n])));
            lists.into_iter().flatten().collect()
        }
        Type::Map(element) => {
            let elements = of_attribute(element);
            let maps = ["a", "1"].map(|key| elements.iter().map(move |e| json!({ key: e })));
            maps.into_iter().flatten().collect()
        }
        Type::Any => vec![
            json!("a"),
            json!(1),
            json!(true),
            json!("1"),
            json!([]),
            json!({}),
            json!(null),
            json!([[{"needed": 1}]]),
            json!({"a": [{"needed": 1}]}),
            json!("Known"),
            json!({"secs": 1}),
            json!([true]),
        ],
        Type::Object { .. } | Type::Tuple(_) => vec![of_type(ty)],
    }
}

/// One value of a type.
pub(super) fn of_type(ty: &Type) -> Value {
    match ty {
        Type::Object { attributes, .. } => attributes
            .iter()
            .map(|(name, ty)| (name.clone(), of_type(ty)))
            .collect(),
        Type::Tuple(elements) => elements.iter().map(of_type).collect(),
        _ => of_attribute(ty).swap_remove(0),
    }
}

/// The value with its strings replaced.
pub(super) fn put_string(value: &Value, text: &str) -> Value {
    match value {
        Value::String(_) => json!(text),
        Value::Array(elements) => elements.iter().map(|e| put_string(e, text)).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(k, v)| (k.clone(), put_string(v, text)))
            .collect(),
        other => other.clone(),
    }
}

/// Values of kinds that the spec does not allow a field to have.
pub(super) fn kind_wrong_for(field: &Field) -> Vec<Value> {
    let text = json!("no");
    match &field.ty {
        FieldType::Attribute(Type::Any) => vec![],
        FieldType::Attribute(Type::String) => vec![json!(1), json!(true), json!([]), json!({})],
        FieldType::Attribute(Type::Number) => vec![text, json!(true), json!([]), json!({})],
        FieldType::Attribute(Type::Bool | Type::Tuple(_)) => {
            vec![text, json!(1), json!([]), json!({})]
        }
        FieldType::Attribute(Type::List(of) | Type::Set(of)) => {
            let mut wrong = vec![text, json!(1), json!({})];
            if **of != Type::Any {
                wrong.push(json!([[null]]));
            }
            wrong
        }
        FieldType::Attribute(Type::Map(_)) => vec![text, json!(1), json!([])],
        FieldType::Attribute(Type::Object { .. })
        | FieldType::Block {
            nesting: Nesting::Single,
            ..
        } => vec![text, json!(1), json!(true)],
        FieldType::Block {
            nesting: Nesting::List | Nesting::Set,
            ..
        } => {
            vec![text, json!(1), json!({}), json!([1])]
        }
        FieldType::Block {
            nesting: Nesting::Map,
            ..
        } => vec![text, json!(1), json!({"a": 1})],
    }
}
