//! What Packer makes of a spec and of a value that come in gob: its side, which tests play.

use super::read::{Gob, Wrong, read};
use crate::hcldec::{AttrSpec, BlockListSpec, BlockSpec, ObjectSpec, Spec, Type};
use serde_json::{Map, Number, Value};

/// The spec in a stream.
///
/// # Errors
///
/// A stream that is none, and one of something else.
pub(crate) fn read_spec(stream: &[u8]) -> Result<Spec, Wrong> {
    object(&read(stream)?)
}

fn object(gob: &Gob) -> Result<Spec, Wrong> {
    let fields = gob.entries().map(|(name, spec)| Ok((name, item(spec)?)));
    let fields: Vec<_> = fields.collect::<Result<_, Wrong>>()?;
    Ok(ObjectSpec::from_iter(fields).into())
}

fn item(gob: &Gob) -> Result<Spec, Wrong> {
    let (kind, spec) = gob.interface()?;
    let required = *spec.field("Required") == Gob::Bool(true);
    let nested = || object(spec.field("Nested").interface()?.1);
    Ok(match kind {
        "*hcldec.AttrSpec" => {
            let attr = AttrSpec::new(text(spec.field("Name"))?, ty(spec.field("Type"))?);
            Spec::Attr(if required { attr.required() } else { attr })
        }
        "*hcldec.BlockSpec" => {
            let block = BlockSpec::new(text(spec.field("TypeName"))?, nested()?);
            Spec::Block(if required { block.required() } else { block })
        }
        "*hcldec.BlockListSpec" => {
            let blocks = BlockListSpec::new(text(spec.field("TypeName"))?, nested()?);
            Spec::BlockList(blocks)
        }
        other => return Err(format!("`{other}` is no kind of spec that a plugin needs")),
    })
}

fn text(gob: &Gob) -> Result<&str, Wrong> {
    match gob {
        Gob::String(text) => Ok(text),
        other => Err(format!("{other:?} stands in the place of a text")),
    }
}

/// A type, which encodes itself.
pub(crate) fn ty(gob: &Gob) -> Result<Type, Wrong> {
    let outer = gob.inner()?;
    let (name, inner) = outer.field("Impl").interface()?;
    let element = || ty(inner.field("ElementTypeT")).map(Box::new);
    Ok(match name.rsplit('.').next().unwrap_or(name) {
        "primitiveType" => match inner.field("Kind") {
            Gob::Uint(0x53) => Type::String,
            Gob::Uint(0x4e) => Type::Number,
            Gob::Uint(0x42) => Type::Bool,
            other => return Err(format!("{other:?} is no primitive type")),
        },
        "typeList" => Type::List(element()?),
        "typeMap" => Type::Map(element()?),
        "typeObject" => {
            let attributes = inner.field("AttrTypes").entries();
            let attributes = attributes.map(|(name, of)| Ok((name.to_owned(), ty(of)?)));
            Type::object(attributes.collect::<Result<Vec<_>, Wrong>>()?)
        }
        "typeTuple" => {
            let elements = inner.field("ElemTypes").items().iter().map(ty);
            Type::Tuple(elements.collect::<Result<_, _>>()?)
        }
        other => return Err(format!("`{other}` is no kind of type that a plugin needs")),
    })
}

/// The type of the value in a stream, and what a template would see of it.
///
/// # Errors
///
/// A stream that is none, and one of something else.
pub(crate) fn read_value(stream: &[u8]) -> Result<(Type, Value), Wrong> {
    let inner = read(stream)?.inner()?;
    Ok((ty(inner.field("Ty"))?, json(inner.field("V"))?))
}

fn json(gob: &Gob) -> Result<Value, Wrong> {
    // A null is left out of a struct, and is nothing elsewhere.
    if matches!(gob, Gob::Zero | Gob::Nil) {
        return Ok(Value::Null);
    }
    let (name, value) = gob.interface()?;
    Ok(match (name, value) {
        ("bool", Gob::Bool(value)) => Value::Bool(*value),
        ("string", Gob::String(text)) => Value::String(text.clone()),
        ("math/big.Float", Gob::Opaque(bytes)) => number(bytes)?,
        ("[]interface {}", Gob::Slice(items)) => {
            Value::Array(items.iter().map(json).collect::<Result<_, _>>()?)
        }
        ("map[string]interface {}", Gob::Map(entries)) => {
            let entries = entries
                .iter()
                .map(|(key, item)| Ok((key.clone(), json(item)?)));
            Value::Object(entries.collect::<Result<Map<_, _>, Wrong>>()?)
        }
        _ => return Err(format!("{gob:?} is no value")),
    })
}

/// What Go's `big.Float` has encoded itself as, where it has no more bits than numbers in Rust.
fn number(bytes: &[u8]) -> Result<Value, Wrong> {
    let wrong = || format!("{bytes:?} is no number that fits");
    let [1, flags, _, _, _, _, rest @ ..] = bytes else {
        return Err(wrong());
    };
    if rest.is_empty() {
        return Ok(0.into());
    }
    let [e0, e1, e2, e3, mantissa @ ..] = rest else {
        return Err(wrong());
    };
    let mantissa = u64::from_be_bytes(mantissa.try_into().map_err(|_| wrong())?);
    let exponent = i32::from_be_bytes([*e0, *e1, *e2, *e3]);
    let negative = flags & 1 == 1;
    let fraction = u32::try_from(64 - exponent).unwrap_or(64);
    let whole = (1..=64).contains(&exponent) && mantissa.trailing_zeros() >= fraction;
    if whole {
        let whole = mantissa >> fraction;
        return match (negative, 0i64.checked_sub_unsigned(whole)) {
            (false, _) => Ok(whole.into()),
            (true, Some(negated)) => Ok(negated.into()),
            (true, None) => Err(wrong()),
        };
    }
    // Both are exact for what a plugin sends: a float has 53 bits, and so has the mantissa.
    #[allow(clippy::cast_precision_loss)]
    let value =
        mantissa as f64 * 2f64.powi(exponent / 2 - 32) * 2f64.powi(exponent - exponent / 2 - 32);
    let value = Number::from_f64(if negative { -value } else { value });
    Ok(Value::Number(value.ok_or_else(wrong)?))
}
