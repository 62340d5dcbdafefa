//! The type table of `[package.metadata.sdc.types]`: HCL type expressions, as hcldec's
//! spec files and Terraform's variables have them.

use crate::diagnostics::{Diagnostic, Diagnostics, SourceFile};
use crate::settings::Settings;
use hcldec::Type;
use std::collections::BTreeMap;

const FORMS: &str = "write `string`, `number`, `bool`, `any`, `list(…)`, `set(…)`, `map(…)`, \
    `tuple([…])` or `object({…})`";

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

/// Reads a type expression; the error says what is wrong first.
fn parse(text: &str) -> Result<Type, String> {
    let mut found = Diagnostics::new();
    let expression = hcldec::parse_expression(&SourceFile::new("", text), &mut found);
    let ty = Type::from_expression(&expression, &mut found);
    found.sort();
    match (ty, found.into_iter().next()) {
        (Some(ty), None) => Ok(ty),
        (_, Some(wrong)) => Err(wrong.message),
        (None, None) => Err("a type is required here".to_owned()),
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
        for wrong in ["list(string", "string)", "list", "", "string string", "a.b"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
