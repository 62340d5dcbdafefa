//! Plain values, from Rust's literals to HCL text.

use hcldec::Type;
use std::fmt::Write;
use syn::Lit;

/// A plain value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    /// Decimal digits, with a sign and a fraction.
    Number(String),
    String(String),
    List(Vec<Literal>),
    /// A map without entries.
    EmptyMap,
}

impl Literal {
    /// As HCL text.
    pub(super) fn to_hcl(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(digits) => digits.clone(),
            Self::String(text) => quoted(text),
            Self::List(list) => {
                let list: Vec<String> = list.iter().map(Self::to_hcl).collect();
                format!("[{}]", list.join(", "))
            }
            Self::EmptyMap => "{}".to_owned(),
        }
    }

    /// Whether it is a value of a type, as it stands.
    pub(super) fn fits(&self, ty: &Type) -> bool {
        match (self, ty) {
            (Self::Bool(_), Type::Bool)
            | (Self::Number(_), Type::Number)
            | (Self::String(_), Type::String)
            | (Self::EmptyMap, Type::Map(_)) => true,
            (Self::List(list), Type::List(inner) | Type::Set(inner)) => {
                list.iter().all(|v| v.fits(inner))
            }
            (Self::List(list), Type::Tuple(types)) => {
                list.len() == types.len() && list.iter().zip(types).all(|(v, ty)| v.fits(ty))
            }
            _ => false,
        }
    }

    /// What a literal of Rust is.
    pub(super) fn read(lit: &Lit) -> Option<Self> {
        Some(match lit {
            Lit::Str(text) => Self::String(text.value()),
            Lit::Char(c) => Self::String(c.value().to_string()),
            Lit::Bool(value) => Self::Bool(value.value),
            Lit::Int(number) => Self::Number(number.base10_digits().to_owned()),
            Lit::Float(number) => {
                Self::Number(number.base10_digits().trim_end_matches('.').to_owned())
            }
            Lit::Byte(byte) => Self::Number(byte.value().to_string()),
            _ => return None,
        })
    }

    /// `u16::MAX` and its like.
    pub(super) fn limit(path: &[String]) -> Option<Self> {
        let [.., ty, name] = path else { return None };
        let text = match (ty.as_str(), name.as_str()) {
            ("u8", "MAX") => u8::MAX.to_string(),
            ("u16", "MAX") => u16::MAX.to_string(),
            ("u32", "MAX") => u32::MAX.to_string(),
            ("u64" | "usize", "MAX") => u64::MAX.to_string(),
            ("u128", "MAX") => u128::MAX.to_string(),
            ("i8", "MAX") => i8::MAX.to_string(),
            ("i16", "MAX") => i16::MAX.to_string(),
            ("i32", "MAX") => i32::MAX.to_string(),
            ("i64" | "isize", "MAX") => i64::MAX.to_string(),
            ("i8", "MIN") => i8::MIN.to_string(),
            ("i16", "MIN") => i16::MIN.to_string(),
            ("i32", "MIN") => i32::MIN.to_string(),
            ("i64" | "isize", "MIN") => i64::MIN.to_string(),
            ("u8" | "u16" | "u32" | "u64" | "u128" | "usize", "MIN") => "0".to_owned(),
            _ => return None,
        };
        Some(Self::Number(text))
    }
}

/// A string as HCL writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted.replace("${", "$${").replace("%{", "%%{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_for_hcl() {
        assert_eq!(quoted("a\"b\\\n${c}%{d}$"), "\"a\\\"b\\\\\\n$${c}%%{d}$\"");
    }
}
