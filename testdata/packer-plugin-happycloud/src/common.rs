//! What every component of the plugin is told in the same way.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How to reach the HappyCloud API. Every component takes these.
#[derive(Clone, Debug, Deserialize)]
pub struct Access {
    /// The API token. Make one in the console below *Settings, Tokens*, with the right
    /// to write:
    ///
    /// - for a build, the scope `images`;
    /// - for publishing, the scope `catalogue` as well.
    ///
    /// It can also be set by the environment variable `HAPPYCLOUD_TOKEN`.
    #[serde(default, alias = "api_token")]
    pub token: Option<String>,
    /// Where the API is found. Only a private HappyCloud needs it.
    #[serde(default = "default_endpoint")]
    pub endpoint: String,
    /// How long to wait for one answer, as in `30s` or `1m30s`.
    #[serde(default)]
    pub api_timeout: Option<Wait>,
    /// Accept any certificate.
    #[deprecated(note = "add your authority's certificate to the system instead")]
    #[serde(default)]
    pub insecure: bool,
}

fn default_endpoint() -> String {
    "https://api.happycloud.example/v2".to_owned()
}

/// A length of time in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Wait(
    /// In seconds.
    pub u64,
);

impl TryFrom<String> for Wait {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut seconds = 0;
        let mut digits = String::new();
        for c in text.chars() {
            let unit = match c {
                '0'..='9' => {
                    digits.push(c);
                    continue;
                }
                's' => 1,
                'm' => 60,
                'h' => 3600,
                _ => return Err(format!("`{c}` is no unit of time: use h, m and s")),
            };
            let count: u64 = digits.parse().map_err(|_| format!("no number before `{c}`"))?;
            digits.clear();
            seconds += count * unit;
        }
        if digits.is_empty() {
            Ok(Self(seconds))
        } else {
            Err(format!("`{digits}` needs a unit: h, m or s"))
        }
    }
}

/// Words that are stored with what is made.
pub type Labels = BTreeMap<String, String>;

/// The places where HappyCloud has machines.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Frankfurt, run on wind.
    #[default]
    EuCentral,
    /// Oregon, run on water.
    UsWest,
    /// The first one, in a basement.
    #[deprecated(note = "closed to new projects")]
    #[serde(alias = "home")]
    Basement,
}

/// Sizes of disks and memory.
pub mod size {
    use serde::de::{Deserializer, Error, Unexpected, Visitor};

    /// Reads a size in GiB: `16`, `"16"` or `"16 GiB"`.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        struct Size;
        impl Visitor<'_> for Size {
            type Value = u32;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a size such as \"16 GiB\"")
            }

            fn visit_u64<E: Error>(self, size: u64) -> Result<u32, E> {
                let wrong = || E::invalid_value(Unexpected::Unsigned(size), &self);
                size.try_into().map_err(|_| wrong())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<u32, E> {
                let number = text.trim_end_matches("GiB").trim_end();
                let wrong = || E::invalid_value(Unexpected::Str(text), &self);
                number.parse().map_err(|_| wrong())
            }
        }
        deserializer.deserialize_any(Size)
    }
}
