use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

#[derive(Deserialize)]
pub struct Config {
    pub text: Text,
    pub visited: Visited,
    pub mixed: Mixed,
    pub inner: Wrapped,
    #[serde(deserialize_with = "helpers::from_text")]
    pub size: u64,
    #[serde(deserialize_with = "helpers::from_list")]
    pub list: Vec<u64>,
    #[serde(deserialize_with = "helpers::optional", default)]
    pub optional: Option<u64>,
    #[serde(with = "helpers::number")]
    pub number: u64,
    #[serde(deserialize_with = "Text::lenient")]
    pub by_member: Text,
    #[serde(deserialize_with = "helpers::local")]
    pub local: u64,
    #[serde(deserialize_with = "helpers::generic")]
    pub generic: u64,
}

pub struct Text(String);

impl Text {
    fn lenient<'de, D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        helpers::from_text(d).map(|n| Text(n.to_string()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        if text.is_empty() {
            return Err(Error::custom("it is empty"));
        }
        Ok(Self(text))
    }
}

pub struct Visited(u64);

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Visited;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }
    fn visit_u64<E: Error>(self, n: u64) -> Result<Visited, E> {
        Ok(Visited(n))
    }
    fn visit_i64<E: Error>(self, n: i64) -> Result<Visited, E> {
        Ok(Visited(n as u64))
    }
}

impl<'de> Deserialize<'de> for Visited {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(NumberVisitor)
    }
}

pub enum Mixed {
    No,
    Text(String),
}

impl<'de> Deserialize<'de> for Mixed {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct BoolOrText;
        impl Visitor<'_> for BoolOrText {
            type Value = Mixed;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("false or a text")
            }
            fn visit_bool<E: Error>(self, _: bool) -> Result<Mixed, E> {
                Ok(Mixed::No)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Mixed, E> {
                Ok(Mixed::Text(text.to_owned()))
            }
        }
        d.deserialize_any(BoolOrText)
    }
}

#[derive(Deserialize)]
pub struct Inner {
    pub a: u8,
}

pub struct Wrapped(Inner);

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Inner::deserialize(d).map(Self)
    }
}

mod helpers {
    use super::*;

    pub fn from_text<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        let text: &str = <&str>::deserialize(d)?;
        text.parse().map_err(D::Error::custom)
    }

    pub fn from_list<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u64>, D::Error> {
        Ok(Vec::<u32>::deserialize(d)?.into_iter().map(u64::from).collect())
    }

    pub fn optional<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u64>, D::Error> {
        Option::<u64>::deserialize(d)
    }

    pub mod number {
        pub fn deserialize<'de, D: serde::Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
            serde::Deserialize::deserialize(d)
        }
    }

    pub fn local<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        #[derive(serde::Deserialize)]
        struct Text(u64);
        Text::deserialize(d).map(|text| text.0)
    }

    pub fn generic<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<T, D::Error> {
        T::deserialize(d)
    }
}
