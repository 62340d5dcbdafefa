//! Functions on text, which count characters as a reader does.

use super::{failed, text};
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::{CallError, Function, Parameter};
use crate::{Type, Value, parse_json};
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn functions() -> Vec<(&'static str, Function)> {
    let string = |name| Parameter::new(name, Type::String);
    vec![
        ("lower", unary(|text| Value::from(text.to_lowercase()))),
        ("upper", unary(|text| Value::from(text.to_uppercase()))),
        (
            "reverse",
            unary(|text| Value::from(text.graphemes(true).rev().collect::<String>())),
        ),
        (
            "strlen",
            Function::new([string("str")], Type::Number, |args| {
                Ok(Value::from(text(&args[0]).graphemes(true).count()))
            }),
        ),
        (
            "substr",
            Function::new(
                [
                    string("str"),
                    Parameter::new("offset", Type::Number),
                    Parameter::new("length", Type::Number),
                ],
                Type::String,
                substr,
            ),
        ),
        (
            "jsonencode",
            Function::new(
                [Parameter::new("val", Type::Any).nullable()],
                Type::String,
                |args| {
                    if args[0].is_wholly_known() {
                        Ok(Value::String(args[0].to_json().to_string()))
                    } else {
                        Ok(Value::Unknown(Type::String))
                    }
                },
            ),
        ),
        (
            "jsondecode",
            Function::new([string("str")], Type::Any, jsondecode),
        ),
    ]
}

fn unary(run: fn(&str) -> Value) -> Function {
    Function::new(
        [Parameter::new("str", Type::String)],
        Type::String,
        move |args| Ok(run(text(&args[0]))),
    )
}

/// A negative offset counts from the end, a negative length takes all that is left.
fn substr(args: &[Value]) -> Result<Value, CallError> {
    let whole = |i: usize| match &args[i] {
        Value::Number(number) if number.is_integer() => {
            Ok(number.as_i64().unwrap_or(if number.is_negative() {
                i64::MIN
            } else {
                i64::MAX
            }))
        }
        _ => Err(CallError::Argument(
            i,
            "it must be a whole number".to_owned(),
        )),
    };
    let (offset, length) = (whole(1)?, whole(2)?);
    let characters = text(&args[0]).graphemes(true);
    let skipped = if offset < 0 {
        let back = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
        characters.clone().count().saturating_sub(back)
    } else {
        usize::try_from(offset).unwrap_or(usize::MAX)
    };
    let taken = usize::try_from(length).unwrap_or(usize::MAX);
    Ok(Value::from(
        characters.skip(skipped).take(taken).collect::<String>(),
    ))
}

fn jsondecode(args: &[Value]) -> Result<Value, CallError> {
    let mut found = Diagnostics::new();
    let file = SourceFile::new("", text(&args[0]));
    match parse_json(&file, &mut found) {
        Some(value) => Ok(value),
        None => failed(
            found
                .iter()
                .next()
                .map_or("not JSON", |wrong| &wrong.message),
        ),
    }
}
