//! A spec in gob: a map from the names of the results to what Go's hcldec calls specs.

use super::encoder::{Encoder, TypeId, bytes, count, interface, interface_struct, string};
use super::ty::ty;
use crate::hcldec::{ObjectSpec, Spec};
use std::collections::BTreeMap;

/// The stream of a spec, which is an object.
///
/// # Errors
///
/// A part that has no form in Packer's protobuf has none here either: both ways of a plugin
/// must say the same.
pub(crate) fn spec(spec: &ObjectSpec) -> Result<Vec<u8>, String> {
    let mut stream = Encoder::new();
    let types = Types::define(&mut stream);
    let mut value = Vec::new();
    types.object(spec, &mut value)?;
    Ok(stream.finish(types.object, &value))
}

/// The numbers of the types that specs are made of.
struct Types {
    object: TypeId,
    attr: TypeId,
    block: TypeId,
    block_list: TypeId,
}

impl Types {
    fn define(stream: &mut Encoder) -> Self {
        let object = stream.map("ObjectSpec", TypeId::STRING, TypeId::INTERFACE);
        let ty = stream.opaque("Type");
        let attr = [
            ("Name", TypeId::STRING),
            ("Type", ty),
            ("Required", TypeId::BOOL),
        ];
        let block = [
            ("TypeName", TypeId::STRING),
            ("Nested", TypeId::INTERFACE),
            ("Required", TypeId::BOOL),
        ];
        let block_list = [
            ("TypeName", TypeId::STRING),
            ("Nested", TypeId::INTERFACE),
            ("MinItems", TypeId::INT),
            ("MaxItems", TypeId::INT),
        ];
        Self {
            object,
            attr: stream.structure("AttrSpec", &attr),
            block: stream.structure("BlockSpec", &block),
            block_list: stream.structure("BlockListSpec", &block_list),
        }
    }

    /// A map, sorted so that equal specs have equal bytes.
    fn object(&self, spec: &ObjectSpec, out: &mut Vec<u8>) -> Result<(), String> {
        let sorted: BTreeMap<_, _> = spec.fields.iter().collect();
        count(sorted.len(), out);
        for (key, spec) in sorted {
            string(key, out);
            self.spec(spec, out)?;
        }
        Ok(())
    }

    fn spec(&self, spec: &Spec, out: &mut Vec<u8>) -> Result<(), String> {
        let mut value = Vec::new();
        match spec {
            Spec::Object(object) => {
                self.object(object, &mut value)?;
                let name = "github.com/hashicorp/hcl/v2/hcldec.ObjectSpec";
                interface(name, self.object, &value, out);
            }
            Spec::Attr(attr) => {
                named(&attr.name, &mut value);
                value.push(1);
                bytes(&ty(&attr.ty)?, &mut value);
                end(attr.required, &mut value);
                interface_struct("*hcldec.AttrSpec", self.attr, &value, out);
            }
            Spec::Block(block) => {
                named(&block.type_name, &mut value);
                value.push(1);
                self.spec(&block.nested, &mut value)?;
                end(block.required, &mut value);
                interface_struct("*hcldec.BlockSpec", self.block, &value, out);
            }
            Spec::BlockList(blocks) => {
                named(&blocks.type_name, &mut value);
                value.push(1);
                self.spec(&blocks.nested, &mut value)?;
                end(false, &mut value);
                interface_struct("*hcldec.BlockListSpec", self.block_list, &value, out);
            }
            other => return Err(format!("{other:?} has no form on Packer's wire")),
        }
        Ok(())
    }
}

/// The first field, a name, which is never empty.
fn named(name: &str, out: &mut Vec<u8>) {
    out.push(1);
    string(name, out);
}

/// The third field where it is true, and the end of the struct.
fn end(required: bool, out: &mut Vec<u8>) {
    if required {
        out.extend([1, 1]);
    }
    out.push(0);
}
