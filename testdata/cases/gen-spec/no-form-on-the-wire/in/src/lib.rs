//! A plugin.

use std::collections::{BTreeMap, HashSet};

/// What Packer's wire carries, and what it does not.
#[derive(serde::Deserialize)]
pub struct Config {
    /// Sent as a list.
    pub tags: HashSet<String>,
    /// A tuple.
    pub range: (u16, u16),
    /// A tuple in a list.
    pub ranges: Vec<(u16, u16)>,
    /// Blocks with labels.
    pub disks: BTreeMap<String, Disk>,
    /// Of any type.
    pub extra: serde_json::Value,
    /// Said to be a string in Cargo.toml.
    pub size: Size,
    /// Read by a function.
    #[serde(deserialize_with = "read")]
    pub mode: u32,
    /// This or that.
    pub either: Either,
}

/// A disk.
#[derive(serde::Deserialize)]
pub struct Disk {
    pub size: u64,
    #[serde(flatten)]
    pub rest: BTreeMap<String, String>,
}

/// A number, or a text.
#[derive(serde::Deserialize)]
#[serde(untagged)]
pub enum Either {
    Number(u32),
    Text(String),
}

/// Reads itself.
pub struct Size(u64);

impl<'de> serde::Deserialize<'de> for Size {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        todo!()
    }
}

fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    todo!()
}

include!("lib.hcl2spec.rs");
