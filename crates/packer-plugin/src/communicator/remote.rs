//! The communicator that Packer gives to a provisioner. What a command reads and prints goes
//! over streams of its own.

use super::{Command, Communicator, FileInfo, Running};
use crate::log;
use crate::wire::broker::Broker;
use crate::wire::gob;
use crate::wire::msgpack::Msg;
use crate::wire::mux::Stream;
use crate::wire::rpc::Client;
use crate::{Cancel, Result};
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// A communicator on the other side of a connection.
#[derive(Debug)]
pub(crate) struct RemoteCommunicator {
    client: Arc<Client>,
    broker: Arc<Broker>,
    cancel: Cancel,
}

/// The exit status that stands for a lost connection.
const LOST: i32 = 123;

impl RemoteCommunicator {
    /// One on which nobody waits for a command any more when it is cancelled.
    pub(crate) fn new(client: Arc<Client>, broker: Arc<Broker>, cancel: Cancel) -> Self {
        Self {
            client,
            broker,
            cancel,
        }
    }

    /// A number, and a thread that takes the stream of that number and does something with it.
    /// It must wait for the stream before the number is told.
    fn offer<T: Send + 'static>(
        &self,
        serve: impl FnOnce(Stream) -> io::Result<T> + Send + 'static,
    ) -> io::Result<(u32, JoinHandle<io::Result<T>>)> {
        let id = self.broker.next_id();
        let broker = self.broker.clone();
        let thread = thread::Builder::new()
            .name("communicator stream".to_owned())
            .spawn(move || serve(broker.accept(id)?))?;
        Ok((id, thread))
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<()> {
        let method = format!("Communicator.{method}");
        self.client.call(&method, argument).map(drop)
    }
}

/// What a thread has come to. One that panicked has written to an author's stream that did.
fn joined<T>(thread: JoinHandle<io::Result<T>>) -> io::Result<T> {
    thread
        .join()
        .unwrap_or_else(|_| Err(io::Error::other("reading or writing its stream panicked")))
}

impl Communicator for RemoteCommunicator {
    fn start(&self, command: Command) -> Result<Running> {
        let (mut input, mut outputs) = (0, Vec::new());
        if let Some(mut source) = command.stdin {
            // The source may never end, so nobody waits for this thread. When the command has
            // ended, its stream is closed, and the next piece finds that out.
            (input, _) = self.offer(move |stream| {
                let copied = io::copy(&mut source, &mut &stream);
                stream.close();
                copied
            })?;
        }
        let mut output = |sink: Option<Box<dyn Write + Send>>| -> io::Result<u32> {
            let Some(mut sink) = sink else { return Ok(0) };
            let (id, thread) = self.offer(move |stream| {
                let copied = io::copy(&mut &stream, &mut sink).and_then(|_| sink.flush());
                if copied.is_err() {
                    // The command goes on: its output must go somewhere.
                    io::copy(&mut &stream, &mut io::sink())?;
                }
                copied
            })?;
            outputs.push(thread);
            Ok(id)
        };
        let (stdout, stderr) = (output(command.stdout)?, output(command.stderr)?);
        let (response, ended) = self.offer(|mut stream| gob::read_finished(&mut stream))?;
        let start = Msg::fields([
            ("Command", command.line.as_str().into()),
            ("StdinStreamId", input.into()),
            ("StdoutStreamId", stdout.into()),
            ("StderrStreamId", stderr.into()),
            ("ResponseStreamId", response.into()),
        ]);
        self.call("Start", &start)?;
        Running::spawn_until(&self.cancel, move || {
            let mut written = Ok(());
            for output in outputs {
                written = written.and(joined(output));
            }
            let status = joined(ended).unwrap_or_else(|error| {
                log::warn(format_args!("the end of the command was not told: {error}"));
                LOST
            });
            written?;
            Ok(status)
        })
    }

    fn upload(&self, path: &str, content: &mut dyn Read, info: Option<&FileInfo>) -> Result<()> {
        let id = self.broker.next_id();
        let broker = self.broker.clone();
        let upload = Msg::fields([
            ("Path", path.into()),
            ("ReaderStreamId", id.into()),
            ("FileInfo", info.map_or(Msg::Nil, info_message)),
        ]);
        // The content is borrowed, so the call is made by the thread.
        let client = self.client.clone();
        let call = thread::Builder::new()
            .name("upload".to_owned())
            .spawn(move || client.call("Communicator.Upload", &upload))?;
        let sent = broker.accept(id).and_then(|stream| {
            let sent = copy_to(content, &stream);
            stream.close();
            sent
        });
        let answer = call.join().map_err(|_| "the upload panicked")?;
        answer?;
        Ok(sent?)
    }

    fn download(&self, path: &str, content: &mut dyn Write) -> Result<()> {
        let id = self.broker.next_id();
        let download = Msg::fields([("Path", path.into()), ("WriterStreamId", id.into())]);
        let client = self.client.clone();
        let call = thread::Builder::new()
            .name("download".to_owned())
            .spawn(move || client.call("Communicator.Download", &download))?;
        let received = self.broker.accept(id).and_then(|mut stream| {
            io::copy(&mut stream, content)?;
            content.flush()
        });
        let answer = call.join().map_err(|_| "the download panicked")?;
        answer?;
        Ok(received?)
    }

    fn upload_dir(&self, to: &str, from: &str, exclude: &[String]) -> Result<()> {
        self.call("UploadDir", &folder(to, from, exclude))
    }

    fn download_dir(&self, from: &str, to: &str, exclude: &[String]) -> Result<()> {
        self.call("DownloadDir", &folder(to, from, exclude))
    }
}

/// Copies what is uploaded. That the other side reads no more is told by its answer.
fn copy_to(content: &mut dyn Read, stream: &Stream) -> io::Result<()> {
    let mut buffer = vec![0; 32 * 1024];
    loop {
        let read = match content.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let mut writer = stream;
        if writer.write_all(&buffer[..read]).is_err() {
            return Ok(());
        }
    }
}

fn folder(to: &str, from: &str, exclude: &[String]) -> Msg {
    Msg::fields([
        ("Dst", to.into()),
        ("Src", from.into()),
        ("Exclude", exclude.to_vec().into()),
    ])
}

fn info_message(info: &FileInfo) -> Msg {
    Msg::fields([
        ("N", info.name.as_str().into()),
        ("S", info.size.into()),
        ("M", info.permissions.into()),
        // The beginning of Unix's time: nobody looks at it.
        ("T", Msg::Ext(-1, vec![0; 4])),
    ])
}
