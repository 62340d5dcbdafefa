//! Conversion of values between types, by HCL's and cty's rules: text that spells a
//! number or a bool becomes one and the other way round, a tuple becomes a list or a
//! set, an object a map, a map an object, and all of them element by element.

mod path;

pub use path::{PathError, PathStep};

use super::{Number, Type, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The value in the form of another type.
///
/// Where the type has parts that are `any`, they are of the type that is found there;
/// the elements of a `list(any)` are brought to one type. What is null or unknown stays
/// so. The error names the part of the value that has no form in that type.
///
/// ```
/// use hcldec::{Type, Value, convert};
///
/// let list = Type::List(Box::new(Type::Number));
/// let ports = Value::Tuple(vec!["22".into(), 80.into()]);
/// assert_eq!(convert(&ports, &list).unwrap().to_json().to_string(), "[22,80]");
///
/// let wrong = convert(&Value::Tuple(vec!["ssh".into()]), &list).unwrap_err();
/// assert_eq!(wrong.to_string(), "[0]: number required, but this is a string that is no number");
/// ```
pub fn convert(value: &Value, to: &Type) -> Result<Value, PathError> {
    Conversion::default().run(value, to)
}

/// A conversion, and where in the value it is.
#[derive(Default)]
struct Conversion {
    path: Vec<PathStep>,
}

impl Conversion {
    fn run(&mut self, value: &Value, to: &Type) -> Result<Value, PathError> {
        match (value, to) {
            (Value::Null(from), _) if from.may_become(to) => {
                Ok(Value::Null(filled(from, to).without_optional()))
            }
            (Value::Unknown(from), _) if from.may_become(to) => {
                Ok(Value::Unknown(filled(from, to).without_optional()))
            }
            (Value::Null(from) | Value::Unknown(from), _) => Err(self.mismatch(from, to)),
            (_, Type::Any)
            | (Value::Bool(_), Type::Bool)
            | (Value::Number(_), Type::Number)
            | (Value::String(_), Type::String) => Ok(value.clone()),
            (Value::Bool(value), Type::String) => Ok(Value::String(value.to_string())),
            (Value::Number(number), Type::String) => Ok(Value::String(number.to_string())),
            (Value::String(text), Type::Bool) => self.to_bool(text),
            (Value::String(text), Type::Number) => match text.parse::<Number>() {
                Ok(number) => Ok(Value::Number(number)),
                Err(_) => Err(self.wrong(
                    to,
                    &Type::String,
                    "number required, but this is a string that is no number",
                )),
            },
            (
                Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements),
                Type::List(element),
            ) => {
                self.check_empty(value, to)?;
                let elements = self.sequence(elements, element)?;
                self.collect(elements, &known_element(value, element), to, Value::list)
            }
            (
                Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements),
                Type::Set(element),
            ) => {
                self.check_empty(value, to)?;
                let elements = self.sequence(elements, element)?;
                self.collect(elements, &known_element(value, element), to, Value::set)
            }
            (Value::Tuple(elements), Type::Tuple(types)) => self.tuple(elements, types, to),
            (Value::Map(_, elements), Type::Map(element)) => {
                self.check_empty(value, to)?;
                let element = known_element(value, element);
                self.map(elements, &element, to, |name| {
                    PathStep::Key(name.to_owned())
                })
            }
            (Value::Object(attributes), Type::Map(element)) => {
                self.map(attributes, element, to, |name| {
                    PathStep::Attribute(name.to_owned())
                })
            }
            (
                Value::Object(from) | Value::Map(_, from),
                Type::Object {
                    attributes,
                    optional,
                },
            ) => {
                let key = matches!(value, Value::Map(..));
                if key {
                    self.check_empty(value, to)?;
                }
                self.object(from, attributes, optional, to, key)
            }
            _ => Err(self.mismatch(&value.ty(), to)),
        }
    }

    fn to_bool(&self, text: &str) -> Result<Value, PathError> {
        match text {
            "true" | "1" => Ok(Value::Bool(true)),
            "false" | "0" => Ok(Value::Bool(false)),
            _ => {
                let lower = text.to_ascii_lowercase();
                let message = if matches!(lower.as_str(), "true" | "false") {
                    format!("bool required, and `{text}` must be written `{lower}`")
                } else {
                    "bool required, but this is a string that is neither `true` nor `false`"
                        .to_owned()
                };
                Err(self.wrong(&Type::Bool, &Type::String, message))
            }
        }
    }

    /// A collection without elements has a type all the same, which must fit.
    fn check_empty(&self, value: &Value, to: &Type) -> Result<(), PathError> {
        let from = match value {
            Value::List(_, elements) | Value::Set(_, elements) if elements.is_empty() => value.ty(),
            Value::Map(_, elements) if elements.is_empty() => value.ty(),
            _ => return Ok(()),
        };
        if from.may_become(to) {
            Ok(())
        } else {
            Err(self.mismatch(&from, to))
        }
    }

    fn sequence(&mut self, elements: &[Value], to: &Type) -> Result<Vec<Value>, PathError> {
        let convert = |(i, element)| self.within(PathStep::Index(i), |c| c.run(element, to));
        elements.iter().enumerate().map(convert).collect()
    }

    fn tuple(&mut self, elements: &[Value], types: &[Type], to: &Type) -> Result<Value, PathError> {
        if elements.len() != types.len() {
            let found = Value::Tuple(elements.to_vec()).ty();
            let message = format!(
                "{} elements required, but there are {}",
                types.len(),
                elements.len()
            );
            return Err(self.wrong(to, &found, message));
        }
        let pairs = elements.iter().zip(types).enumerate();
        pairs
            .map(|(i, (element, ty))| self.within(PathStep::Index(i), |c| c.run(element, ty)))
            .collect::<Result<_, _>>()
            .map(Value::Tuple)
    }

    fn map(
        &mut self,
        from: &BTreeMap<String, Value>,
        element: &Type,
        to: &Type,
        step: impl Fn(&str) -> PathStep,
    ) -> Result<Value, PathError> {
        let values = from
            .iter()
            .map(|(name, value)| self.within(step(name), |c| c.run(value, element)))
            .collect::<Result<Vec<_>, _>>()?;
        let names = from.keys().cloned();
        self.collect(values, element, to, |ty, values| {
            Value::map(ty, names.zip(values).collect())
        })
    }

    fn object(
        &mut self,
        from: &BTreeMap<String, Value>,
        attributes: &BTreeMap<String, Type>,
        optional: &BTreeSet<String>,
        to: &Type,
        key: bool,
    ) -> Result<Value, PathError> {
        let mut made = BTreeMap::new();
        for (name, ty) in attributes {
            let value = match from.get(name) {
                Some(value) => {
                    let step = if key {
                        PathStep::Key
                    } else {
                        PathStep::Attribute
                    };
                    self.within(step(name.clone()), |c| c.run(value, ty))?
                }
                None if optional.contains(name) => Value::Null(ty.without_optional()),
                None => {
                    let what = if key { "element" } else { "attribute" };
                    let found = Value::Object(from.clone()).ty();
                    return Err(self.wrong(to, &found, format!("{what} `{name}` is required")));
                }
            };
            made.insert(name.clone(), value);
        }
        Ok(Value::Object(made))
    }

    /// Makes a collection of converted elements; where the element type was left open,
    /// they are brought to one, as far as cty does that.
    fn collect(
        &mut self,
        mut elements: Vec<Value>,
        element: &Type,
        to: &Type,
        make: impl FnOnce(Type, Vec<Value>) -> Value,
    ) -> Result<Value, PathError> {
        if !element.has_any() || elements.is_empty() {
            return Ok(make(element.without_optional(), elements));
        }
        let inconsistent = |c: &Self, elements: &[Value]| {
            let found = Type::Tuple(elements.iter().map(Value::ty).collect());
            Err(c.wrong(to, &found, "all elements must have the same type"))
        };
        let unifies = match (to, element) {
            (_, Type::Any) | (Type::List(_), _) => true,
            (Type::Map(_), element) => !matches!(element, Type::Tuple(_)),
            _ => false,
        };
        if unifies {
            let types: Vec<Type> = elements.iter().map(Value::ty).collect();
            let Some(ty) = Type::unify(&types) else {
                return inconsistent(self, &elements);
            };
            if ty == Type::Any && types.iter().any(|ty| *ty != Type::Any) {
                if elements.iter().any(|e| matches!(e, Value::Unknown(_))) {
                    return Ok(Value::Unknown(to.clone()));
                }
                if *element == Type::Any && !matches!(to, Type::Map(_)) {
                    return inconsistent(self, &elements);
                }
            }
            elements = self.sequence(&elements, &ty)?;
        }
        // What is left without a type may be of any.
        let types = elements.iter().map(Value::ty);
        let mut types = types.filter(|ty| *ty != Type::Any);
        let first = types.next().unwrap_or(Type::Any);
        if types.all(|ty| ty == first) {
            return Ok(make(first, elements));
        }
        inconsistent(self, &elements)
    }

    fn within<T>(
        &mut self,
        step: PathStep,
        run: impl FnOnce(&mut Self) -> Result<T, PathError>,
    ) -> Result<T, PathError> {
        self.path.push(step);
        let result = run(self)?;
        self.path.pop();
        Ok(result)
    }

    fn mismatch(&self, found: &Type, expected: &Type) -> PathError {
        let message = format!("{expected} required, but this is {found}");
        self.wrong(expected, found, message)
    }

    fn wrong(&self, expected: &Type, found: &Type, message: impl Into<String>) -> PathError {
        PathError {
            path: self.path.clone(),
            expected: Box::new(expected.clone()),
            found: Box::new(found.clone()),
            message: message.into(),
        }
    }
}

