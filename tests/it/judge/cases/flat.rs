//! Fields of one struct that stand in another.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Default, Deserialize)]
pub struct Common {
    host: String,
    #[serde(default)]
    port: u16,
    #[serde(alias = "usr")]
    user: Option<String>,
}

#[derive(Deserialize)]
pub struct Flat {
    own: u8,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
pub struct FlatTwice {
    #[serde(flatten)]
    flat: Flat,
    last: bool,
}

#[derive(Deserialize)]
pub struct FlatOption {
    own: u8,
    #[serde(flatten)]
    common: Option<Common>,
}

#[derive(Deserialize)]
pub struct FlatBox {
    #[serde(flatten)]
    common: Box<Common>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FlatUnderDefault {
    own: u8,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
pub struct FlatGeneric<T> {
    own: u8,
    #[serde(flatten)]
    inner: T,
}

#[derive(Deserialize)]
pub struct HoldsFlatGeneric {
    block: FlatGeneric<Common>,
}

#[derive(Deserialize)]
pub struct FlatMap {
    own: u8,
    #[serde(flatten)]
    rest: HashMap<String, u8>,
}

#[derive(Deserialize)]
pub struct FlatValue {
    own: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tagged {
    FileStore { path: String },
    Memory { size: Option<u32> },
}

#[derive(Deserialize)]
pub struct FlatTagged {
    own: u8,
    #[serde(flatten)]
    store: Tagged,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FlatRenamed {
    own_name: u8,
    #[serde(flatten)]
    inner: Snake,
}

#[derive(Deserialize)]
pub struct Snake {
    inner_name: u8,
}
