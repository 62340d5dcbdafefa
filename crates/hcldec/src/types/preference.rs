//! Which of several types is to be preferred as the one that the others become: the more
//! general ones.

use super::Type;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// Each type once, the more general ones first, else in their order.
pub(super) fn by_preference(types: &[Type]) -> Vec<&Type> {
    let mut distinct: Vec<&Type> = Vec::new();
    for ty in types {
        if !distinct.contains(&ty) {
            distinct.push(ty);
        }
    }
    let count = distinct.len();
    let mut above = vec![0; count];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    for a in 0..count {
        for b in a + 1..count {
            let (general, special) = match compare(distinct[a], distinct[b]) {
                Ordering::Less => (a, b),
                Ordering::Greater => (b, a),
                Ordering::Equal => continue,
            };
            below[general].push(special);
            above[special] += 1;
        }
    }
    let mut ready: VecDeque<usize> = (0..count).filter(|i| above[*i] == 0).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(next) = ready.pop_front() {
        order.push(distinct[next]);
        for special in &below[next] {
            above[*special] -= 1;
            if above[*special] == 0 {
                ready.push_back(*special);
            }
        }
    }
    order
}

/// Less is more general.
fn compare(a: &Type, b: &Type) -> Ordering {
    match (a, b) {
        (Type::List(a), Type::List(b))
        | (Type::Set(a), Type::Set(b))
        | (Type::Map(a), Type::Map(b)) => compare(a, b),
        (Type::Tuple(a), Type::Tuple(b)) if a.len() == b.len() => {
            all(a.iter().zip(b).map(|(a, b)| compare(a, b)))
        }
        (Type::Object { attributes: a, .. }, Type::Object { attributes: b, .. })
            if a.keys().eq(b.keys()) =>
        {
            all(a.values().zip(b.values()).map(|(a, b)| compare(a, b)))
        }
        (a, b) if is_more_general(a, b) => Ordering::Less,
        (a, b) if is_more_general(b, a) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Whether a kind of types stands above another kind.
fn is_more_general(a: &Type, b: &Type) -> bool {
    match (a, b) {
        // Who waits for a type takes that of the others.
        (a, Type::Any) => *a != Type::Any,
        (Type::String, Type::Number | Type::Bool)
        | (Type::List(_), Type::Tuple(_) | Type::Set(_))
        | (Type::Tuple(_), Type::Set(_))
        | (Type::Map(_), Type::Object { .. }) => true,
        _ => false,
    }
}

/// The more general of two types by the parts of them; neither where the parts disagree.
fn all(parts: impl Iterator<Item = Ordering>) -> Ordering {
    let mut all = Ordering::Equal;
    for part in parts {
        match (all, part) {
            (_, Ordering::Equal) => {}
            (Ordering::Equal, part) => all = part,
            (before, part) if before == part => {}
            _ => return Ordering::Equal,
        }
    }
    all
}
