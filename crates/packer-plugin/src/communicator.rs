//! Reaching the machine that is built: running commands there, and copying files to it and
//! from it.

mod local;
mod none;
mod remote;
mod service;

pub use local::LocalCommunicator;
pub use none::NoCommunicator;
pub(crate) use remote::RemoteCommunicator;
pub(crate) use service::CommunicatorService;

use crate::wire::rpc::guarded;
use crate::{Cancel, Cancelled, Result, Ui};
use std::fmt;
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// The exit status that stands for a machine that has gone away, as it does when a command
/// restarts it.
pub const DISCONNECTED: i32 = 2_300_218;

/// The way to a machine. A provisioner is given one, and a builder has one, of its own or of
/// this library, which it hands to the provisioners.
///
/// ```no_run
/// # fn example(communicator: &dyn packer_plugin::Communicator, ui: &packer_plugin::Ui)
/// # -> packer_plugin::Result<()> {
/// let kernel = communicator.run("uname -r")?;
/// ui.message(kernel.stdout.trim());
/// communicator.upload("/etc/motd", &mut "hello\n".as_bytes(), None)?;
/// if communicator.run_with_ui("apt-get update", ui)? != 0 {
///     return Err("the package lists could not be read".into());
/// }
/// # Ok(())
/// # }
/// ```
pub trait Communicator: Send + Sync {
    /// Starts a command, and comes back when it runs.
    fn start(&self, command: Command) -> Result<Running>;

    /// Writes a file on the machine.
    fn upload(&self, path: &str, content: &mut dyn Read, info: Option<&FileInfo>) -> Result<()>;

    /// Reads a file of the machine.
    fn download(&self, path: &str, content: &mut dyn Write) -> Result<()>;

    /// Copies a folder to the machine: what is in it where `from` ends with a slash, else the
    /// folder itself. Of what is named by `exclude`, relative to it, nothing is copied.
    fn upload_dir(&self, to: &str, from: &str, exclude: &[String]) -> Result<()>;

    /// Copies a folder of the machine to this one, by the same rules.
    fn download_dir(&self, from: &str, to: &str, exclude: &[String]) -> Result<()>;

    /// Runs a command to its end, and gives what it printed. A status other than zero is no
    /// error; [`Output::ok`] makes it one.
    fn run(&self, line: &str) -> Result<Output> {
        let (stdout, stderr) = (Captured::default(), Captured::default());
        let command = Command::new(line)
            .stdout(stdout.clone())
            .stderr(stderr.clone());
        let status = self.start(command)?.wait()?;
        Ok(Output {
            status,
            stdout: stdout.text(),
            stderr: stderr.text(),
        })
    }

    /// Runs a command to its end, shows what it prints as it does, and gives its status.
    fn run_with_ui(&self, line: &str, ui: &Ui) -> Result<i32> {
        let command = Command::new(line)
            .stdout(Lines::new(ui, Ui::message))
            .stderr(Lines::new(ui, Ui::error));
        self.start(command)?.wait()
    }
}

impl<C: Communicator + ?Sized> Communicator for Arc<C> {
    fn start(&self, command: Command) -> Result<Running> {
        (**self).start(command)
    }

    fn upload(&self, path: &str, content: &mut dyn Read, info: Option<&FileInfo>) -> Result<()> {
        (**self).upload(path, content, info)
    }

    fn download(&self, path: &str, content: &mut dyn Write) -> Result<()> {
        (**self).download(path, content)
    }

    fn upload_dir(&self, to: &str, from: &str, exclude: &[String]) -> Result<()> {
        (**self).upload_dir(to, from, exclude)
    }

    fn download_dir(&self, from: &str, to: &str, exclude: &[String]) -> Result<()> {
        (**self).download_dir(from, to, exclude)
    }
}

/// A command, and where its input comes from and its output goes. What is not said is empty,
/// and thrown away.
#[derive(Default)]
#[non_exhaustive]
pub struct Command {
    /// The line that the machine's shell runs.
    pub line: String,
    /// What it reads.
    pub stdin: Option<Box<dyn Read + Send>>,
    /// Where its standard output goes.
    pub stdout: Option<Box<dyn Write + Send>>,
    /// Where its standard error goes.
    pub stderr: Option<Box<dyn Write + Send>>,
}

