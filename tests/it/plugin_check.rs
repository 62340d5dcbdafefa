//! `sdc plugin-check`, driven with scripts in place of plugins.
#![cfg(unix)]

use crate::support::run;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

/// What checking a plugin of that name and script prints, and the exit code.
fn check(name: &str, script: &str, args: &[&str]) -> (String, String, i32) {
    let folder = tempfile::tempdir().expect("a folder");
    let plugin = folder.path().join(name);
    fs::write(&plugin, format!("#!/bin/sh\n{script}\n")).expect("it is written");
    fs::set_permissions(&plugin, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let run = run(folder.path(), [&["plugin-check"], args, &[name]].concat());
    (run.stdout, run.stderr, run.code)
}

const DESCRIBE: &str = r#"[ "$1" = describe ] || exit 3
echo '{"version":"1.0.0","sdk_version":"0.6.1","api_version":"x5.0","protocol_version":"v2","builders":["a","b"],"post_processors":[],"provisioners":["c"],"datasources":null}'"#;

/// The same of a plugin that cannot do protobuf, and is not started.
fn describe_old() -> String {
    DESCRIBE.replace("\"protocol_version\":\"v2\",", "")
}

#[test]
fn says_what_a_plugin_has() {
    let (out, err, code) = check("packer-plugin-happy", &describe_old(), &[]);
    assert!(
        out.starts_with("note[plugin-describe]: the plugin does not offer protocol `v2`"),
        "{out}"
    );
    assert_eq!(
        err,
        "packer-plugin-happy 1.0.0: 2 builders, 1 provisioner; 1 note\n"
    );
    assert_eq!(code, 0);
}

#[test]
fn says_which_components_cannot_be_started() {
    let (out, err, code) = check("packer-plugin-happy", DESCRIBE, &[]);
    for component in ["builder `a`", "builder `b`", "provisioner `c`"] {
        let wrong = format!(
            "error[plugin-start]: the {component} cannot be used: it ended without a greeting\n"
        );
        assert!(out.contains(&wrong), "{out}");
    }
    assert!(err.ends_with("; 3 errors\n"), "{err}");
    assert_eq!(code, 1);
}

#[test]
fn says_what_is_wrong_with_a_greeting() {
    for (greeting, wrong) in [
        (
            "echo hello",
            "it greeted with `hello`, which names no address",
        ),
        (
            "echo '4|0|unix|/x'",
            "it speaks version 4 of the protocol, not 5",
        ),
        ("echo '5|0|pigeon|/x'", "it listens on a network `pigeon`"),
        (
            "echo oops >&2",
            "it ended without a greeting; it said: oops",
        ),
        (
            "printf '5|0|unix|/x'",
            "it greeted with something that is no line",
        ),
        (
            "head -c 100000 /dev/zero",
            "it greeted with something that is no line",
        ),
        ("sleep 60", "it did not greet in time"),
    ] {
        let script = DESCRIBE.replace("exit 3", &format!("{{ {greeting}; exit; }}"));
        let (out, _, code) = check("packer-plugin-happy", &script, &["-timeout", "0.5"]);
        assert!(out.contains(wrong), "{greeting}: {out}");
        assert_eq!(code, 1);
    }
}

#[test]
fn warns_of_an_old_name_and_exits_with_0() {
    let (out, _, code) = check("packer-builder-happy", DESCRIBE, &[]);
    assert_eq!(
        out,
        "warning[old-plugin-name]: `packer-builder-…` is the old name of a plugin with one component\n\
         --> packer-builder-happy\n = help: name it `packer-plugin-happy`: Packer 1.7 and later load no other\n\n"
    );
    assert_eq!(code, 0);
}

#[test]
fn stops_a_plugin_that_hangs_even_when_something_else_holds_its_output() {
    let start = Instant::now();
    let script = "echo '{'; sleep 60 & sleep 60";
    let (out, _, code) = check("packer-plugin-happy", script, &["-timeout", "0.2"]);
    assert!(
        out.contains("`describe` had not ended after 0.2 s, and was stopped"),
        "{out}"
    );
    assert_eq!(code, 1);
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn stops_a_plugin_that_floods() {
    let (out, _, code) = check("packer-plugin-happy", "exec cat /dev/zero", &[]);
    assert!(
        out.contains("printed more than 1024 KiB, and was stopped"),
        "{out}"
    );
    assert_eq!(code, 1);
}

#[test]
fn shows_what_a_plugin_that_fails_said() {
    let (out, _, code) = check("packer-plugin-happy", "echo 'no licence' >&2; exit 7", &[]);
    assert!(out.contains("`describe` failed: exit status: 7"), "{out}");
    assert!(out.contains("it said: no licence"), "{out}");
    assert_eq!(code, 1);
    let (out, _, code) = check("packer-plugin-happy", "kill -SEGV $$", &[]);
    assert!(out.contains("`describe` failed: signal: 11"), "{out}");
    assert_eq!(code, 1);
}

#[test]
fn waits_for_no_child_of_a_plugin_that_has_ended() {
    let start = Instant::now();
    let (_, err, code) = check(
        "packer-plugin-happy",
        &format!("sleep 60 &\n{}", describe_old()),
        &[],
    );
    assert!(err.ends_with("1 note\n"), "{err}");
    assert_eq!(code, 0);
    assert!(start.elapsed() < Duration::from_secs(30));
}
