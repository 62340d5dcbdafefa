//! What a plugin says of itself. Packer asks several times in every command.

use super::Set;
use crate::Result;
use crate::component::Kind;
use serde_json::{Map, Value};
use std::io::Write;

/// The first part of the version of the plugin protocol, which both sides must have.
pub(crate) const API_MAJOR: &str = "5";

/// The second part.
const API_MINOR: &str = "0";

/// The version of the Go SDK whose behaviour this library has.
const SDK_VERSION: &str = "0.6.10";

impl Set {
    /// The description as Packer reads it.
    #[must_use]
    pub fn description(&self) -> String {
        let mut description = Map::new();
        let mut set = |key: &str, value: Value| description.insert(key.to_owned(), value);
        set("version", self.version.as_str().into());
        set("sdk_version", SDK_VERSION.into());
        set("api_version", format!("x{API_MAJOR}.{API_MINOR}").into());
        // That it can do protobuf.
        set("protocol_version", "v2".into());
        for kind in Kind::ALL {
            let names = self.components.keys().filter(|(of, _)| *of == kind);
            set(kind.key(), names.map(|(_, name)| name.as_str()).collect());
        }
        Value::Object(description).to_string()
    }

    pub(super) fn print_description(&self) -> Result<()> {
        self.check_names()?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", self.description())?;
        Ok(())
    }

    /// Two components of one kind and name would hide one another.
    pub(super) fn check_names(&self) -> Result<()> {
        match self.twice.first() {
            Some((kind, name)) => {
                Err(format!("the plugin has two components {} `{name}`", kind.word()).into())
            }
            None => Ok(()),
        }
    }
}
