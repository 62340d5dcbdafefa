//! Components of all kinds, as Packer calls them.

mod builder;
mod data_source;
mod post_processor;
mod provisioner;

use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
use packer_plugin::testing::FakePacker;
use packer_plugin::{Preparation, Result};
use serde::Deserialize;

/// What all components here are told to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    what: String,
    count: Option<u8>,
}

impl Hcl2Spec for Config {
    fn hcl2_spec() -> Spec {
        ObjectSpec::new()
            .attr(AttrSpec::new("what", Type::String).required())
            .attr(AttrSpec::new("count", Type::Number))
            .into()
    }
}

fn prepare(config: &Config, found: &mut Preparation) -> Result<()> {
    match config.what.as_str() {
        "warn" => found.warn("careful"),
        "bad" => {
            found.error("first");
            found.error("second");
            return Err("third".into());
        }
        "panic in prepare" => panic!("oh"),
        _ => {}
    }
    Ok(())
}

fn words<T: std::fmt::Debug>(result: Result<T>) -> String {
    result.unwrap_err().to_string()
}

/// The same over protobuf and over gob.
fn in_both_forms<T>(run: impl Fn(FakePacker) -> T) -> [T; 2] {
    [FakePacker::new(), FakePacker::new().gob()].map(run)
}