impl Command {
    /// A command without input, whose output nobody reads.
    pub fn new(line: impl Into<String>) -> Self {
        Self {
            line: line.into(),
            ..Self::default()
        }
    }

    /// The same, with that input.
    #[must_use]
    pub fn stdin(mut self, source: impl Read + Send + 'static) -> Self {
        self.stdin = Some(Box::new(source));
        self
    }

    /// The same, with its standard output going there.
    #[must_use]
    pub fn stdout(mut self, sink: impl Write + Send + 'static) -> Self {
        self.stdout = Some(Box::new(sink));
        self
    }

    /// The same, with its standard error going there.
    #[must_use]
    pub fn stderr(mut self, sink: impl Write + Send + 'static) -> Self {
        self.stderr = Some(Box::new(sink));
        self
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command")
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// A command that runs.
#[derive(Debug)]
pub struct Running {
    end: Receiver<Result<i32>>,
}

impl Running {
    /// Has that done in a thread of its own: it is to see the command to its end, copy all of
    /// its output, and give its exit status.
    pub fn spawn(wait: impl FnOnce() -> Result<i32> + Send + 'static) -> Result<Self> {
        Self::spawn_until(&Cancel::new(), wait)
    }

    /// The same, where a cancel lets go of who waits for the command, whatever becomes of it.
    pub(crate) fn spawn_until(
        cancel: &Cancel,
        wait: impl FnOnce() -> Result<i32> + Send + 'static,
    ) -> Result<Self> {
        let (sender, end) = sync_channel(1);
        let cancelled = sender.clone();
        cancel.on_cancel(move || {
            // It has ended already, then.
            let _ = cancelled.try_send(Err(Cancelled.into()));
        });
        thread::Builder::new()
            .name("command".to_owned())
            .spawn(move || {
                // It is nobody's business where nobody waits.
                let _ = sender.try_send(guarded(wait));
            })?;
        Ok(Self { end })
    }

    /// Waits until the command has ended and all of its output has been written, and gives its
    /// exit status.
    pub fn wait(self) -> Result<i32> {
        self.end.recv()?
    }
}

/// How a command ended, and what it printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// Its exit status.
    pub status: i32,
    /// Its standard output. What is not UTF-8 is replaced.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

impl Output {
    /// An error where the status is not zero, with what the command said of it.
    pub fn ok(self) -> Result<Self> {
        if self.status == 0 {
            return Ok(self);
        }
        let said = self.stderr.trim_end();
        let said = said.lines().last().unwrap_or("it said nothing of why");
        Err(format!("the command ended with status {}: {said}", self.status).into())
    }
}

/// What the source of a file that is uploaded has said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileInfo {
    /// Its name, without a folder.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its permissions, as Unix has them.
    pub permissions: u32,
}

impl FileInfo {
    /// What is to be said of a file.
    pub fn new(name: impl Into<String>, size: u64, permissions: u32) -> Self {
        Self {
            name: name.into(),
            size,
            permissions,
        }
    }
}

/// Output that is kept.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn text(&self) -> String {
        String::from_utf8_lossy(&crate::wire::lock(&self.0)).into_owned()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        crate::wire::lock(&self.0).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Output that is shown line by line.
struct Lines {
    ui: Ui,
    show: fn(&Ui, String),
    rest: Vec<u8>,
}

impl Lines {
    fn new(ui: &Ui, show: fn(&Ui, String)) -> Self {
        Self {
            ui: ui.clone(),
            show,
            rest: Vec::new(),
        }
    }

    fn show(&self, line: &[u8]) {
        (self.show)(
            &self.ui,
            String::from_utf8_lossy(line).trim_end().to_owned(),
        );
    }
}

/// A line that does not end is shown in pieces, not kept for ever.
const LONGEST_LINE: usize = 64 * 1024;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend(bytes);
        let whole = self.rest.iter().rposition(|byte| *byte == b'\n');
        let whole = match whole {
            Some(end) => end + 1,
            None if self.rest.len() > LONGEST_LINE => self.rest.len(),
            None => return Ok(bytes.len()),
        };
        let lines: Vec<u8> = self.rest.drain(..whole).collect();
        for line in lines.trim_ascii_end().split(|byte| *byte == b'\n') {
            self.show(line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if !self.rest.is_empty() {
            self.show(&self.rest);
        }
    }
}
