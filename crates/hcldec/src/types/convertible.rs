//! Whether any value of a type may have a form in another. This decides for what has no
//! content to look at: what is null, unknown or empty, and types alone.

use super::Type;

impl Type {
    /// Whether a value of this type may have a form in the other; where text is to become
    /// a number, its content decides.
    #[must_use]
    pub fn may_become(&self, to: &Self) -> bool {
        match (self, to) {
            (Self::Any, _)
            | (_, Self::Any)
            | (Self::Bool | Self::Number, Self::String)
            | (Self::String, Self::Bool | Self::Number) => true,
            (a, b) if a == b => true,
            (Self::List(from) | Self::Set(from), Self::List(to) | Self::Set(to))
            | (Self::Map(from), Self::Map(to)) => from.may_become(to),
            (Self::Tuple(from), Self::List(to) | Self::Set(to)) => {
                let element = element(from.iter(), to);
                element.is_some_and(|to| {
                    // What has a type cannot stay without one in a list.
                    let open = to == Self::Any && from.iter().any(|ty| *ty != Self::Any);
                    !open && from.iter().all(|ty| ty.may_become(&to))
                })
            }
            (Self::Tuple(from), Self::Tuple(to)) => {
                from.len() == to.len() && from.iter().zip(to).all(|(a, b)| a.may_become(b))
            }
            (Self::Object { attributes, .. }, Self::Map(to)) => element(attributes.values(), to)
                .is_some_and(|to| attributes.values().all(|ty| ty.may_become(&to))),
            (Self::Map(from), Self::Object { attributes, .. }) => {
                attributes.values().all(|ty| from.may_become(ty))
            }
            (
                Self::Object {
                    attributes: from, ..
                },
                Self::Object {
                    attributes,
                    optional,
                },
            ) => attributes.iter().all(|(name, to)| match from.get(name) {
                Some(ty) => ty.may_become(to),
                None => optional.contains(name),
            }),
            _ => false,
        }
    }
}

/// The type of elements: the one that is wanted, or where that is open, the one that all
/// can have.
fn element<'t>(types: impl Iterator<Item = &'t Type>, to: &Type) -> Option<Type> {
    if *to == Type::Any {
        return Type::unify(&types.cloned().collect::<Vec<_>>());
    }
    Some(to.clone())
}
