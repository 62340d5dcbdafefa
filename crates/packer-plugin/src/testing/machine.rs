//! A machine that consists of what a test says of it.

use crate::Result;
use crate::communicator::{Command, Communicator, FileInfo, Output, Running};
use crate::wire::lock;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

/// A machine that answers commands as a test says, and keeps what is done to it. All clones
/// are one machine.
///
/// ```
/// use packer_plugin::testing::Machine;
/// use packer_plugin::Communicator;
///
/// let machine = Machine::new().answer("uname -r", 0, "6.12.0\n", "");
/// assert_eq!(machine.run("uname -r")?.stdout, "6.12.0\n");
/// machine.upload("/etc/motd", &mut "hello".as_bytes(), None)?;
/// assert_eq!(machine.file("/etc/motd").as_deref(), Some("hello".as_bytes()));
/// assert_eq!(machine.commands(), ["uname -r"]);
/// # Ok::<(), packer_plugin::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Machine {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: BTreeMap<String, Output>,
    commands: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
    folders: Vec<(String, String)>,
}

impl Machine {
    /// A machine without files, on which every command ends well and says nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// That command ends with that status, and prints that to standard output and error.
    #[must_use]
    pub fn answer(self, command: &str, status: i32, stdout: &str, stderr: &str) -> Self {
        let output = Output {
            status,
            stdout: stdout.to_owned(),
            stderr: stderr.to_owned(),
        };
        lock(&self.state).answers.insert(command.to_owned(), output);
        self
    }

    /// With a file.
    #[must_use]
    pub fn with_file(self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        lock(&self.state)
            .files
            .insert(path.to_owned(), content.into());
        self
    }

    /// The commands that were run, in their order.
    #[must_use]
    pub fn commands(&self) -> Vec<String> {
        lock(&self.state).commands.clone()
    }

    /// The content of a file.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        lock(&self.state).files.get(path).cloned()
    }

    /// The folders that were copied: from where, and to where.
    #[must_use]
    pub fn folders(&self) -> Vec<(String, String)> {
        lock(&self.state).folders.clone()
    }

    fn copied(&self, from: &str, to: &str) {
        let folder = (from.to_owned(), to.to_owned());
        lock(&self.state).folders.push(folder);
    }
}

impl Communicator for Machine {
    fn start(&self, mut command: Command) -> Result<Running> {
        let mut state = lock(&self.state);
        state.commands.push(command.line.clone());
        let output = state.answers.get(&command.line).cloned();
        drop(state);
        let output = output.unwrap_or_default();
        Running::spawn(move || {
            for (sink, text) in [
                (&mut command.stdout, &output.stdout),
                (&mut command.stderr, &output.stderr),
            ] {
                if let Some(sink) = sink {
                    sink.write_all(text.as_bytes())?;
                }
            }
            Ok(output.status)
        })
    }

    fn upload(&self, path: &str, content: &mut dyn Read, _: Option<&FileInfo>) -> Result<()> {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        lock(&self.state).files.insert(path.to_owned(), bytes);
        Ok(())
    }

    fn download(&self, path: &str, content: &mut dyn Write) -> Result<()> {
        let file = self.file(path);
        let file = file.ok_or_else(|| format!("the machine has no file `{path}`"))?;
        content.write_all(&file)?;
        Ok(())
    }

    fn upload_dir(&self, to: &str, from: &str, _: &[String]) -> Result<()> {
        self.copied(from, to);
        Ok(())
    }

    fn download_dir(&self, from: &str, to: &str, _: &[String]) -> Result<()> {
        self.copied(from, to);
        Ok(())
    }
}
