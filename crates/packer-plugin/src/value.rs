//! cty values in the forms that they have on the wire, other than gob: JSON with the type beside
//! it, which a configuration is; `MessagePack`, which a data source answers; and what of serde's
//! goes into one.

mod json;
mod msgpack;
mod output;

pub(crate) use json::from_typed_json;
pub(crate) use msgpack::to_msgpack;
pub(crate) use output::to_value;

/// What Packer puts in the place of a text, or a part of one, that it does not know yet. Numbers become zero, and
/// lists empty.
pub(crate) const UNKNOWN: &str = "<unknown>";
