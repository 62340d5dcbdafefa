//! The primitives of gob, and a stream that is written with its definitions first.

/// The number of a type within a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeId(i64);

impl TypeId {
    pub(super) const BOOL: Self = Self(1);
    pub(super) const INT: Self = Self(2);
    pub(super) const UINT: Self = Self(3);
    pub(super) const STRING: Self = Self(6);
    pub(super) const INTERFACE: Self = Self(8);
}

/// The first number that is free for types of one's own.
const FIRST: i64 = 64;

/// A stream of one value. Types are numbered in the order in which they are defined.
#[derive(Debug)]
pub(super) struct Encoder {
    definitions: Vec<u8>,
    next: i64,
}

impl Encoder {
    pub(super) fn new() -> Self {
        Self {
            definitions: Vec::new(),
            next: FIRST,
        }
    }

    /// A struct with fields in that order.
    pub(super) fn structure(&mut self, name: &str, fields: &[(&str, TypeId)]) -> TypeId {
        self.define(3, name, |out| {
            out.push(1);
            count(fields.len(), out);
            for (name, TypeId(ty)) in fields {
                out.push(1);
                string(name, out);
                out.push(1);
                int(*ty, out);
                out.push(0);
            }
        })
    }

    pub(super) fn map(&mut self, name: &str, key: TypeId, element: TypeId) -> TypeId {
        self.define(4, name, |out| {
            for TypeId(ty) in [key, element] {
                out.push(1);
                int(ty, out);
            }
        })
    }

    pub(super) fn slice(&mut self, name: &str, element: TypeId) -> TypeId {
        self.define(2, name, |out| {
            out.push(1);
            int(element.0, out);
        })
    }

    /// A type that encodes itself: its values are bytes.
    pub(super) fn opaque(&mut self, name: &str) -> TypeId {
        self.define(5, name, |_| ())
    }

    fn define(&mut self, kind: u8, name: &str, rest: impl FnOnce(&mut Vec<u8>)) -> TypeId {
        let id = self.next;
        self.next += 1;
        let mut out = Vec::new();
        int(-id, &mut out);
        out.extend([kind, 1, 1]);
        string(name, &mut out);
        out.push(1);
        int(id, &mut out);
        out.push(0);
        rest(&mut out);
        out.extend([0, 0]);
        bytes(&out, &mut self.definitions);
        TypeId(id)
    }

    /// The stream, with a value of a struct type.
    pub(super) fn finish_struct(self, TypeId(ty): TypeId, value: &[u8]) -> Vec<u8> {
        let mut message = Vec::new();
        int(ty, &mut message);
        message.extend(value);
        let mut out = self.definitions;
        bytes(&message, &mut out);
        out
    }

    /// The stream, with a value of any other type.
    pub(super) fn finish(self, ty: TypeId, value: &[u8]) -> Vec<u8> {
        let mut marked = vec![0];
        marked.extend(value);
        self.finish_struct(ty, &marked)
    }
}

/// A value in a place for several types: the name that Go has registered the type by, and the
/// value.
pub(super) fn interface_struct(name: &str, TypeId(ty): TypeId, value: &[u8], out: &mut Vec<u8>) {
    string(name, out);
    int(ty, out);
    bytes(value, out);
}

/// The same of a type that is no struct.
pub(super) fn interface(name: &str, ty: TypeId, value: &[u8], out: &mut Vec<u8>) {
    let mut marked = vec![0];
    marked.extend(value);
    interface_struct(name, ty, &marked, out);
}

/// Nothing in a place for several types.
pub(super) const NIL: u8 = 0;

pub(super) fn uint(value: u64, out: &mut Vec<u8>) {
    if let Ok(small @ ..0x80) = u8::try_from(value) {
        out.push(small);
        return;
    }
    let bytes = value.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let significant = &bytes[zeros..];
    // One to eight of them: the length is below zero.
    out.push(0u8.wrapping_sub(u8::try_from(significant.len()).unwrap_or(8)));
    out.extend(significant);
}

pub(super) fn int(value: i64, out: &mut Vec<u8>) {
    // The sign is the last bit.
    let shifted = value.cast_unsigned() << 1;
    uint(if value < 0 { !shifted } else { shifted }, out);
}

/// How many items there are.
pub(super) fn count(length: usize, out: &mut Vec<u8>) {
    uint(u64::try_from(length).unwrap_or(u64::MAX), out);
}

pub(super) fn bytes(value: &[u8], out: &mut Vec<u8>) {
    count(value.len(), out);
    out.extend(value);
}

pub(super) fn string(value: &str, out: &mut Vec<u8>) {
    bytes(value.as_bytes(), out);
}
