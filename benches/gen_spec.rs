//! How long `sdc gen-spec` takes, process start included: on a plugin of 30 files, and for
//! one struct of a crate of 400,000 lines, where the cost must follow what the struct
//! reaches and not what lies around it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 20;

fn main() {
    let plugin = tempfile::tempdir().expect("a folder can be made");
    write_package(plugin.path(), 30, 2);
    let large = tempfile::tempdir().expect("a folder can be made");
    write_package(large.path(), 2_000, 20);
    for (what, package, args) in [
        ("a plugin of 30 files and 90 structs", &plugin, &[][..]),
        (
            "one struct of it, by path",
            &plugin,
            &["-type", "m7::Config0", "--format", "json"],
        ),
        (
            "one struct of 400,000 lines, by path",
            &large,
            &["-type", "m7::Config0", "--format", "json"],
        ),
        (
            "the same, by a name that only it has",
            &large,
            &["-type", "Only7", "--format", "json"],
        ),
    ] {
        let lines = count_lines(&package.path().join("src"));
        run(package.path(), args);
        let mut times: Vec<Duration> = (0..RUNS).map(|_| run(package.path(), args)).collect();
        times.sort();
        println!(
            "{what}: {:.1} ms (fastest {:.1} ms; {lines} lines)",
            millis(times[RUNS / 2]),
            millis(times[0]),
        );
    }
}

fn run(package: &Path, args: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_sdc"))
        .arg("gen-spec")
        .args(args)
        .current_dir(package)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let status = status.expect("sdc can be run");
    assert!(status.success(), "gen-spec {args:?} failed");
    start.elapsed()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn count_lines(src: &Path) -> usize {
    let files = fs::read_dir(src)
        .expect("it was made")
        .filter_map(Result::ok);
    files
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .map(|text| text.lines().count())
        .sum()
}

/// Writes a package of so many modules, each with so many structs that lead to each
/// other, one struct of a name of its own, and one that leads to the next module.
fn write_package(package: &Path, modules: usize, structs: usize) {
    let src = package.join("src");
    fs::create_dir(&src).expect("a folder can be made");
    let write = |name: &str, text: &str| {
        fs::write(package.join(name), text).expect("a file can be written");
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"plugin\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nserde = \"1\"\n",
    );
    let mut lib = String::from("//! A plugin.\n\n");
    for m in 0..modules {
        let _ = writeln!(lib, "pub mod m{m};");
        write(&format!("src/m{m}.rs"), &module(m, structs));
    }
    write("src/lib.rs", &lib);
}

fn module(m: usize, structs: usize) -> String {
    let mut text = String::from("//! A module.\n\nuse serde::Deserialize;\n\n");
    for s in 0..structs {
        let next = if s + 1 < structs {
            format!("Config{}", s + 1)
        } else {
            format!("Only{m}")
        };
        let _ = write!(
            text,
            "/// What can be set.\n#[derive(Deserialize)]\npub struct Config{s} {{\n    \
             /// The name.\n    pub name: String,\n    \
             /// How many of them.\n    #[serde(default)]\n    pub count: u32,\n    \
             /// The part of it.\n    pub part: Option<{next}>,\n}}\n\n"
        );
    }
    let _ = write!(
        text,
        "/// Of one name.\n#[derive(Deserialize)]\npub struct Only{m} {{\n    \
         /// Labels.\n    pub labels: std::collections::BTreeMap<String, String>,\n}}\n\n\
         include!(\"m{m}.hcl2spec.rs\");\n"
    );
    text
}
