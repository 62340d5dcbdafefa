//! What waits to be written to the socket, and the thread that writes it.
//!
//! Whoever sends data waits while the outbox is full. Answers that the reading thread gives do
//! not wait, because it must go on reading; a peer that asks for more of them than the outbox
//! bears, and reads none, has lost its session.

use super::frame::Header;
use crate::wire::lock;
use crate::wire::socket::Socket;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex};

/// Bytes that wait before data has to.
const FULL: usize = 1 << 20;
/// Bytes that wait before the session is given up.
const OVERFLOW: usize = 2 << 20;

#[derive(Debug, Default)]
pub(super) struct Outbox {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<u8>,
    closed: bool,
}

/// The session has ended.
#[derive(Debug)]
pub(super) struct Closed;

impl From<Closed> for io::Error {
    fn from(_: Closed) -> Self {
        Self::new(
            io::ErrorKind::ConnectionAborted,
            "the connection to Packer has ended",
        )
    }
}

impl Outbox {
    /// A frame without data, which never waits.
    pub(super) fn control(&self, header: Header) -> Result<(), Closed> {
        let mut state = lock(&self.state);
        if state.closed || state.waiting.len() > OVERFLOW {
            return Err(Closed);
        }
        state.waiting.extend(header.encode());
        self.changed.notify_all();
        Ok(())
    }

    /// A frame with data, which waits until there is room.
    pub(super) fn data(&self, header: Header, bytes: &[u8]) -> Result<(), Closed> {
        let mut state = lock(&self.state);
        while !state.closed && state.waiting.len() >= FULL {
            state = wait(&self.changed, state);
        }
        if state.closed {
            return Err(Closed);
        }
        state.waiting.extend(header.encode());
        state.waiting.extend(bytes);
        self.changed.notify_all();
        Ok(())
    }

    /// Nothing more goes out.
    pub(super) fn close(&self) {
        lock(&self.state).closed = true;
        self.changed.notify_all();
    }

    /// Writes what comes, until the outbox is closed or the socket takes no more. What waits
    /// when it is closed is written still.
    pub(super) fn write_to(&self, socket: &Socket) {
        let mut batch = Vec::new();
        loop {
            {
                let mut state = lock(&self.state);
                while state.waiting.is_empty() && !state.closed {
                    state = wait(&self.changed, state);
                }
                if state.waiting.is_empty() {
                    return;
                }
                batch.clear();
                std::mem::swap(&mut batch, &mut state.waiting);
                self.changed.notify_all();
            }
            if !self.write_all(socket, &batch) {
                self.close();
                lock(&self.state).waiting.clear();
                return;
            }
        }
    }
}

impl Outbox {
    /// Writes all of it, however long the peer takes to read. Once the outbox is closed, a peer
    /// that reads nothing is given up: the process is to end.
    fn write_all(&self, mut socket: &Socket, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            match socket.write(bytes) {
                Ok(0) => return false,
                Ok(written) => bytes = &bytes[written..],
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                        if !lock(&self.state).closed => {}
                    _ => return false,
                },
            }
        }
        true
    }
}

fn wait<'a, T>(
    changed: &Condvar,
    guard: std::sync::MutexGuard<'a, T>,
) -> std::sync::MutexGuard<'a, T> {
    changed
        .wait(guard)
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
