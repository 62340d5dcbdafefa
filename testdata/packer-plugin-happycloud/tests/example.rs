//! The example of the docs is a template that the generated spec and the structs can read.

use packer_plugin_happycloud::builder::happycloud::{Config, DiskKind};
use packer_plugin_happycloud::common::Region;
use packer_plugin_happycloud::provisioner::firewall;
use packer_plugin::hcldec::from_hcl;
use packer_plugin::testing::{FakePacker, Machine, Packer};
use packer_plugin::Artifact;
use packer_plugin_happycloud::post_processor::publish;
use packer_plugin_happycloud::{builder, datasource};

const EXAMPLE: &str = include_str!("../example/build.pkr.hcl");

/// The body of the block of the example that begins with that line.
fn body(line: &str) -> String {
    let (_, rest) = EXAMPLE.split_once(line).expect("the example has such a block");
    let indent = line.len() - line.trim_start().len();
    let end = format!("\n{}}}", &line[..indent]);
    let (body, _) = rest.split_once(&end).expect("the block ends");
    format!("{body}\n")
}

#[test]
fn the_builder_reads_the_example() {
    let body = body("source \"happycloud\" \"web\" {");
    let config: Config = from_hcl(&body).expect("the example is right");
    assert_eq!(config.region, Region::UsWest);
    assert_eq!(config.boot_timeout.expect("it is set").0, 90);
    assert_eq!(config.disk.expect("it is set").size, 16);
    assert_eq!(config.data_disks.len(), 2);
    assert_eq!(config.data_disks[0].size, 100);
    assert_eq!(config.data_disks[0].kind, DiskKind::Large);
    assert_eq!(config.server_type, "smile");
}

#[test]
fn the_provisioner_reads_the_example() {
    let body = body("  provisioner \"happycloud-firewall\" {");
    let config: firewall::Config = from_hcl(&body).expect("the example is right");
    assert_eq!(config.rules[0].port, 443);
    assert_eq!(config.rules[0].protocol, "tcp");
}

#[test]
fn a_template_author_is_told_what_is_wrong() {
    let wrong = from_hcl::<Config>("image = \"debian\"\ndisk = { size = 4 }\nregon = \"x\"\n");
    let wrong = wrong.expect_err("three things are wrong").to_string();
    let lines: Vec<&str> = wrong.lines().collect();
    assert_eq!(lines.len(), 3, "{wrong}");
    assert!(wrong.contains("image_name"), "{wrong}");
    assert!(wrong.contains("input:2:1: "), "{wrong}");
    assert!(wrong.contains("input:3:1: "), "{wrong}");
}

#[test]
fn the_example_builds() {
    let packer = FakePacker::new().provisioner(|server, data| {
        assert_eq!(data.text("ServerType"), Some("smile"));
        server.run("true")?.ok().map(drop)
    });
    let run = packer.build(builder::happycloud::Component, &body("source \"happycloud\" \"web\" {"));
    let image = run.result.expect("it builds").expect("it makes something");
    assert_eq!(run.said, ["Starting a `smile` from debian-13", "Deleting the server"]);
    assert_eq!(image.state("labels").expect("it has some")["team"], "web");

    let machine = Machine::new();
    let packer = FakePacker::new().machine(&machine);
    let run = packer.provision(firewall::Component, &body("  provisioner \"happycloud-firewall\" {"));
    run.result.expect("it works");
    assert_eq!(machine.commands(), ["cat >/dev/null"]);

    let publish = body("  post-processor \"happycloud-publish\" {");
    let run = packer.post_process(publish::Component, &publish, image);
    run.result.expect("it works");
    assert_eq!(run.said, ["Publishing web-{{timestamp}} as Web server"]);
}

#[test]
fn an_image_is_found() {
    let run = FakePacker::new().execute(datasource::image::Component, "name = \"debian\"");
    let image = run.result.expect("there is one");
    assert_eq!(image["id"], "image-of-debian");
    assert_eq!(image["regions"][0], "eu-central");
}

#[test]
fn the_example_builds_in_packer() {
    let binary = env!("CARGO_BIN_EXE_packer-plugin-happycloud");
    let Some(packer) = Packer::with_plugin(binary, "github.com/acme/happycloud") else {
        return;
    };
    for command in ["validate", "build"] {
        let run = packer.run(command, EXAMPLE, &[]).expect("Packer runs");
        assert!(run.success, "{command}: {}", run.output);
    }
}
