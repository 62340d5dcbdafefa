//! Functions on lists, maps and whatever there is.

use super::failed;
use crate::{CallError, Function, Parameter};
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
            Function::new([], Type::Any, concat).variadic(any("seqs").unknowable()),
        ),
        (
            "hasindex",
            Function::new(
                [any("collection").unknowable(), any("key").unknowable()],
                Type::Bool,
                hasindex,
            ),
        ),
        (
            "length",
            Function::new([any("collection").unknowable()], Type::Number, length),
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
    let mut known = true;
    for (i, value) in args.iter().enumerate() {
        match value {
            // How many elements there are the type of a tuple says, that of a list does not.
            Value::Unknown(Type::Tuple(types)) => {
                known = false;
                elements.extend(types.iter().cloned().map(Value::Unknown));
            }
            Value::Unknown(Type::List(_) | Type::Any) => return Ok(Value::UNKNOWN),
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
    if !known {
        return Ok(Value::Unknown(tuple.ty()));
    }
    match Type::unify(&lists).filter(|_| all_lists) {
        Some(ty) => convert(&tuple, &ty).map_err(|wrong| CallError::Failed(wrong.to_string())),
        None => Ok(tuple),
    }
}

fn hasindex(args: &[Value]) -> Result<Value, CallError> {
    let ty = args[0].ty();
    if !matches!(
        ty,
        Type::List(_) | Type::Tuple(_) | Type::Map(_) | Type::Any
    ) {
        let why = format!("it must be a list, a map or a tuple, but is {ty}");
        return Err(CallError::Argument(0, why));
    }
    let has = match (&args[0], &args[1]) {
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => return Ok(Value::Unknown(Type::Bool)),
        (Value::List(_, elements) | Value::Tuple(elements), Value::Number(index)) => {
            index.as_usize().is_some_and(|index| index < elements.len())
        }
        (Value::Map(_, elements), Value::String(key)) => elements.contains_key(key),
        _ => false,
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
        Value::Map(_, elements) => Ok(Value::from(elements.len())),
        Value::Unknown(Type::Tuple(elements)) => Ok(Value::from(elements.len())),
        Value::Unknown(Type::List(_) | Type::Set(_) | Type::Map(_) | Type::Any) => {
            Ok(Value::Unknown(Type::Number))
        }
        other => {
            let why = format!(
                "it must be a list, a set, a map or a tuple, but is {}",
                other.ty()
            );
            Err(CallError::Argument(0, why))
        }
    }
}
