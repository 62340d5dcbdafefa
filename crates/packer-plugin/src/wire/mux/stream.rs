//! One stream: bytes in both directions, in order.

use super::frame::{FIN, Header, Kind, RST, WINDOW};
use super::session::Link;
use crate::wire::lock;
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The most that goes into one frame, so that the streams get turns.
const CHUNK: usize = 32 * 1024;

/// A stream. Several threads may read and write it at once, through references. When it is
/// dropped it is closed.
///
/// As in Go's library there are no half-closed streams: what is closed on one side can be
/// read to its end by the other, but is not written to any more.
#[derive(Debug)]
pub(crate) struct Stream {
    core: Arc<Core>,
}

/// What the stream's handle and the session's reading thread share.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) id: u32,
    link: Arc<Link>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    unread: VecDeque<u8>,
    /// How much more the peer may send.
    open_to_peer: u32,
    /// How much has been read that the peer has not been told of.
    uncredited: u32,
    /// How much more we may send.
    open_to_us: u32,
    closed_here: bool,
    closed_there: bool,
    broken: Option<io::ErrorKind>,
}

impl Core {
    pub(super) fn new(id: u32, link: Arc<Link>) -> Arc<Self> {
        Arc::new(Self {
            id,
            link,
            state: Mutex::new(State {
                unread: VecDeque::new(),
                open_to_peer: WINDOW,
                uncredited: 0,
                open_to_us: WINDOW,
                closed_here: false,
                closed_there: false,
                broken: None,
            }),
            changed: Condvar::new(),
        })
    }

    /// Whether the peer may send as many bytes.
    pub(super) fn has_room(&self, length: u32) -> bool {
        length <= lock(&self.state).open_to_peer
    }

    /// Bytes that came in, for which there is room. False where the session is lost.
    pub(super) fn arrived(&self, bytes: &[u8]) -> bool {
        let mut state = lock(&self.state);
        // No more than the window, which is a u32.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        state.open_to_peer = state.open_to_peer.saturating_sub(length);
        if state.closed_here {
            // Nobody reads it. The peer must not wait for somebody to do so.
            state.open_to_peer += length;
            return self.credit(length);
        }
        state.unread.extend(bytes);
        self.changed.notify_all();
        true
    }

    /// The peer takes more.
    pub(super) fn credited(&self, length: u32) {
        let mut state = lock(&self.state);
        state.open_to_us = state.open_to_us.saturating_add(length);
        self.changed.notify_all();
    }

    /// The peer has closed its side. True where both sides are closed now.
    pub(super) fn closed_there(&self) -> bool {
        let mut state = lock(&self.state);
        state.closed_there = true;
        self.changed.notify_all();
        state.closed_here
    }

    /// The stream, or the session, has ended before its time.
    pub(super) fn broken(&self, why: io::ErrorKind) {
        lock(&self.state).broken = Some(why);
        self.changed.notify_all();
    }

    fn credit(&self, length: u32) -> bool {
        let header = Header {
            kind: Kind::WindowUpdate,
            flags: 0,
            stream: self.id,
            length,
        };
        self.link.outbox.control(header).is_ok()
    }

    fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        until: Option<Instant>,
    ) -> io::Result<MutexGuard<'a, State>> {
        let Some(until) = until else {
            return Ok(self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner));
        };
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let waited = self.changed.wait_timeout(state, left);
        Ok(waited.unwrap_or_else(PoisonError::into_inner).0)
    }
}

impl Stream {
    pub(super) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Reads what is there, waiting for it until then.
    pub(crate) fn read_until(
        &self,
        buffer: &mut [u8],
        until: Option<Instant>,
    ) -> io::Result<usize> {
        let core = &*self.core;
        let mut state = lock(&core.state);
        while state.unread.is_empty() {
            if state.closed_here || state.closed_there || buffer.is_empty() {
                return Ok(0);
            }
            if let Some(why) = state.broken {
                return Err(why.into());
            }
            state = core.wait(state, until)?;
        }
        let read = state.unread.read(buffer)?;
        // Not more than was in the window.
        state.uncredited += u32::try_from(read).unwrap_or(WINDOW);
        if state.uncredited >= WINDOW / 2 && !state.closed_there {
            let credit = std::mem::take(&mut state.uncredited);
            state.open_to_peer += credit;
            // A lost session shows at the next read.
            core.credit(credit);
        }
        Ok(read)
    }

    /// Fills the buffer until then.
    pub(crate) fn read_exact_until(&self, buffer: &mut [u8], until: Instant) -> io::Result<()> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.read_until(&mut buffer[filled..], Some(until))? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => filled += read,
            }
        }
        Ok(())
    }

    /// Closes it: the peer reads what is on its way, and then its end.
    pub(crate) fn close(&self) {
        let core = &*self.core;
        let mut state = lock(&core.state);
        if std::mem::replace(&mut state.closed_here, true) {
            return;
        }
        // Not more than was in the window.
        let unread = u32::try_from(state.unread.len()).unwrap_or(WINDOW);
        state.unread.clear();
        core.changed.notify_all();
        let both = state.closed_there;
        if state.broken.is_none() {
            if !both && unread > 0 {
                // What nobody will read must not hold up who sends it.
                state.open_to_peer += unread;
                core.credit(unread);
            }
            // The session may have ended, and then nobody waits for it.
            let _ = core.link.outbox.control(Header::flags(core.id, FIN));
        }
        drop(state);
        if both {
            core.link.forget(core.id);
        }
    }

    /// Ends it at once, for both sides.
    pub(crate) fn reset(&self) {
        let core = &*self.core;
        lock(&core.state).closed_here = true;
        core.broken(io::ErrorKind::ConnectionReset);
        let _ = core.link.outbox.control(Header::flags(core.id, RST));
        core.link.forget(core.id);
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.close();
    }
}

impl Read for &Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_until(buffer, None)
    }
}

impl Write for &Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let core = &*self.core;
        let mut state = lock(&core.state);
        loop {
            if let Some(why) = state.broken {
                return Err(why.into());
            }
            if state.closed_here || state.closed_there {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            if state.open_to_us > 0 {
                break;
            }
            state = core.wait(state, None)?;
        }
        let room = usize::try_from(state.open_to_us).unwrap_or(usize::MAX);
        let bytes = &bytes[..bytes.len().min(CHUNK).min(room)];
        let length = u32::try_from(bytes.len()).unwrap_or(0);
        state.open_to_us -= length;
        drop(state);
        let header = Header {
            kind: Kind::Data,
            flags: 0,
            stream: core.id,
            length,
        };
        core.link.outbox.data(header, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self).read(buffer)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
