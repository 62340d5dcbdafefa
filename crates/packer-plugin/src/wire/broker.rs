//! Streams by numbers that both sides know: who is to get one allocates a number and says it
//! in a call, and who opens it writes the number first and gets it back.
//!
//! Each side has numbers of its own. A number is only looked up among the streams that the
//! other side opened, so that the same one can stand for two things without a clash.

use super::lock;
use super::mux::{Role, Session, Stream};
use super::socket::Socket;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a stream waits for the one who is to take it, and the other way round.
const ACCEPT: Duration = if cfg!(test) {
    Duration::from_millis(300)
} else {
    Duration::from_secs(5)
};
/// How long to wait until the peer has taken a stream. It gives up before.
const DIAL: Duration = Duration::from_secs(30);

/// The names of the streams of a session.
#[derive(Debug)]
pub(crate) struct Broker {
    session: Session,
    next: AtomicU32,
    arrivals: Mutex<Arrivals>,
    changed: Condvar,
}

/// Streams with a name that nobody has taken yet.
#[derive(Debug, Default)]
struct Arrivals {
    streams: HashMap<u32, Stream>,
    ended: bool,
}

impl Broker {
    /// Serves a socket. What comes back with the broker ends when the session does.
    pub(crate) fn start(socket: Socket, role: Role) -> io::Result<(Arc<Self>, Ended)> {
        let (session, incoming) = Session::start(socket, role)?;
        let broker = Arc::new(Self {
            session,
            next: AtomicU32::new(1),
            arrivals: Mutex::default(),
            changed: Condvar::new(),
        });
        let naming = broker.clone();
        let ended = thread::Builder::new()
            .name("broker".to_owned())
            .spawn(move || naming.name_streams(&incoming))?;
        Ok((broker, Ended(ended)))
    }

    /// A number for a stream that this side will accept.
    pub(crate) fn next_id(&self) -> u32 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Opens the stream that the peer has allocated the number for.
    pub(crate) fn dial(&self, id: u32) -> io::Result<Stream> {
        let stream = self.session.open()?;
        (&stream).write_all(&id.to_le_bytes())?;
        let mut answer = [0; 4];
        stream.read_exact_until(&mut answer, Instant::now() + DIAL)?;
        if u32::from_le_bytes(answer) != id {
            stream.reset();
            return Err(io::Error::other(format!(
                "stream {id} was answered as another one"
            )));
        }
        Ok(stream)
    }

    /// The stream of that number, which the peer opens within five seconds.
    pub(crate) fn accept(&self, id: u32) -> io::Result<Stream> {
        let until = Instant::now() + ACCEPT;
        let mut arrivals = lock(&self.arrivals);
        loop {
            if let Some(stream) = arrivals.streams.remove(&id) {
                drop(arrivals);
                self.changed.notify_all();
                (&stream).write_all(&id.to_le_bytes())?;
                return Ok(stream);
            }
            if arrivals.ended {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("stream {id} was not opened in time"),
                ));
            }
            arrivals = self
                .changed
                .wait_timeout(arrivals, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Ends the session when all that waits has been written.
    pub(crate) fn close(&self) {
        self.session.close();
    }

    /// Learns the names of the peer's streams, each in a thread of its own, since one may be
    /// slow to say it. The session bounds how many there are.
    fn name_streams(self: &Arc<Self>, incoming: &Receiver<Stream>) {
        for stream in incoming {
            let broker = self.clone();
            let named = thread::Builder::new()
                .name("stream name".to_owned())
                .spawn(move || broker.name_stream(stream));
            // Without a thread the stream is lost, and closed; its peer hears of that.
            drop(named);
        }
        lock(&self.arrivals).ended = true;
        self.changed.notify_all();
    }

    fn name_stream(&self, stream: Stream) {
        let until = Instant::now() + ACCEPT;
        let mut id = [0; 4];
        if stream.read_exact_until(&mut id, until).is_err() {
            return stream.reset();
        }
        let id = u32::from_le_bytes(id);
        let mut arrivals = lock(&self.arrivals);
        if arrivals.streams.contains_key(&id) {
            drop(arrivals);
            return stream.reset();
        }
        arrivals.streams.insert(id, stream);
        self.changed.notify_all();
        while arrivals.streams.contains_key(&id) && !arrivals.ended {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                if let Some(stream) = arrivals.streams.remove(&id) {
                    drop(arrivals);
                    stream.reset();
                }
                return;
            }
            arrivals = self
                .changed
                .wait_timeout(arrivals, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

/// The end of a session, to be waited for.
#[derive(Debug)]
pub(crate) struct Ended(thread::JoinHandle<()>);

impl Ended {
    /// Comes back when the socket has ended, or the peer has broken the rules.
    pub(crate) fn wait(self) {
        // That thread has nothing to panic at, and would have ended if it did.
        let _ = self.0.join();
    }
}

#[cfg(test)]
mod tests;
