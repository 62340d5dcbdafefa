//! Says little.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Config {
    pub http_port_max: u16,
    /// Said.
    pub said: String,
    #[doc(hidden)]
    pub hidden: Option<String>,
    #[serde(rename = "apiToken")]
    pub api_token: Option<String>,
}
