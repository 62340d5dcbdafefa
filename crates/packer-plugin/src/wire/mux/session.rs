//! A session: the streams of one socket, and the threads that serve them.

use super::frame::{ACK, FIN, Header, Kind, LENGTH, RST, SYN, WINDOW};
use super::outbox::Outbox;
use super::stream::{Core, Stream};
use crate::wire::lock;
use crate::wire::socket::Socket;
use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Streams that the peer opens before one of them is taken.
const BACKLOG: usize = 256;
/// Streams that are open at once.
const STREAMS: usize = 1024;

/// How long a peer that reads nothing holds up the end of a session.
const PATIENCE: Duration = Duration::from_secs(1);

/// Which side of the session this is. It decides the numbers of streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Packer: odd numbers.
    Client,
    /// The plugin: even numbers.
    Server,
}

/// One side of a session. It goes on as long as the socket does, however many handles there
/// are.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    link: Arc<Link>,
}

/// What streams need of their session.
#[derive(Debug)]
pub(super) struct Link {
    socket: Socket,
    pub(super) outbox: Outbox,
    table: Mutex<Table>,
}

#[derive(Debug)]
struct Table {
    streams: HashMap<u32, Arc<Core>>,
    next: u32,
    ended: bool,
}

impl Session {
    /// Serves a socket. The peer's streams come out of the receiver, which ends with the
    /// session.
    pub(crate) fn start(socket: Socket, role: Role) -> io::Result<(Self, Receiver<Stream>)> {
        socket.set_write_timeout(PATIENCE)?;
        let link = Arc::new(Link {
            socket,
            outbox: Outbox::default(),
            table: Mutex::new(Table {
                streams: HashMap::new(),
                next: if role == Role::Client { 1 } else { 2 },
                ended: false,
            }),
        });
        let (sender, receiver) = sync_channel(BACKLOG);
        let writing = link.clone();
        thread::Builder::new()
            .name("mux writer".to_owned())
            .spawn(move || {
                writing.outbox.write_to(&writing.socket);
                writing.socket.shutdown();
            })?;
        let reading = link.clone();
        thread::Builder::new()
            .name("mux reader".to_owned())
            .spawn(move || {
                // However it ends, the session has.
                let _ = reading.clone().read(role, &sender);
                reading.end();
            })?;
        Ok((Self { link }, receiver))
    }

    /// Opens a stream. The peer learns of it when it reads the frame.
    pub(crate) fn open(&self) -> io::Result<Stream> {
        let mut table = lock(&self.link.table);
        let ended = || io::Error::from(super::outbox::Closed);
        if table.ended {
            return Err(ended());
        }
        if table.streams.len() >= STREAMS {
            return Err(io::Error::other("too many streams are open"));
        }
        let id = table.next;
        table.next = id
            .checked_add(2)
            .ok_or_else(|| io::Error::other("the numbers of streams are used up"))?;
        let core = Core::new(id, self.link.clone());
        table.streams.insert(id, core.clone());
        self.link.outbox.control(Header::flags(id, SYN))?;
        Ok(Stream::new(core))
    }

    /// Ends the session, when what waits has been written.
    pub(crate) fn close(&self) {
        self.link.outbox.close();
    }
}

impl Link {
    /// Nothing more is heard of or said in a stream.
    pub(super) fn forget(&self, id: u32) {
        lock(&self.table).streams.remove(&id);
    }

    fn get(&self, id: u32) -> Option<Arc<Core>> {
        lock(&self.table).streams.get(&id).cloned()
    }

    /// All streams end, and the writing thread.
    fn end(&self) {
        let streams = {
            let mut table = lock(&self.table);
            table.ended = true;
            std::mem::take(&mut table.streams)
        };
        for core in streams.into_values() {
            core.broken(io::ErrorKind::ConnectionAborted);
        }
        self.outbox.close();
        self.socket.shutdown();
    }

    /// Reads frames until the socket ends or one breaks the rules.
    fn read(self: Arc<Self>, role: Role, incoming: &SyncSender<Stream>) -> io::Result<()> {
        let mut socket = io::BufReader::with_capacity(64 * 1024, &self.socket);
        let mut payload = Vec::new();
        loop {
            let mut header = [0; LENGTH];
            socket.read_exact(&mut header)?;
            let header = Header::decode(header).ok_or(io::ErrorKind::InvalidData)?;
            if header.flags & SYN != 0 && header.stream != 0 {
                self.opened(header.stream, role, incoming)?;
            }
            match header.kind {
                Kind::Ping if header.flags & SYN != 0 => {
                    self.outbox.control(Header {
                        flags: ACK,
                        ..header
                    })?;
                }
                // An answer to a ping, which we never send, or the end of new streams, which
                // the end of the socket follows.
                Kind::Ping | Kind::GoAway => {}
                Kind::WindowUpdate => {
                    if let Some(core) = self.get(header.stream) {
                        core.credited(header.length);
                    }
                }
                Kind::Data => {
                    let core = self.get(header.stream);
                    let fits = match &core {
                        Some(core) => core.has_room(header.length),
                        None => header.length <= WINDOW,
                    };
                    if !fits {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    payload.resize(usize::try_from(header.length).unwrap_or(0), 0);
                    socket.read_exact(&mut payload)?;
                    if core.is_some_and(|core| !core.arrived(&payload)) {
                        return Ok(());
                    }
                }
            }
            self.closed(header);
        }
    }

    /// The peer opens a stream.
    fn opened(
        self: &Arc<Self>,
        id: u32,
        role: Role,
        incoming: &SyncSender<Stream>,
    ) -> io::Result<()> {
        let theirs = (id % 2 == 1) == (role == Role::Server);
        let core = Core::new(id, self.clone());
        {
            let mut table = lock(&self.table);
            if !theirs || table.streams.contains_key(&id) {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if table.streams.len() >= STREAMS {
                drop(table);
                self.outbox.control(Header::flags(id, RST))?;
                return Ok(());
            }
            table.streams.insert(id, core.clone());
        }
        self.outbox.control(Header::flags(id, ACK))?;
        if let Err(refused) = incoming.try_send(Stream::new(core)) {
            match refused {
                std::sync::mpsc::TrySendError::Full(stream)
                | std::sync::mpsc::TrySendError::Disconnected(stream) => stream.reset(),
            }
        }
        Ok(())
    }

    /// What the flags of a frame end.
    fn closed(&self, header: Header) {
        if header.flags & (FIN | RST) == 0 {
            return;
        }
        let Some(core) = self.get(header.stream) else {
            return;
        };
        if header.flags & RST != 0 {
            core.broken(io::ErrorKind::ConnectionReset);
            self.forget(header.stream);
        } else if core.closed_there() {
            self.forget(header.stream);
        }
    }
}
