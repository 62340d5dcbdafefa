//! The side that calls. Several threads may do so at once over one stream: what they get is
//! told apart by numbers.

use super::Refused;
use crate::wire::lock;
use crate::wire::msgpack::{self, Msg};
use crate::wire::mux::Stream;
use std::collections::HashMap;
use std::io::{self, BufReader, Write};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Calls over one stream, which is closed with the last handle.
#[derive(Debug)]
pub(crate) struct Client {
    stream: Arc<Stream>,
    /// Held while a call is written, for it must be in one piece.
    writing: Mutex<()>,
    calls: Arc<Mutex<Calls>>,
}

type Answer = Result<Msg, Refused>;

#[derive(Debug, Default)]
struct Calls {
    next: u64,
    waiting: HashMap<u64, Sender<Answer>>,
    ended: bool,
}

impl Client {
    /// Calls go over that stream, and a thread of its own reads the answers.
    pub(crate) fn new(stream: Stream) -> io::Result<Self> {
        let stream = Arc::new(stream);
        let calls = Arc::new(Mutex::new(Calls::default()));
        let (reading, answered) = (stream.clone(), calls.clone());
        thread::Builder::new()
            .name("rpc client".to_owned())
            .spawn(move || {
                // However it ends, nobody will be answered any more.
                let _ = read_answers(&reading, &answered);
                reading.close();
                let mut calls = lock(&answered);
                calls.ended = true;
                calls.waiting.clear();
            })?;
        Ok(Self {
            stream,
            writing: Mutex::new(()),
            calls,
        })
    }

    /// Calls a method and waits for its result.
    pub(crate) fn call(&self, method: &str, argument: &Msg) -> Result<Msg, crate::Error> {
        let (sender, receiver) = channel();
        let ended = || io::Error::new(io::ErrorKind::ConnectionAborted, "Packer has hung up");
        let mut calls = lock(&self.calls);
        if calls.ended {
            return Err(ended().into());
        }
        let sequence = calls.next;
        calls.next += 1;
        calls.waiting.insert(sequence, sender);
        drop(calls);

        let mut bytes = Vec::new();
        let header = [("ServiceMethod", method.into()), ("Seq", sequence.into())];
        Msg::fields(header).write(&mut bytes);
        argument.write(&mut bytes);
        let whole = lock(&self.writing);
        let written = (&*self.stream).write_all(&bytes);
        drop(whole);
        if let Err(error) = written {
            lock(&self.calls).waiting.remove(&sequence);
            return Err(error.into());
        }
        match receiver.recv() {
            Ok(answer) => answer.map_err(Into::into),
            Err(_) => Err(ended().into()),
        }
    }

    /// Hangs up.
    pub(crate) fn close(&self) {
        self.stream.close();
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.close();
    }
}

fn read_answers(stream: &Stream, calls: &Mutex<Calls>) -> io::Result<()> {
    let mut source = BufReader::new(stream);
    loop {
        let header = msgpack::read(&mut source)?;
        let result = msgpack::read(&mut source)?;
        let Some(sequence) = header.field("Seq").as_u64() else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let answer = match header.field("Error").as_str() {
            None | Some("") => Ok(result),
            Some(error) => Err(Refused(error.to_owned())),
        };
        // An answer that nobody waits for is none of ours.
        if let Some(sender) = lock(calls).waiting.remove(&sequence) {
            let _ = sender.send(answer);
        }
    }
}
