//! Type expressions: `list(object({ name = string }))`.

use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::expression::Expression;
use crate::syntax::{Call, Item, Kind, Node};
use crate::{Type, Value};
use std::collections::{BTreeMap, BTreeSet};

const NAMES: [&str; 9] = [
    "any", "bool", "list", "map", "number", "object", "set", "string", "tuple",
];

impl Type {
    /// The type that an expression stands for, as in a spec file: `list(string)`,
    /// `object({ a = optional(bool) })`. It is read, not evaluated. None where it is no
    /// type; what is wrong with it is reported with the code `invalid-type`.
    ///
    /// ```
    /// use hcldec::diagnostics::{Diagnostics, SourceFile};
    /// use hcldec::{Type, parse_expression};
    ///
    /// let mut found = Diagnostics::new();
    /// let text = parse_expression(&SourceFile::new("a", "list(strin)"), &mut found);
    /// assert_eq!(Type::from_expression(&text, &mut found), None);
    /// assert_eq!(found.to_string(), "a:1:6: error[invalid-type]: there is no type `strin`\n");
    ///
    /// let text = parse_expression(&SourceFile::new("a", "list(string)"), &mut found);
    /// let list = Type::List(Box::new(Type::String));
    /// assert_eq!(Type::from_expression(&text, &mut found), Some(list));
    /// ```
    pub fn from_expression(expression: &Expression, found: &mut Diagnostics) -> Option<Self> {
        let place = expression.place();
        Types { place, found }.of(expression.node())
    }
}

struct Types<'a> {
    place: Place,
    found: &'a mut Diagnostics,
}

impl Types<'_> {
    fn of(&mut self, node: &Node) -> Option<Type> {
        match &node.kind {
            Kind::Parens(inner) => self.of(inner),
            Kind::Literal(Value::Null(_)) => Some(Type::Any),
            // The documentation of the format has names in quotes too.
            Kind::Variable(name) | Kind::Literal(Value::String(name)) => match name.as_str() {
                "any" => Some(Type::Any),
                "bool" => Some(Type::Bool),
                "number" => Some(Type::Number),
                "string" => Some(Type::String),
                "list" | "set" | "map" => {
                    let help = format!("write `{name}(any)`, or with another type in it");
                    self.wrong(
                        node,
                        format!("`{name}` needs the type of its elements"),
                        Some(help),
                    )
                }
                name => self.unknown(node, name),
            },
            Kind::Call(call) => self.constructor(node, call),
            // An error has been reported.
            Kind::Invalid => None,
            _ => {
                let help = "write a type, such as `string` or `list(number)`".to_owned();
                self.wrong(node, "a type is required here".to_owned(), Some(help))
            }
        }
    }

    fn constructor(&mut self, node: &Node, call: &Call) -> Option<Type> {
        if !NAMES.contains(&call.name.as_str()) {
            return self.unknown(node, &call.name);
        }
        let [argument] = call.arguments.as_slice() else {
            let message = format!("`{}` takes one argument", call.name);
            return self.wrong(node, message, None);
        };
        match (call.name.as_str(), &argument.kind) {
            ("list", _) => Some(Type::List(Box::new(self.of(argument)?))),
            ("set", _) => Some(Type::Set(Box::new(self.of(argument)?))),
            ("map", _) => Some(Type::Map(Box::new(self.of(argument)?))),
            ("tuple", Kind::Tuple(elements)) => {
                let types: Vec<_> = elements.iter().map(|element| self.of(element)).collect();
                types.into_iter().collect::<Option<_>>().map(Type::Tuple)
            }
            ("tuple", _) => {
                let help = "write `tuple([string, number])`".to_owned();
                self.wrong(
                    argument,
                    "`tuple` takes a list of types".to_owned(),
                    Some(help),
                )
            }
            ("object", Kind::Object(items)) => self.object(items),
            ("object", _) => {
                let help = "write `object({ name = string })`".to_owned();
                self.wrong(
                    argument,
                    "`object` takes names with types".to_owned(),
                    Some(help),
                )
            }
            (name, _) => self.wrong(node, format!("`{name}` takes no argument"), None),
        }
    }

    fn object(&mut self, items: &[Item]) -> Option<Type> {
        let mut attributes = BTreeMap::new();
        let mut optional = BTreeSet::new();
        let mut complete = true;
        for item in items {
            let Some(name) = item.key.as_key().and_then(Value::as_str) else {
                let message = "the name of an attribute is required here".to_owned();
                self.wrong::<()>(&item.key, message, None);
                complete = false;
                continue;
            };
            let ty = match &item.value.kind {
                Kind::Call(call) if call.name == "optional" && call.arguments.len() == 1 => {
                    optional.insert(name.to_owned());
                    self.of(&call.arguments[0])
                }
                _ => self.of(&item.value),
            };
            match ty {
                Some(ty) => {
                    attributes.insert(name.to_owned(), ty);
                }
                None => complete = false,
            }
        }
        complete.then_some(Type::Object {
            attributes,
            optional,
        })
    }

    fn unknown(&mut self, node: &Node, name: &str) -> Option<Type> {
        let place = Place::new(self.place.file(), node.range.clone());
        self.found.push(
            Diagnostic::error("invalid-type", format!("there is no type `{name}`"))
                .at(place)
                .label("not a type")
                .did_you_mean(name, NAMES),
        );
        None
    }

    fn wrong<T>(&mut self, node: &Node, message: String, help: Option<String>) -> Option<T> {
        let place = Place::new(self.place.file(), node.range.clone());
        let wrong = Diagnostic::error("invalid-type", message).at(place);
        self.found.push(match help {
            Some(help) => wrong.help(help),
            None => wrong,
        });
        None
    }
}
