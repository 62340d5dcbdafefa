//! Prints the specs of its config structs, as the generated code makes them.
#![deny(warnings, missing_docs)]
#![allow(dead_code)]

mod net;
mod r#type;

use packer_plugin::hcldec::Hcl2Spec;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Attributes of all types, "quotes" and a \ among the docs.
///
/// And a second paragraph: ${not} an %{expression}.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// A string.
    #[serde(alias = "image_id", alias = "img")]
    image: String,
    #[serde(default = "two")]
    count: u8,
    on: Option<bool>,
    names: Vec<String>,
    matrix: Vec<Vec<f64>>,
    labels: BTreeMap<String, String>,
    tags: HashSet<String>,
    tuple: (String, u8),
    anything: serde_json::Value,
    mode: Mode,
    network: net::Network,
    r#type: Option<r#type::r#Type>,
    more: Vec<net::Network>,
    by_name: BTreeMap<String, net::Network>,
    open: Vec<Open>,
    open_by_name: BTreeMap<String, Open>,
    #[deprecated = "use `image`"]
    source: Option<String>,
    tls: Option<other::Tls>,
    pair: other::Pair<String, net::Network>,
    other_pair: Option<other::Pair<u8, other::Client>>,
    tree: Option<Tree>,
    hidden: net::Shown,
}

fn two() -> u8 {
    2
}

/// How to go about it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The way it was.
    AsBefore,
    /// Another way.
    Anew,
}

/// A struct whose blocks may differ in type.
#[derive(Deserialize)]
pub struct Open {
    value: serde_json::Value,
}

/// Takes anything.
#[derive(Deserialize)]
pub struct Rest {
    known: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// Contains itself.
#[derive(Deserialize)]
pub struct Tree {
    name: String,
    #[serde(default)]
    children: Vec<Tree>,
}

/// Of no fields.
#[derive(Deserialize)]
pub struct Empty {}

mod inline {
    use serde::Deserialize;

    /// In a module within the file.
    #[derive(Deserialize)]
    pub struct Inline {
        private: Private,
    }

    #[derive(Deserialize)]
    struct Private {
        a: u8,
    }
}

#[allow(deprecated)]
mod legacy {
    use serde::Deserialize;

    /// Gone soon.
    #[deprecated]
    #[derive(Deserialize)]
    pub struct Old {
        a: u8,
    }

    /// Still uses it.
    #[derive(Deserialize)]
    pub struct HoldsOld {
        old: Option<Old>,
    }
}

fn main() {
    let specs = [
        ("Config", Config::hcl2_spec()),
        ("Rest", Rest::hcl2_spec()),
        ("Empty", Empty::hcl2_spec()),
        ("inline::Inline", inline::Inline::hcl2_spec()),
        ("legacy::HoldsOld", legacy::HoldsOld::hcl2_spec()),
        ("net::Tagged", net::Tagged::hcl2_spec()),
    ];
    for (name, spec) in specs {
        println!("{name}: {spec:?}");
    }
}

include!("main.hcl2spec.rs");
