//! What serde's attributes on structs say.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Camel {
    two_words: u8,
    #[serde(rename = "as_is")]
    renamed: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Kebab {
    two_words: u8,
    #[serde(alias = "under_score")]
    aliased: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Screaming {
    two_words: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pascal {
    two_words: u8,
    r#type: u8,
}

#[derive(Deserialize)]
#[serde(rename_all(serialize = "camelCase", deserialize = "UPPERCASE"))]
pub struct OneSide {
    two_words: u8,
}

#[derive(Deserialize)]
#[serde(rename_all(serialize = "camelCase"))]
pub struct OtherSide {
    two_words: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strict {
    a: u8,
    #[serde(alias = "bee")]
    b: Option<u8>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AllDefault {
    a: u8,
    b: String,
    c: Vec<u8>,
}

fn made() -> DefaultByPath {
    DefaultByPath { a: 1, b: true }
}

#[derive(Deserialize)]
#[serde(default = "made")]
pub struct DefaultByPath {
    a: u8,
    b: bool,
}

#[derive(Deserialize)]
pub struct Wire {
    read_this: u8,
    #[serde(default)]
    or_this: bool,
}

#[derive(Deserialize)]
#[serde(from = "Wire")]
pub struct From {
    not_this: u8,
}

impl std::convert::From<Wire> for From {
    fn from(wire: Wire) -> Self {
        let not_this = wire.read_this + u8::from(wire.or_this);
        Self { not_this }
    }
}

#[derive(Deserialize)]
#[serde(try_from = "Wire")]
pub struct TryFrom {
    not_this: String,
}

impl std::convert::TryFrom<Wire> for TryFrom {
    type Error = String;

    fn try_from(wire: Wire) -> Result<Self, String> {
        Ok(Self {
            not_this: wire.read_this.to_string(),
        })
    }
}

#[derive(Deserialize)]
#[serde(remote = "std::time::Duration")]
#[serde(expecting = "a length of time")]
struct RemoteDuration {
    #[serde(getter = "std::time::Duration::as_secs")]
    secs: u64,
}

impl std::convert::From<RemoteDuration> for std::time::Duration {
    fn from(remote: RemoteDuration) -> Self {
        Self::from_secs(remote.secs)
    }
}

#[derive(Deserialize)]
pub struct UsesRemote {
    #[serde(with = "RemoteDuration")]
    wait: std::time::Duration,
}

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Name {
    name: String,
}

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Maybe(Option<u8>);

#[derive(Deserialize)]
pub struct Newtype(String);

#[derive(Deserialize)]
pub struct NewtypeOfStruct(Inner);

#[derive(Deserialize)]
pub struct Inner {
    a: u8,
}

#[derive(Deserialize)]
pub struct Wrapped {
    name: Name,
    maybe: Maybe,
    newtype: Newtype,
    inner: NewtypeOfStruct,
}

#[derive(Deserialize)]
pub struct Unit;

#[derive(Deserialize)]
pub struct Empty {}

#[derive(Deserialize)]
pub struct HoldsEmpty {
    empty: Empty,
    list: Vec<Empty>,
}

#[derive(Deserialize)]
#[serde(from = "Option<u8>")]
pub struct FromOption(u8);

impl std::convert::From<Option<u8>> for FromOption {
    fn from(value: Option<u8>) -> Self {
        Self(value.unwrap_or(7))
    }
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct Parsed(u8);

impl std::convert::TryFrom<String> for Parsed {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        u8::try_from(text.len())
            .map(Self)
            .map_err(|e| e.to_string())
    }
}

#[derive(Deserialize)]
pub struct Converted {
    optional: FromOption,
    text: Parsed,
}
