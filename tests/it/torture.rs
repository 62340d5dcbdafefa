//! Runs that are killed at random moments, that run out of disk, and that meet each other.
//! `SDC_TORTURE=500` is for an evening: that many kills, and more of all else.

use crate::support::{copy, run, run_well};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

fn times() -> usize {
    std::env::var("SDC_TORTURE").map_or(3, |times| times.parse().expect("a number"))
}

/// What is run, over what is there already.
const COMMANDS: [&[&str]; 3] = [
    &["generate", "--docs", ".docs"],
    &["renderdocs"],
    &["webdocs", "-src", ".docs"],
];

/// A number that looks like chance, and is the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        // Of Marsaglia's xorshift generators.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The sample plugin, generated, with pages enough that writing them takes a while.
fn plugin() -> tempfile::TempDir {
    let temp = tempfile::tempdir().expect("a folder");
    let root = temp.path();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/packer-plugin-happycloud"),
        root,
    );
    fs::remove_dir_all(root.join(".sdc")).ok();
    for number in 0..120 {
        let text = format!("# {number}\n\n@include 'access.mdx'\n").repeat(20);
        let path = root.join(format!("docs/more/{number}.md"));
        fs::create_dir_all(path.parent().expect("it has one")).expect("it is ours");
        fs::write(path, text).expect("it is ours");
    }
    for command in COMMANDS {
        run_well(root, command);
    }
    temp
}

/// Changes the docs: pages change, come and go.
fn edit(root: &Path, version: u64) {
    for number in (version % 3..120).step_by(3) {
        let path = root.join(format!("docs/more/{number}.md"));
        if number % 4 == 0 {
            fs::remove_file(&path).expect("it is there");
            let path = root.join(format!("docs/new/{version}/{number}.md"));
            fs::create_dir_all(path.parent().expect("it has one")).expect("it is ours");
            fs::write(path, format!("# New {version}\n").repeat(50)).expect("it is ours");
        } else {
            fs::write(path, format!("# Version {version}\n").repeat(50)).expect("it is ours");
        }
    }
    for page in [
        "docs/builders/happycloud.mdx",
        "docs/provisioners/firewall.mdx",
    ] {
        let text = fs::read_to_string(root.join(page)).expect("it is there");
        fs::write(root.join(page), format!("{text}\nVersion {version}.\n")).expect("it is ours");
    }
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn files(root: &Path) -> Files {
    let walk = WalkDir::new(root).into_iter();
    let walk = walk.filter_entry(|entry| entry.file_name() != ".sdc");
    let files = walk.map(|entry| entry.expect("it can be read"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("it was found there");
            (
                path.to_owned(),
                fs::read(entry.path()).expect("it can be read"),
            )
        })
        .collect()
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let done = Command::new("cp")
        .arg("-a")
        .arg(from.join("."))
        .arg(to)
        .status();
    assert!(done.expect("cp runs").success());
}

/// A plugin before a command, and its files after it.
struct Task {
    command: &'static [&'static str],
    start: tempfile::TempDir,
    before: Files,
    after: Files,
    takes: Duration,
}

fn tasks() -> Vec<Task> {
    let plugin = plugin();
    let task = |command: &'static [&'static str]| {
        let start = tempfile::tempdir().expect("a folder");
        copy_all(plugin.path(), start.path());
        edit(start.path(), 1);
        if command[0] == "webdocs" {
            run_well(start.path(), ["renderdocs"]);
        }
        let done = tempfile::tempdir().expect("a folder");
        copy_all(start.path(), done.path());
        let clock = Instant::now();
        run_well(done.path(), command);
        let takes = clock.elapsed();
        let (before, after) = (files(start.path()), files(done.path()));
        assert_ne!(before, after);
        Task {
            command,
            start,
            before,
            after,
            takes,
        }
    };
    COMMANDS.into_iter().map(task).collect()
}

fn begin(folder: &Path, command: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(command)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sdc runs")
}

#[track_caller]
fn is_tidy(folder: &Path, what: &str) {
    let left = fs::read_dir(folder.join(".sdc")).expect("it is there");
    let mut left: Vec<_> = left
        .map(|entry| entry.expect("it can be read").file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".gitignore", "lock", "record"], "{what}");
}

