//! Whether any value of a type may have a form in another. This decides for what has no
//! content to look at: what is null, unknown or empty.

use crate::Type;

pub(super) fn convertible(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Any, _)
        | (_, Type::Any)
        | (Type::Bool | Type::Number, Type::String)
        | (Type::String, Type::Bool | Type::Number) => true,
        (a, b) if a == b => true,
        (Type::List(from) | Type::Set(from), Type::List(to) | Type::Set(to))
        | (Type::Map(from), Type::Map(to)) => convertible(from, to),
        (Type::Tuple(from), Type::List(to) | Type::Set(to)) => {
            from.iter().all(|ty| convertible(ty, to))
        }
        (Type::Tuple(from), Type::Tuple(to)) => {
            from.len() == to.len() && from.iter().zip(to).all(|(a, b)| convertible(a, b))
        }
        (Type::Object { attributes, .. }, Type::Map(to)) => {
            attributes.values().all(|ty| convertible(ty, to))
        }
        (Type::Map(from), Type::Object { attributes, .. }) => {
            attributes.values().all(|ty| convertible(from, ty))
        }
        (
            Type::Object {
                attributes: from, ..
            },
            Type::Object {
                attributes,
                optional,
            },
        ) => attributes.iter().all(|(name, to)| match from.get(name) {
            Some(ty) => convertible(ty, to),
            None => optional.contains(name),
        }),
        _ => false,
    }
}
