//! What went between Packer 1.15.4 and a plugin on the Go SDK 0.6.10, read and compared with
//! what this library says in its place. The plugin is that of `testdata/acceptance/go`.

use crate::configuration::{Configuration, Decoded};
use crate::hcldec::{AttrSpec, BlockListSpec, ObjectSpec, Spec, Type};
use crate::value::{to_msgpack, to_value};
use crate::wire::gob;
use crate::wire::gob::{Gob, read, ty};
use crate::wire::msgpack::{self, Msg};
use crate::wire::mux::{Role, Session, Stream};
use crate::wire::socket::Socket;
use crate::wire_form;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;

/// A file of the recording.
macro_rules! recorded {
    ($name:literal) => {
        include_bytes!(concat!("../../testdata/recorded/", $name))
    };
}

fn string(name: &str) -> AttrSpec {
    AttrSpec::new(name, Type::String)
}

fn number(name: &str) -> AttrSpec {
    AttrSpec::new(name, Type::Number)
}

fn strings(name: &str) -> AttrSpec {
    AttrSpec::new(name, Type::List(Box::new(Type::String)))
}

fn echo() -> ObjectSpec {
    ObjectSpec::new()
        .attr(string("text"))
        .attr(number("count"))
        .attr(string("wrong"))
}

fn output() -> ObjectSpec {
    let item = ObjectSpec::new().attr(string("name"));
    ObjectSpec::new()
        .attr(string("text"))
        .attr(number("length"))
        .attr(strings("words"))
        .block_list(BlockListSpec::new("items", item))
}

fn run() -> ObjectSpec {
    ObjectSpec::new()
        .attr(strings("inline"))
        .attr(number("sleep"))
        .attr(string("big"))
        .attr(string("flaky"))
        .attr(string("wrong"))
}

fn local() -> ObjectSpec {
    ObjectSpec::new()
        .attr(string("path"))
        .attr(number("size"))
        .attr(number("sleep"))
        .attr(string("wrong"))
}

fn stamp() -> ObjectSpec {
    ObjectSpec::new()
        .attr(string("input"))
        .attr(string("wrong"))
}

