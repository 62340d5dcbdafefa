//! A reader of any stream of gob, as Go's is: by the definitions in it, wherever they stand. It is
//! Packer's side, which tests play.

use std::collections::HashMap;

/// Values in values; beyond it a stream was made to hurt.
const DEEPEST: usize = 1024;

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

/// Why a stream is none.
pub(crate) type Wrong = String;

impl Gob {
    /// A field of a struct; zero where it is left out.
    pub(crate) fn field(&self, name: &str) -> &Gob {
        let fields = match self {
            Gob::Struct(fields) => fields.as_slice(),
            _ => &[],
        };
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or(&Gob::Zero, |(_, value)| value)
    }

    /// The entries of a map; none of anything else.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Gob)> {
        let entries = match self {
            Gob::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The items of a slice; none of anything else.
    pub(crate) fn items(&self) -> &[Gob] {
        match self {
            Gob::Slice(items) => items,
            _ => &[],
        }
    }

    /// The name of the type of what stands in a place for several, and that.
    pub(crate) fn interface(&self) -> Result<(&str, &Gob), Wrong> {
        match self {
            Gob::Interface(name, inner) => Ok((name, inner)),
            other => Err(format!("{other:?} stands in the place of an interface")),
        }
    }

    /// What a type that encodes itself has made: a stream of its own.
    pub(crate) fn inner(&self) -> Result<Gob, Wrong> {
        match self {
            Gob::Opaque(bytes) => read(bytes),
            other => Err(format!("{other:?} stands in the place of bytes")),
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

/// The one value of a stream.
///
/// # Errors
///
/// What Go would refuse.
pub(crate) fn read(stream: &[u8]) -> Result<Gob, Wrong> {
    let mut reader = Reader {
        rest: stream,
        types: HashMap::new(),
        depth: 0,
    };
    loop {
        let length = reader.length()?;
        let after = reader.rest.len() - length;
        let id = reader.int()?;
        if id < 0 {
            reader.definition(id)?;
            expect(reader.rest.len() == after, "the length of a definition")?;
            continue;
        }
        let value = reader.top(id)?;
        expect(reader.rest.is_empty(), "the value as the last message")?;
        return Ok(value);
    }
}

fn expect(holds: bool, what: &str) -> Result<(), Wrong> {
    if holds {
        Ok(())
    } else {
        Err(format!("expected {what} in a stream of gob"))
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    types: HashMap<i64, Definition>,
    depth: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, Wrong> {
        let (first, rest) = self
            .rest
            .split_first()
            .ok_or("expected more of a stream of gob")?;
        self.rest = rest;
        Ok(*first)
    }

    fn uint(&mut self) -> Result<u64, Wrong> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(first.into());
        }
        let length = first.wrapping_neg();
        expect(length <= 8, "a number of 64 bits")?;
        (0..length).try_fold(0, |value, _| Ok(value << 8 | u64::from(self.byte()?)))
    }

    fn int(&mut self) -> Result<i64, Wrong> {
        let value = self.uint()?;
        let half = (value >> 1).cast_signed();
        Ok(if value & 1 == 1 { !half } else { half })
    }

    /// The length of something that is still to come.
    fn length(&mut self) -> Result<usize, Wrong> {
        let length = usize::try_from(self.uint()?).unwrap_or(usize::MAX);
        expect(length <= self.rest.len(), "no more than there is")?;
        Ok(length)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Wrong> {
        let length = self.length()?;
        let (bytes, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(bytes.to_vec())
    }

    fn text(&mut self) -> Result<String, Wrong> {
        String::from_utf8(self.bytes()?).map_err(|error| error.to_string())
    }

    /// The number of a field that must come next.
    fn one(&mut self) -> Result<(), Wrong> {
        let next = self.uint()?;
        expect(next == 1, "the next field")
    }

    /// The field that comes next in a struct; 0 at its end.
    fn next_field(&mut self, before: u64) -> Result<u64, Wrong> {
        Ok(match self.uint()? {
            0 => 0,
            delta => before.saturating_add(delta),
        })
    }

    /// The definition of a type, whose number is negative here.
    fn definition(&mut self, id: i64) -> Result<(), Wrong> {
        let kind = self.uint()?;
        self.one()?;
        let mut field = self.next_field(0)?;
        while field != 0 {
            match field {
                1 => drop(self.text()?),
                // Of a pointer it is that of what it points to.
                2 => drop(self.int()?),
                _ => return expect(false, "the name and number of a type"),
            }
            field = self.next_field(field)?;
        }
        let definition = match kind {
            2 => {
                self.one()?;
                Definition::Slice(self.int()?)
            }
            3 if self.rest.first() == Some(&0) => Definition::Struct(Vec::new()),
            3 => {
                self.one()?;
                let count = self.length()?;
                let fields = (0..count).map(|_| self.named());
                Definition::Struct(fields.collect::<Result<_, _>>()?)
            }
            4 => {
                self.one()?;
                let key = self.int()?;
                self.one()?;
                Definition::Map(key, self.int()?)
            }
            5 => Definition::Opaque,
            _ => return expect(false, "a type of a kind that is used"),
        };
        let ends = (self.uint()?, self.uint()?);
        expect(ends == (0, 0), "the end of a definition")?;
        self.types.insert(id.saturating_neg(), definition);
        Ok(())
    }

    fn named(&mut self) -> Result<(String, i64), Wrong> {
        self.one()?;
        let name = self.text()?;
        self.one()?;
        let ty = self.int()?;
        let end = self.uint()?;
        expect(end == 0, "the end of a field")?;
        Ok((name, ty))
    }

    /// A value that is not a struct has a zero before it where its type was just named.
    fn top(&mut self, id: i64) -> Result<Gob, Wrong> {
        if !matches!(self.types.get(&id), Some(Definition::Struct(_))) {
            let zero = self.byte()?;
            expect(zero == 0, "a zero before a value that is no struct")?;
        }
        self.value(id)
    }

    fn value(&mut self, id: i64) -> Result<Gob, Wrong> {
        self.depth += 1;
        expect(self.depth <= DEEPEST, "values less deep")?;
        let value = self.value_within(id);
        self.depth -= 1;
        value
    }

    fn value_within(&mut self, id: i64) -> Result<Gob, Wrong> {
        match id {
            1 => return Ok(Gob::Bool(self.uint()? == 1)),
            2 => return Ok(Gob::Int(self.int()?)),
            3 => return Ok(Gob::Uint(self.uint()?)),
            6 => return Ok(Gob::String(self.text()?)),
            8 => return self.interface(),
            _ => {}
        }
        let definition = self.types.get(&id);
        let definition = definition.ok_or("expected a definition before a type is used")?;
        Ok(match definition.clone() {
            Definition::Opaque => Gob::Opaque(self.bytes()?),
            Definition::Slice(element) => {
                let count = self.length()?;
                let items = (0..count).map(|_| self.value(element));
                Gob::Slice(items.collect::<Result<_, _>>()?)
            }
            Definition::Map(key, element) => {
                expect(key == 6, "keys that are texts")?;
                let count = self.length()?;
                let entries = (0..count).map(|_| Ok((self.text()?, self.value(element)?)));
                Gob::Map(entries.collect::<Result<_, Wrong>>()?)
            }
            Definition::Struct(fields) => {
                let mut values = Vec::new();
                let mut field = self.next_field(0)?;
                while field != 0 {
                    let index = usize::try_from(field - 1).unwrap_or(usize::MAX);
                    let (name, ty) = fields
                        .get(index)
                        .ok_or("expected a field that is defined")?;
                    values.push((name.clone(), self.value(*ty)?));
                    field = self.next_field(field)?;
                }
                Gob::Struct(values)
            }
        })
    }

    fn interface(&mut self) -> Result<Gob, Wrong> {
        let name = self.text()?;
        if name.is_empty() {
            return Ok(Gob::Nil);
        }
        // Go defines a type at first need: then the message ends, and another goes on.
        let mut id = self.int()?;
        while id < 0 {
            self.definition(id)?;
            self.uint()?;
            id = self.int()?;
        }
        let length = self.uint()?;
        let (before, types) = (self.rest.len(), self.types.len());
        let value = self.top(id)?;
        // Of a value with definitions in it, it is the length up to the first.
        if self.types.len() == types {
            let read = (before - self.rest.len()) as u64;
            expect(read == length, "a value of the length that was said")?;
        }
        Ok(Gob::Interface(name, Box::new(value)))
    }
}
