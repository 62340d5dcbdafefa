//! Functions on lists, maps and whatever there is.

use super::super::{CallError, Function, Parameter};
use super::failed;
use crate::{Type, Value, convert};

pub(super) fn functions() -> Vec<(&'static str, Function)> {
    let any = |name| Parameter::new(name, Type::Any);
    vec![
        (
            "coalesce",
            Function::new([], Type::Any, coalesce).variadic(any("vals").nullable().unknowable()),
        ),
        (
            "concat",
            Function::new([], Type::Any, concat).variadic(any("seqs")),
        ),
        (
            "hasindex",
            Function::new([any("collection"), any("key")], Type::Bool, hasindex),
        ),
        (
            "length",
            Function::new([any("collection")], Type::Number, length),
        ),
    ]
}

/// The first that is not null, in the type that all have in common.
fn coalesce(args: &[Value]) -> Result<Value, CallError> {
    let types: Vec<Type> = args
        .iter()
        .map(Value::ty)
        .filter(|ty| *ty != Type::Any)
        .collect();
    let Some(ty) = Type::unify(&types) else {
        return failed("all arguments must have the same type");
    };
    match args.iter().find(|value| !value.is_null()) {
        Some(Value::Unknown(_)) => Ok(Value::Unknown(ty)),
        Some(value) => convert(value, &ty).map_err(|wrong| CallError::Failed(wrong.to_string())),
        None => failed("all arguments are null"),
    }
}

/// Lists of one type make a list, all else a tuple.
fn concat(args: &[Value]) -> Result<Value, CallError> {
    if args.is_empty() {
        return failed("there must be at least one argument");
    }
    let mut elements = Vec::new();
    for (i, value) in args.iter().enumerate() {
        match value {
            Value::List(_, more) | Value::Tuple(more) => elements.extend_from_slice(more),
            other => {
                let why = format!("it must be a list or a tuple, but is {}", other.ty());
                return Err(CallError::Argument(i, why));
            }
        }
    }
    let lists: Vec<Type> = args.iter().map(Value::ty).collect();
    let all_lists = lists.iter().all(|ty| matches!(ty, Type::List(_)));
    let tuple = Value::Tuple(elements);
    match Type::unify(&lists).filter(|_| all_lists) {
        Some(ty) => convert(&tuple, &ty).map_err(|wrong| CallError::Failed(wrong.to_string())),
        None => Ok(tuple),
    }
}

fn hasindex(args: &[Value]) -> Result<Value, CallError> {
    let has = match (&args[0], &args[1]) {
        (Value::List(_, elements) | Value::Tuple(elements), Value::Number(index)) => {
            index.as_usize().is_some_and(|index| index < elements.len())
        }
        (Value::Map(_, elements), Value::String(key)) => elements.contains_key(key),
        (Value::List(..) | Value::Tuple(_) | Value::Map(..), _) => false,
        (other, _) => {
            let why = format!("it must be a list, a map or a tuple, but is {}", other.ty());
            return Err(CallError::Argument(0, why));
        }
    };
    Ok(Value::Bool(has))
}

fn length(args: &[Value]) -> Result<Value, CallError> {
    match &args[0] {
        // What is unknown in a set may turn out to be an element that is there.
        set @ Value::Set(..) if !set.is_wholly_known() => Ok(Value::Unknown(Type::Number)),
        Value::List(_, elements) | Value::Set(_, elements) | Value::Tuple(elements) => {
            Ok(Value::from(elements.len()))
        }
        Value::Map(_, elements) | Value::Object(elements) => Ok(Value::from(elements.len())),
        other => {
            let why = format!("it must be a collection, but is {}", other.ty());
            Err(CallError::Argument(0, why))
        }
    }
}
