mod legacy;

use super::{Configuration, Decoded};
use crate::hcldec::{AttrSpec, BlockListSpec, BlockSpec, ObjectSpec, Spec, Type};
use crate::wire::msgpack::Msg;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(alias = "image_id")]
    image: String,
    port: Option<u16>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    options: BTreeMap<String, String>,
    disk: Option<Disk>,
    #[serde(default, alias = "nic")]
    network: Vec<Network>,
    #[serde(default = "yes")]
    clean: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Disk {
    size: u32,
    kind: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Network {
    cidr: Option<String>,
}

fn spec() -> Spec {
    let list = Type::List(Box::new(Type::String));
    let map = Type::Map(Box::new(Type::String));
    let disk = ObjectSpec::new()
        .attr(AttrSpec::new("size", Type::Number))
        .attr(AttrSpec::new("kind", Type::String));
    let network = ObjectSpec::new().attr(AttrSpec::new("cidr", Type::String));
    ObjectSpec::new()
        .attr(
            AttrSpec::new("image", Type::String)
                .required()
                .alias("image_id"),
        )
        .attr(AttrSpec::new("port", Type::Number))
        .attr(AttrSpec::new("tags", list))
        .attr(AttrSpec::new("options", map))
        .attr(AttrSpec::new("clean", Type::Bool))
        .block(BlockSpec::new("disk", disk))
        .block_list(BlockListSpec::new("network", network).alias("nic"))
        .into()
}

/// What Packer sends of a block: all of the spec, with null for what is left out.
fn body(set: &str) -> Msg {
    let mut value: serde_json::Value = serde_json::from_str(
        r#"{"image":null,"image_id":null,"port":null,"tags":null,"options":null,"clean":null,
            "disk":null,"network":[],"nic":[]}"#,
    )
    .unwrap();
    let set: BTreeMap<String, serde_json::Value> = serde_json::from_str(set).unwrap();
    for (key, item) in set {
        value[key] = item;
    }
    let network = r#"["list",["object",{"cidr":"string"}]]"#;
    let ty = format!(
        r#"["object",{{"image":"string","image_id":"string","port":"number","tags":["list","string"],
            "options":["map","string"],"clean":"bool","network":{network},"nic":{network},
            "disk":["object",{{"size":"number","kind":"string"}}]}}]"#
    );
    Msg::Bin(format!(r#"{{"value":{value},"type":{ty}}}"#).into_bytes())
}

fn read(configs: &[Msg]) -> Configuration {
    Configuration::read(configs, &spec(), None).unwrap()
}

fn ready(configs: &[Msg]) -> Config {
    match read(configs).decode(&spec()) {
        Decoded::Ready(config) => config,
        other => panic!("{other:?}"),
    }
}

fn wrong(configs: &[Msg]) -> Vec<String> {
    match read(configs).decode::<Config>(&spec()) {
        Decoded::Wrong(errors) => errors,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_left_out_takes_its_default() {
    let config = ready(&[body(r#"{"image":"debian"}"#)]);
    let expected = Config {
        image: "debian".to_owned(),
        port: None,
        tags: Vec::new(),
        options: BTreeMap::new(),
        disk: None,
        network: Vec::new(),
        clean: true,
    };
    assert_eq!(config, expected);
}

#[test]
fn all_that_is_written_is_there() {
    let config = ready(&[body(
        r#"{"image_id":"debian","port":22,"tags":["a","b"],"options":{"k":"v"},"clean":false,
            "disk":{"size":20,"kind":null},"nic":[{"cidr":"10.0.0.0/8"},{"cidr":null}]}"#,
    )]);
    assert_eq!(
        (config.image.as_str(), config.port, config.clean),
        ("debian", Some(22), false)
    );
    assert_eq!(config.tags, ["a", "b"]);
    assert_eq!(config.options["k"], "v");
    assert_eq!(
        config.disk,
        Some(Disk {
            size: 20,
            kind: None
        })
    );
    assert_eq!(config.network.len(), 2);
}

#[test]
fn packers_own_settings_do_not_reach_the_struct() {
    let settings = Msg::fields([
        ("packer_build_name", "web".into()),
        ("packer_builder_type", "local".into()),
        ("packer_debug", "true".into()),
        ("packer_force", true.into()),
        ("packer_on_error", "abort".into()),
        ("packer_core_version", "1.15.4".into()),
        ("packer_sensitive_variables", vec!["key".to_owned()].into()),
        ("packer_of_tomorrow", Msg::Array(vec![])),
    ]);
    let configs = [settings, body(r#"{"image":"debian"}"#)];
    ready(&configs);
    let context = read(&configs).context;
    assert_eq!(
        (context.build_name.as_str(), context.builder_type.as_str()),
        ("web", "local")
    );
    assert!(context.debug && context.force);
    assert_eq!(context.on_error, crate::OnError::Abort);
    assert_eq!(context.packer_version, "1.15.4");
    assert_eq!(context.sensitive_variables, ["key"]);
}

#[test]
fn an_override_wins_and_is_loosely_typed() {
    let over = Msg::fields([
        ("port", "2222".into()),
        ("tags", "a,b".into()),
        ("clean", "false".into()),
        (
            "disk",
            Msg::Array(vec![Msg::fields([("kind", 7u32.into())])]),
        ),
        ("network", Msg::fields([("cidr", "::/0".into())])),
        ("options", Msg::fields([("new", 1u32.into())])),
    ]);
    let config = ready(&[
        body(r#"{"image":"debian","port":22,"disk":{"size":20,"kind":"ssd"},"options":{"k":"v"}}"#),
        over,
        Msg::Nil,
    ]);
    assert_eq!(
        (config.image.as_str(), config.port, config.clean),
        ("debian", Some(2222), false)
    );
    assert_eq!(config.tags, ["a", "b"]);
    let disk = Disk {
        size: 20,
        kind: Some("7".to_owned()),
    };
    assert_eq!(config.disk, Some(disk));
    assert_eq!(config.network[0].cidr.as_deref(), Some("::/0"));
    assert_eq!(config.options.len(), 2);
    assert_eq!(config.options["new"], "1");
}

#[test]
fn an_override_that_does_not_fit_is_named() {
    let over = Msg::fields([
        ("port", "ssh".into()),
        ("disk", Msg::fields([("size", "big".into())])),
        ("imge", "x".into()),
    ]);
    let errors = wrong(&[body(r#"{"image":"debian"}"#), over]);
    let starts = [
        "wrong value for `disk.size`: number required",
        "wrong value for `imge`: there is no such field; did you mean `image`?",
        "wrong value for `port`: number required",
    ];
    assert_eq!(errors.len(), starts.len(), "{errors:?}");
    for (error, start) in errors.iter().zip(starts) {
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let errors = wrong(&[body(
        r#"{"image":"debian","port":70000,"disk":{"size":-1,"kind":null},"tags":[null]}"#,
    )]);
    assert_eq!(errors.len(), 3, "{errors:?}");
    for (error, attribute) in errors.iter().zip(["disk.size", "port", "tags[0]"]) {
        let start = format!("wrong value for `{attribute}`: ");
        assert!(error.starts_with(&start), "{error}");
    }
}

#[test]
fn what_is_missing_is_said_once() {
    assert_eq!(wrong(&[body("{}")]), ["missing field `image`"]);
}

#[test]
fn the_attribute_of_a_flattened_struct_is_named() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        #[expect(dead_code, reason = "it is only read")]
        inner: Inner,
    }
    #[derive(Debug, Deserialize)]
    struct Inner {
        #[expect(dead_code, reason = "it is only read")]
        port: Option<u16>,
        #[expect(dead_code, reason = "it is only read")]
        image: String,
    }
    let configs = [body(r#"{"image":"x","port":-1}"#)];
    let Decoded::Wrong(errors) = read(&configs).decode::<Outer>(&spec()) else {
        panic!("it is wrong")
    };
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("wrong value for `port`: "),
        "{errors:?}"
    );
    let configs = [body(r#"{"image":"x","port":1}"#)];
    assert!(matches!(
        read(&configs).decode::<Outer>(&spec()),
        Decoded::Ready(_)
    ));
}

#[test]
fn what_is_not_known_yet_is_not_wrong() {
    #[derive(Debug, Deserialize)]
    struct Address {
        #[expect(dead_code, reason = "it is only read")]
        image: std::net::IpAddr,
        #[expect(dead_code, reason = "it is only read")]
        port: Option<u16>,
    }
    let unknown = [body(r#"{"image":"<unknown>"}"#)];
    let decoded = read(&unknown).decode::<Address>(&spec());
    assert!(matches!(decoded, Decoded::Preliminary), "{decoded:?}");
    // What is wrong whatever it becomes is.
    let unknown = [body(r#"{"image":"<unknown>","port":-1}"#)];
    let decoded = read(&unknown).decode::<Address>(&spec());
    assert!(
        matches!(&decoded, Decoded::Wrong(errors) if errors.len() == 1),
        "{decoded:?}"
    );
    // A text may be anything.
    let unknown = [body(r#"{"image":"<unknown>"}"#)];
    assert_eq!(ready(&unknown).image, "<unknown>");
    assert!(read(&unknown).is_preliminary());
    assert!(read(&[body(r#"{"image":"a","tags":["of <unknown>"]}"#)]).is_preliminary());
    assert!(!read(&[body(r#"{"image":"known"}"#)]).is_preliminary());
}

#[test]
fn nonsense_is_an_error() {
    let bytes = |text: &str| Msg::Bin(text.as_bytes().to_vec());
    for config in [
        bytes(""),
        bytes("{}"),
        bytes("[1]"),
        bytes(r#"{"value":1,"type":"strin"}"#),
        bytes(r#"{"value":1,"type":"string"}"#),
        bytes(r#"{"value":{"a":1},"type":["object",{}]}"#),
        bytes(r#"{"value":[1,2],"type":["tuple",["number"]]}"#),
        bytes(r#"{"value":"1e999999999","type":"number"}"#),
        Msg::Uint(1),
        "text".into(),
    ] {
        let read = Configuration::read(std::slice::from_ref(&config), &spec(), None);
        assert!(read.is_err(), "{config:?}");
    }
    let deep = format!(
        "{}1{}",
        r#"{"type":"dynamic","value":"#.repeat(2000),
        "}".repeat(2000)
    );
    assert!(Configuration::read(&[bytes(&deep)], &spec(), None).is_err());
}

#[test]
fn hcl_templates_keep_their_braces() {
    let configs = [body(r#"{"image":"{{user `image`}}"}"#)];
    assert_eq!(ready(&configs).image, "{{user `image`}}");
}
