//! Go's form of flags, made the usual one before clap sees them: the drop-in
//! promise is that `-src docs` and `-src=docs` work as typed.

use clap::Command;
use std::ffi::{OsStr, OsString};

/// Rewrites `-name` and `-name=value` to two dashes where `name` is a long option of
/// the command that is run, or is none and cannot be short ones. All else, and everything
/// after `--`, stays as it is.
pub(super) fn rewrite(
    command: &Command,
    args: impl IntoIterator<Item = OsString>,
) -> Vec<OsString> {
    let mut current = command;
    let mut names = long_names(command);
    let mut shorts = short_names(command);
    let mut literal = false;
    let mut rewritten = Vec::new();
    for (i, arg) in args.into_iter().enumerate() {
        if literal || i == 0 {
            rewritten.push(arg);
            continue;
        }
        literal = arg == "--";
        if let Some(sub) = arg.to_str().and_then(|name| current.find_subcommand(name)) {
            current = sub;
            names.extend(long_names(sub));
            shorts.extend(short_names(sub));
        }
        rewritten.push(with_two_dashes(&arg, &names, &shorts).unwrap_or(arg));
    }
    rewritten
}

/// Names of more than one letter: one letter after one dash is clap's own.
fn long_names(command: &Command) -> Vec<String> {
    let mut names: Vec<String> = ["help", "version"].map(String::from).to_vec();
    for arg in command.get_arguments() {
        let long = arg.get_long().into_iter();
        let all = long.chain(arg.get_all_aliases().into_iter().flatten());
        names.extend(all.filter(|name| name.len() > 1).map(String::from));
    }
    names
}

fn short_names(command: &Command) -> Vec<char> {
    let arguments = command.get_arguments().filter_map(clap::Arg::get_short);
    arguments.chain(['h', 'V']).collect()
}

fn with_two_dashes(arg: &OsStr, names: &[String], shorts: &[char]) -> Option<OsString> {
    let rest = arg.to_str()?.strip_prefix('-')?;
    let name = rest.split_once('=').map_or(rest, |(name, _)| name);
    let known = names.iter().any(|known| known == name);
    // Neither a name nor letters of ours: as a name, clap can say which one is meant.
    let meant =
        name.len() > 1 && name.starts_with(|c: char| c.is_alphabetic() && !shorts.contains(&c));
    (known || meant).then(|| format!("--{rest}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Arg, ArgAction};

    fn rewritten(line: &str) -> String {
        let flag = |name| Arg::new(name).long(name).action(ArgAction::SetTrue);
        let option = |name| Arg::new(name).long(name);
        let command = Command::new("sdc")
            .arg(flag("loud").global(true))
            .subcommand(
                Command::new("render")
                    .visible_alias("draw")
                    .arg(option("src").alias("source"))
                    .arg(option("o").short('o')),
            )
            .subcommand(Command::new("check").arg(flag("fix")));
        let args = rewrite(&command, line.split(' ').map(OsString::from));
        let args: Vec<_> = args.iter().map(|arg| arg.to_str().unwrap()).collect();
        args.join(" ")
    }

    #[test]
    fn known_long_names_get_a_second_dash() {
        assert_eq!(rewritten("sdc render -src docs"), "sdc render --src docs");
        assert_eq!(rewritten("sdc render -src=docs"), "sdc render --src=docs");
        assert_eq!(rewritten("sdc draw -source a"), "sdc draw --source a");
        assert_eq!(rewritten("sdc render -loud"), "sdc render --loud");
        assert_eq!(rewritten("sdc -help"), "sdc --help");
    }

    #[test]
    fn a_slip_of_the_fingers_is_taken_for_a_name() {
        assert_eq!(rewritten("sdc render -scr=a"), "sdc render --scr=a");
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for line in [
            "sdc render --src docs",
            "sdc render -o out",
            "sdc render -oout",
            "sdc render -5",
            "sdc render -",
            "sdc render -- -src docs",
            "-src",
        ] {
            assert_eq!(rewritten(line), line);
        }
    }
}
