//! Many streams over one socket, as `HashiCorp`'s yamux has them: frames with a header of 12
//! bytes, and for each stream a window of bytes that may be on their way unread.
//!
//! Two threads serve a session. One reads the socket and never waits for anything else: what
//! it reads goes into the streams' own buffers, which their windows bound. The other writes
//! what the first and everybody else have put into the outbox. So a stream that nobody reads
//! holds up no other one, and pings are answered whatever the rest does.

mod frame;
mod outbox;
mod session;
mod stream;

pub(crate) use session::{Role, Session};
pub(crate) use stream::Stream;

#[cfg(test)]
mod tests;
