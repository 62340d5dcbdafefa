//! A cty type in gob: a stream of its own, in which one struct holds the kind of type.

use super::encoder::{self, Encoder, TypeId, bytes, count, interface_struct, string};
use crate::hcldec::Type;

/// The stream of a type.
///
/// # Errors
///
/// A type that Packer's side cannot read in this form: `any`, and sets.
pub(super) fn ty(ty: &Type) -> Result<Vec<u8>, String> {
    let mut stream = Encoder::new();
    let fields = [("Version", TypeId::INT), ("Impl", TypeId::INTERFACE)];
    let outer = stream.structure("gobType", &fields);
    let mut value = Vec::new();
    // The version is zero and left out.
    value.push(2);
    match ty {
        Type::String => primitive(&mut stream, b'S', &mut value),
        Type::Number => primitive(&mut stream, b'N', &mut value),
        Type::Bool => primitive(&mut stream, b'B', &mut value),
        Type::List(element) => collection(&mut stream, "typeList", element, &mut value)?,
        Type::Map(element) => collection(&mut stream, "typeMap", element, &mut value)?,
        Type::Object { attributes, .. } => {
            let element = stream.opaque("Type");
            let map = stream.map("", TypeId::STRING, element);
            let object = stream.structure("typeObject", &[("AttrTypes", map)]);
            let mut inner = Vec::new();
            if !attributes.is_empty() {
                inner.push(1);
                count(attributes.len(), &mut inner);
                for (name, ty) in attributes {
                    string(name, &mut inner);
                    bytes(&self::ty(ty)?, &mut inner);
                }
            }
            inner.push(0);
            interface_struct(&registered("typeObject"), object, &inner, &mut value);
        }
        Type::Tuple(elements) => {
            let element = stream.opaque("Type");
            let slice = stream.slice("", element);
            let tuple = stream.structure("typeTuple", &[("ElemTypes", slice)]);
            let mut inner = Vec::new();
            if !elements.is_empty() {
                inner.push(1);
                count(elements.len(), &mut inner);
                for ty in elements {
                    bytes(&self::ty(ty)?, &mut inner);
                }
            }
            inner.push(0);
            interface_struct(&registered("typeTuple"), tuple, &inner, &mut value);
        }
        Type::Any | Type::Set(_) => return Err(format!("type `{ty}` has no form in gob")),
    }
    value.push(0);
    Ok(stream.finish_struct(outer, &value))
}

/// The name by which Go knows the type of a kind.
fn registered(kind: &str) -> String {
    format!("github.com/zclconf/go-cty/cty.{kind}")
}

fn primitive(stream: &mut Encoder, kind: u8, out: &mut Vec<u8>) {
    let ty = stream.structure("primitiveType", &[("Kind", TypeId::UINT)]);
    let mut inner = vec![1];
    encoder::uint(kind.into(), &mut inner);
    inner.push(0);
    interface_struct(&registered("primitiveType"), ty, &inner, out);
}

fn collection(
    stream: &mut Encoder,
    kind: &str,
    element: &Type,
    out: &mut Vec<u8>,
) -> Result<(), String> {
    let opaque = stream.opaque("Type");
    let ty = stream.structure(kind, &[("ElementTypeT", opaque)]);
    let mut inner = vec![1];
    bytes(&self::ty(element)?, &mut inner);
    inner.push(0);
    interface_struct(&registered(kind), ty, &inner, out);
    Ok(())
}