/// The element type that is wanted; of a collection without elements its own, where any will
/// do.
fn known_element(value: &Value, wanted: &Type) -> Type {
    let own = match value {
        Value::List(own, elements) | Value::Set(own, elements) if elements.is_empty() => own,
        Value::Map(own, elements) if elements.is_empty() => own,
        _ => return wanted.clone(),
    };
    filled(own, wanted)
}

/// The type with its open parts as the other type has them.
fn filled(from: &Type, to: &Type) -> Type {
    match (from, to) {
        (_, Type::Any) => from.clone(),
        (Type::List(from) | Type::Set(from), Type::List(to)) => Type::List(filled(from, to).into()),
        (Type::List(from) | Type::Set(from), Type::Set(to)) => Type::Set(filled(from, to).into()),
        (Type::Map(from), Type::Map(to)) => Type::Map(filled(from, to).into()),
        (Type::Tuple(from), Type::Tuple(to)) if from.len() == to.len() => Type::Tuple(
            from.iter()
                .zip(to)
                .map(|(from, to)| filled(from, to))
                .collect(),
        ),
        (
            Type::Object {
                attributes: from, ..
            },
            Type::Object {
                attributes,
                optional,
            },
        ) => {
            let attributes = attributes.iter().map(|(name, to)| {
                let ty = from
                    .get(name)
                    .map_or_else(|| to.clone(), |from| filled(from, to));
                (name.clone(), ty)
            });
            Type::Object {
                attributes: attributes.collect(),
                optional: optional.clone(),
            }
        }
        _ => to.clone(),
    }
}

#[cfg(test)]
mod tests;
