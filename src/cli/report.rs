//! The one way a command says anything: findings in the format that was asked
//! for, progress for people, and the exit code that follows from both.

use crate::check;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Severity, github, human, in_one_line, json, sarif, usage,
};
use crate::files::Plan;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is as it should be; warnings may have been printed.
    Fine,
    /// There are errors among the findings, or output is stale.
    Findings,
    /// The command line is wrong, or the input cannot be read.
    Usage,
}

impl Exit {
    /// How a run ends that has these findings.
    pub(super) fn of(findings: &Diagnostics) -> Self {
        if findings
            .iter()
            .any(|d| matches!(d.code, "usage" | "unreadable"))
        {
            Self::Usage
        } else if findings.has_errors() {
            Self::Findings
        } else {
            Self::Fine
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Usage => Self::from(2),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum MessageFormat {
    /// For people, with the source line
    #[default]
    Human,
    /// One JSON object a line
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// A SARIF 2.1.0 log
    Sarif,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

/// Prints findings and progress.
#[derive(Debug)]
pub(super) struct Reporter {
    format: MessageFormat,
    colour: ColorChoice,
}

impl Reporter {
    pub(super) fn new(format: MessageFormat, colour: ColorChoice) -> Self {
        Self { format, colour }
    }

    /// Overrides the format, for a command with a flag of its own for it.
    pub(super) fn set_format(&mut self, format: MessageFormat) {
        self.format = format;
    }

    /// Prints the findings of a command whose output is something else: for people
    /// to standard error, for programs to standard output.
    pub(super) fn report(&self, findings: Diagnostics) -> Exit {
        self.print(findings, self.format == MessageFormat::Human)
    }

    /// Prints the findings of a command whose output they are, all to standard output.
    pub(super) fn report_as_output(&self, findings: Diagnostics) -> Exit {
        self.print(findings, false)
    }

    fn print(&self, mut findings: Diagnostics, to_stderr: bool) -> Exit {
        findings.sort();
        let text: String = match self.format {
            MessageFormat::Human => {
                let colour = self.colour(to_stderr);
                findings.iter().map(|d| human(d, colour)).collect()
            }
            MessageFormat::Json => findings.iter().map(|d| format!("{}\n", json(d))).collect(),
            MessageFormat::Github => findings.iter().map(github).collect(),
            MessageFormat::Sarif => format!("{:#}\n", sarif(&findings, summary)),
        };
        if to_stderr {
            eprint(&text);
        } else {
            print(&text);
        }
        Exit::of(&findings)
    }

    /// Says how the run went, in a line for people.
    pub(super) fn summary(&self, line: &str) {
        if self.format == MessageFormat::Human {
            eprint(&format!("{}\n", in_one_line(line)));
        }
    }

    /// Ends a command that has made a plan: applies it, or with `check` shows what is stale
    /// and changes nothing. Errors among the findings of its stages keep it from being
    /// applied; what was found by looking at the result does not.
    pub(super) fn finish(&self, outcome: Outcome, check: bool) -> Exit {
        let Outcome {
            stages,
            mut plan,
            mut findings,
            checked,
        } = outcome;
        // Of a run with errors the plan may not be whole; that something is stale is no
        // reason to hide what.
        let mut errors = findings.iter().filter(|d| d.severity == Severity::Error);
        let stale = |d: &Diagnostic| check && d.code.starts_with("stale-");
        if !errors.all(stale) {
            findings.extend(checked);
            return self.report(findings);
        }
        let done = |result: &str| {
            let result = Some(result).filter(|result| !result.is_empty());
            let lines = stages.iter().map(String::as_str).chain(result);
            lines.for_each(|line| self.summary(line));
        };
        findings.extend(checked);
        if check {
            plan.pass_over_ignored();
            done("");
            let stale = self.show_stale(&plan, &mut findings);
            return self.report(findings).max(stale);
        }
        match plan.apply() {
            Ok(applied) => {
                done(&applied.summary.to_string());
                findings.extend(applied.findings);
            }
            Err(wrong) => findings.extend(wrong),
        }
        self.report(findings)
    }

    /// Shows what a plan would change, which is what is stale: for people as a diff, for
    /// programs as findings.
    fn show_stale(&self, plan: &Plan, findings: &mut Diagnostics) -> Exit {
        if self.format == MessageFormat::Human {
            print(plan.diff());
        } else {
            findings.extend(plan.stale_findings());
        }
        if plan.is_empty() {
            Exit::Fine
        } else {
            Exit::Findings
        }
    }

    /// Shows the edits that a plan would make; programs have them with the findings that
    /// they belong to.
    pub(super) fn show_edits(&self, plan: &Plan, findings: Diagnostics) -> Exit {
        if self.format != MessageFormat::Human {
            let exit = self.report(findings);
            return if plan.is_empty() {
                exit
            } else {
                exit.max(Exit::Findings)
            };
        }
        self.show_stale(plan, &mut Diagnostics::new())
    }

    /// Shows what a plan would change, which nobody has asked for yet; programs get what was
    /// found alone.
    pub(super) fn show_plan(&self, plan: &Plan, findings: Diagnostics) -> Exit {
        if self.format == MessageFormat::Human {
            print(plan.diff());
        }
        self.report(findings)
    }

    /// Prints what a command was asked for, where that is something else than findings:
    /// programs that read these from standard output get nothing else there.
    pub(super) fn data(&self, data: impl AsRef<[u8]>) -> Result<(), Diagnostic> {
        if self.format == MessageFormat::Human {
            print(data);
            return Ok(());
        }
        let name = clap::ValueEnum::to_possible_value(&self.format);
        let name = name.map_or(String::new(), |value| value.get_name().to_owned());
        let message = format!(
            "`--message-format {name}` puts findings alone on standard output, and this command \
             prints something else there"
        );
        Err(usage(message).help("leave it out, or name a file where there is a flag for one"))
    }

    /// Ends a command whose data is all that there is to say.
    pub(super) fn print_data(&self, data: impl AsRef<[u8]>) -> Exit {
        match self.data(data) {
            Ok(()) => Exit::Fine,
            Err(wrong) => self.report(wrong.into()),
        }
    }

    fn colour(&self, to_stderr: bool) -> bool {
        let unset = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let terminal = if to_stderr {
            std::io::stderr().is_terminal()
        } else {
            std::io::stdout().is_terminal()
        };
        match self.colour {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => unset && terminal,
        }
    }
}

/// What a code means, in a line.
fn summary(code: &str) -> Option<String> {
    check::rule(code).map(|rule| rule.summary.to_owned())
}

/// What a command comes to before any of it is put in place.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What was done, in lines for people.
    pub(super) stages: Vec<String>,
    /// What is to be written.
    pub(super) plan: Plan,
    /// What is wrong with what that is made of.
    pub(super) findings: Diagnostics,
    /// What is wrong with what came of it, which keeps nothing back.
    pub(super) checked: Diagnostics,
}

impl Outcome {
    /// What comes of one stage.
    pub(super) fn of(plan: Plan, findings: Diagnostics) -> Self {
        Self {
            plan,
            findings,
            ..Self::default()
        }
    }
}

/// The line that says why nothing was written.
pub(super) fn not_written(findings: &Diagnostics) -> String {
    format!("{}; nothing was written", findings.tally())
}

/// Why standard output has not taken all that was written to it.
static LOST: Mutex<Option<io::Error>> = Mutex::new(None);

/// Writes data to standard output. What goes wrong is an error of the run, and said
/// when it ends; a reader that has gone away is not.
pub(super) fn print(data: impl AsRef<[u8]>) {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(data.as_ref());
    note_loss(written.and_then(|()| stdout.flush()));
}

/// Takes note of what has become of data on its way to standard output.
pub(super) fn note_loss(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        LOST.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(error);
    }
}

/// Ends a run: one whose output was lost has failed.
pub(super) fn end(exit: Exit) -> Exit {
    let lost = LOST.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(error) = lost else {
        return exit;
    };
    let message = format!("cannot write to standard output: {error}");
    eprint(&human(&Diagnostic::error("unwritable", message), false));
    Exit::Usage
}

/// Writes to standard error, where only people and `--diags json` look.
pub(super) fn eprint(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
