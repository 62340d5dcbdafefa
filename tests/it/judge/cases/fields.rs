//! What serde's attributes on fields say.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
pub struct Plain {
    text: String,
    number: u16,
    on: bool,
}

#[derive(Deserialize)]
pub struct Raw {
    r#type: String,
    r#match: Option<bool>,
}

#[derive(Deserialize)]
pub struct Renamed {
    #[serde(rename = "other-name")]
    name: String,
    #[serde(rename(serialize = "out", deserialize = "in"))]
    both: String,
    #[serde(rename(serialize = "only_out"))]
    one: String,
}

#[derive(Deserialize)]
pub struct Aliased {
    #[serde(alias = "image_id", alias = "img")]
    image: String,
    #[serde(rename = "kind", alias = "type")]
    r#type: Option<u8>,
}

#[derive(Deserialize)]
pub struct Skipped {
    kept: bool,
    #[serde(skip)]
    skip: String,
    #[serde(skip_deserializing)]
    not_read: Vec<u8>,
    #[serde(skip_serializing)]
    not_written: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    seldom_written: Option<u8>,
}

fn five() -> u8 {
    5
}

#[derive(Deserialize)]
pub struct Defaults {
    #[serde(default)]
    plain: bool,
    #[serde(default = "five")]
    by_path: u8,
    #[serde(default = "Vec::new")]
    by_std: Vec<String>,
    #[serde(default)]
    nested: Inner,
    needed: u8,
}

#[derive(Default, Deserialize)]
pub struct Inner {
    deep: u8,
}

fn shout<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    String::deserialize(from).map(|text| text.to_uppercase())
}

fn maybe<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    Option::deserialize(from)
}

mod as_text {
    use serde::{Deserialize, Deserializer};

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[derive(Deserialize)]
pub struct Custom {
    #[serde(deserialize_with = "shout")]
    loud: String,
    #[serde(deserialize_with = "maybe")]
    option_without_default: Option<u8>,
    #[serde(deserialize_with = "maybe", default)]
    option_with_default: Option<u8>,
    #[serde(with = "as_text")]
    text: u64,
}

#[derive(Deserialize)]
pub struct Borrowed<'a> {
    #[serde(borrow)]
    text: std::borrow::Cow<'a, str>,
    #[serde(borrow, default)]
    slice: Option<&'a str>,
}

#[derive(Deserialize)]
pub struct Bounded<T = u8> {
    #[serde(bound(deserialize = "T: Deserialize<'de>"))]
    value: T,
}

#[derive(Deserialize)]
pub struct InCfgAttr {
    #[cfg_attr(all(), serde(rename = "renamed"))]
    name: String,
    #[cfg_attr(any(), serde(default))]
    needed: u8,
}

#[derive(Deserialize)]
pub struct WithCfg {
    here: u8,
    #[cfg(any())]
    gone: u8,
    #[cfg(not(any()))]
    also_here: u8,
}

#[cfg_attr(all(), derive(Deserialize))]
pub struct DerivedInCfgAttr {
    a: u8,
}

#[derive(serde::Deserialize)]
#[serde(crate = "serde")]
pub struct DerivedByPath {
    a: u8,
}
