//! Output that goes to devices and pipes, and what a terminal is shown.

use crate::support::{copy, run};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A folder with a spec, and HCL that fits it.
fn folder() -> tempfile::TempDir {
    let temp = tempfile::tempdir().expect("a folder");
    let case =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/cases/hcldec/output-is-input/in");
    copy(&case, temp.path());
    temp
}

const DECODE: [&str; 5] = ["hcldec", "--spec", "any.hcldec", "in.hcl", "-o"];

#[cfg(target_os = "linux")]
#[test]
fn output_that_standard_output_does_not_take_is_an_error() {
    for args in [&["man"][..], &["--help"], &["check", "--list"]] {
        let full = fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let done = Command::new(env!("CARGO_BIN_EXE_sdc"))
            .args(args)
            .stdout(full)
            .output()
            .expect("sdc runs");
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("cannot write to standard output"), "{said}");
    }
}

#[test]
fn a_pipe_is_written_to_where_somebody_reads_from_it() {
    let temp = folder();
    let pipe = temp.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("it runs")
            .success()
    );
    let nobody = run(temp.path(), [&DECODE[..], &["pipe"]].concat());
    assert_eq!(nobody.code, 1);
    assert!(
        nobody.stderr.contains("nobody reads from it"),
        "{}",
        nobody.stderr
    );

    let reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    assert_eq!(run(temp.path(), [&DECODE[..], &["pipe"]].concat()).code, 0);
    let read = reader.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&read.stdout), "{\"a\":1}\n");
}

#[test]
fn a_device_stays_one_and_a_link_is_followed() {
    let temp = folder();
    assert_eq!(
        run(temp.path(), [&DECODE[..], &["/dev/null"]].concat()).code,
        0
    );
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
    let printed = run(temp.path(), [&DECODE[..], &["/dev/stdout"]].concat());
    assert_eq!(printed.stdout, "{\"a\":1}\n");

    let link = temp.path().join("link");
    std::os::unix::fs::symlink("real.json", &link).expect("it is ours");
    assert_eq!(run(temp.path(), [&DECODE[..], &["link"]].concat()).code, 0);
    assert!(link.is_symlink());
    let real = fs::read_to_string(temp.path().join("real.json"));
    assert_eq!(real.expect("it was made"), "{\"a\":1}\n");
}

#[test]
fn no_name_reaches_the_terminal_raw_or_begins_a_line() {
    let temp = tempfile::tempdir().expect("a folder");
    let docs = temp.path().join("docs");
    fs::create_dir(&docs).expect("it is ours");
    fs::write(temp.path().join("go.mod"), "module x\n").expect("it is ours");
    for name in ["\u{1b}]0;x\u{7}.md", "a\n::error::x.md"] {
        fs::write(docs.join(name), "@include 'n'").expect("it is ours");
    }
    for format in ["human", "github"] {
        let said = run(temp.path(), ["renderdocs", "--message-format", format]);
        let said = said.stdout + &said.stderr;
        let is_raw = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(is_raw), "{said:?}");
        assert!(
            !said.lines().any(|line| line.starts_with("::error::")),
            "{said}"
        );
    }
}
