//! Types in cty's JSON notation: `"string"`, `["list","number"]`,
//! `["object",{"a":"bool"}]`.

use super::Type;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

impl Type {
    /// The type in cty's JSON notation. Names of optional attributes follow as a third
    /// element of the object's array.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Any => json!("dynamic"),
            Self::Bool => json!("bool"),
            Self::Number => json!("number"),
            Self::String => json!("string"),
            Self::List(element) => json!(["list", element.to_json()]),
            Self::Set(element) => json!(["set", element.to_json()]),
            Self::Map(element) => json!(["map", element.to_json()]),
            Self::Object {
                attributes,
                optional,
            } => {
                let members: serde_json::Map<String, Json> = attributes
                    .iter()
                    .map(|(name, ty)| (name.clone(), ty.to_json()))
                    .collect();
                if optional.is_empty() {
                    json!(["object", members])
                } else {
                    json!(["object", members, optional])
                }
            }
            Self::Tuple(elements) => {
                json!([
                    "tuple",
                    elements.iter().map(Self::to_json).collect::<Vec<_>>()
                ])
            }
        }
    }

    /// The type that the JSON notation stands for; the error says what is wrong with it.
    pub fn from_json(json: &Json) -> Result<Self, String> {
        if let Some(name) = json.as_str() {
            return match name {
                "dynamic" => Ok(Self::Any),
                "bool" => Ok(Self::Bool),
                "number" => Ok(Self::Number),
                "string" => Ok(Self::String),
                _ => Err(format!("there is no type `{name}`")),
            };
        }
        let parts = json.as_array().map_or(&[][..], Vec::as_slice);
        let (Some(Json::String(kind)), Some(of)) = (parts.first(), parts.get(1)) else {
            return Err(format!("`{json}` is not a type"));
        };
        let wrong = || format!("`{json}` is not a type");
        let element = || Self::from_json(of).map(Box::new);
        match (kind.as_str(), parts.len()) {
            ("list", 2) => Ok(Self::List(element()?)),
            ("set", 2) => Ok(Self::Set(element()?)),
            ("map", 2) => Ok(Self::Map(element()?)),
            ("tuple", 2) => {
                let elements = of.as_array().ok_or_else(wrong)?;
                elements
                    .iter()
                    .map(Self::from_json)
                    .collect::<Result<_, _>>()
                    .map(Self::Tuple)
            }
            ("object", 2 | 3) => {
                let members = of.as_object().ok_or_else(wrong)?;
                let attributes: BTreeMap<String, Self> = members
                    .iter()
                    .map(|(name, ty)| Ok((name.clone(), Self::from_json(ty)?)))
                    .collect::<Result<_, String>>()?;
                let optional: BTreeSet<String> = match parts.get(2) {
                    None => BTreeSet::new(),
                    Some(names) => serde_json::from_value(names.clone()).map_err(|_| wrong())?,
                };
                if !optional.iter().all(|name| attributes.contains_key(name)) {
                    return Err(wrong());
                }
                Ok(Self::Object {
                    attributes,
                    optional,
                })
            }
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_goes_both_ways() {
        for text in [
            r#""dynamic""#,
            r#"["list",["set",["map","number"]]]"#,
            r#"["object",{"a":"bool","b":"string"},["b"]]"#,
            r#"["tuple",[]]"#,
        ] {
            let json: Json = serde_json::from_str(text).unwrap();
            assert_eq!(Type::from_json(&json).unwrap().to_json(), json);
        }
        for text in [
            r#""int""#,
            r#"["list"]"#,
            r#"["list","any","any"]"#,
            "3",
            r#"["object",{},["a"]]"#,
        ] {
            let json: Json = serde_json::from_str(text).unwrap();
            assert!(Type::from_json(&json).is_err(), "{text}");
        }
    }
}
