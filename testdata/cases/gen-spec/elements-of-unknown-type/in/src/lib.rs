use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Source {
    File { file: String },
    Git { git: BTreeMap<String, serde_json::Value> },
}

#[derive(Deserialize)]
pub struct Config {
    pub sources: Vec<Source>,
    pub one: Option<Source>,
    pub by_name: BTreeMap<String, Vec<Source>>,
    pub pairs: HashSet<(String, serde_json::Value)>,
    pub rest: BTreeMap<String, serde_json::Value>,
    pub ext: Vec<Ext>,
    #[serde(flatten)]
    pub more: Wrap,
}

/// One variant: it is always there.
#[derive(Deserialize)]
pub enum Ext {
    Local { path: String },
}

pub struct Wrap(pub serde_json::Value);

impl<'de> Deserialize<'de> for Wrap {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        serde_json::Value::deserialize(d).map(Wrap)
    }
}
