//! Running a plugin that may hang, flood or crash.

use crate::diagnostics::{Diagnostic, Place};
use crate::files::{show, unreadable};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// No description is nearly as long.
const LIMIT: usize = 1 << 20;
/// How often to look whether the plugin has ended while something that it started
/// keeps its output open.
const PAUSE: Duration = Duration::from_millis(50);

enum Chunk {
    Out(Vec<u8>),
    Err(Vec<u8>),
}

/// Runs `BINARY describe` and gives what it prints.
///
/// # Errors
///
/// A file that cannot be run; one that fails, prints more than a megabyte or something
/// other than text, or has not ended after `timeout`. It is stopped then.
pub fn describe(binary: &Path, timeout: Duration) -> Result<String, Diagnostic> {
    let wrong = |message: String| {
        Diagnostic::error("plugin-describe", message).at(Place::whole(show(binary)))
    };
    // A bare name is a file here, never a program on the path.
    let absolute = std::path::absolute(binary).unwrap_or_else(|_| binary.to_owned());
    let mut child = Command::new(absolute)
        .arg("describe")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_run(binary, &error))?;
    let (sender, chunks) = channel();
    pass_on(child.stdout.take(), sender.clone(), Chunk::Out);
    pass_on(child.stderr.take(), sender, Chunk::Err);

    // No clock goes on for ever; a day is for ever here.
    let deadline = Instant::now() + timeout.min(Duration::from_hours(24));
    let ended = collect(&mut child, &chunks, deadline);
    // It has ended already, or must: there is nobody to tell if that fails.
    let _ = child.kill();
    let _ = child.wait();
    match ended {
        End::Hung => Err(wrong(format!(
            "`describe` had not ended after {} s, and was stopped",
            timeout.as_secs_f64()
        ))
        .help("it must print one JSON object and end; `--timeout` gives it longer")),
        End::Flood => Err(wrong(format!(
            "`describe` printed more than {} KiB, and was stopped",
            LIMIT / 1024
        ))
        .help("it must print one JSON object and end")),
        End::Exit(status, _, err) if !status.success() => {
            let wrong = wrong(format!("`describe` failed: {status}"));
            let said = String::from_utf8_lossy(&err);
            let lines = said.lines().filter(|line| !line.trim().is_empty());
            Err(lines.take(5).fold(wrong, |wrong, line| {
                wrong.help(format!("it said: {}", line.trim_end()))
            }))
        }
        End::Exit(_, out, _) => String::from_utf8(out)
            .map_err(|_| wrong("`describe` printed something that is not UTF-8 text".to_owned())),
    }
}

fn cannot_run(binary: &Path, error: &io::Error) -> Diagnostic {
    let wrong = unreadable(binary, error);
    match error.kind() {
        io::ErrorKind::PermissionDenied => wrong.help("make it executable: `chmod +x`"),
        io::ErrorKind::NotFound => {
            wrong.help("name the built plugin, as in `target/release/packer-plugin-NAME`")
        }
        _ => wrong.help("is it a program for this machine?"),
    }
}

enum End {
    Exit(ExitStatus, Vec<u8>, Vec<u8>),
    Hung,
    Flood,
}

fn collect(child: &mut Child, chunks: &Receiver<Chunk>, deadline: Instant) -> End {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut open = true;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if open {
            match chunks.recv_timeout(left.min(PAUSE)) {
                Ok(Chunk::Out(bytes)) => {
                    out.extend(bytes);
                    if out.len() > LIMIT {
                        return End::Flood;
                    }
                    continue;
                }
                Ok(Chunk::Err(bytes)) => {
                    let room = LIMIT - err.len().min(LIMIT);
                    err.extend(bytes.into_iter().take(room));
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => open = false,
            }
        }
        match child.try_wait() {
            Ok(Some(status)) => return End::Exit(status, out, err),
            _ if left.is_zero() => return End::Hung,
            _ if !open => thread::sleep(left.min(Duration::from_millis(5))),
            _ => {}
        }
    }
}

/// Passes what a pipe gives on, until it is closed or nobody listens any more.
fn pass_on(
    pipe: Option<impl Read + Send + 'static>,
    sender: Sender<Chunk>,
    chunk: fn(Vec<u8>) -> Chunk,
) {
    let Some(mut pipe) = pipe else { return };
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        loop {
            match pipe.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) if sender.send(chunk(buffer[..n].to_vec())).is_err() => break,
                Err(error) if error.kind() != io::ErrorKind::Interrupted => break,
                _ => {}
            }
        }
    });
}
