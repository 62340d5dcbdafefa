//! JSON templates.

use super::{Config, read, ready, spec, wrong};
use crate::configuration::{Configuration, Decoded};
use crate::wire::msgpack::Msg;

/// What a JSON template sends of a provisioner.
fn legacy(raw: Msg) -> Vec<Msg> {
    let variables = Msg::fields([
        ("image", "debian".into()),
        ("key", "s3cret-of-legacy".into()),
    ]);
    vec![
        raw,
        Msg::fields([
            ("packer_build_name", "web".into()),
            ("packer_force", true.into()),
            ("packer_template_path", "/x/t.json".into()),
            ("packer_user_variables", variables),
            ("packer_sensitive_variables", vec!["key".to_owned()].into()),
        ]),
        Msg::fields([
            ("ID", "Build_ID. To set this dynamically…".into()),
            ("PackerRunUUID", "Build_PackerRunUUID. To set this…".into()),
        ]),
    ]
}

#[test]
fn a_json_template_is_rendered() {
    let raw = Msg::fields([
        ("image", "{{user `image`}}-{{isotime \"x\"}}".into()),
        ("port", "22".into()),
        (
            "tags",
            Msg::Array(vec![
                "{{ user `image` | upper }}".into(),
                "{{.Path}}".into(),
            ]),
        ),
        ("disk", Msg::fields([("size", "20".into())])),
    ]);
    let configs = legacy(raw);
    let config = ready(&configs);
    assert_eq!((config.image.as_str(), config.port), ("debian-x", Some(22)));
    assert_eq!(config.tags, ["DEBIAN", "{{.Path}}"]);
    assert_eq!(config.disk.map(|disk| disk.size), Some(20));
    let read = read(&configs);
    assert!(read.context.force);
    assert_eq!(read.context.template_path, "/x/t.json");
    assert_eq!(read.context.user_variables["image"], "debian");
    assert_eq!(
        crate::log::masked("a s3cret-of-legacy b"),
        "a <sensitive> b"
    );
}

#[test]
fn what_is_wrong_with_a_json_template_is_said() {
    let raw = Msg::fields([
        ("image", "{{consul_key `x`}}".into()),
        ("tags", Msg::Array(vec!["{{user `none`}}".into()])),
        ("clen", true.into()),
    ]);
    let errors = wrong(&legacy(raw));
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(
        errors[0].contains("`image`") && errors[0].contains("`consul_key`"),
        "{errors:?}"
    );
    assert!(
        errors[1].contains("`tags[0]`") && errors[1].contains("`none`"),
        "{errors:?}"
    );
    assert!(errors[2].contains("did you mean `clean`?"), "{errors:?}");
}

#[test]
fn what_the_builder_says_is_put_into_a_json_template_at_the_run() {
    let configs = legacy(Msg::fields([("image", "x-{{build `ID`}}".into())]));
    let before = read(&configs);
    assert!(before.waits_for_build);
    let data = crate::GeneratedData::new().with("ID", "i-7");
    let at_run = Configuration::read(&configs, &spec(), Some(&data)).unwrap();
    assert!(!at_run.waits_for_build);
    let Decoded::Ready(config) = at_run.decode::<Config>(&spec()) else {
        panic!("it is right")
    };
    assert_eq!(config.image, "x-i-7");
    let configs = legacy(Msg::fields([("image", "{{build `No`}}".into())]));
    let at_run = Configuration::read(&configs, &spec(), Some(&data)).unwrap();
    assert!(matches!(
        at_run.decode::<Config>(&spec()),
        Decoded::Wrong(_)
    ));
}
