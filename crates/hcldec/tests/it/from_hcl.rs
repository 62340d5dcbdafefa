//! From HCL text to structs: spec errors first, then serde's, each at its place.

use hcldec::diagnostics::SourceFile;
use hcldec::{
    AttrSpec, BlockListSpec, BlockMapSpec, BlockSpec, Context, Hcl2Spec, ObjectSpec, Spec, Type,
    Value, from_hcl, from_source,
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(alias = "nom")]
    name: String,
    #[serde(default = "port")]
    port: u16,
    big: Option<u64>,
    ratio: Option<f32>,
    #[serde(default)]
    regions: Vec<String>,
    network: Option<Network>,
    #[serde(default, rename = "disk")]
    disks: Vec<Disk>,
    #[serde(default, rename = "tag")]
    tags: BTreeMap<String, Tag>,
    mode: Option<Mode>,
    extra: Option<serde_json::Value>,
}

fn port() -> u16 {
    22
}

#[derive(Debug, Deserialize, PartialEq)]
struct Network {
    cidr: std::net::IpAddr,
    #[serde(default)]
    hosts: HashMap<String, Option<u8>>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Disk {
    size: u32,
    #[serde(flatten)]
    labels: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Tag {
    value: char,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Mode {
    Plain,
    Retry { times: u8 },
    Off(()),
}

fn list(ty: Type) -> Type {
    Type::List(Box::new(ty))
}

impl Hcl2Spec for Config {
    fn hcl2_spec() -> Spec {
        let network = ObjectSpec::new()
            .attr(AttrSpec::new("cidr", Type::String).required())
            .attr(AttrSpec::new("hosts", Type::Map(Box::new(Type::Number))));
        let disk = ObjectSpec::new()
            .attr(AttrSpec::new("size", Type::Number).required())
            .rest(Type::String);
        let tag = ObjectSpec::new().attr(AttrSpec::new("value", Type::String).required());
        let retry = ObjectSpec::new().attr(AttrSpec::new("times", Type::Number).required());
        let mode = ObjectSpec::new()
            .attr(AttrSpec::new("plain", Type::Bool))
            .block(BlockSpec::new("retry", retry))
            .block(BlockSpec::new("off", ObjectSpec::new()));
        ObjectSpec::new()
            .attr(AttrSpec::new("name", Type::String).required().alias("nom"))
            .attr(AttrSpec::new("port", Type::Number))
            .attr(AttrSpec::new("big", Type::Number))
            .attr(AttrSpec::new("ratio", Type::Number))
            .attr(AttrSpec::new("regions", list(Type::String)))
            .block(BlockSpec::new("network", network))
            .block_tuple(BlockListSpec::new("disk", disk))
            .block_map(BlockMapSpec::new("tag", "key", tag))
            .block(BlockSpec::new("mode", mode))
            .attr(AttrSpec::new("extra", Type::Any))
            .into()
    }
}

fn refused(text: &str) -> String {
    from_hcl::<Config>(text).unwrap_err().to_string()
}

#[test]
fn everything_at_once() {
    let text = r#"
nom     = "a"
big     = 18446744073709551615
ratio   = 0.5
regions = [1, "eu"]

network {
  cidr  = "10.0.0.1"
  hosts = { a = 1, b = null }
}
disk {
  size  = "10"
  label = "root"
}
disk {
  size = 20
}
tag "x" {
  value = "y"
}
mode {
  retry {
    times = 3
  }
}
extra = { a = [1, null], b = null }
"#;
    let config: Config = from_hcl(text).unwrap();
    assert_eq!((config.name.as_str(), config.port), ("a", 22));
    assert_eq!((config.big, config.ratio), (Some(u64::MAX), Some(0.5)));
    assert_eq!(config.regions, ["1", "eu"]);
    let network = config.network.unwrap();
    assert_eq!(
        network.hosts,
        HashMap::from([("a".into(), Some(1)), ("b".into(), None)])
    );
    assert_eq!(config.disks[0].labels["label"], "root");
    assert_eq!(config.disks[1].size, 20);
    assert_eq!(config.tags["x"].value, 'y');
    assert_eq!(config.mode, Some(Mode::Retry { times: 3 }));
    assert_eq!(
        config.extra.unwrap().to_string(),
        r#"{"a":[1,null],"b":null}"#
    );
}

#[test]
fn what_is_left_out_or_null_has_its_default() {
    let config: Config = from_hcl("name = \"a\"\nport = null\nregions = null\n").unwrap();
    assert_eq!(
        (config.port, config.regions.len(), config.network),
        (22, 0, None)
    );
}

#[test]
fn variants_without_data_are_empty_blocks_or_true() {
    let mode = |text: &str| from_hcl::<Config>(&format!("name = \"a\"\nmode {{\n{text}\n}}\n"));
    assert_eq!(mode("plain = true").unwrap().mode, Some(Mode::Plain));
    assert_eq!(mode("off {}").unwrap().mode, Some(Mode::Off(())));
    assert_eq!(
        mode("off {}\nplain = true").unwrap_err().to_string(),
        "input:2:1: error[wrong-value]: wrong value for `mode`: \
         exactly one of `plain`, `retry`, `off` is needed, not 2\n"
    );
}

#[test]
fn the_spec_is_asked_first() {
    assert_eq!(
        refused("port = -1\nnetwrk {}\n"),
        "input:1:1: error[missing-argument]: the argument `name` is required\n\
         input:2:1: error[unsupported-block]: no block of type `netwrk` is expected here\n"
    );
}

#[test]
fn what_serde_refuses_is_found_again_in_the_text() {
    assert_eq!(
        refused("name = \"a\"\nport = 70000\n"),
        "input:2:8: error[wrong-value]: wrong value for `port`: \
         invalid value: integer `70000`, expected u16\n"
    );
    assert_eq!(
        refused("name = \"a\"\nnetwork {\n  cidr = \"home\"\n}\n"),
        "input:3:10: error[wrong-value]: wrong value for `network.cidr`: \
         invalid IP address syntax\n"
    );
    assert_eq!(
        refused(
            "name = \"a\"\nnetwork {\n  cidr = \"::1\"\n  hosts = {\n    a = 1\n    b = 256\n  }\n}\n"
        ),
        "input:6:9: error[wrong-value]: wrong value for `network.hosts.b`: \
         invalid value: integer `256`, expected u8\n"
    );
    assert_eq!(
        refused(
            "name = \"a\"\ntag \"x\" {\n  value = \"y\"\n}\ntag \"z\" {\n  value = \"long\"\n}\n"
        ),
        "input:6:11: error[wrong-value]: wrong value for `tag.z.value`: \
         invalid value: string \"long\", expected a character\n"
    );
    assert_eq!(
        refused("name = null\n"),
        "input:1:8: error[wrong-value]: wrong value for `name`: \
         invalid type: unit value, expected a string\n"
    );
    assert_eq!(
        refused("name = \"a\"\ndisk {\n  size = 1\n}\ndisk {\n  size = 1.5\n}\n"),
        "input:6:10: error[wrong-value]: wrong value for `disk[1].size`: \
         invalid type: floating point `1.5`, expected u32\n"
    );
}

#[test]
fn a_file_may_use_variables_and_json() {
    let mut context = Context::new();
    context
        .variables
        .insert("env".to_owned(), Value::from("test"));
    let file = SourceFile::new(
        "a.hcl.json",
        r#"{"name": "${env}-1", "disk": [{"size": 1}]}"#,
    );
    let config: Config = from_source(&file, &context).unwrap();
    assert_eq!((config.name.as_str(), config.disks.len()), ("test-1", 1));
}