#[test]
fn a_run_that_is_killed_leaves_each_file_old_or_new_and_the_next_one_ends_it() {
    let tasks = tasks();
    let mut chance = Chance(88_172_645_463_325_252);
    let (mut broken, mut killed) = (0, 0);
    for number in 0..times() {
        let task = &tasks[number % tasks.len()];
        let folder = tempfile::tempdir().expect("a folder");
        copy_all(task.start.path(), folder.path());
        let mut child = begin(folder.path(), task.command);
        let journal = folder.path().join(".sdc/journal");
        if chance.below(2) == 0 {
            let percent = u32::try_from(chance.below(100)).expect("it is small");
            std::thread::sleep(task.takes * percent / 100);
        } else {
            // Among the renames, which take a small part of the time.
            while !journal.exists() && child.try_wait().expect("it is ours").is_none() {
                std::thread::sleep(Duration::from_micros(50));
            }
            std::thread::sleep(Duration::from_micros(chance.below(4000)));
        }
        killed += usize::from(child.try_wait().expect("it is ours").is_none());
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");

        let what = format!("{} {number}", task.command[0]);
        let now = files(folder.path());
        for (path, bytes) in &now {
            let old_or_new = [task.before.get(path), task.after.get(path)];
            assert!(
                old_or_new.contains(&Some(bytes)),
                "{what}: {}",
                path.display()
            );
        }
        let is_broken = journal.exists();
        broken += usize::from(is_broken);
        if is_broken {
            let check = [task.command, &["--check"]].concat();
            let said = run(folder.path(), check);
            assert!(
                said.code == 1 && said.stderr.contains("unfinished-run"),
                "{what}"
            );
        } else {
            assert!(
                now == task.before || now == task.after,
                "{what}: half of it"
            );
        }
        run_well(folder.path(), task.command);
        assert!(
            files(folder.path()) == task.after,
            "{what}: not as it should be"
        );
        is_tidy(folder.path(), &what);
    }
    println!("{killed} killed, {broken} of them among their renames");
}

#[test]
fn two_runs_at_once_wait_for_each_other() {
    let tasks = tasks();
    for number in 0..times() * 3 / 5 {
        let task = &tasks[number % tasks.len()];
        let folder = tempfile::tempdir().expect("a folder");
        copy_all(task.start.path(), folder.path());
        let mut pair = [
            begin(folder.path(), task.command),
            begin(folder.path(), task.command),
        ];
        for child in &mut pair {
            let status = child.wait().expect("it is ours");
            assert!(status.success(), "{} {number}: {status}", task.command[0]);
        }
        assert!(
            files(folder.path()) == task.after,
            "{} {number}",
            task.command[0]
        );
        is_tidy(folder.path(), task.command[0]);
    }
}

/// Runs a command on a disk of that many KiB besides what is there, and again when there is
/// room; gives the exit code and the files of both. None where this user cannot have a disk.
#[cfg(target_os = "linux")]
fn on_a_disk(task: &Task, room: u64) -> Option<(i32, Files, Files)> {
    const SCRIPT: &str = r#"
        mount -t tmpfs -o size=512m tmpfs "$DISK" || exit 77
        cp -a "$START/." "$DISK" && cd "$DISK" || exit 78
        used=$(df -k . | awk 'NR == 2 { print $3 }')
        mount -o remount,size=$((used + ROOM))k . || exit 77
        "$@" >/dev/null 2>&1
        code=$?
        mount -o remount,size=512m .
        mkdir "$OUT/first" "$OUT/second"
        cp -a . "$OUT/first"
        "$@" >/dev/null 2>&1 || exit 79
        cp -a . "$OUT/second"
        exit $code"#;
    let (disk, out) = (tempfile::tempdir().ok()?, tempfile::tempdir().ok()?);
    let status = Command::new("unshare")
        .args(["-rm", "sh", "-c", SCRIPT, "sh", env!("CARGO_BIN_EXE_sdc")])
        .args(task.command)
        .env("DISK", disk.path())
        .env("START", task.start.path())
        .env("OUT", out.path())
        .env("ROOM", room.to_string())
        .stderr(Stdio::null())
        .status();
    let code = status.ok()?.code()?;
    if code == 77 || !out.path().join("second").exists() && code == 1 {
        return None;
    }
    assert!(code < 77, "{code}");
    is_tidy(&out.path().join("second"), "a full disk");
    let [first, second] = ["first", "second"].map(|name| files(&out.path().join(name)));
    Some((code, first, second))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_all_as_it_was() {
    let tasks = tasks();
    let sizes = times().min(20);
    let (mut full, mut enough) = (0, 0);
    for size in 0..sizes {
        let task = &tasks[size % tasks.len()];
        let room = 4 * u64::try_from(size * size * 20 / sizes).expect("it is small");
        let Some((code, first, second)) = on_a_disk(task, room) else {
            println!("left out: this user cannot mount a disk");
            return;
        };
        let what = format!("{} with {room} KiB: {code}", task.command[0]);
        if code == 0 {
            enough += 1;
            assert!(first == task.after, "{what}");
        } else {
            full += 1;
            assert!(first == task.before, "{what}");
        }
        assert!(second == task.after, "{what}, and then with more");
    }
    println!("{full} too small, {enough} large enough");
}
