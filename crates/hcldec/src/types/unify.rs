//! The one type that values of several types can all become, found as cty finds it.

use super::Type;
use super::preference::by_preference;
use std::collections::BTreeMap;

/// The kinds of types that make a type of their parts, each with how many there are.
#[derive(Default)]
struct Kinds {
    any: usize,
    lists: usize,
    sets: usize,
    maps: usize,
    tuples: usize,
    objects: usize,
}

impl Kinds {
    fn of(types: &[Type]) -> Self {
        let mut kinds = Self::default();
        for ty in types {
            match ty {
                Type::Any => kinds.any += 1,
                Type::List(_) => kinds.lists += 1,
                Type::Set(_) => kinds.sets += 1,
                Type::Map(_) => kinds.maps += 1,
                Type::Tuple(_) => kinds.tuples += 1,
                Type::Object { .. } => kinds.objects += 1,
                _ => {}
            }
        }
        kinds
    }
}

impl Type {
    /// The type to which values of all these types may be converted, as far as their types
    /// tell; none where there is no such type, and `any` of no types at all.
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
        let kinds = Kinds::of(types);
        let only = |count: usize| count > 0 && count + kinds.any == types.len();
        // What the structure will be is open where one is not known yet.
        let open = kinds.any > 0;
        if only(kinds.maps) || only(kinds.lists) || only(kinds.sets) {
            return if open {
                Some(Self::Any)
            } else {
                unify_elements(types)
            };
        }
        if only(kinds.objects) {
            return if open {
                Some(Self::Any)
            } else {
                unify_objects(types)
            };
        }
        if only(kinds.tuples) {
            return if open {
                Some(Self::Any)
            } else {
                unify_tuples(types)
            };
        }
        if kinds.maps > 0
            && only(kinds.maps + kinds.objects)
            && let Some(map) = unify_with(types, unify_to_map)
        {
            return Some(map);
        }
        if kinds.lists > 0
            && only(kinds.lists + kinds.tuples)
            && let Some(list) = unify_with(types, unify_to_list)
        {
            return Some(list);
        }
        if kinds.objects > 0 && kinds.tuples > 0 {
            return None;
        }
        // Else one of the types themselves has to do, the first that does.
        let order = by_preference(types);
        let all_become = |to: &&&Self| order.iter().all(|from| from.may_become(to));
        order.iter().find(all_become).map(|ty| (*ty).clone())
    }
}

/// Collections of one kind.
fn unify_elements(types: &[Type]) -> Option<Type> {
    let elements: Vec<Type> = types.iter().flat_map(parts).cloned().collect();
    let element = Box::new(Type::unify(&elements)?);
    Some(match types.first()? {
        Type::List(_) => Type::List(element),
        Type::Set(_) => Type::Set(element),
        _ => Type::Map(element),
    })
}

/// The types of the elements of a type that has such.
fn parts(ty: &Type) -> Box<dyn Iterator<Item = &Type> + '_> {
    match ty {
        Type::List(element) | Type::Set(element) | Type::Map(element) => {
            Box::new(std::iter::once(&**element))
        }
        Type::Tuple(elements) => Box::new(elements.iter()),
        Type::Object { attributes, .. } => Box::new(attributes.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Lists with tuples, or maps with objects: first what is no collection becomes one.
fn unify_with(types: &[Type], to_collection: fn(&[Type]) -> Option<Type>) -> Option<Type> {
    let structural = |ty: &&Type| matches!(ty, Type::Tuple(_) | Type::Object { .. });
    let apart: Vec<Type> = types.iter().filter(structural).cloned().collect();
    let collection = to_collection(&apart)?;
    let types = types.iter().map(|ty| match ty {
        Type::Tuple(_) | Type::Object { .. } => collection.clone(),
        other => other.clone(),
    });
    let unified = Type::unify(&types.collect::<Vec<_>>())?;
    matches!(unified, Type::List(_) | Type::Map(_)).then_some(unified)
}

fn unify_to_list(types: &[Type]) -> Option<Type> {
    unify_to(types, Type::List)
}

fn unify_to_map(types: &[Type]) -> Option<Type> {
    unify_to(types, Type::Map)
}

fn unify_to(types: &[Type], collection: fn(Box<Type>) -> Type) -> Option<Type> {
    let elements: Vec<Type> = types.iter().flat_map(parts).cloned().collect();
    if elements.is_empty() {
        return None;
    }
    let unified = collection(Box::new(Type::unify(&elements)?));
    let all = types.iter().all(|ty| ty.may_become(&unified));
    all.then_some(unified)
}

/// Tuples of one length are unified element by element, others become a list.
fn unify_tuples(types: &[Type]) -> Option<Type> {
    let tuples: Vec<&[Type]> = types
        .iter()
        .filter_map(|ty| match ty {
            Type::Tuple(elements) => Some(elements.as_slice()),
            _ => None,
        })
        .collect();
    let length = tuples.first()?.len();
    if tuples.iter().any(|tuple| tuple.len() != length) {
        return unify_to_list(types);
    }
    let column = |i: usize| {
        let column: Vec<Type> = tuples.iter().map(|tuple| tuple[i].clone()).collect();
        Type::unify(&column)
    };
    let unified = Type::Tuple((0..length).map(column).collect::<Option<_>>()?);
    if types.iter().all(|ty| ty.may_become(&unified)) {
        return Some(unified);
    }
    unify_to_list(types)
}

/// Objects of the same attributes are unified by attribute, others become a map.
fn unify_objects(types: &[Type]) -> Option<Type> {
    let objects: Vec<&BTreeMap<String, Type>> = types
        .iter()
        .filter_map(|ty| match ty {
            Type::Object { attributes, .. } => Some(attributes),
            _ => None,
        })
        .collect();
    let first = objects.first()?;
    if objects.iter().any(|object| object.keys().ne(first.keys())) {
        return unify_to_map(types);
    }
    let unified = first.keys().map(|name| {
        let types: Vec<Type> = objects.iter().map(|object| object[name].clone()).collect();
        Some((name.clone(), Type::unify(&types)?))
    });
    let unified = Type::object(unified.collect::<Option<Vec<_>>>()?);
    if types.iter().all(|ty| ty.may_become(&unified)) {
        return Some(unified);
    }
    unify_to_map(types)
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
