//! A built plugin, started as Packer starts it.

use crate::component::Kind;
use crate::hcldec::Spec;
use crate::set::{API_MAJOR, COOKIE};
use crate::wire::broker::Broker;
use crate::wire::msgpack::Msg;
use crate::wire::mux::Role;
use crate::wire::rpc::Client;
use crate::wire::socket::Socket;
use crate::{Result, wire_form};
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// The longest line that a plugin may greet with, and how much is kept of what it logs.
const LONGEST: u64 = 64 * 1024;

/// A component of a built plugin, in a process of its own. It is killed when this is dropped,
/// as Packer does when it has no more use for a plugin.
pub struct PluginProcess {
    child: Child,
    client: Arc<Client>,
    service: &'static str,
    until: Instant,
}

impl fmt::Debug for PluginProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PluginProcess")
            .field("id", &self.child.id())
            .finish_non_exhaustive()
    }
}

impl PluginProcess {
    /// Starts a component, shakes hands and connects: all within that time, which is for the
    /// calls as well. The kind is one of Packer's words, as in `post-processor` and
    /// `datasource`.
    ///
    /// # Errors
    ///
    /// A plugin that cannot be run, ends, says something else or nothing in that time; with
    /// the last lines that it logged.
    pub fn start(binary: &Path, kind: &str, component: &str, time: Duration) -> Result<Self> {
        let until = Instant::now() + time;
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind);
        let kind = kind.ok_or("there is no such kind of component")?;
        // A bare name is a file here, never a program on the path.
        let mut child = Command::new(std::path::absolute(binary)?)
            .args(["start", kind.word(), "--protobuf", component])
            .env(COOKIE.0, COOKIE.1)
            .env("PACKER_PLUGIN_MIN_PORT", "10000")
            .env("PACKER_PLUGIN_MAX_PORT", "25000")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let log = Log::of(child.stderr.take())?;
        let greeting = greeting(child.stdout.take())?;
        let connected = greeting
            .recv_timeout(until.saturating_duration_since(Instant::now()))
            .map_err(|_| "it did not greet in time".into())
            .and_then(|line| connect(&line?));
        match connected {
            Ok(client) => Ok(Self {
                child,
                client: Arc::new(client),
                service: kind.service(),
                until,
            }),
            Err(error) => {
                // It may have ended by itself, and then has said why.
                let _ = child.kill();
                let _ = child.wait();
                Err(format!("{error}{}", log.said()).into())
            }
        }
    }

    /// What the block of the component may hold, as Packer asks for it.
    pub fn config_spec(&self) -> Result<Spec> {
        self.spec("ConfigSpec")
    }

    /// What a data source gives back, as Packer asks for it.
    pub fn output_spec(&self) -> Result<Spec> {
        self.spec("OutputSpec")
    }

    fn spec(&self, method: &str) -> Result<Spec> {
        let (sender, answer) = channel();
        let (client, name) = (self.client.clone(), format!("{}.{method}", self.service));
        thread::Builder::new().spawn(move || {
            // Nobody may wait for it any more.
            let _ = sender.send(client.call(&name, &Msg::Nil));
        })?;
        let left = self.until.saturating_duration_since(Instant::now());
        let answer = answer.recv_timeout(left);
        let answer = answer.map_err(|_| format!("it did not answer `{method}` in time"))??;
        match answer.field(method) {
            Msg::Bin(bytes) => Ok(wire_form::decode(bytes)?),
            _ => Err(format!("it answered `{method}` with something else than a spec").into()),
        }
    }
}

impl Drop for PluginProcess {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line that comes, read by a thread of its own. What comes later is thrown away.
fn greeting(stdout: Option<impl Read + Send + 'static>) -> Result<Receiver<Result<String>>> {
    let stdout = stdout.ok_or("its output cannot be read")?;
    let (sender, greeting) = channel();
    thread::Builder::new().spawn(move || {
        let mut line = Vec::new();
        let mut source = BufReader::new(stdout);
        let read = source.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        let greeting = match read {
            Ok(_) if line.ends_with(b"\n") => Ok(String::from_utf8_lossy(&line).trim().to_owned()),
            Ok(_) if line.is_empty() => Err("it ended without a greeting".into()),
            Ok(_) => Err("it greeted with something that is no line".into()),
            Err(error) => Err(error.into()),
        };
        // Nobody may wait for it any more.
        let _ = sender.send(greeting);
        let _ = std::io::copy(&mut source, &mut std::io::sink());
    })?;
    Ok(greeting)
}

/// Connects to where a greeting says: `5|0|unix|PATH`.
fn connect(greeting: &str) -> Result<Client> {
    let parts: Vec<&str> = greeting.splitn(4, '|').collect();
    let &[major, _, network, address] = &parts[..] else {
        return Err(format!("it greeted with `{greeting}`, which names no address").into());
    };
    if major != API_MAJOR {
        return Err(format!("it speaks version {major} of the protocol, not {API_MAJOR}").into());
    }
    let socket = match network {
        "tcp" => Socket::Tcp(TcpStream::connect(address)?),
        #[cfg(unix)]
        "unix" => Socket::Unix(std::os::unix::net::UnixStream::connect(address)?),
        other => return Err(format!("it listens on a network `{other}`").into()),
    };
    let (broker, _) = Broker::start(socket, Role::Client)?;
    Ok(Client::new(broker.dial(0)?)?)
}

/// What a plugin logs.
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn of(stderr: Option<impl Read + Send + 'static>) -> Result<Self> {
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = log.clone();
        let stderr = stderr.ok_or("its log cannot be read")?;
        thread::Builder::new().spawn(move || {
            let mut source = BufReader::new(stderr);
            let mut line = Vec::new();
            loop {
                line.clear();
                let read = source.by_ref().take(LONGEST).read_until(b'\n', &mut line);
                if !matches!(read, Ok(1..)) {
                    return;
                }
                let mut kept = crate::wire::lock(&kept);
                // The last ones tell why it ended.
                if kept.len() > 4096 {
                    kept.clear();
                }
                kept.extend(&line);
            }
        })?;
        Ok(Self(log))
    }

    /// The last lines, after the plugin has ended.
    fn said(&self) -> String {
        // What it has said last may be on its way.
        thread::sleep(Duration::from_millis(20));
        let log = crate::wire::lock(&self.0);
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().filter(|line| !line.trim().is_empty()).collect();
        let last = &lines[lines.len().saturating_sub(5)..];
        match last {
            [] => String::new(),
            last => format!("; it said: {}", last.join(" / ")),
        }
    }
}
