//! What the user reads, and what a user is asked.

use crate::Result;
use crate::log;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::Client;
use std::fmt::Display;
use std::io::{self, Read};
use std::sync::Arc;

/// Packer's user interface. Packer puts the name of the build before each line, and masks the
/// values of sensitive variables.
///
/// What cannot be said because the connection is lost is logged: Packer ends the plugin then.
#[derive(Clone, Debug)]
pub struct Ui {
    client: Arc<Client>,
}

impl Ui {
    pub(crate) fn new(client: Arc<Client>) -> Self {
        Self { client }
    }

    /// Says what the plugin does, as a heading of what follows.
    pub fn say(&self, text: impl Display) {
        self.tell("Ui.Say", &log::masked(&text.to_string()).into());
    }

    /// Says a detail of it.
    pub fn message(&self, text: impl Display) {
        self.tell("Ui.Message", &log::masked(&text.to_string()).into());
    }

    /// Says what is wrong. It ends nothing: for that the component returns an error, which
    /// Packer shows by itself.
    pub fn error(&self, text: impl Display) {
        self.tell("Ui.Error", &log::masked(&text.to_string()).into());
    }

    /// Asks the user, and waits for the answer.
    pub fn ask(&self, question: impl Display) -> Result<String> {
        let answer = self.client.call("Ui.Ask", &question.to_string().into())?;
        Ok(answer.text())
    }

    /// A line of what `-machine-readable` prints.
    pub fn machine(&self, category: &str, arguments: &[&str]) {
        let arguments: Vec<String> = arguments.iter().map(|a| log::masked(a)).collect();
        let line = Msg::fields([("Category", category.into()), ("Args", arguments.into())]);
        self.tell("Ui.Machine", &line);
    }

    /// A bar that shows how far something has come, of that many bytes.
    #[must_use]
    pub fn progress(&self, name: &str, total: u64) -> Progress {
        let bar = Msg::fields([
            ("Src", name.into()),
            ("TotalSize", total.min(i64::MAX.cast_unsigned()).into()),
            ("CurrentSize", Msg::Uint(0)),
        ]);
        let service = match self.client.call("Ui.NewTrackProgress", &bar) {
            Ok(name) => Some(format!("Ui{}", name.text())),
            Err(error) => {
                log::warn(format_args!("no progress is shown: {error}"));
                None
            }
        };
        Progress {
            ui: self.clone(),
            service,
        }
    }

    fn tell(&self, method: &str, argument: &Msg) {
        if let Err(error) = self.client.call(method, argument) {
            log::warn(format_args!("{method} did not reach Packer: {error}"));
        }
    }

    pub(crate) fn client(&self) -> &Arc<Client> {
        &self.client
    }
}

/// A bar that shows how far something has come. It goes away when it is dropped.
#[derive(Debug)]
pub struct Progress {
    ui: Ui,
    /// Nothing where it could not be made.
    service: Option<String>,
}

impl Progress {
    /// That many bytes more are done.
    pub fn add(&self, bytes: u64) {
        if let Some(service) = &self.service {
            // Packer makes room for as many bytes, to throw them away.
            let mut left = bytes;
            while left > 0 {
                let step = left.min(1 << 20);
                self.ui.tell(&format!("{service}.Add"), &step.into());
                left -= step;
            }
        }
    }

    /// A reader that moves the bar as it is read.
    pub fn reader<R: Read>(self, reader: R) -> impl Read {
        Tracked {
            reader,
            progress: self,
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(service) = &self.service {
            self.ui.tell(&format!("{service}.Close"), &Msg::Nil);
        }
    }
}

struct Tracked<R> {
    reader: R,
    progress: Progress,
}

impl<R: Read> Read for Tracked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.progress.add(read.try_into().unwrap_or(u64::MAX));
        Ok(read)
    }
}
