//! From bytes to values, within bounds of length and depth.

use super::Msg;
use std::io::{self, Read};

/// The deepest that values may lie in one another.
const DEPTH: usize = 100;
/// The most bytes that one value may take, and as many as its parts may take in memory.
const SIZE: usize = 64 << 20;
/// What a part takes in memory beside its bytes, counted roughly.
const PART: usize = 32;

/// Reads one value, and not a byte beyond it.
///
/// # Errors
///
/// What the reader says, and a value that is too large, too deep, or of no known kind.
pub(crate) fn read(source: &mut impl Read) -> io::Result<Msg> {
    Reader { source, left: SIZE }.value(DEPTH)
}

struct Reader<'a, R> {
    source: &'a mut R,
    /// How much more the value may take.
    left: usize,
}

impl<R: Read> Reader<'_, R> {
    fn value(&mut self, depth: usize) -> io::Result<Msg> {
        if depth == 0 {
            return Err(invalid("values lie too deep in one another"));
        }
        self.spend(PART)?;
        let first = self.byte()?;
        Ok(match first {
            0x00..=0x7f => Msg::Uint(first.into()),
            0x80..=0x8f => self.map(usize::from(first & 0x0f), depth)?,
            0x90..=0x9f => self.array(usize::from(first & 0x0f), depth)?,
            0xa0..=0xbf => self.text(usize::from(first & 0x1f))?,
            0xc0 => Msg::Nil,
            0xc2 | 0xc3 => Msg::Bool(first == 0xc3),
            0xc4..=0xc6 => {
                let length = self.length(first - 0xc4)?;
                Msg::Bin(self.bytes(length)?)
            }
            0xc7..=0xc9 => {
                let length = self.length(first - 0xc7)?;
                self.ext(length)?
            }
            0xca => Msg::Float(f32::from_be_bytes(self.array_of()?).into()),
            0xcb => Msg::Float(f64::from_be_bytes(self.array_of()?)),
            0xcc => Msg::Uint(self.byte()?.into()),
            0xcd => Msg::Uint(u16::from_be_bytes(self.array_of()?).into()),
            0xce => Msg::Uint(u32::from_be_bytes(self.array_of()?).into()),
            0xcf => Msg::Uint(u64::from_be_bytes(self.array_of()?)),
            0xd0 => i64::from(i8::from_be_bytes(self.array_of()?)).into(),
            0xd1 => i64::from(i16::from_be_bytes(self.array_of()?)).into(),
            0xd2 => i64::from(i32::from_be_bytes(self.array_of()?)).into(),
            0xd3 => i64::from_be_bytes(self.array_of()?).into(),
            0xd4..=0xd8 => self.ext(1 << (first - 0xd4))?,
            0xd9..=0xdb => {
                let length = self.length(first - 0xd9)?;
                self.text(length)?
            }
            0xdc | 0xdd => {
                let length = self.length(first - 0xdc + 1)?;
                self.array(length, depth)?
            }
            0xde | 0xdf => {
                let length = self.length(first - 0xde + 1)?;
                self.map(length, depth)?
            }
            0xe0..=0xff => i64::from(i8::from_be_bytes([first])).into(),
            0xc1 => return Err(invalid("there is no value that begins with c1")),
        })
    }

    /// A length of as many bytes as two to that power.
    fn length(&mut self, power: u8) -> io::Result<usize> {
        let length = match power {
            0 => u32::from(self.byte()?),
            1 => u32::from(u16::from_be_bytes(self.array_of()?)),
            _ => u32::from_be_bytes(self.array_of()?),
        };
        usize::try_from(length).map_err(|_| invalid("a value is too large"))
    }

    fn array(&mut self, length: usize, depth: usize) -> io::Result<Msg> {
        (0..length)
            .map(|_| self.value(depth - 1))
            .collect::<io::Result<_>>()
            .map(Msg::Array)
    }

    fn map(&mut self, length: usize, depth: usize) -> io::Result<Msg> {
        (0..length)
            .map(|_| Ok((self.value(depth - 1)?, self.value(depth - 1)?)))
            .collect::<io::Result<_>>()
            .map(Msg::Map)
    }

    fn text(&mut self, length: usize) -> io::Result<Msg> {
        let bytes = self.bytes(length)?;
        Ok(Msg::Str(String::from_utf8(bytes).unwrap_or_else(|wrong| {
            String::from_utf8_lossy(wrong.as_bytes()).into_owned()
        })))
    }

    fn ext(&mut self, length: usize) -> io::Result<Msg> {
        let [kind] = self.array_of()?;
        Ok(Msg::Ext(i8::from_be_bytes([kind]), self.bytes(length)?))
    }

    /// So many bytes. Room is made for them as they come, whatever the length claims.
    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        self.spend(length)?;
        let mut bytes = Vec::new();
        let limit = u64::try_from(length).unwrap_or(u64::MAX);
        (&mut *self.source).take(limit).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(bytes)
    }

    fn array_of<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn byte(&mut self) -> io::Result<u8> {
        Ok(self.array_of::<1>()?[0])
    }

    fn spend(&mut self, bytes: usize) -> io::Result<()> {
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or_else(|| invalid("a value is too large"))?;
        Ok(())
    }
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
