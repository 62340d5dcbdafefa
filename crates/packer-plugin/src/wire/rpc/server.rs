//! The side that is called. Each call has a thread of its own, since a cancel must come
//! through while what it cancels is on its way.

use super::in_words;
use crate::wire::lock;
use crate::wire::msgpack::{self, Msg};
use crate::wire::mux::Stream;
use crate::{Error, log};
use std::any::Any;
use std::io::{self, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Calls that run at once on one stream.
const CALLS: usize = 256;

/// What can be called.
pub(crate) trait Service: Send + Sync + 'static {
    /// A call has come in, and will be made. In the order of the calls, and before any that
    /// came later is looked at.
    fn arrived(&self, _method: &str) {}

    /// Makes a call. The method has its service's name before it, with a dot.
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg, Error>;
}

/// Services that share a stream, by the name before the dot.
pub(crate) struct Services<const N: usize>(pub(crate) [(&'static str, Arc<dyn Service>); N]);

impl<const N: usize> Services<N> {
    fn find(&self, method: &str) -> Option<&dyn Service> {
        let service = method.split('.').next().unwrap_or_default();
        let exact = self.0.iter().find(|(name, _)| *name == service);
        // Bars of progress are services that the one of the Ui makes up.
        let found = exact.or_else(|| self.0.iter().find(|(name, _)| service.starts_with(name)));
        found.map(|(_, service)| &**service)
    }
}

impl<const N: usize> Service for Services<N> {
    fn arrived(&self, method: &str) {
        if let Some(service) = self.find(method) {
            service.arrived(method);
        }
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<Msg, Error> {
        match self.find(method) {
            Some(service) => service.call(method, argument),
            None => Err(no_method(method)),
        }
    }
}

/// There is nothing of that name to call.
pub(crate) fn no_method(method: &str) -> Error {
    format!("this plugin has no method `{method}`").into()
}

/// Answers the calls that come over a stream until it ends.
pub(crate) fn serve(stream: Stream, service: &Arc<dyn Service>) -> io::Result<()> {
    let line = Arc::new(Line {
        stream,
        writing: Mutex::new(()),
        running: AtomicUsize::new(0),
    });
    let mut source = BufReader::new(&line.stream);
    loop {
        let header = match msgpack::read(&mut source) {
            Ok(header) => header,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let argument = msgpack::read(&mut source)?;
        let method = header.field("ServiceMethod").text();
        let Some(sequence) = header.field("Seq").as_u64() else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        if line.running.fetch_add(1, Ordering::SeqCst) >= CALLS {
            line.running.fetch_sub(1, Ordering::SeqCst);
            line.answer(&method, sequence, Err("too many calls at once".into()));
            continue;
        }
        service.arrived(&method);
        let (service, answering) = (service.clone(), line.clone());
        let call = (method.clone(), argument);
        let calling = thread::Builder::new().name("rpc call".to_owned());
        let started = calling.spawn(move || {
            let (method, argument) = call;
            let result = guarded(|| {
                // The words are the author's too.
                let result = service.call(&method, &argument);
                result.map_err(|error| spoken(&error).into())
            });
            answering.answer(&method, sequence, result);
            // Whose answer nobody reads is on its way still.
            answering.running.fetch_sub(1, Ordering::SeqCst);
        });
        if let Err(error) = started {
            line.running.fetch_sub(1, Ordering::SeqCst);
            line.answer(&method, sequence, Err(error.into()));
        }
    }
}

/// Where answers go.
struct Line {
    stream: Stream,
    /// Held while an answer is written, for it must be in one piece.
    writing: Mutex<()>,
    running: AtomicUsize,
}

impl Line {
    fn answer(&self, method: &str, sequence: u64, result: Result<Msg, Error>) {
        let (error, result) = match result {
            Ok(result) => (String::new(), result),
            // The other side reads a value in any case, and throws it away.
            Err(error) => (error.to_string(), Msg::Map(Vec::new())),
        };
        let mut bytes = Vec::new();
        Msg::fields([
            ("ServiceMethod", method.into()),
            ("Seq", sequence.into()),
            ("Error", error.into()),
        ])
        .write(&mut bytes);
        result.write(&mut bytes);
        let _whole = lock(&self.writing);
        // Who has hung up wants no answer.
        let _ = (&self.stream).write_all(&bytes);
    }
}

/// An error that says something: an empty text means success on the wire.
fn spoken(error: &Error) -> String {
    let words = log::masked(&in_words(error));
    if words.trim().is_empty() {
        "an error without words".to_owned()
    } else {
        words
    }
}

/// Runs what an author wrote. A panic in it is an error as any other, since Packer would
/// wait for ever for an answer that never comes.
pub(crate) fn guarded<T>(run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(panicked(&*panic).into()))
}

fn panicked(panic: &(dyn Any + Send)) -> String {
    let said = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    match said {
        Some(said) => format!("the plugin panicked: {said}"),
        None => "the plugin panicked".to_owned(),
    }
}
