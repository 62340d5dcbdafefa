//! The example of the docs is a template that the generated spec and the structs can read.

use packer_plugin_happycloud::builder::happycloud::{Config, DiskKind};
use packer_plugin_happycloud::common::Region;
use packer_plugin_happycloud::provisioner::firewall;
use packer_plugin::hcldec::from_hcl;

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
