//! A plugin.

/// Of names that HCL does not know.
#[derive(serde::Deserialize)]
pub struct Config {
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    #[serde(rename = "two words", alias = "two_words")]
    pub words: Option<String>,
    #[serde(rename = "with-dash")]
    pub dash: Option<String>,
}

include!("lib.hcl2spec.rs");
