//! The command line: what each command takes, and how a run ends.

mod argv;
mod check;
mod completions;
mod gen_spec;
mod generate;
mod go;
mod hcldec;
mod man;
mod migrate;
mod new;
mod plugin_check;
mod renderdocs;
mod report;
mod source_args;
mod struct_markdown;
mod webdocs;
mod write_args;
mod wrong_usage;

pub use report::Exit;

use crate::settings::Choice;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use report::{ColorChoice, MessageFormat, Reporter};
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// The software development companion for Packer plugins.
#[derive(Debug, Parser)]
#[command(
    name = "sdc",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    disable_help_flag = true,
    // Of a flag that is given twice the last holds, as in Go.
    args_override_self = true,
    after_help = "\
Examples:
  sdc new plugin happycloud      Begin a plugin
  sdc generate                   Bring all that is generated up to date
  sdc generate --check           Say what is stale, and change nothing
  sdc renderdocs -src docs       Flags are taken in Go's form as well"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// How findings are printed
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        // Behind those of any command, however many these are.
        display_order = 1000
    )]
    message_format: MessageFormat,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        display_order = 1001
    )]
    color: ColorChoice,
    /// Print help
    // One help, whichever way it is asked for: it fits a screen.
    #[arg(
        short,
        long,
        global = true,
        action = clap::ArgAction::HelpShort,
        display_order = 1002
    )]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(visible_alias = "mapstructure-to-hcl2")]
    GenSpec(gen_spec::Args),
    StructMarkdown(struct_markdown::Args),
    Renderdocs(renderdocs::Args),
    Webdocs(webdocs::Args),
    Check(check::Args),
    Generate(generate::Args),
    Hcldec(hcldec::Args),
    New(new::Args),
    Migrate(migrate::Args),
    PluginCheck(plugin_check::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// What `--version` says under the name of a tool that others have, too.
const AS_PACKER_SDC: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    ", called as packer-sdc; this is not HashiCorp's tool of that name"
);

fn is_packer_sdc(program: &OsStr) -> bool {
    Path::new(program).file_stem() == Some(OsStr::new("packer-sdc"))
}

/// Runs a command line, the program's name first, and says how it ended.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut command = Cli::command();
    if args.first().is_some_and(|program| is_packer_sdc(program)) {
        command = command.version(AS_PACKER_SDC);
    }
    let args = argv::rewrite(&command, args);
    let asked = wrong_usage::format(&args);
    let matches = command.try_get_matches_from_mut(args);
    let cli = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match cli.map_err(|wrong| wrong.format(&mut command)) {
        Ok(cli) => cli,
        Err(wrong) => {
            // Help and the version are what was asked for; all else is wrong usage.
            if let (true, Some(format)) = (wrong.use_stderr(), asked) {
                let reporter = Reporter::new(format, ColorChoice::Never);
                return report::end(reporter.report(wrong_usage::finding(&wrong).into()));
            }
            let printed = wrong.print();
            if wrong.use_stderr() {
                return Exit::Usage;
            }
            report::note_loss(printed);
            return report::end(Exit::Fine);
        }
    };
    let mut reporter = Reporter::new(cli.message_format, cli.color);
    report::end(match cli.command {
        Command::GenSpec(args) => args.run(&mut reporter),
        Command::StructMarkdown(args) => args.run(&mut reporter),
        Command::Renderdocs(args) => args.run(&mut reporter),
        Command::Webdocs(args) => args.run(&mut reporter),
        Command::Check(args) => args.run(&mut reporter),
        Command::Generate(args) => args.run(&mut reporter),
        Command::Hcldec(args) => args.run(&mut reporter),
        Command::New(args) => args.run(&mut reporter),
        Command::Migrate(args) => args.run(&mut reporter),
        Command::PluginCheck(args) => args.run(&mut reporter),
        Command::Completions(args) => args.run(&mut reporter),
        Command::Man(args) => args.run(&mut reporter),
    })
}

/// The names of a choice as the values of a flag.
fn choices<T: Choice>() -> impl TypedValueParser<Value = T> {
    let names = T::ALL
        .iter()
        .map(|(name, about, _)| PossibleValue::new(*name).help(*about));
    PossibleValuesParser::new(names)
        .try_map(|name| T::named(&name).ok_or("clap lets only these names through"))
}
