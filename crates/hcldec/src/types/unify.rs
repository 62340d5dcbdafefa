//! The one type that values of several types can all become, by safe conversions only:
//! a number and a bool become a string, never the other way round.

use super::Type;
use std::collections::BTreeMap;

impl Type {
    /// The type to which values of all these types convert without risk; none where
    /// there is no such type, and `any` of no types at all.
    ///
    /// ```
    /// use hcldec::Type;
    ///
    /// assert_eq!(Type::unify(&[Type::Number, Type::String]), Some(Type::String));
    /// assert_eq!(Type::unify(&[Type::Number, Type::Bool]), None);
    /// ```
    #[must_use]
    pub fn unify(types: &[Self]) -> Option<Self> {
        let Some(first) = types.first() else {
            return Some(Self::Any);
        };
        // Mostly they are all the same.
        if types.iter().all(|ty| ty == first) {
            return Some(first.clone());
        }
        let (open, known): (Vec<Self>, Vec<Self>) =
            types.iter().cloned().partition(|ty| *ty == Self::Any);
        if let Some(ty) = common_structure(&known) {
            // What the structure will be is open where one is not known yet.
            return Some(if open.is_empty() { ty } else { Self::Any });
        }
        // Else one of the types themselves has to do, the first that does.
        known
            .iter()
            .chain(&open)
            .find(|to| types.iter().all(|from| from.converts_safely_to(to)))
            .cloned()
    }

    /// Whether every value of this type has a form in the other.
    #[must_use]
    pub fn converts_safely_to(&self, to: &Self) -> bool {
        match (self, to) {
            (a, b) if a == b => true,
            (_, Self::Any) | (Self::Any, _) | (Self::Bool | Self::Number, Self::String) => true,
            (Self::List(from) | Self::Set(from), Self::List(element) | Self::Set(element))
            | (Self::Map(from), Self::Map(element)) => from.converts_safely_to(element),
            (Self::Tuple(from), Self::List(element) | Self::Set(element)) => {
                from.iter().all(|ty| ty.converts_safely_to(element))
            }
            (Self::Tuple(from), Self::Tuple(to)) => {
                from.len() == to.len() && from.iter().zip(to).all(|(a, b)| a.converts_safely_to(b))
            }
            (Self::Object { attributes, .. }, Self::Map(element)) => {
                attributes.values().all(|ty| ty.converts_safely_to(element))
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
                Some(ty) => ty.converts_safely_to(to),
                None => optional.contains(name),
            }),
            _ => false,
        }
    }
}

/// Types of one kind, unified part by part.
fn common_structure(types: &[Type]) -> Option<Type> {
    let mut lists = Vec::new();
    let mut sets = Vec::new();
    let mut maps = Vec::new();
    let mut tuples: Vec<&[Type]> = Vec::new();
    let mut objects: Vec<&BTreeMap<String, Type>> = Vec::new();
    for ty in types {
        match ty {
            Type::List(element) => lists.push((**element).clone()),
            Type::Set(element) => sets.push((**element).clone()),
            Type::Map(element) => maps.push((**element).clone()),
            Type::Tuple(elements) => tuples.push(elements),
            Type::Object { attributes, .. } => objects.push(attributes),
            _ => return None,
        }
    }
    let boxed = |elements: &[Type]| Type::unify(elements).map(Box::new);
    let only = |n: usize| n == types.len();
    if only(lists.len()) {
        return boxed(&lists).map(Type::List);
    }
    if only(sets.len()) {
        return boxed(&sets).map(Type::Set);
    }
    if only(maps.len()) {
        return boxed(&maps).map(Type::Map);
    }
    if only(tuples.len()) {
        return unify_tuples(&tuples);
    }
    if only(objects.len()) {
        return unify_objects(&objects);
    }
    if only(lists.len() + tuples.len()) {
        lists.extend(tuples.into_iter().flatten().cloned());
        return boxed(&lists).map(Type::List);
    }
    if only(maps.len() + objects.len()) {
        maps.extend(objects.into_iter().flat_map(BTreeMap::values).cloned());
        return boxed(&maps).map(Type::Map);
    }
    None
}

/// Tuples of one length are unified element by element, others become a list.
fn unify_tuples(tuples: &[&[Type]]) -> Option<Type> {
    let length = tuples.first()?.len();
    if tuples.iter().any(|tuple| tuple.len() != length) {
        let all: Vec<Type> = tuples.iter().copied().flatten().cloned().collect();
        return Type::unify(&all).map(|ty| Type::List(Box::new(ty)));
    }
    let column = |i: usize| {
        tuples
            .iter()
            .map(|tuple| tuple[i].clone())
            .collect::<Vec<_>>()
    };
    (0..length)
        .map(|i| Type::unify(&column(i)))
        .collect::<Option<_>>()
        .map(Type::Tuple)
}

/// Objects of the same attributes are unified by attribute, others become a map.
fn unify_objects(objects: &[&BTreeMap<String, Type>]) -> Option<Type> {
    let first = objects.first()?;
    if objects.iter().any(|object| object.keys().ne(first.keys())) {
        let all: Vec<Type> = objects
            .iter()
            .flat_map(|object| object.values())
            .cloned()
            .collect();
        return Type::unify(&all).map(|ty| Type::Map(Box::new(ty)));
    }
    let unified = first.keys().map(|name| {
        let types: Vec<Type> = objects.iter().map(|object| object[name].clone()).collect();
        Some((name.clone(), Type::unify(&types)?))
    });
    unified.collect::<Option<Vec<_>>>().map(Type::object)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ty: Type) -> Type {
        Type::List(Box::new(ty))
    }

    #[test]
    fn unifies_to_what_all_can_become() {
        let (n, s, b) = (Type::Number, Type::String, Type::Bool);
        let object = |name: &str, ty: &Type| Type::object([(name.to_owned(), ty.clone())]);
        let map = |ty: &Type| Type::Map(Box::new(ty.clone()));
        for (types, unified) in [
            (vec![n.clone(), n.clone()], Some(n.clone())),
            (vec![n.clone(), b.clone()], None),
            (vec![n.clone(), s.clone(), b.clone()], Some(s.clone())),
            (vec![Type::Any, b.clone()], Some(b.clone())),
            (
                vec![n.clone(), s.clone(), Type::Any, b.clone()],
                Some(s.clone()),
            ),
            (vec![Type::Any, list(n.clone())], Some(Type::Any)),
            (vec![Type::Any, n.clone(), b.clone()], Some(Type::Any)),
            (
                vec![list(n.clone()), list(s.clone())],
                Some(list(s.clone())),
            ),
            (
                vec![list(n.clone()), Type::Tuple(vec![s.clone()])],
                Some(list(s.clone())),
            ),
            (
                vec![
                    Type::Tuple(vec![n.clone(), b.clone()]),
                    Type::Tuple(vec![s.clone(), b.clone()]),
                ],
                Some(Type::Tuple(vec![s.clone(), b.clone()])),
            ),
            (
                vec![
                    Type::Tuple(vec![n.clone()]),
                    Type::Tuple(vec![n.clone(), n.clone()]),
                ],
                Some(list(n.clone())),
            ),
            (
                vec![object("a", &n), object("a", &s)],
                Some(object("a", &s)),
            ),
            (vec![object("a", &n), object("b", &s)], Some(map(&s))),
            (vec![object("a", &n), map(&n)], Some(map(&n))),
            (vec![list(n.clone()), n.clone()], None),
            (vec![], Some(Type::Any)),
        ] {
            assert_eq!(Type::unify(&types), unified, "{types:?}");
        }
    }
}