/// Every component's spec, in which Go's generator requires nothing, and what Go sent of it in both modes.
fn specs() -> [(&'static str, ObjectSpec, &'static [u8], &'static [u8]); 5] {
    [
        (
            "echo",
            echo(),
            recorded!("datasource.config-spec.proto"),
            recorded!("datasource.config-spec.gob"),
        ),
        (
            "output",
            output(),
            recorded!("datasource.output-spec.proto"),
            recorded!("datasource.output-spec.gob"),
        ),
        (
            "run",
            run(),
            recorded!("provisioner.config-spec.proto"),
            recorded!("provisioner.config-spec.gob"),
        ),
        (
            "local",
            local(),
            recorded!("builder.config-spec.proto"),
            recorded!("builder.config-spec.gob"),
        ),
        (
            "stamp",
            stamp(),
            recorded!("post-processor.config-spec.proto"),
            recorded!("post-processor.config-spec.gob"),
        ),
    ]
}

#[test]
fn specs_in_protobuf_are_those_of_go() {
    for (name, spec, proto, _) in specs() {
        let spec = Spec::from(spec);
        let ours = wire_form::encode(&spec).unwrap();
        // Go's maps are in no order, so the bytes are, too.
        assert_eq!(ours.len(), proto.len(), "{name}");
        let (ours, theirs) = (wire_form::decode(&ours), wire_form::decode(proto));
        assert_eq!(sorted(ours.unwrap()), sorted(theirs.unwrap()), "{name}");
    }
}

/// A spec by names, since their order means nothing.
fn sorted(spec: Spec) -> BTreeMap<String, Spec> {
    match spec {
        Spec::Object(object) => object.fields.into_iter().collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn specs_in_gob_are_those_of_go() {
    for (name, spec, _, theirs) in specs() {
        let ours = gob::spec(&spec).unwrap();
        assert_eq!(
            shown(&read(&ours).unwrap()),
            shown(&read(theirs).unwrap()),
            "{name}"
        );
        let (ours, theirs) = (gob::read_spec(&ours), gob::read_spec(theirs));
        assert_eq!(sorted(ours.unwrap()), sorted(theirs.unwrap()), "{name}");
    }
}

/// What a stream holds, in one form: maps in order, and types by their names.
fn shown(gob: &Gob) -> String {
    let fields = |fields: &[(String, Gob)]| -> String {
        let mut fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| match (name.as_str(), value) {
                ("Type" | "Ty", Gob::Opaque(_)) => format!("{name}: {}", ty(value).unwrap()),
                _ => format!("{name}: {}", shown(value)),
            })
            .collect();
        fields.sort();
        fields.join(", ")
    };
    match gob {
        Gob::Map(entries) => format!("{{{}}}", fields(entries)),
        Gob::Struct(values) => format!("({})", fields(values)),
        Gob::Slice(items) => format!(
            "[{}]",
            items.iter().map(shown).collect::<Vec<_>>().join(", ")
        ),
        Gob::Interface(name, inner) => format!("{name} {}", shown(inner)),
        other => format!("{other:?}"),
    }
}

#[derive(Serialize)]
struct Item {
    name: &'static str,
}

#[derive(Serialize)]
struct Output {
    text: &'static str,
    length: u32,
    words: [&'static str; 2],
    items: [Item; 2],
}

const OUTPUT: Output = Output {
    text: "hi therehi there",
    length: 8,
    words: ["hi", "there"],
    items: [Item { name: "hi there" }, Item { name: "hi there" }],
};

#[test]
fn a_value_in_protobuf_mode_is_that_of_go() {
    let ty = Spec::from(output()).implied_type();
    let ours = to_msgpack(&to_value(&OUTPUT, &ty).unwrap(), &ty).unwrap();
    let read = |mut bytes: &[u8]| {
        let value = msgpack::read(&mut bytes).unwrap();
        assert!(bytes.is_empty());
        let ty: serde_json::Value = match &value.items()[0] {
            Msg::Bin(json) => serde_json::from_slice(json).unwrap(),
            other => panic!("{other:?}"),
        };
        (ty, value.items()[1].to_json())
    };
    assert_eq!(read(&ours), read(recorded!("datasource.value.proto")));
}

#[test]
fn a_value_in_gob_is_that_of_go() {
    let ty = Spec::from(output()).implied_type();
    let ours = gob::value(&to_value(&OUTPUT, &ty).unwrap(), &ty).unwrap();
    let inner = |bytes: &[u8]| shown(&read(bytes).unwrap().inner().unwrap());
    let seen = |bytes: &[u8]| gob::read_value(bytes).unwrap();
    assert_eq!(seen(&ours), seen(recorded!("datasource.value.gob")));
    // Go has the number from its own int, of 64 bits, as ours is.
    assert_eq!(inner(&ours), inner(recorded!("datasource.value.gob")));
}

/// The values of each stream that Packer opened, from the frames that it sent.
fn values(frames: &[u8]) -> Vec<Vec<Msg>> {
    let (peer, socket) = Socket::pair().unwrap();
    let (_session, incoming) = Session::start(socket, Role::Server).unwrap();
    let mut writer = &peer;
    for piece in frames.chunks(7) {
        writer.write_all(piece).unwrap();
    }
    // When a ping is answered, all that came before it has been read.
    writer
        .write_all(&[0, 2, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9])
        .unwrap();
    let mut answer = [0; 12];
    while answer != [0, 2, 0, 2, 0, 0, 0, 0, 9, 9, 9, 9] {
        std::io::Read::read_exact(&mut &peer, &mut answer).unwrap();
    }
    peer.shutdown();
    incoming.iter().map(|stream| read_all(&stream)).collect()
}

fn read_all(stream: &Stream) -> Vec<Msg> {
    let mut source = std::io::BufReader::new(stream);
    let mut id = [0; 4];
    std::io::Read::read_exact(&mut source, &mut id).unwrap();
    std::iter::from_fn(|| msgpack::read(&mut source).ok()).collect()
}

/// The methods that were called, with their arguments.
fn calls(values: &[Msg]) -> Vec<(String, Msg)> {
    let calls = values.chunks(2).map(|call| {
        let [header, argument] = call else {
            panic!("a call is two values")
        };
        (header.field("ServiceMethod").text(), argument.clone())
    });
    calls.collect()
}

fn methods(calls: &[(String, Msg)]) -> Vec<&str> {
    calls.iter().map(|(method, _)| method.as_str()).collect()
}

#[test]
fn calls_to_a_data_source_are_read() {
    #[derive(Debug, Deserialize)]
    struct Config {
        text: String,
        count: Option<u8>,
    }

    let streams = values(recorded!("datasource.frames"));
    let calls = calls(&streams[0]);
    assert_eq!(
        methods(&calls),
        [
            "Datasource.ConfigSpec",
            "Datasource.Configure",
            "Datasource.ConfigSpec",
            "Datasource.Execute"
        ]
    );
    let read = Configuration::read(calls[1].1.field("Configs").items(), &echo().into(), None);
    let Decoded::Ready(config) = read.unwrap().decode::<Config>(&echo().into()) else {
        panic!("it is right")
    };
    assert_eq!((config.text.as_str(), config.count), ("hi there", Some(2)));
}

#[test]
fn calls_to_a_provisioner_are_read() {
    #[derive(Debug, Deserialize)]
    struct Config {
        inline: Vec<String>,
        sleep: u32,
    }

    let streams = values(recorded!("provisioner.frames"));
    let calls = calls(&streams[0]);
    let prepared: Vec<_> = calls
        .iter()
        .filter(|(method, _)| method == "Provisioner.Prepare")
        .collect();
    let read = |call: usize| {
        let configs = prepared[call].1.field("Configs").items();
        Configuration::read(configs, &run().into(), None).unwrap()
    };
    // Before the builder has said it, its value is not known, and then it is.
    assert!(read(0).is_preliminary());
    let Decoded::Ready(config) = read(1).decode::<Config>(&run().into()) else {
        panic!("it is right")
    };
    assert_eq!(config.inline, ["echo red hi there hi therehi there"]);
    // The override of the template.
    assert_eq!(config.sleep, 1);
    assert_eq!(read(1).context.builder_type, "gotrial");
    let (method, provision) = calls.last().unwrap();
    assert_eq!(method, "Provisioner.Provision");
    assert_eq!(
        provision.field("GeneratedData").field("Colour").text(),
        "red"
    );
    assert_ne!(provision.field("StreamID").stream_id(), 0);
}

#[test]
fn calls_to_a_builder_and_a_post_processor_are_read() {
    let streams = values(recorded!("builder.frames"));
    let build = calls(&streams[0]);
    let expected = ["ConfigSpec", "Prepare", "ConfigSpec", "Run"];
    assert_eq!(
        methods(&build),
        expected.map(|method| format!("Builder.{method}"))
    );
    // The provisioners' calls, and those to the artifact.
    let provisioners = calls(&streams[1]);
    assert_eq!(provisioners[0].0, "Ui.Say");
    assert_eq!(provisioners[1].0, "Communicator.Start");
    let artifact = calls(&streams[2]);
    assert!(
        artifact
            .iter()
            .all(|(method, _)| method.starts_with("Artifact."))
    );

    let streams = values(recorded!("post-processor.frames"));
    let processed = calls(&streams[0]);
    assert_eq!(processed.last().unwrap().0, "PostProcessor.PostProcess");
}
