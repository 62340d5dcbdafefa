//! What the builder is told.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Builds an image in a cloud.
#[deprecated(note = "use the builder `sky`")]
#[derive(Deserialize)]
pub struct Config {
    #[serde(flatten)]
    pub access: Access,
    /// Text.
    pub string: String,
    /// A number.
    pub number: f64,
    /// Yes or no.
    pub bool: Option<bool>,
    /// Several.
    pub list: Vec<u8>,
    /// Several, each once.
    pub set: HashSet<String>,
    /// By name.
    pub map: BTreeMap<String, bool>,
    /// Lists by name.
    #[serde(default)]
    pub map_of_lists: HashMap<String, Vec<String>>,
    /// Two things.
    pub tuple: Option<(String, u8)>,
    /// Anything.
    pub any: Option<serde_json::Value>,
    /// A block.
    pub disk: Disk,
    /// A block that may be missing.
    pub optional_disk: Option<Disk>,
    /// Blocks.
    #[serde(default)]
    pub more_disks: Vec<Disk>,
    /// Blocks with a label.
    #[serde(default)]
    pub named_disks: BTreeMap<String, Disk>,
    /// A choice, explained.
    #[serde(default)]
    pub mode: Mode,
    /// A choice, not explained.
    pub level: Level,
    /// With another name.
    #[serde(rename = "kind", alias = "type", alias = "sort")]
    pub renamed: String,
    /// With a default.
    #[serde(default = "default_port")]
    pub port: u16,
    /// With a default of text.
    #[serde(default = "default_user")]
    pub user: String,
    /// With a default of several.
    #[serde(default = "default_zones")]
    pub zones: Vec<String>,
    /// Not to be used any more.
    #[deprecated]
    pub old: Option<String>,
    /// Not to be used any more, and why.
    #[deprecated(since = "2.0", note = "use `string`")]
    pub older: Option<String>,
    /// A secret of the spec.
    #[doc(hidden)]
    pub hidden: Option<String>,
    /// Not read at all.
    #[serde(skip)]
    pub skipped: u8,
    /// What is stored where.
    pub storage: Option<Storage>,
}

/// How to log in. This struct is flattened: only its fields are seen.
#[derive(Deserialize)]
pub struct Access {
    /// The token.
    pub token: String,
    /// The address of the API.
    pub endpoint: Option<String>,
}

/// A disk of the machine.
#[derive(Deserialize)]
pub struct Disk {
    /// How large it is, in GiB.
    pub size: u32,
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

/// A choice.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Quick.
    #[default]
    Fast,
    /// Careful:
    ///
    /// - reads twice;
    /// - writes once.
    #[serde(alias = "slow")]
    ReadTwice,
    #[deprecated(note = "it was never good")]
    Reckless,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Low,
    High,
}

/// Where something is stored.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Storage {
    /// In a folder.
    Local {
        /// The folder.
        path: String,
    },
    /// In a bucket.
    Bucket {
        /// The name of the bucket.
        name: String,
        /// Where the bucket is.
        region: Option<String>,
    },
}

fn default_port() -> u16 {
    22
}

fn default_user() -> String {
    "root".to_owned()
}

fn default_zones() -> Vec<String> {
    vec!["a".to_owned(), "b".to_owned()]
}
