//! How long `sdc renderdocs` and `sdc webdocs` take for the largest plugin of the corpus
//! that `SDC_CORPUS` names, process start included, against `cp -r` of the same trees:
//! under twice that is the aim.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

const RUNS: usize = 60;

fn main() {
    let Some(corpus) = env::var_os("SDC_CORPUS").map(PathBuf::from) else {
        println!("docs: not measured, it needs SDC_CORPUS");
        return;
    };
    let corpus = fs::canonicalize(corpus).expect("the corpus is there");
    let plugin = largest(&corpus.join("plugins"));
    let shared = corpus.join("sdk-partials");
    let root = tempfile::tempdir().expect("there is room for a copy");
    let at = |name: &str| root.path().join(name);
    for folder in ["docs", "docs-partials"] {
        cp(&plugin.join(folder), &at(folder));
    }
    // What both write: the rendered pages, and the web docs.
    let sdc = || {
        let mut render = Command::new(env!("CARGO_BIN_EXE_sdc"));
        run(render
            .current_dir(root.path())
            .arg("renderdocs")
            .arg("-sdk-partials")
            .arg(&shared));
        let mut webdocs = Command::new(env!("CARGO_BIN_EXE_sdc"));
        run(webdocs
            .current_dir(root.path())
            .args(["webdocs", "-org", "hashicorp"]));
    };
    let remove = || {
        for folder in [".docs", ".web-docs"] {
            let _ = fs::remove_dir_all(at(folder));
        }
    };
    sdc();
    cp(&at(".docs"), &at("rendered"));
    cp(&at(".web-docs"), &at("published"));
    let copy = || {
        cp(&at("rendered"), &at(".docs"));
        cp(&at("published"), &at(".web-docs"));
    };

    println!("{}", plugin.file_name().unwrap_or_default().display());
    let copied = report("cp -r, into nothing", median(remove, copy));
    let made = report("renderdocs and webdocs, into nothing", median(remove, sdc));
    println!("{:>44.2} times", made.as_secs_f64() / copied.as_secs_f64());
    sdc();
    report("renderdocs and webdocs, up to date", median(|| (), sdc));
}

fn report(what: &str, time: Duration) -> Duration {
    println!("{what:<38} {:>5.2} ms", time.as_secs_f64() * 1e3);
    time
}

fn median(before: impl Fn(), measured: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            before();
            let start = Instant::now();
            measured();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn largest(plugins: &Path) -> PathBuf {
    let folders = fs::read_dir(plugins).expect("the corpus has plugins");
    let folders = folders.map(|entry| entry.expect("it can be read").path());
    let largest = folders.max_by_key(|folder| size(&folder.join("reference")));
    largest.expect("there is one")
}

fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    files
        .filter_map(|entry| Some(entry.metadata().ok()?.len()))
        .sum()
}

fn cp(from: &Path, to: &Path) {
    run(Command::new("cp").arg("-r").arg(from).arg(to));
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("it starts").success(), "{command:?}");
}
