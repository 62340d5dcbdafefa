//! The type table of `[package.metadata.sdc.types]`: HCL type expressions, as hcldec's
//! spec files and Terraform's variables have them.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::settings::Settings;
use hcldec::Type;
use std::collections::{BTreeMap, BTreeSet};

const FORMS: &str = "write `string`, `number`, `bool`, `any`, `list(…)`, `set(…)`, `map(…)`, \
    `tuple([…])` or `object({…})`";

/// How deep a type expression may be nested.
const MAX_DEPTH: usize = 50;

/// Reads the type table; what is wrong in it is reported.
pub(super) fn read(settings: &Settings, diagnostics: &mut Diagnostics) -> BTreeMap<String, Type> {
    let mut table = BTreeMap::new();
    for (path, text) in &settings.types {
        match parse(&text.value) {
            Ok(ty) => {
                table.insert(path.value.replace(' ', ""), ty);
            }
            Err(expected) => {
                let message = format!("`{}` is not an HCL type: {expected}", text.value);
                let wrong = Diagnostic::error("settings", message).at(text.place.clone());
                diagnostics.push(wrong.help(FORMS));
            }
        }
    }
    table
}

/// Reads a type expression; the error says what was expected.
fn parse(text: &str) -> Result<Type, String> {
    let mut parser = Parser { rest: text.trim() };
    let ty = parser.ty(0)?;
    match parser.rest {
        "" => Ok(ty),
        more => Err(format!("`{more}` is left over")),
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn word(&mut self) -> String {
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let word = word.to_owned();
        self.rest = rest.trim_start();
        word
    }

    fn take(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.take(token) {
            Ok(())
        } else {
            Err(format!("expected `{token}`"))
        }
    }

    fn inner(&mut self, depth: usize) -> Result<Box<Type>, String> {
        self.expect("(")?;
        let ty = self.ty(depth)?;
        self.expect(")")?;
        Ok(Box::new(ty))
    }

    fn ty(&mut self, depth: usize) -> Result<Type, String> {
        if depth > MAX_DEPTH {
            return Err("it is nested too deeply".to_owned());
        }
        Ok(match self.word().as_str() {
            "any" | "dynamic" => Type::Any,
            "bool" => Type::Bool,
            "number" => Type::Number,
            "string" => Type::String,
            "list" => Type::List(self.inner(depth + 1)?),
            "set" => Type::Set(self.inner(depth + 1)?),
            "map" => Type::Map(self.inner(depth + 1)?),
            "tuple" => {
                self.expect("(")?;
                self.expect("[")?;
                let mut types = Vec::new();
                while !self.take("]") {
                    types.push(self.ty(depth + 1)?);
                    if !self.take(",") {
                        self.expect("]")?;
                        break;
                    }
                }
                self.expect(")")?;
                Type::Tuple(types)
            }
            "object" => self.object(depth + 1)?,
            "" => return Err("expected a type".to_owned()),
            word => return Err(format!("there is no type `{word}`")),
        })
    }

    fn object(&mut self, depth: usize) -> Result<Type, String> {
        let (mut attributes, mut optional) = (BTreeMap::new(), BTreeSet::new());
        self.expect("(")?;
        self.expect("{")?;
        while !self.take("}") {
            let name = self.word();
            self.expect("=")?;
            let ty = if self.rest.starts_with("optional") {
                self.word();
                optional.insert(name.clone());
                *self.inner(depth)?
            } else {
                self.ty(depth)?
            };
            attributes.insert(name, ty);
            if !self.take(",") {
                self.expect("}")?;
                break;
            }
        }
        self.expect(")")?;
        Ok(Type::Object {
            attributes,
            optional,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for text in [
            "any",
            "list(map(string))",
            "tuple([string, number])",
            "object({a=optional(bool), b=set(string)})",
        ] {
            assert_eq!(parse(text).map(|ty| ty.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(
            parse("list(strin)"),
            Err("there is no type `strin`".to_owned())
        );
        assert_eq!(parse("list(string"), Err("expected `)`".to_owned()));
        assert_eq!(parse("string)"), Err("`)` is left over".to_owned()));
    }
}
