//! What tests of the command share: a run of it in a folder, and copies of folders.

use packer_sdc::files::{Node, read_tree};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a run of the command printed, and its exit code.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `sdc` in a folder.
pub(crate) fn run<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .expect("sdc runs");
    Run {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("it prints text"),
        stderr: String::from_utf8(output.stderr).expect("it prints text"),
    }
}

/// The same of a run that must end well.
#[track_caller]
pub(crate) fn run_well<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Run {
    let done = run(folder, args);
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    done
}

/// Copies the files of a folder, if it is there.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, node) in read_tree(from).unwrap() {
        let Node::File(bytes) = node else {
            continue;
        };
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Runs git in a folder, and says whether it ended well.
pub(crate) fn try_git(folder: &Path, args: &str) -> bool {
    let mut git = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    // Nobody's own settings, and somebody to commit as.
    git.env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(args.split(' '))
        .current_dir(folder);
    git.output().expect("git runs").status.success()
}

/// The same of a command that must end well.
#[track_caller]
pub(crate) fn git(folder: &Path, args: &str) {
    assert!(try_git(folder, args), "git {args}");
}
