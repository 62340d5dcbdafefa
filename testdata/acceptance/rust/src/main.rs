//! The plugin as Packer starts it.

mod echo;
mod local;
mod run;
mod stamp;

use packer_plugin::{DEFAULT, Set};
use std::process::ExitCode;

fn main() -> ExitCode {
    Set::new(env!("CARGO_PKG_VERSION"))
        .data_source("echo", echo::Echo)
        .provisioner("run", run::Run)
        .builder(DEFAULT, local::Local)
        .post_processor("stamp", stamp::Stamp)
        .run()
}
