//! When two values are equal as the operators `==` and `!=` see it, where what is
//! unknown may yet be anything. (`PartialEq` compares what is there.)

use super::Value;
use crate::Type;
use std::collections::BTreeMap;

impl Value {
    /// Whether the two are equal; `None` where that depends on what is unknown.
    ///
    /// Nulls are equal whatever their types, values of different types are not: `1` is
    /// not `"1"`.
    #[must_use]
    pub fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Unknown(_), Self::Unknown(_)) => None,
            (Self::Unknown(ty), known) | (known, Self::Unknown(ty)) => {
                let undecided = known.is_null() || ty.has_any() || known.ty() == *ty;
                (!undecided).then_some(false)
            }
            (Self::Null(_), other) | (other, Self::Null(_)) => Some(other.is_null()),
            (Self::Object(a), Self::Object(b)) => {
                if a.len() != b.len() || a.keys().ne(b.keys()) {
                    return Some(false);
                }
                all(a.values().zip(b.values()))
            }
            (Self::Tuple(a), Self::Tuple(b)) => {
                if a.len() != b.len() {
                    return Some(false);
                }
                all(a.iter().zip(b))
            }
            (Self::List(s, a), Self::List(t, b)) => {
                if !same(s, t) || a.len() != b.len() {
                    return Some(false);
                }
                all(a.iter().zip(b))
            }
            (Self::Map(s, a), Self::Map(t, b)) => maps((s, a), (t, b)),
            (Self::Set(s, a), Self::Set(t, b)) => {
                if !same(s, t) {
                    return Some(false);
                }
                if !self.is_wholly_known() || !other.is_wholly_known() {
                    return None;
                }
                Some(a == b)
            }
            _ => Some(self == other),
        }
    }
}

fn maps(
    (s, a): (&Type, &BTreeMap<String, Value>),
    (t, b): (&Type, &BTreeMap<String, Value>),
) -> Option<bool> {
    if !same(s, t) || a.len() != b.len() || a.keys().ne(b.keys()) {
        return Some(false);
    }
    all(a.values().zip(b.values()))
}

fn same(a: &Type, b: &Type) -> bool {
    a == b || a.has_any() || b.has_any()
}

/// Whether all pairs are equal: one that is not decides, else one that is unknown.
fn all<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (a, b) in pairs {
        match a.equals(b) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_decides_nothing() {
        let unknown = || Value::Unknown(Type::String);
        let one = Value::from(1);
        for (a, b, equal) in [
            (one.clone(), one.clone(), Some(true)),
            (one.clone(), "1".into(), Some(false)),
            (Value::NULL, Value::Null(Type::String), Some(true)),
            (Value::NULL, one.clone(), Some(false)),
            (unknown(), unknown(), None),
            (unknown(), "a".into(), None),
            (unknown(), one.clone(), Some(false)),
            (unknown(), Value::NULL, None),
            (Value::UNKNOWN, one.clone(), None),
            (
                Value::Tuple(vec![unknown(), one.clone()]),
                Value::Tuple(vec![unknown(), Value::from(2)]),
                Some(false),
            ),
            (
                Value::Tuple(vec![]),
                Value::list(Type::String, vec![]),
                Some(false),
            ),
        ] {
            assert_eq!(a.equals(&b), equal, "{a:?} == {b:?}");
            assert_eq!(b.equals(&a), equal, "{b:?} == {a:?}");
        }
    }
}
