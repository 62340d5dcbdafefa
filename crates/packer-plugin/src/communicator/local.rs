//! This machine as the one that is built.

use super::{Command, Communicator, FileInfo, Running};
use crate::{Cancel, Result};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::thread;

/// Runs commands on this machine, in its shell, and copies files within it. Paths are those of
/// this machine, relative ones to the folder that Packer runs in.
///
/// When it is cancelled, the commands that run are killed, with what they have started.
#[derive(Clone, Debug, Default)]
pub struct LocalCommunicator {
    cancel: Cancel,
}

impl LocalCommunicator {
    /// One that stops when the build does.
    #[must_use]
    pub fn new(cancel: &Cancel) -> Self {
        Self {
            cancel: cancel.clone(),
        }
    }
}

#[cfg(unix)]
fn shell(line: &str) -> process::Command {
    use std::os::unix::process::CommandExt;
    let mut shell = process::Command::new("/bin/sh");
    // A group of its own: an interrupt at the terminal is Packer's to deal with, and killing
    // reaches what the shell has started.
    shell.arg("-c").arg(line).process_group(0);
    shell
}

#[cfg(windows)]
fn shell(line: &str) -> process::Command {
    use std::os::windows::process::CommandExt;
    let mut shell = process::Command::new("cmd");
    shell.arg("/C").raw_arg(line);
    shell
}

/// Ends a command, with what it has started.
fn kill(id: u32) {
    let id = id.to_string();
    let (program, arguments) = if cfg!(windows) {
        (
            "taskkill",
            vec!["/T".to_owned(), "/F".to_owned(), "/PID".to_owned(), id],
        )
    } else {
        (
            "kill",
            vec!["-KILL".to_owned(), "--".to_owned(), format!("-{id}")],
        )
    };
    let killing = process::Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = killing {
        crate::log::warn(format_args!("`{program}` could not be run: {error}"));
    }
}

/// The status as a shell would tell it.
fn code(status: process::ExitStatus) -> i32 {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            return 128 + signal;
        }
    }
    status.code().unwrap_or(1)
}

/// Copies output until it ends. Where it cannot be written it is read still, or the command
/// would wait for ever.
fn drain(mut from: impl Read, to: Option<Box<dyn Write + Send>>) -> io::Result<()> {
    let Some(mut to) = to else {
        return io::copy(&mut from, &mut io::sink()).map(drop);
    };
    let copied = io::copy(&mut from, &mut to).and_then(|_| to.flush());
    if copied.is_err() {
        io::copy(&mut from, &mut io::sink())?;
    }
    copied
}

impl Communicator for LocalCommunicator {
    fn start(&self, command: Command) -> Result<Running> {
        self.cancel.check()?;
        let input = if command.stdin.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        };
        let mut child = shell(&command.line)
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let (Some(mut source), Some(mut sink)) = (command.stdin, child.stdin.take()) {
            // The source may never end, so nobody waits for this thread.
            thread::Builder::new().spawn(move || {
                // A command need not read all of its input.
                let _ = io::copy(&mut source, &mut sink);
            })?;
        }
        let id = child.id();
        let ended = Cancel::new();
        let alive = ended.clone();
        self.cancel.on_cancel(move || {
            // Its number may be another's by now.
            if !alive.is_cancelled() {
                kill(id);
            }
        });
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        Running::spawn(move || {
            let written = thread::scope(|scope| {
                let out = scope.spawn(|| stdout.map_or(Ok(()), |out| drain(out, command.stdout)));
                let err = stderr.map_or(Ok(()), |err| drain(err, command.stderr));
                let panicked = |_| Err(io::Error::other("writing the output panicked"));
                out.join().unwrap_or_else(panicked).and(err)
            });
            let status = child.wait();
            ended.cancel();
            // Whoever was to get the output has gone, and knows.
            drop(written);
            Ok(code(status?))
        })
    }

    fn upload(&self, path: &str, content: &mut dyn Read, info: Option<&FileInfo>) -> Result<()> {
        let mut path = PathBuf::from(path);
        if path.is_dir()
            && let Some(info) = info
        {
            path.push(&info.name);
        }
        let mut file = File::create(&path).map_err(|error| at(&path, &error))?;
        io::copy(content, &mut file).map_err(|error| at(&path, &error))?;
        #[cfg(unix)]
        if let Some(info) = info.filter(|info| info.permissions != 0) {
            use std::os::unix::fs::PermissionsExt;
            let permissions = fs::Permissions::from_mode(info.permissions);
            file.set_permissions(permissions)?;
        }
        Ok(())
    }

    fn download(&self, path: &str, content: &mut dyn Write) -> Result<()> {
        let path = Path::new(path);
        let mut file = File::open(path).map_err(|error| at(path, &error))?;
        io::copy(&mut file, content).map_err(|error| at(path, &error))?;
        Ok(())
    }

    fn upload_dir(&self, to: &str, from: &str, exclude: &[String]) -> Result<()> {
        copy_folder(from, to, exclude)
    }

    fn download_dir(&self, from: &str, to: &str, exclude: &[String]) -> Result<()> {
        copy_folder(from, to, exclude)
    }
}

fn at(path: &Path, error: &io::Error) -> String {
    format!("`{}`: {error}", path.display())
}

fn copy_folder(from: &str, to: &str, exclude: &[String]) -> Result<()> {
    let (source, mut target) = (Path::new(from), PathBuf::from(to));
    if !from.ends_with('/')
        && let Some(name) = source.file_name()
    {
        target.push(name);
    }
    // A target within the source would be copied into itself without end.
    let within = std::path::absolute(&target)?.starts_with(std::path::absolute(source)?);
    if within {
        return Err(format!("`{}` lies in `{from}`", target.display()).into());
    }
    copy_level(source, &target, Path::new(""), exclude)
}

fn copy_level(from: &Path, to: &Path, below: &Path, exclude: &[String]) -> Result<()> {
    fs::create_dir_all(to).map_err(|error| at(to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| at(from, &error))? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let below = below.join(entry.file_name());
        if exclude.iter().any(|path| Path::new(path) == below) {
            continue;
        }
        // Links are copied as what they lead to, except those to folders, which may lead back.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_level(&source, &target, &below, exclude)?;
        } else if !(kind.is_symlink() && source.is_dir()) {
            fs::copy(&source, &target).map_err(|error| at(&source, &error))?;
        }
    }
    Ok(())
}
