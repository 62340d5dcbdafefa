//! Data sources.

use crate::{Config, in_both_forms, prepare, words};
use packer_plugin::hcldec::{AttrSpec, BlockListSpec, Hcl2Spec, ObjectSpec, Spec, Type};
use packer_plugin::{Context, DataSource, Preparation, Result};
use serde::Serialize;

struct Source;

#[derive(Serialize)]
struct Output {
    text: String,
    number: Option<f64>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    name: String,
}

impl Hcl2Spec for Output {
    fn hcl2_spec() -> Spec {
        let item = ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required());
        ObjectSpec::new()
            .attr(AttrSpec::new("text", Type::String).required())
            .attr(AttrSpec::new("number", Type::Number))
            .block_list(BlockListSpec::new("items", item))
            .into()
    }
}

impl DataSource for Source {
    type Config = Config;
    type Output = Output;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        prepare(config, found)
    }

    fn execute(&self, config: &Config, _: &Context) -> Result<Output> {
        match config.what.as_str() {
            "fail" => Err(std::io::Error::other("it failed").into()),
            "panic" => panic!("oh"),
            text => Ok(Output {
                text: text.to_owned(),
                number: config.count.map(Into::into),
                items: vec![Item {
                    name: "one".to_owned(),
                }],
            }),
        }
    }
}

/// What came of it, which is the same in both forms of the wire.
fn executed(body: &str) -> Result<serde_json::Value> {
    let [proto, gob] = in_both_forms(|packer| packer.execute(Source, body).result);
    assert_eq!(format!("{proto:?}"), format!("{gob:?}"));
    proto
}

#[test]
fn a_data_source_gives_all_that_its_spec_has() {
    let output = executed("what = \"hi\"\ncount = 3").unwrap();
    let expected = serde_json::json!({"text": "hi", "number": 3, "items": [{"name": "one"}]});
    assert_eq!(output, expected);
    let output = executed("what = \"hi\"").unwrap();
    assert_eq!(output["number"], serde_json::Value::Null);
}

#[test]
fn a_number_is_the_same_in_both_forms() {
    for text in ["18446744073709551615", "-3", "0", "0.1", "-2.5e-7"] {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        for run in in_both_forms(|packer| packer.execute(Number(value.clone()), "what = \"\"")) {
            assert_eq!(run.result.unwrap()["n"].as_f64(), value.as_f64(), "{text}");
        }
    }
}

/// Gives back a number.
struct Number(serde_json::Value);

#[derive(Serialize)]
struct NumberOutput {
    n: serde_json::Value,
}

impl Hcl2Spec for NumberOutput {
    fn hcl2_spec() -> Spec {
        ObjectSpec::new()
            .attr(AttrSpec::new("n", Type::Number))
            .into()
    }
}

impl DataSource for Number {
    type Config = Config;
    type Output = NumberOutput;

    fn execute(&self, _: &Config, _: &Context) -> Result<NumberOutput> {
        Ok(NumberOutput { n: self.0.clone() })
    }
}

#[test]
fn what_is_wrong_with_a_data_source_is_said() {
    assert_eq!(words(executed("what = \"fail\"")), "it failed");
    assert_eq!(
        words(executed("what = \"panic\"")),
        "the plugin panicked: oh"
    );
    assert_eq!(
        words(executed("what = \"panic in prepare\"")),
        "the plugin panicked: oh"
    );
    assert_eq!(
        words(executed("what = \"bad\"")),
        "3 error(s) occurred:\n\n* first\n* second\n* third"
    );
    assert_eq!(
        words(executed("what = \"hi\"\ncount = 300")),
        "wrong value for `count`: invalid value: integer `300`, expected u8"
    );
    // The body itself is read as Packer reads it.
    assert!(words(executed("waht = 1")).contains("`waht`"));
}
