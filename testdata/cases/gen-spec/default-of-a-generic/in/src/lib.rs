//! An expression leaves the arguments of a generic type to be inferred.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(default)]
pub struct Config {
    pub binary: VecOr<String>,
    pub tags: List<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            binary: VecOr(vec![String::from("sdc")]),
            tags: List(vec![String::from("a"), String::from("b")]),
        }
    }
}

#[derive(Deserialize)]
#[serde(transparent)]
pub struct List<T>(Vec<T>);

#[derive(Default)]
pub struct VecOr<T>(pub Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for VecOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        todo!()
    }
}
