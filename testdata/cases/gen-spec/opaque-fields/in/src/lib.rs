//! What is `any` in a spec, and why.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What can be set.
#[derive(Deserialize)]
pub struct Config {
    #[serde(deserialize_with = "sizes::decode")]
    pub size: u64,
    pub ports: Vec<Port>,
    /// Any by nature: nobody is told.
    pub extra: serde_json::Value,
    pub more: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Port {
    Number(u16),
    Name(String),
}
