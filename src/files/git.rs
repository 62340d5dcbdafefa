//! What git knows of files: whether it has their bytes, and whether it ignores them.
//!
//! Git is asked once for a repository, and only about files that something depends on. Where
//! there is none, or it gives no answer, nothing is known to be in it.

use super::Node;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::{io, thread};

/// Where git may have a file: the last commit, the index, and the three sides of a merge.
const PLACES: [&str; 5] = ["HEAD:", ":0:", ":1:", ":2:", ":3:"];

/// For each file whether git has these very bytes under its path.
pub(super) fn holds(files: &[(&Path, &Node)]) -> Vec<bool> {
    let mut held = vec![false; files.len()];
    let paths = files.iter().map(|(path, _)| *path);
    for (top, within) in by_repository(paths) {
        // A line break ends a question.
        let asked: Vec<_> = within
            .into_iter()
            .filter(|(_, path)| !bytes(path.as_os_str()).contains(&b'\n'))
            .collect();
        let mut questions = Vec::new();
        for (_, path) in &asked {
            for place in PLACES {
                questions.extend_from_slice(place.as_bytes());
                questions.extend_from_slice(&bytes(path.as_os_str()));
                questions.push(b'\n');
            }
        }
        // Without an answer they are not in git.
        let _ = ask(&top, &["cat-file", "--batch"], questions, |answers| {
            let mut answers = BufReader::new(answers);
            for (index, _) in &asked {
                for _ in PLACES {
                    let object = next_object(&mut answers)?;
                    held[*index] |= object.is_some_and(|object| is(files[*index].1, &object));
                }
            }
            Ok(())
        });
    }
    held
}

/// For each path whether git ignores it; a file that git has is not ignored.
pub(super) fn ignores(paths: &[&Path]) -> Vec<bool> {
    let mut ignored = vec![false; paths.len()];
    for (top, within) in by_repository(paths.iter().copied()) {
        let mut questions = Vec::new();
        for (_, path) in &within {
            questions.extend_from_slice(&bytes(path.as_os_str()));
            questions.push(0);
        }
        let mut answers = Vec::new();
        let asked = ask(&top, &["check-ignore", "-z", "--stdin"], questions, |out| {
            out.read_to_end(&mut answers).map(drop)
        });
        if asked.is_ok() {
            let named: Vec<&[u8]> = answers.split(|byte| *byte == 0).collect();
            for (index, path) in within {
                ignored[index] = named.contains(&&*bytes(path.as_os_str()));
            }
        }
    }
    ignored
}

/// The files by the repository that they lie in, with their paths in it.
fn by_repository<'a>(
    paths: impl Iterator<Item = &'a Path>,
) -> BTreeMap<PathBuf, Vec<(usize, PathBuf)>> {
    let mut repositories: BTreeMap<PathBuf, Vec<(usize, PathBuf)>> = BTreeMap::new();
    for (index, path) in paths.enumerate() {
        // In a worktree and in a submodule `.git` is a file.
        let mut folders = path.ancestors().skip(1);
        let top = folders.find(|folder| folder.join(".git").symlink_metadata().is_ok());
        if let Some((top, within)) = top.and_then(|top| Some((top, path.strip_prefix(top).ok()?))) {
            let files = repositories.entry(top.to_owned()).or_default();
            files.push((index, within.to_owned()));
        }
    }
    repositories
}

/// Runs git in a folder, writes the questions and hands its answers on.
fn ask(
    top: &Path,
    args: &[&str],
    questions: Vec<u8>,
    read: impl FnOnce(&mut ChildStdout) -> io::Result<()>,
) -> io::Result<()> {
    let mut command = Command::new("git");
    // A hook's variables name a repository, which need not be the one of the files.
    let own = std::env::vars_os().filter(|(name, _)| bytes(name).starts_with(b"GIT_"));
    for (name, _) in own {
        command.env_remove(name);
    }
    let mut git = command
        .arg("-C")
        .arg(top)
        .args(args)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // It answers while it is still being asked.
    let asking = git.stdin.take().map(|mut stdin| {
        thread::spawn(move || {
            // One that has gone away has given its answer.
            let _ = stdin.write_all(&questions);
        })
    });
    let answered = match git.stdout.take() {
        Some(mut stdout) => read(&mut stdout),
        None => Ok(()),
    };
    end(&mut git);
    if let Some(asking) = asking {
        let _ = asking.join();
    }
    answered
}

/// Waits for git, whose answers have been read or are of no use.
fn end(git: &mut Child) {
    let _ = git.kill();
    let _ = git.wait();
}

/// The next object that `cat-file` prints; none where it says that there is none.
fn next_object(answers: &mut BufReader<&mut ChildStdout>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if answers.read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let line = String::from_utf8_lossy(&line);
    let mut words = line.trim_end().rsplit(' ');
    let Some(size) = words.next().and_then(|size| size.parse().ok()) else {
        return Ok(None);
    };
    let is_blob = words.next() == Some("blob");
    let mut object = vec![0; size];
    answers.read_exact(&mut object)?;
    answers.read_exact(&mut [0])?;
    Ok(is_blob.then_some(object))
}

/// Whether an object holds what a file does. A checkout may have given it the line ends of
/// the system, and nothing else.
fn is(node: &Node, object: &[u8]) -> bool {
    match node {
        Node::Link(to) => bytes(to.as_os_str()) == object,
        Node::File(bytes) => bytes == object || *bytes == with_crlf(object),
    }
}

fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut converted = Vec::with_capacity(bytes.len());
    for byte in bytes {
        if *byte == b'\n' {
            converted.push(b'\r');
        }
        converted.push(*byte);
    }
    converted
}

/// A name as git has it, with forward slashes.
fn bytes(name: &OsStr) -> Vec<u8> {
    let mut bytes = name.as_encoded_bytes().to_vec();
    if std::path::MAIN_SEPARATOR != '/' {
        for byte in &mut bytes {
            if char::from(*byte) == std::path::MAIN_SEPARATOR {
                *byte = b'/';
            }
        }
    }
    bytes
}
