//! How a command ended, which both modes of the wire send in gob, over a stream of its own.

use super::encoder::{self, Encoder, TypeId};
use std::io::{self, Read};

/// No message of such a stream is nearly as long.
const LONGEST: u64 = 4096;

/// The stream that tells the exit status of a command.
pub(crate) fn write_finished(status: i32) -> Vec<u8> {
    let mut stream = Encoder::new();
    let ty = stream.structure("CommandFinished", &[("ExitStatus", TypeId::INT)]);
    let mut value = Vec::new();
    if status != 0 {
        value.push(1);
        encoder::int(status.into(), &mut value);
    }
    value.push(0);
    stream.finish_struct(ty, &value)
}

/// The exit status that such a stream tells. Numbers of types differ from sender to sender, and
/// what defines them is skipped: there is one struct, with one field.
pub(crate) fn read_finished(source: &mut impl Read) -> io::Result<i32> {
    loop {
        let length = uint(source)?;
        if length > LONGEST {
            return Err(invalid());
        }
        let mut message = Vec::new();
        source.take(length).read_to_end(&mut message)?;
        let mut message = message.as_slice();
        if int(&mut message)? < 0 {
            continue;
        }
        return match uint(&mut message)? {
            0 => Ok(0),
            1 => i32::try_from(int(&mut message)?).map_err(|_| invalid()),
            _ => Err(invalid()),
        };
    }
}

fn uint(source: &mut impl Read) -> io::Result<u64> {
    let mut first = [0];
    source.read_exact(&mut first)?;
    let [first] = first;
    if first < 0x80 {
        return Ok(first.into());
    }
    let length = usize::from(0u8.wrapping_sub(first));
    let mut bytes = [0; 8];
    let Some(start) = bytes.len().checked_sub(length) else {
        return Err(invalid());
    };
    source.read_exact(&mut bytes[start..])?;
    Ok(u64::from_be_bytes(bytes))
}

fn int(source: &mut impl Read) -> io::Result<i64> {
    let value = uint(source)?;
    let half = (value >> 1).cast_signed();
    Ok(if value & 1 == 1 { !half } else { half })
}

fn invalid() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the end of the command is not told in a form that can be read",
    )
}
