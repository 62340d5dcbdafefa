//! A reader of any stream of gob, as Go's is: by the definitions in it, wherever they stand.

use std::collections::HashMap;

/// What a stream holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Gob {
    /// A field that is left out.
    Zero,
    /// Nothing in a place for several types.
    Nil,
    Bool(bool),
    Int(i64),
    Uint(u64),
    String(String),
    /// The bytes of a type that encodes itself.
    Opaque(Vec<u8>),
    Slice(Vec<Gob>),
    Map(Vec<(String, Gob)>),
    Struct(Vec<(String, Gob)>),
    Interface(String, Box<Gob>),
}

impl Gob {
    pub(crate) fn field(&self, name: &str) -> &Gob {
        let Gob::Struct(fields) = self else {
            panic!("no struct: {self:?}")
        };
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or(&Gob::Zero, |(_, value)| value)
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Gob)> {
        let entries = match self {
            Gob::Map(entries) => entries.as_slice(),
            Gob::Zero => &[],
            other => panic!("no map: {other:?}"),
        };
        entries.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub(crate) fn items(&self) -> &[Gob] {
        match self {
            Gob::Slice(items) => items,
            Gob::Zero => &[],
            other => panic!("no slice: {other:?}"),
        }
    }

    pub(crate) fn interface(&self) -> (&str, &Gob) {
        match self {
            Gob::Interface(name, inner) => (name, inner),
            other => panic!("no interface: {other:?}"),
        }
    }
}

#[derive(Clone, Debug)]
enum Definition {
    Slice(i64),
    Struct(Vec<(String, i64)>),
    Map(i64, i64),
    Opaque,
}

/// The one value of a stream. It panics at what Go would refuse.
pub(crate) fn decode(stream: &[u8]) -> Gob {
    let mut decoder = Decoder {
        rest: stream,
        types: HashMap::new(),
    };
    loop {
        let length = decoder.uint();
        assert!(length > 0 && length <= decoder.rest.len() as u64);
        let after = decoder.rest.len() - usize::try_from(length).unwrap();
        let id = decoder.int();
        if id < 0 {
            decoder.definition(-id);
            assert_eq!(decoder.rest.len(), after, "the length of a definition");
            continue;
        }
        let value = decoder.top(id);
        assert!(decoder.rest.is_empty(), "the value is the last message");
        return value;
    }
}

struct Decoder<'a> {
    rest: &'a [u8],
    types: HashMap<i64, Definition>,
}

impl Decoder<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.rest.split_first().expect("a byte more");
        self.rest = rest;
        *first
    }

    fn uint(&mut self) -> u64 {
        let first = self.byte();
        if first < 0x80 {
            return first.into();
        }
        (0..first.wrapping_neg()).fold(0, |value, _| value << 8 | u64::from(self.byte()))
    }

    fn int(&mut self) -> i64 {
        let value = self.uint();
        let half = (value >> 1).cast_signed();
        if value & 1 == 1 { !half } else { half }
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = usize::try_from(self.uint()).unwrap();
        let (bytes, rest) = self.rest.split_at(length);
        self.rest = rest;
        bytes.to_vec()
    }

    fn text(&mut self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    /// The field that comes next in a struct; 0 at its end.
    fn next_field(&mut self, before: u64) -> u64 {
        match self.uint() {
            0 => 0,
            delta => before + delta,
        }
    }

    fn definition(&mut self, id: i64) {
        let kind = self.uint();
        assert_eq!(self.uint(), 1, "what is common comes first");
        let mut field = self.next_field(0);
        while field != 0 {
            match field {
                1 => drop(self.text()),
                // Of a pointer it is that of what it points to.
                2 => drop(self.int()),
                other => panic!("common field {other}"),
            }
            field = self.next_field(field);
        }
        let definition = match kind {
            2 => {
                assert_eq!(self.uint(), 1);
                Definition::Slice(self.int())
            }
            3 if self.rest.first() == Some(&0) => Definition::Struct(Vec::new()),
            3 => {
                assert_eq!(self.uint(), 1);
                let count = self.uint();
                Definition::Struct((0..count).map(|_| self.named()).collect())
            }
            4 => {
                assert_eq!(self.uint(), 1);
                let key = self.int();
                assert_eq!(self.uint(), 1);
                Definition::Map(key, self.int())
            }
            5 => Definition::Opaque,
            other => panic!("kind {other}"),
        };
        assert_eq!((self.uint(), self.uint()), (0, 0), "two ends");
        self.types.insert(id, definition);
    }

    fn named(&mut self) -> (String, i64) {
        assert_eq!(self.uint(), 1);
        let name = self.text();
        assert_eq!(self.uint(), 1);
        let ty = self.int();
        assert_eq!(self.uint(), 0);
        (name, ty)
    }

    /// A value that is not a struct has a zero before it where its type was just named.
    fn top(&mut self, id: i64) -> Gob {
        if !matches!(self.types.get(&id), Some(Definition::Struct(_))) {
            assert_eq!(self.byte(), 0);
        }
        self.value(id)
    }

    fn value(&mut self, id: i64) -> Gob {
        match id {
            1 => return Gob::Bool(self.uint() == 1),
            2 => return Gob::Int(self.int()),
            3 => return Gob::Uint(self.uint()),
            6 => return Gob::String(self.text()),
            8 => return self.interface(),
            _ => {}
        }
        let definition = self
            .types
            .get(&id)
            .expect("a type is defined before it is used");
        match definition.clone() {
            Definition::Opaque => Gob::Opaque(self.bytes()),
            Definition::Slice(element) => {
                let count = self.uint();
                Gob::Slice((0..count).map(|_| self.value(element)).collect())
            }
            Definition::Map(key, element) => {
                assert_eq!(key, 6);
                let count = self.uint();
                let entries = (0..count).map(|_| (self.text(), self.value(element)));
                Gob::Map(entries.collect())
            }
            Definition::Struct(fields) => {
                let mut values = Vec::new();
                let mut field = self.next_field(0);
                while field != 0 {
                    let (name, ty) = fields[usize::try_from(field - 1).unwrap()].clone();
                    values.push((name, self.value(ty)));
                    field = self.next_field(field);
                }
                Gob::Struct(values)
            }
        }
    }

    fn interface(&mut self) -> Gob {
        let name = self.text();
        if name.is_empty() {
            return Gob::Nil;
        }
        // Go defines a type at first need: then the message ends, and another goes on.
        let mut id = self.int();
        while id < 0 {
            self.definition(-id);
            self.uint();
            id = self.int();
        }
        let length = usize::try_from(self.uint()).unwrap();
        let (before, types) = (self.rest.len(), self.types.len());
        let value = self.top(id);
        // Of a value with definitions in it, it is the length up to the first.
        if self.types.len() == types {
            assert_eq!(before - self.rest.len(), length, "the length of a value");
        }
        Gob::Interface(name, Box::new(value))
    }
}
