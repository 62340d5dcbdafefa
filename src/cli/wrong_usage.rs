//! A command line that clap refuses, for programs: they read findings, and a finding is what
//! they get.

use super::report::MessageFormat;
use crate::diagnostics::{Diagnostic, usage};
use clap::ValueEnum as _;
use std::ffi::OsString;

/// The format for programs that a command line asks for, readable or not in all else.
pub(super) fn format(args: &[OsString]) -> Option<MessageFormat> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    let mut asked = None;
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--message-format") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None => continue,
        };
        asked = value.and_then(|value| MessageFormat::from_str(&value, false).ok());
    }
    asked.filter(|format| *format != MessageFormat::Human)
}

/// What clap says, without what only a person at a terminal needs.
pub(super) fn finding(wrong: &clap::Error) -> Diagnostic {
    let text = wrong.to_string();
    let about_usage = |line: &&str| !line.starts_with("Usage:") && !line.starts_with("For more");
    let lines = text.lines().map(str::trim).take_while(about_usage);
    let mut message = String::new();
    let mut help = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(tip) = line.strip_prefix("tip: ") {
            help.push(tip);
        } else if line.starts_with("[possible values") {
            help.push(line.trim_matches(['[', ']']));
        } else {
            let blank = if message.is_empty() { "" } else { " " };
            message.push_str(blank);
            message.push_str(line.trim_start_matches("error: "));
        }
    }
    help.into_iter().fold(usage(message), Diagnostic::help)
}
