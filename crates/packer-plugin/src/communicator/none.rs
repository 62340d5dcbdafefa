//! A machine that cannot be reached.

use super::{Command, Communicator, FileInfo, Running};
use crate::Result;
use std::io::{Read, Write};

/// The communicator of a builder whose machine nothing is done on: `communicator = "none"`.
/// Provisioners that only talk to the user, or that run on this machine, work with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCommunicator;

impl NoCommunicator {
    fn refuse<T>(what: &str) -> Result<T> {
        Err(format!("{what} is not possible: this build has no communicator").into())
    }
}

impl Communicator for NoCommunicator {
    fn start(&self, command: Command) -> Result<Running> {
        Self::refuse(&format!("running `{}`", command.line))
    }

    fn upload(&self, path: &str, _: &mut dyn Read, _: Option<&FileInfo>) -> Result<()> {
        Self::refuse(&format!("uploading `{path}`"))
    }

    fn download(&self, path: &str, _: &mut dyn Write) -> Result<()> {
        Self::refuse(&format!("downloading `{path}`"))
    }

    fn upload_dir(&self, to: &str, _: &str, _: &[String]) -> Result<()> {
        Self::refuse(&format!("uploading `{to}`"))
    }

    fn download_dir(&self, from: &str, _: &str, _: &[String]) -> Result<()> {
        Self::refuse(&format!("downloading `{from}`"))
    }
}
