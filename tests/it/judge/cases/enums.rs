//! Enums: of plain strings, tagged, and neither.

use serde::Deserialize;

#[derive(Deserialize)]
pub enum Level {
    Low,
    #[serde(alias = "Mid")]
    Middle,
    #[serde(rename = "top")]
    High,
    #[serde(skip)]
    Hidden,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kebab {
    TwoWords,
    HTTPServer,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Open {
    Known,
    #[serde(other)]
    Else,
}

#[derive(Deserialize)]
pub struct Values {
    level: Level,
    kebab: Option<Kebab>,
    levels: Vec<Level>,
}

#[derive(Deserialize)]
pub struct OpenValues {
    open: Open,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Internal {
    #[serde(alias = "none")]
    Nothing,
    Disk {
        size: u32,
        label: Option<String>,
    },
    Network {
        name: String,
        size: u32,
    },
    Wrapped(Inner),
}

#[derive(Deserialize)]
pub struct Inner {
    inner: bool,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum InternalStrict {
    One {
        two_words: u8,
    },
    #[serde(rename_all = "UPPERCASE")]
    Two {
        two_words: u8,
    },
}

#[derive(Deserialize)]
#[serde(tag = "t", content = "c")]
pub enum Adjacent {
    Plain,
    Text(String),
    Both { text: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum External {
    Path(String),
    Size { width: u8, height: u8 },
    Inner(Inner),
    Pair(u8, u8),
}

#[derive(Deserialize)]
pub enum WithUnit {
    Known,
    On { level: u8 },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Untagged {
    Flag(bool),
    Name(String),
}

#[derive(Deserialize)]
pub struct Holds {
    internal: Internal,
    external: External,
    untagged: Untagged,
    unit_beside: WithUnit,
}

#[derive(Deserialize)]
pub struct HoldsMany {
    adjacent: Vec<Adjacent>,
    internal: Option<Box<Internal>>,
    untagged: Option<Vec<Untagged>>,
}

#[derive(Deserialize)]
pub enum LastUntagged {
    Known,
    #[serde(untagged)]
    Other(u8),
}

#[derive(Deserialize)]
pub struct HoldsLastUntagged {
    value: LastUntagged,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "kebab-case")]
pub enum TwoRules {
    FirstCase { inner_name: u8 },
}
