//! From values to bytes, each in its shortest form, and the conversions into values.

use super::Msg;

impl Msg {
    /// A map with text as keys, which is what Go has for a struct.
    pub(crate) fn fields<const N: usize>(fields: [(&str, Msg); N]) -> Self {
        Self::Map(
            fields
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }

    /// Appends the bytes of the value.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nil => out.push(0xc0),
            Self::Bool(value) => out.push(0xc2 | u8::from(*value)),
            Self::Uint(value) => uint(*value, out),
            Self::Int(value) => int(*value, out),
            Self::Float(value) => {
                out.push(0xcb);
                out.extend(value.to_be_bytes());
            }
            Self::Str(text) => {
                match text.len() {
                    length @ ..32 => out.push(0xa0 | low(length)),
                    length => sized(length, [0xd9, 0xda, 0xdb], out),
                }
                out.extend(text.as_bytes());
            }
            Self::Bin(bytes) => {
                sized(bytes.len(), [0xc4, 0xc5, 0xc6], out);
                out.extend(bytes);
            }
            Self::Array(items) => {
                match items.len() {
                    length @ ..16 => out.push(0x90 | low(length)),
                    length => counted(length, [0xdc, 0xdd], out),
                }
                for item in items {
                    item.write(out);
                }
            }
            Self::Map(entries) => {
                match entries.len() {
                    length @ ..16 => out.push(0x80 | low(length)),
                    length => counted(length, [0xde, 0xdf], out),
                }
                for (key, value) in entries {
                    key.write(out);
                    value.write(out);
                }
            }
            Self::Ext(kind, bytes) => {
                match bytes.len() {
                    1 => out.push(0xd4),
                    2 => out.push(0xd5),
                    4 => out.push(0xd6),
                    8 => out.push(0xd7),
                    16 => out.push(0xd8),
                    length => sized(length, [0xc7, 0xc8, 0xc9], out),
                }
                out.extend(kind.to_be_bytes());
                out.extend(bytes);
            }
        }
    }
}

/// The last byte of a length that fits into one.
fn low(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}

fn uint(value: u64, out: &mut Vec<u8>) {
    if let Ok(value) = u8::try_from(value) {
        if value >= 0x80 {
            out.push(0xcc);
        }
        out.push(value);
    } else if let Ok(value) = u16::try_from(value) {
        out.push(0xcd);
        out.extend(value.to_be_bytes());
    } else if let Ok(value) = u32::try_from(value) {
        out.push(0xce);
        out.extend(value.to_be_bytes());
    } else {
        out.push(0xcf);
        out.extend(value.to_be_bytes());
    }
}

fn int(value: i64, out: &mut Vec<u8>) {
    if let Ok(value) = u64::try_from(value) {
        return uint(value, out);
    }
    if let Ok(value) = i8::try_from(value) {
        if value < -32 {
            out.push(0xd0);
        }
        out.extend(value.to_be_bytes());
    } else if let Ok(value) = i16::try_from(value) {
        out.push(0xd1);
        out.extend(value.to_be_bytes());
    } else if let Ok(value) = i32::try_from(value) {
        out.push(0xd2);
        out.extend(value.to_be_bytes());
    } else {
        out.push(0xd3);
        out.extend(value.to_be_bytes());
    }
}

/// A length of one, two or four bytes.
fn sized(length: usize, [one, two, four]: [u8; 3], out: &mut Vec<u8>) {
    match u8::try_from(length) {
        Ok(length) => out.extend([one, length]),
        Err(_) => counted(length, [two, four], out),
    }
}

/// A length of two or four bytes.
fn counted(length: usize, [two, four]: [u8; 2], out: &mut Vec<u8>) {
    if let Ok(length) = u16::try_from(length) {
        out.push(two);
        out.extend(length.to_be_bytes());
    } else {
        // No value of this library has four thousand million parts.
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        out.push(four);
        out.extend(length.to_be_bytes());
    }
}

impl From<&str> for Msg {
    fn from(text: &str) -> Self {
        Self::Str(text.to_owned())
    }
}

impl From<String> for Msg {
    fn from(text: String) -> Self {
        Self::Str(text)
    }
}

impl From<bool> for Msg {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Msg {
    fn from(value: u32) -> Self {
        Self::Uint(value.into())
    }
}

impl From<u64> for Msg {
    fn from(value: u64) -> Self {
        Self::Uint(value)
    }
}

impl From<i64> for Msg {
    fn from(value: i64) -> Self {
        u64::try_from(value).map_or(Self::Int(value), Self::Uint)
    }
}

impl From<Vec<String>> for Msg {
    fn from(texts: Vec<String>) -> Self {
        Self::Array(texts.into_iter().map(Self::Str).collect())
    }
}
