//! The messages, by the names and numbers of Packer's `hcl_spec.proto`. Maps are sorted, so
//! that equal messages have equal bytes.

use super::proto::{Field, Reader, bool, bytes, text};
use std::collections::BTreeMap;

type Read<T> = Result<T, String>;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spec {
    pub(super) block: Option<Kind>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Object(Object),
    Attr(Attr),
    Block(Box<Block>),
    BlockList(Box<BlockList>),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object {
    pub(super) attributes: BTreeMap<String, Spec>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attr {
    pub(super) name: String,
    pub(super) ty: Option<CtyType>,
    pub(super) required: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) nested: Option<Spec>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct BlockList {
    pub(super) name: String,
    pub(super) nested: Option<Spec>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CtyType {
    pub(super) type_def: Option<TypeDef>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TypeDef {
    Primitive(CtyPrimitive),
    List(Box<CtyElement>),
    Map(Box<CtyElement>),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CtyPrimitive {
    pub(super) type_string: String,
}

/// `CtyList` and `CtyMap`, which are alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CtyElement {
    pub(super) element_type: Option<Box<CtyType>>,
}

/// A message: what its fields are, in both directions.
pub(super) trait Message: Default {
    /// Takes a field; those that it does not know are passed over.
    fn field(&mut self, number: u64, field: Field) -> Read<()>;

    /// Appends the fields that hold something.
    fn write(&self, out: &mut Vec<u8>);

    fn read(mut reader: Reader) -> Read<Self> {
        let mut message = Self::default();
        while let Some((number, field)) = reader.next()? {
            message.field(number, field)?;
        }
        Ok(message)
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }
}

fn message<M: Message>(number: u8, message: &M, out: &mut Vec<u8>) {
    bytes(number, &message.encode(), out);
}

impl Message for Spec {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        let Field::Bytes(reader) = field else {
            return Ok(());
        };
        self.block = Some(match number {
            1 => Kind::Object(Message::read(reader)?),
            2 => Kind::Attr(Message::read(reader)?),
            3 => Kind::Block(Box::new(Message::read(reader)?)),
            4 => Kind::BlockList(Box::new(Message::read(reader)?)),
            _ => return Ok(()),
        });
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        match &self.block {
            None => {}
            Some(Kind::Object(object)) => message(1, object, out),
            Some(Kind::Attr(attr)) => message(2, attr, out),
            Some(Kind::Block(block)) => message(3, &**block, out),
            Some(Kind::BlockList(blocks)) => message(4, &**blocks, out),
        }
    }
}

impl Message for Object {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        if let (1, Field::Bytes(reader)) = (number, field) {
            let Entry { key, value } = Message::read(reader)?;
            self.attributes.insert(key, value);
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        for (key, value) in &self.attributes {
            let (key, value) = (key.clone(), value.clone());
            message(1, &Entry { key, value }, out);
        }
    }
}

/// An entry of a map.
#[derive(Default)]
struct Entry {
    key: String,
    value: Spec,
}

impl Message for Entry {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        match (number, field) {
            (1, Field::Bytes(reader)) => self.key = reader.text()?,
            (2, Field::Bytes(reader)) => self.value = Message::read(reader)?,
            _ => {}
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(1, &self.key, out);
        message(2, &self.value, out);
    }
}

impl Message for Attr {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        match (number, field) {
            (1, Field::Bytes(reader)) => self.name = reader.text()?,
            (2, Field::Bytes(reader)) => self.ty = Some(Message::read(reader)?),
            (3, Field::Number(value)) => self.required = value != 0,
            _ => {}
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(1, &self.name, out);
        if let Some(ty) = &self.ty {
            message(2, ty, out);
        }
        bool(3, self.required, out);
    }
}

impl Message for Block {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        match (number, field) {
            (1, Field::Bytes(reader)) => self.name = reader.text()?,
            (2, Field::Number(value)) => self.required = value != 0,
            (3, Field::Bytes(reader)) => self.nested = Some(Message::read(reader)?),
            _ => {}
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(1, &self.name, out);
        bool(2, self.required, out);
        if let Some(nested) = &self.nested {
            message(3, nested, out);
        }
    }
}

impl Message for BlockList {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        match (number, field) {
            (1, Field::Bytes(reader)) => self.name = reader.text()?,
            (2, Field::Bytes(reader)) => self.nested = Some(Message::read(reader)?),
            _ => {}
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(1, &self.name, out);
        if let Some(nested) = &self.nested {
            message(2, nested, out);
        }
    }
}

impl Message for CtyType {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        let Field::Bytes(reader) = field else {
            return Ok(());
        };
        self.type_def = Some(match number {
            1 => TypeDef::Primitive(Message::read(reader)?),
            2 => TypeDef::List(Box::new(Message::read(reader)?)),
            3 => TypeDef::Map(Box::new(Message::read(reader)?)),
            _ => return Ok(()),
        });
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        match &self.type_def {
            None => {}
            Some(TypeDef::Primitive(primitive)) => message(1, primitive, out),
            Some(TypeDef::List(element)) => message(2, &**element, out),
            Some(TypeDef::Map(element)) => message(3, &**element, out),
        }
    }
}

impl Message for CtyPrimitive {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        if let (1, Field::Bytes(reader)) = (number, field) {
            self.type_string = reader.text()?;
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(1, &self.type_string, out);
    }
}

impl Message for CtyElement {
    fn field(&mut self, number: u64, field: Field) -> Read<()> {
        if let (1, Field::Bytes(reader)) = (number, field) {
            self.element_type = Some(Box::new(Message::read(reader)?));
        }
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>) {
        if let Some(element) = &self.element_type {
            message(1, &**element, out);
        }
    }
}
