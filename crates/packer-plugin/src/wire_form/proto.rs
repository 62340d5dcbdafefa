//! As much of protobuf as the messages need: numbered fields that hold text, bools and other
//! messages. What a field of a later version holds is passed over.

/// The deepest that messages may lie in one another.
const DEPTH: usize = 100;

/// A message that is being read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    depth: usize,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub(super) enum Field<'a> {
    /// A number, or a bool.
    Number(u64),
    /// Text, or another message.
    Bytes(Reader<'a>),
    /// What none of the messages has.
    Other,
}

impl<'a> Reader<'a> {
    pub(super) fn new(message: &'a [u8]) -> Self {
        Self {
            rest: message,
            depth: DEPTH,
        }
    }

    /// The number of the next field, and what it holds; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Field<'a>)>, String> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let field = match key & 7 {
            0 => Field::Number(self.varint()?),
            1 => self.take(8).map(|_| Field::Other)?,
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| cut_off())?;
                let depth = self.depth.checked_sub(1);
                Field::Bytes(Self {
                    rest: self.take(length)?,
                    depth: depth.ok_or("messages lie too deep in one another")?,
                })
            }
            5 => self.take(4).map(|_| Field::Other)?,
            other => return Err(format!("there is no type of field {other}")),
        };
        Ok(Some((key >> 3, field)))
    }

    /// All of it, as text.
    pub(super) fn text(self) -> Result<String, String> {
        let text = str::from_utf8(self.rest).map_err(|error| error.to_string())?;
        Ok(text.to_owned())
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_off)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number in pieces of seven bits, the lowest first.
    fn varint(&mut self) -> Result<u64, String> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err("a number is too long".to_owned())
    }
}

fn cut_off() -> String {
    "it is cut off".to_owned()
}

/// Appends a field with text or another message in it.
pub(super) fn bytes(number: u8, value: &[u8], out: &mut Vec<u8>) {
    out.push(number << 3 | 2);
    let mut length = value.len();
    while length >= 0x80 {
        out.push(0x80 | u8::try_from(length & 0x7f).unwrap_or(0));
        length >>= 7;
    }
    out.push(u8::try_from(length).unwrap_or(0));
    out.extend(value);
}

/// Appends a field with text, which is left out where it is empty.
pub(super) fn text(number: u8, value: &str, out: &mut Vec<u8>) {
    if !value.is_empty() {
        bytes(number, value.as_bytes(), out);
    }
}

/// Appends a bool, which is left out where it is false.
pub(super) fn bool(number: u8, value: bool, out: &mut Vec<u8>) {
    if value {
        out.extend([number << 3, 1]);
    }
}
