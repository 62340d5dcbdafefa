//! The help of every command; what each says is a case of its own.

use crate::support::run_well;
use std::path::Path;
use std::process::Command;

fn help(command: &[&str], flag: &str) -> String {
    run_well(Path::new("."), [command, &[flag]].concat()).stdout
}

/// The names that a help text lists as commands.
fn commands(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    lines
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

#[test]
fn the_help_of_every_command_fits_a_screen_and_has_an_example() {
    let all = help(&[], "--help");
    let mut todo: Vec<Vec<&str>> = commands(&all).into_iter().map(|name| vec![name]).collect();
    assert!(todo.len() > 10, "{all}");
    let new = help(&["new"], "--help");
    todo.extend(commands(&new).into_iter().map(|name| vec!["new", name]));
    todo.push(Vec::new());
    for command in todo {
        let text = help(&command, "--help");
        let lines = text.lines().count();
        assert!(lines <= 40, "`{command:?}` has {lines} lines");
        let long = text.lines().find(|line| line.chars().count() > 100);
        assert_eq!(long, None, "{command:?}");
        assert!(text.contains("Example"), "`{command:?}` has no example");
        for flag in ["-h", "-help"] {
            assert_eq!(help(&command, flag), text, "{command:?} {flag}");
        }
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sdc"))
        .args(["completions", "zsh"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
