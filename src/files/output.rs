//! Where `-o FILE` leads: a file is put in place as every other is, a device or a pipe is
//! written to, and a symbolic link is followed.

use super::guard::{real, resolve};
use super::{from_here, show};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long a pipe may wait for its reader.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a path that output was asked for at is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// This process's own standard output.
    Stdout,
    /// A device or a pipe, or a file that somebody has opened.
    Stream(PathBuf),
    /// A file, there or not; its path leads over no link in its end.
    File(PathBuf),
}

impl Output {
    /// Looks at a path; `-` is standard output.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let own = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
        if own.iter().any(|name| path == Path::new(name)) {
            return Self::Stdout;
        }
        // What stands here is another file's name: to put one in its place would miss that.
        let is_opened = ["/dev", "/proc"]
            .iter()
            .any(|folder| path.starts_with(folder));
        let is_stream = |meta: fs::Metadata| !meta.is_file() && !meta.is_dir();
        if is_opened || fs::metadata(path).is_ok_and(is_stream) {
            return Self::Stream(path.to_owned());
        }
        Self::File(follow(path))
    }
}

/// Writes to a device or a pipe.
///
/// # Errors
///
/// One that cannot be written to; a pipe that nobody reads from.
pub fn write_stream(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    let failed = |error: &io::Error| {
        let name = show(path);
        let message = format!("cannot write to `{name}`: {error}");
        Diagnostics::from(Diagnostic::error("unwritable", message).at(Place::whole(name)))
    };
    let mut stream = open(path).map_err(|error| failed(&error))?;
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        // A reader that has seen enough is no error.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(&error)),
        _ => Ok(()),
    }
}

/// Opens it in another thread: who opens a pipe waits until somebody reads from it.
fn open(path: &Path) -> io::Result<File> {
    let (sender, opened) = channel();
    let stream = path.to_owned();
    thread::spawn(move || {
        // A file that somebody has opened may hold something already.
        let _ = sender.send(File::options().append(true).open(stream));
    });
    let nobody = |_| {
        Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "nobody reads from it",
        ))
    };
    opened.recv_timeout(PATIENCE).unwrap_or_else(nobody)
}

/// The file that a link leads to, also where it is not there yet.
fn follow(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // As many as the system follows.
    for _ in 0..40 {
        let Ok(to) = fs::read_link(&path) else {
            return from_here(&path).to_owned();
        };
        path = real(&path.parent().unwrap_or(Path::new("")).join(to));
    }
    from_here(&resolve(&path)).to_owned()
}
