//! Serving a communicator of this plugin to Packer's provisioners.

use super::{Command, Communicator, FileInfo};
use crate::Result;
use crate::log;
use crate::wire::broker::Broker;
use crate::wire::gob;
use crate::wire::msgpack::Msg;
use crate::wire::mux::Stream;
use crate::wire::rpc::{Service, no_method};
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::thread;

/// A communicator that is served.
pub(crate) struct CommunicatorService {
    communicator: Arc<dyn Communicator>,
    broker: Arc<Broker>,
}

/// The exit status of a command of which nobody knows how it ended.
const UNKNOWN: i32 = 123;

/// A stream that is closed by hand: what reads or writes it may live longer.
#[derive(Clone)]
struct Shared(Arc<Stream>);

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(buffer)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl CommunicatorService {
    pub(crate) fn new(communicator: Arc<dyn Communicator>, broker: Arc<Broker>) -> Self {
        Self {
            communicator,
            broker,
        }
    }

    /// The stream of a field; nothing where none is wanted.
    fn stream(&self, argument: &Msg, field: &str) -> io::Result<Option<Shared>> {
        match argument.field(field).stream_id() {
            0 => Ok(None),
            id => Ok(Some(Shared(Arc::new(self.broker.dial(id)?)))),
        }
    }

    fn start(&self, argument: &Msg) -> Result<()> {
        // In this order: the other side waits for them so.
        let stdin = self.stream(argument, "StdinStreamId")?;
        let stdout = self.stream(argument, "StdoutStreamId")?;
        let stderr = self.stream(argument, "StderrStreamId")?;
        let response = self.stream(argument, "ResponseStreamId")?;
        let boxed = |stream: &Shared| Box::new(stream.clone()) as Box<dyn Write + Send>;
        let command = Command {
            line: argument.field("Command").text(),
            stdin: stdin.clone().map(|stream| Box::new(stream) as _),
            stdout: stdout.as_ref().map(boxed),
            stderr: stderr.as_ref().map(boxed),
        };
        let running = self.communicator.start(command);
        let end = move |status: Option<i32>| {
            if let (Some(status), Some(mut response)) = (status, response.clone()) {
                // Who has hung up does not want to know.
                let _ = response.write_all(&gob::write_finished(status));
            }
            for stream in [stdin, stdout, stderr, response].into_iter().flatten() {
                stream.0.close();
            }
        };
        let running = match running {
            Ok(running) => running,
            Err(error) => {
                end(None);
                return Err(error);
            }
        };
        thread::Builder::new()
            .name("end of a command".to_owned())
            .spawn(move || {
                let status = running.wait().unwrap_or_else(|error| {
                    log::error(format_args!("a command was lost: {error}"));
                    UNKNOWN
                });
                end(Some(status));
            })?;
        Ok(())
    }

    fn upload(&self, argument: &Msg) -> Result<()> {
        let stream = self
            .broker
            .dial(argument.field("ReaderStreamId").stream_id())?;
        let info = match argument.field("FileInfo") {
            Msg::Nil => None,
            info => Some(FileInfo {
                name: info.field("N").text(),
                size: info.field("S").as_u64().unwrap_or(0),
                permissions: permissions(info.field("M")),
            }),
        };
        let path = argument.field("Path").text();
        // Closing the stream lets go of a sender that is not done.
        self.communicator.upload(&path, &mut &stream, info.as_ref())
    }

    fn download(&self, argument: &Msg) -> Result<()> {
        let stream = self
            .broker
            .dial(argument.field("WriterStreamId").stream_id())?;
        let path = argument.field("Path").text();
        self.communicator.download(&path, &mut &stream)
    }
}

/// The low nine bits of Go's mode are those of Unix; the others are Go's own.
fn permissions(mode: &Msg) -> u32 {
    let mode = mode.as_u64().unwrap_or(0) & 0o777;
    u32::try_from(mode).unwrap_or(0)
}

impl Service for CommunicatorService {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        let folder = || {
            let text = |name| argument.field(name).text();
            (text("Dst"), text("Src"), argument.field("Exclude").texts())
        };
        match method {
            "Communicator.Start" => self.start(argument)?,
            "Communicator.Upload" => self.upload(argument)?,
            "Communicator.Download" => self.download(argument)?,
            "Communicator.UploadDir" => {
                let (to, from, exclude) = folder();
                self.communicator.upload_dir(&to, &from, &exclude)?;
            }
            "Communicator.DownloadDir" => {
                let (to, from, exclude) = folder();
                self.communicator.download_dir(&from, &to, &exclude)?;
            }
            _ => return Err(no_method(method)),
        }
        Ok(Msg::Nil)
    }
}
