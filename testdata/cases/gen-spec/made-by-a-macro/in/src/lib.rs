//! Types that macros of the crate make are read as rustc would write them out.

#[macro_use]
mod rules;
mod names;

use serde::Deserialize;

optional! {
    /// Everything may be left out.
    pub struct Config {
        /// Where to build.
        region: names::Region,
        #[serde(alias = "size")]
        cores: u8,
        networks: Vec<String>,
    }
}

#[derive(Deserialize)]
pub struct Disk {
    pub kind: Kind,
    pub label: names::Label,
}

string_enum!(Kind { Fast => "fast", Large => "large" });
