//! Values in `MessagePack`, as Go's codec writes and reads them.

mod fields;
mod json;
mod read;
mod write;

pub(crate) use read::read;

/// A value that a call has as its argument or its result, or a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Msg {
    /// Nothing: no argument, no result, a pointer or a slice of Go that is nil.
    #[default]
    Nil,
    Bool(bool),
    /// An integer below zero.
    Int(i64),
    /// An integer of zero or more.
    Uint(u64),
    Float(f64),
    /// Text. Go's may be anything; what is not UTF-8 is replaced.
    Str(String),
    /// Bytes.
    Bin(Vec<u8>),
    Array(Vec<Msg>),
    /// Entries in the order they came in.
    Map(Vec<(Msg, Msg)>),
    /// A value of a kind of its own, as a point in time is.
    Ext(i8, Vec<u8>),
}

#[cfg(test)]
mod tests;
