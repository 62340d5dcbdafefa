//! A cty value in gob: bytes that hold a stream with its type and what it holds.

use super::encoder::{Encoder, NIL, TypeId, bytes, count, interface, string};
use super::ty::ty;
use crate::hcldec::{Number, Type, Value};

/// The stream of a value whose type is that one. The type is said apart, since an empty list
/// or a null does not know its own.
///
/// # Errors
///
/// A value that is unknown, or of a type that has no form in gob.
pub(crate) fn value(value: &Value, of: &Type) -> Result<Vec<u8>, String> {
    let mut outer = Encoder::new();
    let opaque = outer.opaque("Value");
    let mut out = Vec::new();
    bytes(&inner(value, of)?, &mut out);
    Ok(outer.finish(opaque, &out))
}

fn inner(value: &Value, of: &Type) -> Result<Vec<u8>, String> {
    let mut stream = Encoder::new();
    let ty_id = stream.opaque("Type");
    let fields = [
        ("Version", TypeId::INT),
        ("Ty", ty_id),
        ("V", TypeId::INTERFACE),
    ];
    let outer = stream.structure("gobValue", &fields);
    let types = Types {
        map: stream.map("", TypeId::STRING, TypeId::INTERFACE),
        list: stream.slice("", TypeId::INTERFACE),
        float: stream.opaque("Float"),
    };
    let mut out = vec![2];
    bytes(&ty(of)?, &mut out);
    if !value.is_null() {
        out.push(1);
        types.item(value, &mut out)?;
    }
    out.push(0);
    Ok(stream.finish_struct(outer, &out))
}

/// The numbers of the types that values are made of.
struct Types {
    map: TypeId,
    list: TypeId,
    float: TypeId,
}

impl Types {
    fn item(&self, value: &Value, out: &mut Vec<u8>) -> Result<(), String> {
        let mut inner = Vec::new();
        match value {
            Value::Null(_) => out.push(NIL),
            Value::Bool(value) => interface("bool", TypeId::BOOL, &[u8::from(*value)], out),
            Value::String(text) => {
                string(text, &mut inner);
                interface("string", TypeId::STRING, &inner, out);
            }
            Value::Number(number) => {
                bytes(&float(number), &mut inner);
                interface("math/big.Float", self.float, &inner, out);
            }
            Value::List(_, items) | Value::Tuple(items) => {
                count(items.len(), &mut inner);
                for item in items {
                    self.item(item, &mut inner)?;
                }
                interface("[]interface {}", self.list, &inner, out);
            }
            Value::Map(_, entries) | Value::Object(entries) => {
                count(entries.len(), &mut inner);
                for (key, value) in entries {
                    string(key, &mut inner);
                    self.item(value, &mut inner)?;
                }
                interface("map[string]interface {}", self.map, &inner, out);
            }
            Value::Set(..) | Value::Unknown(_) => {
                return Err(format!("a value of `{}` has no form in gob", value.ty()));
            }
        }
        Ok(())
    }
}

/// A number as Go's `big.Float` encodes itself. The numbers of a plugin come of Rust's own, so
/// they are integers of 64 bits or floats; of others the nearest float is sent.
pub(super) fn float(number: &Number) -> Vec<u8> {
    let whole = number.as_i64().map(i64::unsigned_abs);
    let whole = whole.or_else(|| number.to_string().parse().ok());
    let (precision, mantissa, exponent) = match whole {
        Some(whole) => (64, whole, 0),
        None => parts(number.to_f64().abs()),
    };
    let negative = u8::from(number.is_negative());
    let zeros = mantissa.leading_zeros();
    // The version; then the form in two bits, with the sign and that it is exact.
    if mantissa == 0 {
        return [&[1, 8][..], &u32::to_be_bytes(precision)].concat();
    }
    let exponent = exponent + 64 - zeros.cast_signed();
    [
        &[1, 8 | 2 | negative][..],
        &precision.to_be_bytes(),
        &exponent.to_be_bytes(),
        &(mantissa << zeros).to_be_bytes(),
    ]
    .concat()
}

/// The precision of a float, its mantissa, and the power of two that it is multiplied by.
fn parts(value: f64) -> (u32, u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = i32::try_from(bits >> 52).unwrap_or(0);
    match exponent {
        0 => (53, fraction, -1074),
        _ => (53, fraction | (1 << 52), exponent - 1075),
    }
}
