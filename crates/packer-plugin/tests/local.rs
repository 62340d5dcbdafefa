//! This machine as the one that is built.
#![cfg(unix)]

use packer_plugin::communicator::{Command, FileInfo};
use packer_plugin::{Cancel, Communicator, LocalCommunicator, NoCommunicator};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("packer-plugin-local-{}-{test}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("it can be made");
        Self(path)
    }

    fn path(&self, below: &str) -> String {
        self.0.join(below).display().to_string()
    }

    fn write(&self, below: &str) {
        let path = self.0.join(below);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        fs::write(path, below).expect("it can be written");
    }

    /// All files below a folder.
    fn files(&self, below: &str) -> BTreeSet<String> {
        fn walk(folder: &Path, root: &Path, files: &mut BTreeSet<String>) {
            for entry in fs::read_dir(folder).expect("it can be read") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    walk(&path, root, files);
                } else {
                    let below = path.strip_prefix(root).expect("it lies there");
                    files.insert(below.display().to_string());
                }
            }
        }
        let (root, mut files) = (self.0.join(below), BTreeSet::new());
        walk(&root, &root, &mut files);
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn machine() -> LocalCommunicator {
    LocalCommunicator::new(&Cancel::new())
}

#[test]
fn commands_run_in_a_shell() {
    let run = machine()
        .run("echo $((1+1)); echo err >&2; exit 7")
        .unwrap();
    assert_eq!(
        (run.status, &*run.stdout, &*run.stderr),
        (7, "2\n", "err\n")
    );
    let wrong = run.ok().unwrap_err().to_string();
    assert_eq!(wrong, "the command ended with status 7: err");
    // As a shell tells that a signal has ended it.
    assert_eq!(machine().run("kill -9 $$").unwrap().status, 137);
    assert_eq!(machine().run("no-such-command-here").unwrap().status, 127);
}

#[test]
fn input_may_be_more_than_a_command_reads() {
    let command = Command::new("head -c 3 >/dev/null").stdin(std::io::repeat(b'x'));
    assert_eq!(machine().start(command).unwrap().wait().unwrap(), 0);
}

#[test]
fn output_that_nobody_takes_holds_nothing_up() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let command = Command::new("head -c 3000000 /dev/zero; exit 4").stdout(Full);
    assert_eq!(machine().start(command).unwrap().wait().unwrap(), 4);
    let command = Command::new("head -c 3000000 /dev/zero; exit 5");
    assert_eq!(machine().start(command).unwrap().wait().unwrap(), 5);
}

#[test]
fn a_cancel_ends_what_a_command_has_started() {
    let cancel = Cancel::new();
    let machine = LocalCommunicator::new(&cancel);
    let start = Instant::now();
    let running = machine
        .start(Command::new("sleep 3600 | sleep 3600"))
        .unwrap();
    cancel.cancel();
    assert_ne!(running.wait().unwrap(), 0);
    assert!(start.elapsed() < Duration::from_mins(1));
    assert!(machine.start(Command::new("true")).is_err());
}

#[test]
fn files_are_copied_with_their_permissions() {
    let folder = Folder::new("files");
    let info = FileInfo::new("named", 5, 0o640);
    let (path, within) = (folder.path("file"), folder.path("named"));
    machine()
        .upload(&path, &mut "hello".as_bytes(), Some(&info))
        .unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let mut back = Vec::new();
    machine().download(&path, &mut back).unwrap();
    assert_eq!(back, b"hello");
    // Into a folder it goes by its own name.
    machine()
        .upload(&folder.path(""), &mut "x".as_bytes(), Some(&info))
        .unwrap();
    assert_eq!(fs::read(within).unwrap(), b"x");
    let wrong = machine()
        .download(&folder.path("no"), &mut back)
        .unwrap_err();
    assert!(wrong.to_string().contains("no`"), "{wrong}");
}

#[test]
fn folders_are_copied_as_the_slash_says() {
    let folder = Folder::new("folders");
    for file in ["from/a", "from/sub/b", "from/sub/skip/c", "from/skip"] {
        folder.write(file);
    }
    std::os::unix::fs::symlink("..", folder.0.join("from/up")).expect("it can be made");
    let exclude = ["skip".to_owned(), "sub/skip".to_owned()];
    let (from, content) = (folder.path("from"), folder.path("from/"));
    machine()
        .upload_dir(&folder.path("whole"), &from, &[])
        .unwrap();
    let all = ["from/a", "from/skip", "from/sub/b", "from/sub/skip/c"];
    assert_eq!(folder.files("whole"), all.map(str::to_owned).into());
    machine()
        .download_dir(&content, &folder.path("content"), &exclude)
        .unwrap();
    assert_eq!(
        folder.files("content"),
        ["a", "sub/b"].map(str::to_owned).into()
    );
    let wrong = machine()
        .upload_dir(&folder.path("from/sub/"), &from, &[])
        .unwrap_err();
    assert!(wrong.to_string().contains("lies in"), "{wrong}");
    assert!(
        machine()
            .upload_dir(&folder.path("x"), &folder.path("no"), &[])
            .is_err()
    );
}

#[test]
fn without_a_communicator_everything_is_refused() {
    let machine = NoCommunicator;
    let refused = [
        machine.run("true").map(drop),
        machine.upload("/x", &mut "".as_bytes(), None),
        machine.download("/x", &mut Vec::new()),
        machine.upload_dir("/x", "y", &[]),
        machine.download_dir("/x", "y", &[]),
    ];
    for result in refused {
        let wrong = result.unwrap_err().to_string();
        assert!(
            wrong.ends_with("is not possible: this build has no communicator"),
            "{wrong}"
        );
    }
}
