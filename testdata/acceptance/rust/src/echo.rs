//! The data source `echo`.

use packer_plugin::{Context, DataSource, Preparation, Result};
use serde::{Deserialize, Serialize};

/// Says a text several times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The text.
    text: String,
    /// How often it is said.
    count: Option<u8>,
    /// How it is to go wrong.
    #[serde(default)]
    wrong: String,
}

/// A part of what was said.
#[derive(Debug, Serialize)]
pub struct Item {
    /// The part.
    name: String,
}

/// What was said.
#[derive(Debug, Serialize)]
pub struct EchoOutput {
    /// All of it.
    text: String,
    /// How long the text is.
    length: usize,
    /// Its words.
    words: Vec<String>,
    /// The text once for each time.
    items: Vec<Item>,
}

include!("echo.hcl2spec.rs");

#[derive(Debug)]
pub struct Echo;

impl DataSource for Echo {
    type Config = Config;
    type Output = EchoOutput;

    fn prepare(&self, config: &Config, _: &mut Preparation) -> Result<()> {
        if config.text.is_empty() {
            return Err("`text` is empty".into());
        }
        Ok(())
    }

    fn execute(&self, config: &Config, _: &Context) -> Result<EchoOutput> {
        match config.wrong.as_str() {
            "fail" => return Err("echo has failed".into()),
            "panic" => panic!("echo panics"),
            _ => {}
        }
        let count = config.count.unwrap_or(1).into();
        let words = config.text.split_whitespace().map(str::to_owned);
        let name = config.text.clone();
        Ok(EchoOutput {
            text: config.text.repeat(count),
            length: config.text.len(),
            words: words.collect(),
            items: (0..count).map(|_| Item { name: name.clone() }).collect(),
        })
    }
}
