//! The connection itself: a Unix socket, or TCP where there are none, or where the path of one
//! would be too long.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// A connected socket, read by one thread and written by another.
#[derive(Debug)]
pub(crate) enum Socket {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Socket {
    /// Ends both directions; whoever is blocked in one of them comes back.
    pub(crate) fn shutdown(&self) {
        // It may be closed by the peer already, which is as good.
        let _ = match self {
            Self::Tcp(socket) => socket.shutdown(Shutdown::Both),
            #[cfg(unix)]
            Self::Unix(socket) => socket.shutdown(Shutdown::Both),
        };
    }

    /// A write comes back after that time with an error, where the peer reads nothing.
    pub(crate) fn set_write_timeout(&self, time: Duration) -> io::Result<()> {
        match self {
            Self::Tcp(socket) => socket.set_write_timeout(Some(time)),
            #[cfg(unix)]
            Self::Unix(socket) => socket.set_write_timeout(Some(time)),
        }
    }

    /// Two ends of one connection within this process.
    pub(crate) fn pair() -> io::Result<(Self, Self)> {
        #[cfg(unix)]
        {
            let (one, other) = UnixStream::pair()?;
            Ok((Self::Unix(one), Self::Unix(other)))
        }
        #[cfg(not(unix))]
        {
            let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
            let one = TcpStream::connect(listener.local_addr()?)?;
            let (other, _) = listener.accept()?;
            Ok((Self::Tcp(one), Self::Tcp(other)))
        }
    }
}

impl Read for &Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Socket::Tcp(socket) => (&*socket).read(buffer),
            #[cfg(unix)]
            Socket::Unix(socket) => (&*socket).read(buffer),
        }
    }
}

impl Write for &Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Socket::Tcp(socket) => (&*socket).write(bytes),
            #[cfg(unix)]
            Socket::Unix(socket) => (&*socket).write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
