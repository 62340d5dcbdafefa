//! The plugin as Packer starts it.

use packer_plugin::{DEFAULT, Set};
use packer_plugin_happycloud::{builder, datasource, post_processor, provisioner};
use std::process::ExitCode;

fn main() -> ExitCode {
    Set::new(env!("CARGO_PKG_VERSION"))
        .builder(DEFAULT, builder::happycloud::Component)
        .data_source("image", datasource::image::Component)
        .provisioner("firewall", provisioner::firewall::Component)
        .post_processor("publish", post_processor::publish::Component)
        .builder("snapshot", packer_plugin_happycloud::builder::snapshot::Component)
        .run()
}
