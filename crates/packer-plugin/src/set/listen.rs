//! The socket that Packer connects to, once.

use super::describe::API_MAJOR;
use crate::Result;
use crate::wire::socket::Socket;
use std::io::{self, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long Packer has to connect. It gives up after as long.
const PATIENCE: Duration = Duration::from_mins(1);

/// Says on standard output where the plugin listens, and waits for Packer.
pub(super) fn accept() -> Result<Socket> {
    let connected = Arc::new(AtomicBool::new(false));
    let waiting = connected.clone();
    thread::Builder::new()
        .name("patience".to_owned())
        .spawn(move || {
            thread::sleep(PATIENCE);
            if !waiting.load(Ordering::SeqCst) {
                eprintln!("Packer has not connected within {} s", PATIENCE.as_secs());
                std::process::exit(1);
            }
        })?;
    #[cfg(unix)]
    let socket = match unix::listen() {
        Ok(listener) => listener.accept()?,
        // Where it cannot be made, as with a path that is too long, the network can do.
        Err(_) => accept_tcp()?,
    };
    #[cfg(not(unix))]
    let socket = accept_tcp()?;
    connected.store(true, Ordering::SeqCst);
    Ok(socket)
}

fn announce(network: &str, address: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{API_MAJOR}|0|{network}|{address}")?;
    out.flush()
}

fn accept_tcp() -> Result<Socket> {
    let port = |name: &str, default: u16| {
        std::env::var(name)
            .ok()
            .and_then(|port| port.parse().ok())
            .unwrap_or(default)
    };
    let (least, most) = (
        port("PACKER_PLUGIN_MIN_PORT", 10_000),
        port("PACKER_PLUGIN_MAX_PORT", 25_000),
    );
    let listener = (least..=most).find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok());
    let listener =
        listener.ok_or_else(|| format!("no port from {least} to {most} is free to listen on"))?;
    announce("tcp", &listener.local_addr()?.to_string())?;
    let (socket, _) = listener.accept()?;
    // Calls are small, and wait for one another.
    socket.set_nodelay(true)?;
    Ok(Socket::Tcp(socket))
}

#[cfg(unix)]
mod unix {
    use super::{Socket, announce};
    use std::fs;
    use std::io;
    use std::os::unix::net::UnixListener;
    use std::path::PathBuf;

    /// A socket whose file goes away with it: when Packer has connected nobody needs it, and
    /// later there is no chance to remove it, for Packer kills its plugins.
    pub(super) struct Listener {
        listener: UnixListener,
        path: PathBuf,
    }

    pub(super) fn listen() -> io::Result<Listener> {
        let process = std::process::id();
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for attempt in 0..100 {
            let name = format!("packer-plugin-{process}-{attempt}.sock");
            let path = std::env::temp_dir().join(name);
            match UnixListener::bind(&path) {
                Ok(listener) => return Ok(Listener { listener, path }),
                // Left by another process that had this number.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    impl Listener {
        pub(super) fn accept(self) -> crate::Result<Socket> {
            announce("unix", &self.path.display().to_string())?;
            let (socket, _) = self.listener.accept()?;
            Ok(Socket::Unix(socket))
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            // Somebody may have cleared the folder.
            let _ = fs::remove_file(&self.path);
        }
    }
}
